/* wire-bench-generate.c: captures of any size whose figures are known beforehand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wire-bench-generate web|small FILE [PACKETS]
 *
 * Writes a capture and prints the right answers: packets, directional flows, bytes on the wire, and
 * the packets of the largest flow; in a second line HTTP objects, their bytes when decoded, and
 * their SHA-256 digests, all of them exclusive or; in a third line how many bytes were hashed for
 * the digests of both forms.
 *
 * web    what a lab captures when people browse (wire-bench-web.c). 2.1 million packets are about
 *        1.65 GB in 5,000 flows.
 * small  60-byte packets, each of another flow than those before it; every flow comes round three
 *        times. Three million packets are a million flows: nothing is ever in the cache.
 */

#include "bench/wire-bench-packets.h"

#include <stdio.h>
#include <string.h>

#define ROUNDS 3u

/* Flows come round in an order that is the same each time and jumps about: an odd factor visits
 * every number below a power of two once. Neighbouring numbers are the two directions of one
 * conversation. */
static void
write_small (BenchPackets *packets, guint64 n)
{
  BenchAnswers *answers = bench_packets_get_answers (packets);
  guint32 flows = (guint32) (n / ROUNDS);
  guint32 mask = 1;

  while (mask < flows)
    mask = mask << 1 | 1;
  for (guint round = 0; round < ROUNDS; round++)
    for (guint32 i = 0; i <= mask; i++)
      {
        guint32 flow = i * 2654435761u & mask;
        const BenchSegment segment = {
          .client = 0x0a000000 + flow / 2 / 16,
          .server = 0xc6336400 + flow / 2 % 16,
          .client_port = (guint16) (1024 + flow / 2 % 64000),
          .back = flow & 1,
          .flags = BENCH_ACK,
          .sequence = 1 + 6 * round,
          .acknowledgement = 1,
        };

        if (flow < flows)
          bench_packets_write (packets, &segment, "small\n", 6);
      }
  answers->flows = flows;
  answers->largest = ROUNDS;
}

static void
print_answers (const BenchAnswers *answers)
{
  printf ("%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT
          "\n%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " ",
          answers->packets, answers->flows, answers->bytes, answers->largest, answers->objects,
          answers->object_bytes);
  for (gsize i = 0; i < sizeof answers->digests; i++)
    printf ("%02x", answers->digests[i]);
  printf ("\n%" G_GUINT64_FORMAT "\n", answers->hashed_bytes);
}

int
main (int argc, char **argv)
{
  guint64 n = argc > 3 ? g_ascii_strtoull (argv[3], NULL, 10) : 0;
  BenchPackets *packets;

  if (argc < 3 || (strcmp (argv[1], "web") != 0 && strcmp (argv[1], "small") != 0))
    {
      fputs ("usage: wire-bench-generate web|small FILE [PACKETS]\n", stderr);
      return 2;
    }
  packets = bench_packets_new (argv[2]);
  if (strcmp (argv[1], "web") == 0)
    bench_write_web (packets, n ? n : 2100000);
  else
    write_small (packets, n ? n : 3000000);
  print_answers (bench_packets_get_answers (packets));
  bench_packets_close (packets);
  return 0;
}

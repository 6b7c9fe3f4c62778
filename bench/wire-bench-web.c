/* wire-bench-web.c: people browse
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Conversations of some 500 packets each, 64 of them at once: a handshake, requests on a connection
 * that is kept open, their responses, a FIN from each side. Each segment is acknowledged. One in
 * 200 comes before the one that it follows, one in 200 twice.
 */

#include "bench/wire-bench-response.h"

#include <string.h>

#define CONVERSATION 500u
#define AT_ONCE 64u
#define DISORDER 200u

typedef enum
{
  OPENING, /* three packets */
  REQUEST,
  RESPONSE,
  ACKNOWLEDGEMENT,
  CLOSING, /* four packets */
  CLOSED,
} Phase;

typedef struct
{
  guint number;
  Phase phase;
  guint step;       /* of opening and closing */
  guint packets[2]; /* from the client, from the server */
  guint32 next[2];  /* sequence numbers */
  GByteArray *response;
  guint32 begin;  /* its sequence number */
  gsize position; /* how much of it was sent */
} Conversation;

typedef struct
{
  BenchPackets *packets;
  BenchResponses *responses;
} Web;

static void
send_segment (
    Web *self, Conversation *one, gboolean back, guint8 flags, const void *data, guint32 length)
{
  const BenchSegment segment = {
    .client = 0x92b00000 + one->number % 251,
    .server = 0x17d1d508 + one->number % 509 * 256,
    .client_port = (guint16) (1024 + one->number),
    .back = back,
    .flags = flags,
    .sequence = one->next[back],
    .acknowledgement = flags & BENCH_ACK ? one->next[!back] : 0,
  };

  bench_packets_write (self->packets, &segment, data, length);
  one->packets[back]++;
  one->next[back] += length + ((flags & (BENCH_SYN | BENCH_FIN)) != 0);
}

static void
open_connection (Web *self, Conversation *one)
{
  static const guint8 FLAGS[] = { BENCH_SYN, BENCH_SYN | BENCH_ACK, BENCH_ACK };

  send_segment (self, one, one->step == 1, FLAGS[one->step], NULL, 0);
  if (++one->step == G_N_ELEMENTS (FLAGS))
    one->phase = REQUEST;
}

static void
close_connection (Web *self, Conversation *one)
{
  gboolean back = one->step == 1 || one->step == 2;

  send_segment (self, one, back, one->step % 2 ? BENCH_ACK : BENCH_FIN | BENCH_ACK, NULL, 0);
  if (++one->step == 4)
    one->phase = CLOSED;
}

static void
send_request (Web *self, Conversation *one)
{
  g_autoptr (GByteArray) before = g_steal_pointer (&one->response);
  g_autofree char *request =
      bench_responses_ask (self->responses, one->number % 509, &one->response);

  send_segment (self, one, FALSE, BENCH_PSH | BENCH_ACK, request, (guint32) strlen (request));
  one->begin = one->next[1];
  one->position = 0;
  one->phase = RESPONSE;
}

/* Returns: how long the segment is */
static gsize
send_piece (Web *self, Conversation *one, gsize position)
{
  gsize left = one->response->len - position;
  guint32 length = (guint32) MIN (left, BENCH_SEGMENT);

  one->next[1] = one->begin + (guint32) position;
  send_segment (self, one, TRUE, left == length ? BENCH_PSH | BENCH_ACK : BENCH_ACK,
                one->response->data + position, length);
  return length;
}

static void
send_response (Web *self, Conversation *one)
{
  guint dice = (guint) (bench_packets_random (self->packets) % DISORDER);
  gsize at = one->position;

  if (dice == 0 && at + BENCH_SEGMENT < one->response->len)
    one->position += send_piece (self, one, at + BENCH_SEGMENT);
  one->position += send_piece (self, one, at);
  if (dice == 1)
    send_piece (self, one, at);
  one->next[1] = one->begin + (guint32) one->position;
  one->phase = ACKNOWLEDGEMENT;
}

static void
acknowledge (Web *self, Conversation *one)
{
  send_segment (self, one, FALSE, BENCH_ACK, NULL, 0);
  if (one->position < one->response->len)
    one->phase = RESPONSE;
  else if (one->packets[0] + one->packets[1] < CONVERSATION)
    one->phase = REQUEST;
  else
    one->phase = CLOSING;
}

static void
go_on (Web *self, Conversation *one)
{
  static void (*const STEPS[]) (Web *, Conversation *) = {
    [OPENING] = open_connection,     [REQUEST] = send_request,     [RESPONSE] = send_response,
    [ACKNOWLEDGEMENT] = acknowledge, [CLOSING] = close_connection,
  };

  STEPS[one->phase](self, one);
}

static void
begin (Web *self, Conversation *one, guint number)
{
  *one = (Conversation){ .number = number };
  one->next[0] = (guint32) bench_packets_random (self->packets);
  one->next[1] = (guint32) bench_packets_random (self->packets);
}

static void
end (Web *self, Conversation *one)
{
  BenchAnswers *answers = bench_packets_get_answers (self->packets);

  answers->flows += 2;
  answers->largest = MAX (answers->largest, MAX (one->packets[0], one->packets[1]));
  g_byte_array_unref (one->response);
}

/** Writes conversations until there are some @at_least packets; all of them end. */
void
bench_write_web (BenchPackets *packets, guint64 at_least)
{
  const BenchAnswers *answers = bench_packets_get_answers (packets);
  Web self = { packets, bench_responses_new (packets) };
  Conversation active[AT_ONCE];
  guint next = 0;
  guint n;

  for (n = 0; n < AT_ONCE; n++)
    begin (&self, &active[n], next++);
  while (n > 0)
    {
      Conversation *one = &active[bench_packets_random (packets) % n];

      go_on (&self, one);
      if (one->phase != CLOSED)
        continue;
      end (&self, one);
      if (answers->packets < at_least)
        begin (&self, one, next++);
      else
        *one = active[--n];
    }
  bench_responses_free (self.responses);
}

/* wire-bench-loop.c: the least that a program which reads captures by libpcap can take
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wire-bench-loop FILE: visits every packet and prints how many there were, and their bytes.
 */

#include <pcap/pcap.h>
#include <stdio.h>

int
main (int argc, char **argv)
{
  char error[PCAP_ERRBUF_SIZE];
  struct pcap_pkthdr *header;
  const u_char *data;
  unsigned long long packets = 0;
  unsigned long long bytes = 0;
  pcap_t *pcap = argc == 2 ? pcap_open_offline (argv[1], error) : NULL;

  if (!pcap)
    {
      fprintf (stderr, "wire-bench-loop: %s\n", argc == 2 ? error : "give it one file");
      return 1;
    }
  while (pcap_next_ex (pcap, &header, &data) == 1)
    {
      packets++;
      bytes += header->len;
    }
  pcap_close (pcap);
  printf ("%llu %llu\n", packets, bytes);
  return 0;
}

/* wire-capture-magic.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reading/wire-capture-magic.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  const char *name;
  const char *magic;
  gsize length;
} Magic;

#define MAGIC(name, text)                                                                          \
  {                                                                                                \
    name, text, sizeof (text) - 1                                                                  \
  }

static const Magic READ[] = {
  MAGIC ("pcap", "\xa1\xb2\xc3\xd4"),   MAGIC ("pcap", "\xd4\xc3\xb2\xa1"),
  MAGIC ("pcap", "\xa1\xb2\x3c\x4d"),   MAGIC ("pcap", "\x4d\x3c\xb2\xa1"),
  MAGIC ("pcap", "\xa1\xb2\xcd\x34"),   MAGIC ("pcap", "\x34\xcd\xb2\xa1"),
  MAGIC ("pcapng", "\x0a\x0d\x0d\x0a"), MAGIC ("snoop", "snoop\0\0\0"),
};

/* As their programs are called. */
static const Magic FOREIGN[] = {
  MAGIC ("Microsoft Network Monitor 1", "RTSS"),
  MAGIC ("Microsoft Network Monitor 2", "GMBU"),
  MAGIC ("DOS Sniffer", "TRSNIFF data    \x1a"),
  MAGIC ("NetXRay or Windows Sniffer", "VL\0\0"),
  MAGIC ("NetXRay or Windows Sniffer", "XCP\0"),
  MAGIC ("Tektronix K12", "\0\0\x02\0\x12\x05\0\x10"),
  MAGIC ("Tektronix K12 text", "+---------+---------------+----------+"),
  MAGIC ("AIX iptrace", "iptrace 1.0"),
  MAGIC ("AIX iptrace", "iptrace 2.0"),
  MAGIC ("btsnoop", "btsnoop\0"),
  MAGIC ("Novell LANalyzer", "\x01\x10\x4c\0"),
  MAGIC ("Network Instruments Observer", "ObserverPktBuffe"),
  MAGIC ("Visual Networks", "\x05VNF"),
};

static const char *
find (const Magic *magics, gsize n, const guint8 *head, gsize length)
{
  for (gsize i = 0; i < n; i++)
    if (length >= magics[i].length && memcmp (head, magics[i].magic, magics[i].length) == 0)
      return magics[i].name;
  return NULL;
}

/** Returns: (transfer none) (nullable): the format of a file of packets that is read here */
const char *
wire_capture_magic_find (const guint8 *head, gsize length)
{
  return find (READ, G_N_ELEMENTS (READ), head, length);
}

static guint
get_u16 (const guint8 *bytes)
{
  return (guint) bytes[0] << 8 | bytes[1];
}

/* Endace's ERF has no magic number: three records in a row that fit each other are one. A record is
 * a time, a type, flags, its length, losses, and the length on the wire. */
static gboolean
is_erf (const guint8 *head, gsize length)
{
  gsize at = 0;
  guint n = 0;

  for (; n < 3 && length - at >= 16; n++)
    {
      guint record = get_u16 (head + at + 10);
      guint type = head[at + 8] & 0x7f;

      if (type == 0 || type > 48 || record < 18 || get_u16 (head + at + 14) == 0)
        return FALSE;
      if (record > length - at)
        return n > 0;
      at += record;
    }
  return n == 3;
}

static guint32
get_u32_le (const guint8 *bytes)
{
  return (guint32) bytes[0] | (guint32) bytes[1] << 8 | (guint32) bytes[2] << 16
         | (guint32) bytes[3] << 24;
}

/* Windows event traces begin with a buffer of a round size, of which a part is used, and in it a
 * header of the system: the mark c0 with the pointer size before it (Microsoft, WMI_BUFFER_HEADER
 * and SYSTEM_TRACE_HEADER). */
static gboolean
is_etl (const guint8 *head, gsize length)
{
  guint32 size;

  if (length < 76)
    return FALSE;
  size = get_u32_le (head);
  return size >= 1024 && size <= 16 * 1024 * 1024 && (size & (size - 1)) == 0
         && get_u32_le (head + 4) <= size && head[75] == 0xc0 && (head[74] == 1 || head[74] == 2);
}

/** Returns: (transfer none) (nullable): the name of a format of packets that is not read here */
const char *
wire_capture_magic_find_foreign (const guint8 *head, gsize length)
{
  const char *name = find (FOREIGN, G_N_ELEMENTS (FOREIGN), head, length);

  if (name)
    return name;
  if (is_erf (head, length))
    return "ERF";
  return is_etl (head, length) ? _ ("Windows event trace (ETL)") : NULL;
}

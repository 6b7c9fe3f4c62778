/* wire-zeek-dns-names.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/wire-zeek-dns-names.h"

/* RFC 1035, section 2.3.4. */
#define MAX_NAME 255u
#define MAX_JUMPS 64u

typedef struct
{
  guint16 number;
  const char *name;
} Name;

static const Name TYPES[] = {
  { 1, "A" },          { 2, "NS" },        { 3, "MD" },
  { 4, "MF" },         { 5, "CNAME" },     { 6, "SOA" },
  { 7, "MB" },         { 8, "MG" },        { 9, "MR" },
  { 10, "NULL" },      { 11, "WKS" },      { 12, "PTR" },
  { 13, "HINFO" },     { 14, "MINFO" },    { 15, "MX" },
  { 16, "TXT" },       { 17, "RP" },       { 18, "AFSDB" },
  { 19, "X25" },       { 20, "ISDN" },     { 21, "RT" },
  { 22, "NSAP" },      { 23, "NSAP-PTR" }, { 24, "SIG" },
  { 25, "KEY" },       { 26, "PX" },       { 27, "GPOS" },
  { 28, "AAAA" },      { 29, "LOC" },      { 30, "NXT" },
  { 31, "EID" },       { 32, "NIMLOC" },   { 33, "SRV" },
  { 34, "ATMA" },      { 35, "NAPTR" },    { 36, "KX" },
  { 37, "CERT" },      { 38, "A6" },       { 39, "DNAME" },
  { 40, "SINK" },      { 41, "OPT" },      { 42, "APL" },
  { 43, "DS" },        { 44, "SSHFP" },    { 45, "IPSECKEY" },
  { 46, "RRSIG" },     { 47, "NSEC" },     { 48, "DNSKEY" },
  { 49, "DHCID" },     { 50, "NSEC3" },    { 51, "NSEC3PARAM" },
  { 52, "TLSA" },      { 53, "SMIMEA" },   { 55, "HIP" },
  { 56, "NINFO" },     { 57, "RKEY" },     { 58, "TALINK" },
  { 59, "CDS" },       { 60, "CDNSKEY" },  { 61, "OPENPGPKEY" },
  { 62, "CSYNC" },     { 63, "ZONEMD" },   { 64, "SVCB" },
  { 65, "HTTPS" },     { 99, "SPF" },      { 100, "UINFO" },
  { 101, "UID" },      { 102, "GID" },     { 103, "UNSPEC" },
  { 104, "NID" },      { 105, "L32" },     { 106, "L64" },
  { 107, "LP" },       { 108, "EUI48" },   { 109, "EUI64" },
  { 249, "TKEY" },     { 250, "TSIG" },    { 251, "IXFR" },
  { 252, "AXFR" },     { 253, "MAILB" },   { 254, "MAILA" },
  { 255, "*" },        { 256, "URI" },     { 257, "CAA" },
  { 32768, "TA" },     { 32769, "DLV" },   { 65281, "WINS" },
  { 65282, "WINS-R" }, { 65422, "XPF" },   { 65521, "INTEGRITY" },
};

static const Name CLASSES[] = {
  { 1, "C_INTERNET" }, { 2, "C_CSNET" },  { 3, "C_CHAOS" },
  { 4, "C_HESIOD" },   { 254, "C_NONE" }, { 255, "C_ANY" },
};

static const Name ERRORS[] = {
  { 0, "NOERROR" },        { 1, "FORMERR" },        { 2, "SERVFAIL" },
  { 3, "NXDOMAIN" },       { 4, "NOTIMP" },         { 5, "REFUSED" },
  { 6, "YXDOMAIN" },       { 7, "YXRRSET" },        { 8, "NXRRSet" },
  { 9, "NOTAUTH" },        { 10, "NOTZONE" },       { 11, "unassigned-11" },
  { 12, "unassigned-12" }, { 13, "unassigned-13" }, { 14, "unassigned-14" },
  { 15, "unassigned-15" },
};

static const Name OPCODES[] = {
  { 0, "query" },  { 1, "iquery" },         { 2, "server-status" },
  { 4, "notify" }, { 5, "dynamic-update" }, { 6, "dso" },
};

static const Name NETBIOS_OPCODES[] = {
  { 0, "netbios-query" }, { 5, "netbios-registration" }, { 6, "netbios-release" },
  { 7, "netbios-wack" },  { 8, "netbios-refresh" },
};

static char *
find_name (const Name *names, gsize n, guint16 number, const char *otherwise)
{
  for (gsize i = 0; i < n; i++)
    if (names[i].number == number)
      return g_strdup (names[i].name);
  return g_strdup_printf ("%s-%u", otherwise, number);
}

/** Returns: (transfer full): the name of a type of records, such as `AAAA` */
char *
wire_zeek_dns_name_type (guint16 type)
{
  return find_name (TYPES, G_N_ELEMENTS (TYPES), type, "query");
}

/** Returns: (transfer full): the name of a class, such as `C_INTERNET` */
char *
wire_zeek_dns_name_class (guint16 number)
{
  return find_name (CLASSES, G_N_ELEMENTS (CLASSES), number, "qclass");
}

/** Returns: (transfer full): the name of a response code, such as `NXDOMAIN` */
char *
wire_zeek_dns_name_error (guint16 number)
{
  return find_name (ERRORS, G_N_ELEMENTS (ERRORS), number, "rcode");
}

/** Returns: (transfer full): the name of an operation, such as `query` */
char *
wire_zeek_dns_name_opcode (guint number, gboolean netbios)
{
  return netbios ? find_name (NETBIOS_OPCODES, G_N_ELEMENTS (NETBIOS_OPCODES), (guint16) number,
                              "netbios-opcode")
                 : find_name (OPCODES, G_N_ELEMENTS (OPCODES), (guint16) number, "opcode");
}

static void
append_label (GString *name, const guint8 *bytes, gsize length)
{
  if (name->len > 0)
    g_string_append_c (name, '.');
  for (gsize i = 0; i < length; i++)
    g_string_append_c (name, g_ascii_tolower ((char) bytes[i]));
}

/**
 * wire_zeek_dns_read_name:
 * @message: over a whole message, at a name; moves past it
 *
 * Reads a name with its pointers (RFC 1035, section 4.1.4), in lower case and as it is: its labels
 * may have any bytes.
 *
 * Returns: (transfer full): the name; @message has failed where it is broken
 */
GString *
wire_zeek_dns_read_name (WireCursor *message)
{
  GString *name = g_string_new (NULL);
  WireCursor labels = *message;
  gboolean jumped = FALSE;
  guint jumps = 0;

  while (!labels.failed && name->len <= MAX_NAME)
    {
      guint8 length = wire_cursor_u8 (&labels);
      const guint8 *bytes;

      if ((length & 0xc0) == 0xc0)
        {
          gsize target = (gsize) (length & 0x3f) << 8 | wire_cursor_u8 (&labels);

          if (!jumped)
            *message = labels;
          jumped = TRUE;
          if (labels.failed || target >= labels.size || ++jumps > MAX_JUMPS)
            break;
          labels.position = target;
          continue;
        }
      bytes = length == 0 ? NULL : wire_cursor_take (&labels, length & 0x3f);
      if (!bytes)
        break;
      append_label (name, bytes, length & 0x3f);
    }
  if (!jumped)
    *message = labels;
  return name;
}

/* Two letters for each byte (RFC 1001, section 14.1). Returns: the byte, or -1 */
static int
decode_letters (const char *letters)
{
  int high = g_ascii_toupper (letters[0]) - 'A';
  int low = g_ascii_toupper (letters[1]) - 'A';

  return high < 0 || high > 15 || low < 0 || low > 15 ? -1 : high << 4 | low;
}

/** Turns the encoded name of a NetBIOS service into what people call it; others stay. */
void
wire_zeek_dns_decode_netbios (GString *name)
{
  char plain[17] = { 0 };
  gsize length = 0;

  if (name->len < 32)
    return;
  for (guint i = 0; i < 16; i++)
    {
      int byte = decode_letters (name->str + 2 * i);

      if (byte < 0)
        return;
      if (!g_ascii_isprint ((char) byte) && byte != 1 && byte != 2)
        break;
      plain[length++] = (char) byte;
    }
  while (length > 0 && plain[length - 1] == ' ')
    length--;
  if (length == 0)
    return;
  g_string_truncate (name, 0);
  g_string_append_len (name, plain, (gssize) length);
}

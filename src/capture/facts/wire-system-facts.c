/* wire-system-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/facts/wire-system-facts.h"

#include <string.h>

/* A word of a User-Agent and what it suggests. The first that is there counts. Windows' numbers are
 * those of its own documentation (“Operating System Version”); Microsoft's and Apple's browsers
 * write 10.0 and 10_15_7 for all that is newer. */
static const struct
{
  const char *word;
  const char *system;
} AGENTS[] = {
  { "Windows NT 10.0", "Windows 10 or 11, or Server 2016 or later" },
  { "Windows NT 6.3", "Windows 8.1 or Server 2012 R2" },
  { "Windows NT 6.2", "Windows 8 or Server 2012" },
  { "Windows NT 6.1", "Windows 7 or Server 2008 R2" },
  { "Windows NT 6.0", "Windows Vista or Server 2008" },
  { "Windows NT 5.2", "Windows XP x64 or Server 2003" },
  { "Windows NT 5.1", "Windows XP" },
  { "Windows NT 5.0", "Windows 2000" },
  { "Windows 98", "Windows 98" },
  { "Windows Phone", "Windows Phone" },
  { "Microsoft-CryptoAPI/10.", "Windows 10 or 11, or Server 2016 or later" },
  { "Microsoft-CryptoAPI/6.1", "Windows 7 or Server 2008 R2" },
  { "Microsoft-CryptoAPI/6.3", "Windows 8.1 or Server 2012 R2" },
  { "Microsoft-CryptoAPI", "Windows" },
  { "Microsoft-WNS/", "Windows" },
  { "Microsoft NCSI", "Windows" },
  { "Microsoft BITS/", "Windows" },
  { "Windows-Update-Agent", "Windows" },
  { "WindowsPowerShell/", "Windows" },
  { "iPhone", "iOS" },
  { "iPad", "iPadOS" },
  { "Android", "Android" },
  { "CrOS", "ChromeOS" },
  { "Mac OS X", "macOS" },
  { "Macintosh", "macOS" },
  { "Darwin/", "macOS or iOS" },
  { "Ubuntu", "Ubuntu" },
  { "Fedora", "Fedora" },
  { "Debian", "Debian or a system made of it" },
  { "FreeBSD", "FreeBSD" },
  { "OpenBSD", "OpenBSD" },
  { "X11; Linux", "Linux" },
  { "linux-gnu", "Linux" },
  { "Linux", "Linux" },
  { "PlayStation", "PlayStation" },
  { "Nintendo", "Nintendo" },
};

/* Lists of option 55 as clients send them by default: Microsoft's in [MS-DHCPE] and its captures,
 * dhclient.conf of Debian and of Red Hat, NetworkManager's and systemd's sources, and the lists
 * that people published of Apple's and Google's. */
static const struct
{
  const char *codes;
  const char *system;
} PARAMETERS[] = {
  { "1,3,6,15,31,33,43,44,46,47,119,121,249,252", "Windows 10 or 11" },
  { "1,15,3,6,44,46,47,31,33,121,249,252,43", "Windows 7 to 8.1" },
  { "1,15,3,6,44,46,47,31,33,121,249,43,252", "Windows 7 to 8.1" },
  { "1,15,3,6,44,46,47,31,33,121,249,43", "Windows 7 to 8.1" },
  { "1,15,3,6,44,46,47,31,33,249,43", "Windows XP" },
  { "1,15,3,6,44,46,47,31,33,249,43,252", "Windows XP" },
  { "1,121,3,6,15,119,252,95,44,46", "macOS" },
  { "1,121,3,6,15,108,114,119,252,95,44,46", "macOS" },
  { "1,121,3,6,15,114,119,252,95,44,46", "macOS" },
  { "1,3,6,15,119,252,95,44,46", "macOS" },
  { "1,3,6,15,119,95,252,44,46", "macOS" },
  { "1,121,3,6,15,119,252", "iOS" },
  { "1,3,6,15,119,252", "iOS" },
  { "1,121,3,6,15,108,114,119,252", "iOS" },
  { "1,121,3,6,15,114,119,252", "iOS" },
  { "1,3,6,15,26,28,51,58,59,43", "Android" },
  { "1,3,6,15,26,28,51,58,59,43,114", "Android" },
  { "1,3,6,15,26,28,51,58,59,43,114,108", "Android" },
  { "1,33,3,6,15,26,28,51,58,59", "Android" },
  { "1,28,2,3,15,6,119,12,44,47,26,121,42", "Linux (dhclient as Debian sets it up)" },
  { "1,28,2,3,15,6,12,44,47,26,121,42", "Linux (dhclient as Debian sets it up)" },
  { "1,28,2,121,15,6,12,40,41,42,26,119,3,121,249,33,252,42",
    "Linux (dhclient as Red Hat sets it up)" },
  { "1,2,6,12,15,26,28,121,3,33,40,41,42,119,249,252,17", "Linux (NetworkManager)" },
  { "1,3,6,12,15,28,42", "Linux (udhcpc of BusyBox)" },
};

/* How option 60 begins. */
static const struct
{
  const char *begin;
  const char *system;
} VENDORS[] = {
  { "MSFT 5.0", "Windows" },
  { "MSFT 98", "Windows 98" },
  { "android-dhcp", "Android" },
  { "dhcpcd", "a system with dhcpcd" },
  { "udhcp", "Linux (udhcpc of BusyBox)" },
  { "AAPLBSDPC", "macOS" },
  { "PXEClient", "a computer that boots from the network" },
  { "Cisco Systems, Inc. IP Phone", "a telephone of Cisco" },
  { "Hewlett-Packard JetDirect", "a printer of HP" },
  { "Mfg=", "a printer" },
};

/* What systems send by default, as the file of p0f 3 (p0f.fp) has it, and as Linux' source does. A
 * window of 0 stands for any. */
static const struct
{
  guint8 ttl;
  guint16 window;
  const char *options;
  const char *system;
} SYNS[] = {
  { 128, 8192, "MNWNNS", "Windows 7 or 8, or Server 2008 to 2012" },
  { 128, 64240, "MNWNNS", "Windows 10 or 11, or Server 2016 or later" },
  { 128, 65535, "MNWNNS", "Windows 10 or 11, or Server 2016 or later" },
  { 128, 0, "MNWNNS", "Windows" },
  { 128, 0, "MNNS", "Windows XP or Server 2003" },
  { 128, 0, "MNWNNTNNS", "Windows" },
  { 64, 5840, "MSTNW", "Linux 2.4 or 2.6" },
  { 64, 14600, "MSTNW", "Linux 3" },
  { 64, 29200, "MSTNW", "Linux 3 or 4" },
  { 64, 0, "MSTNW", "Linux or Android" },
  { 64, 65535, "MNWNNTSE", "macOS or iOS" },
  { 64, 65535, "MNWNNTSEE", "macOS or iOS" },
  { 64, 65535, "MNWST", "FreeBSD" },
  { 64, 16384, "MNNSNWNNT", "OpenBSD" },
  { 0, 1024, "M", "a program that makes its own packets, as nmap does" },
  { 0, 1024, "", "a program that makes its own packets, as masscan does" },
};

/** Returns: (nullable): the system that @user_agent suggests */
const char *
wire_system_of_user_agent (const char *user_agent)
{
  for (guint i = 0; i < G_N_ELEMENTS (AGENTS); i++)
    if (strstr (user_agent, AGENTS[i].word))
      return AGENTS[i].system;
  return NULL;
}

/** Returns: (nullable): the system that asks for the @n options @codes in this order */
const char *
wire_system_of_dhcp_parameters (const guint8 *codes, gsize n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? "," : "", codes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (PARAMETERS); i++)
    if (g_str_equal (text->str, PARAMETERS[i].codes))
      return PARAMETERS[i].system;
  return NULL;
}

/** Returns: (nullable): the system whose clients of DHCP call themselves @vendor */
const char *
wire_system_of_dhcp_vendor (const char *vendor)
{
  for (guint i = 0; i < G_N_ELEMENTS (VENDORS); i++)
    if (g_str_has_prefix (vendor, VENDORS[i].begin))
      return VENDORS[i].system;
  return NULL;
}

/* The systems of today begin with 64, 128 or 255. */
static guint8
guess_first_ttl (guint8 ttl)
{
  return ttl <= 32 ? 32 : ttl <= 64 ? 64 : ttl <= 128 ? 128 : 255;
}

/* RFC 9293, section 3.1; RFC 7323; RFC 2018. */
static void
read_options (WireCursor *cursor, WireSyn *syn)
{
  static const char LETTERS[] = "ENMWS???T";
  gsize n = 0;

  while (wire_cursor_remaining (cursor) > 0 && n < sizeof syn->options - 1)
    {
      guint8 kind = wire_cursor_u8 (cursor);
      guint8 length = kind > 1 ? wire_cursor_u8 (cursor) : 1;
      WireCursor value = *cursor;

      if (cursor->failed || (kind > 1 && length < 2))
        break;
      syn->options[n++] = kind < sizeof LETTERS - 1 ? LETTERS[kind] : '?';
      if (kind == 2)
        syn->segment = wire_cursor_be16 (&value);
      if (kind == 3)
        syn->scale = (gint8) (wire_cursor_u8 (&value) & 0x0f);
      if (kind > 1)
        wire_cursor_skip (cursor, length - 2u);
    }
}

/* Returns: (nullable): the innermost layer that is a TCP header, and the IP header above */
static const WireLayer *
find_tcp (const WireFrame *frame, const WireLayer **ip)
{
  const WireLayer *found = NULL;

  *ip = NULL;
  for (guint i = 0; i < frame->n_layers; i++)
    {
      const WireLayer *layer = &frame->layers[i];

      if (layer->protocol == WIRE_PROTOCOL_IPV4 || layer->protocol == WIRE_PROTOCOL_IPV6)
        {
          *ip = layer;
          found = NULL;
        }
      else if (layer->protocol == WIRE_PROTOCOL_TCP)
        found = layer;
    }
  return found;
}

/** Reads the innermost TCP header of @frame. Returns: whether it is a SYN, and not an answer to one
 */
gboolean
wire_syn_read (const WireFrame *frame, WireSyn *syn)
{
  const WireLayer *ip;
  const WireLayer *tcp = find_tcp (frame, &ip);
  WireCursor cursor, header;

  memset (syn, 0, sizeof *syn);
  syn->scale = -1;
  if (!tcp || !ip || ip->length < 20)
    return FALSE;
  cursor = wire_layer_cursor (frame, tcp);
  wire_cursor_limit (&cursor, tcp->header);
  header = cursor;
  wire_cursor_skip (&header, 13);
  if ((wire_cursor_u8 (&header) & 0x17) != 0x02) /* SYN without ACK, RST, FIN */
    return FALSE;
  syn->window = wire_cursor_be16 (&header);
  wire_cursor_skip (&header, 4);
  syn->ttl = frame->data[ip->offset + (ip->protocol == WIRE_PROTOCOL_IPV4 ? 8 : 7)];
  if (header.failed)
    return FALSE;
  read_options (&header, syn);
  return TRUE;
}

/** Returns: (transfer full): such as “TTL 57 (64 at first), window 64240, options MSTNW, MSS 1460,
 *   scale 7” */
char *
wire_syn_to_text (const WireSyn *self)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "TTL %u (%u at first), window %u, options %s", self->ttl,
                          guess_first_ttl (self->ttl), self->window,
                          *self->options ? self->options : "none");
  if (self->segment)
    g_string_append_printf (text, ", MSS %u", self->segment);
  if (self->scale >= 0)
    g_string_append_printf (text, ", scale %d", self->scale);
  return g_string_free (text, FALSE);
}

/** Returns: (nullable): the system that @syn suggests */
const char *
wire_system_of_syn (const WireSyn *syn)
{
  guint8 ttl = guess_first_ttl (syn->ttl);

  for (guint i = 0; i < G_N_ELEMENTS (SYNS); i++)
    if ((SYNS[i].ttl == 0 || SYNS[i].ttl == ttl)
        && (SYNS[i].window == 0 || SYNS[i].window == syn->window)
        && g_str_equal (SYNS[i].options, syn->options))
      return SYNS[i].system;
  return NULL;
}

/** Notes the system that a message of NTLM suggests of its sender, where it does. */
void
wire_system_facts_add_ntlm (const WireTalk *talk,
                            guint side,
                            const WireNtlm *ntlm,
                            const WireStreamPiece *piece)
{
  g_autofree char *system = wire_ntlm_tell_system (ntlm);
  g_autofree char *value = NULL;
  WireTuple tuple = wire_talk_get_tuple (talk, side);
  WireSystemFact fact = { .address = wire_host_address_of_source (&tuple),
                          .evidence = WIRE_SYSTEM_NTLM,
                          .packet = piece->packet,
                          .time = piece->time };

  if (!system)
    return;
  value = g_strdup_printf ("%u.%u, build %u", ntlm->version[0], ntlm->version[1], ntlm->version[2]);
  fact.suggests = wire_fact_log_keep (talk->log, system, strlen (system));
  fact.value = wire_fact_log_keep (talk->log, value, strlen (value));
  wire_fact_log_add_system (talk->log, &fact);
}

/* wire-filter-advice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/view/wire-filter-advice.h"

#include "capture/fields/wire-field-filter.h"
#include "capture/fields/table/wire-field-table.h"
#include "capture/frame/wire-address.h"
#include "capture/view/wire-filter-language.h"

#include <string.h>

/* What other tools call a field: Elastic's common schema, Zeek, Suricata, flow collectors. */
static const struct
{
  const char *name;
  const char *field;
} NAMES[] = {
  { "source.ip", "ip.src" },
  { "source.address", "ip.src" },
  { "client.ip", "ip.src" },
  { "id.orig_h", "ip.src" },
  { "src_ip", "ip.src" },
  { "srcip", "ip.src" },
  { "sip", "ip.src" },
  { "src", "ip.src" },
  { "destination.ip", "ip.dst" },
  { "destination.address", "ip.dst" },
  { "server.ip", "ip.dst" },
  { "id.resp_h", "ip.dst" },
  { "dest_ip", "ip.dst" },
  { "dst_ip", "ip.dst" },
  { "dstip", "ip.dst" },
  { "dip", "ip.dst" },
  { "dst", "ip.dst" },
  { "ip", "ip.addr" },
  { "addr", "ip.addr" },
  { "address", "ip.addr" },
  { "ipv6", "ipv6.addr" },
  { "mac", "eth.addr" },
  { "source.port", "tcp.srcport" },
  { "id.orig_p", "tcp.srcport" },
  { "src_port", "tcp.srcport" },
  { "sport", "tcp.srcport" },
  { "destination.port", "tcp.dstport" },
  { "id.resp_p", "tcp.dstport" },
  { "dest_port", "tcp.dstport" },
  { "dst_port", "tcp.dstport" },
  { "dport", "tcp.dstport" },
  { "port", "tcp.port" },
  { "ttl", "ip.ttl" },
  { "host", "http.host" },
  { "hostname", "http.host" },
  { "url", "http.request.full_uri" },
  { "url.full", "http.request.full_uri" },
  { "http.url", "http.request.full_uri" },
  { "uri", "http.request.uri" },
  { "method", "http.request.method" },
  { "http.method", "http.request.method" },
  { "status", "http.response.code" },
  { "status_code", "http.response.code" },
  { "http.status", "http.response.code" },
  { "http.response.status_code", "http.response.code" },
  { "user_agent", "http.user_agent" },
  { "user-agent", "http.user_agent" },
  { "user_agent.original", "http.user_agent" },
  { "http.http_user_agent", "http.user_agent" },
  { "query", "dns.qry.name" },
  { "dns.query", "dns.qry.name" },
  { "dns.rrname", "dns.qry.name" },
  { "dns.question.name", "dns.qry.name" },
  { "sni", "tls.handshake.extensions_server_name" },
  { "tls.sni", "tls.handshake.extensions_server_name" },
  { "server_name", "tls.handshake.extensions_server_name" },
  { "tls.client.server_name", "tls.handshake.extensions_server_name" },
};

/* A filter that is being read, and what is written for it. */
typedef struct
{
  const char *at;
  GString *out;
} Advice;

static const char *
find_field (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    if (g_ascii_strcasecmp (NAMES[i].name, name) == 0)
      return NAMES[i].field;
  return NULL;
}

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '.' || c == '-';
}

static void
skip_blanks (Advice *self)
{
  while (g_ascii_isspace (*self->at))
    self->at++;
}

/* Returns: (transfer full): the word here, which may be empty */
static char *
take_word (Advice *self)
{
  const char *from = self->at;

  while (is_word (*self->at))
    self->at++;
  return g_strndup (from, (gsize) (self->at - from));
}

static void
append (Advice *self, const char *text)
{
  gsize n = self->out->len;

  if (n > 0 && strchr ("( !{", self->out->str[n - 1]) == NULL && *text != ')' && *text != '}'
      && *text != ',')
    g_string_append_c (self->out, ' ');
  g_string_append (self->out, text);
}

static void
append_quoted (Advice *self, const char *value, gsize length)
{
  g_autoptr (GString) quoted = g_string_new ("\"");

  for (gsize i = 0; i < length; i++)
    {
      if (value[i] == '"' || value[i] == '\\')
        g_string_append_c (quoted, '\\');
      g_string_append_c (quoted, value[i]);
    }
  g_string_append_c (quoted, '"');
  append (self, quoted->str);
}

/* A text in either marks; one in double marks stays as it is. */
static gboolean
take_text (Advice *self, gboolean like)
{
  char mark = *self->at;
  const char *from = self->at + 1, *to = from;

  if (mark != '"' && mark != '\'')
    return FALSE;
  while (*to && *to != mark)
    to += *to == '\\' && to[1] ? 2 : 1;
  if (!*to)
    return FALSE;
  self->at = to + 1;
  for (; like && from < to && *from == '%'; from++)
    ;
  for (; like && to > from && to[-1] == '%'; to--)
    ;
  if (mark == '"')
    {
      g_autofree char *kept = g_strdup_printf ("\"%.*s\"", (int) (to - from), from);

      append (self, kept);
    }
  else
    append_quoted (self, from, (gsize) (to - from));
  return TRUE;
}

/* Returns: (nullable): the comparison here, as it is written in this language */
static const char *
take_comparison (Advice *self, gboolean *like)
{
  static const struct
  {
    const char *sign;
    const char *written;
  } SIGNS[] = {
    { "===", "==" }, { "==", "==" }, { "!==", "!=" }, { "!=", "!=" }, { "<>", "!=" },
    { ">=", ">=" },  { "<=", "<=" }, { "=~", "~" },   { "=", "==" },  { ":", "==" },
    { ">", ">" },    { "<", "<" },   { "~", "~" },
  };
  static const char *const WORDS[] = {
    "contains", "matches", "like", "is", "eq", "ne", "gt", "lt"
  };
  const char *before = self->at;
  g_autofree char *word = NULL;

  *like = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (SIGNS); i++)
    if (g_str_has_prefix (self->at, SIGNS[i].sign))
      {
        self->at += strlen (SIGNS[i].sign);
        return g_str_equal (SIGNS[i].written, "~") ? "matches" : SIGNS[i].written;
      }
  word = take_word (self);
  for (gsize i = 0; i < G_N_ELEMENTS (WORDS); i++)
    if (g_ascii_strcasecmp (word, WORDS[i]) == 0)
      {
        *like = g_str_equal (WORDS[i], "like");
        return *like ? "contains" : g_str_equal (WORDS[i], "is") ? "==" : WORDS[i];
      }
  self->at = before;
  return NULL;
}

/* What is compared, up to a blank or a bracket; quoted where the comparison is of texts. */
static void
take_value (Advice *self, const char *comparison, gboolean like)
{
  gboolean text =
      like || g_str_equal (comparison, "contains") || g_str_equal (comparison, "matches");
  const char *from;
  g_autofree char *value = NULL;

  skip_blanks (self);
  if (take_text (self, like))
    return;
  from = self->at;
  while (*self->at && !g_ascii_isspace (*self->at) && !strchr (")}&|", *self->at))
    self->at++;
  value = g_strndup (from, (gsize) (self->at - from));
  if (text)
    append_quoted (self, value, strlen (value));
  else
    append (self, value);
}

/* `host A` and `port N` of BPF, with who it is about. Returns: whether it is one of these */
static gboolean
take_bpf (Advice *self, const char *word)
{
  const char *side = g_str_equal (word, "src") ? "src" : g_str_equal (word, "dst") ? "dst" : NULL;
  const char *before = self->at;
  g_autofree char *kind = NULL;
  g_autofree char *value = NULL;
  g_autofree char *written = NULL;

  if (side)
    skip_blanks (self);
  kind = side ? take_word (self) : g_strdup (word);
  skip_blanks (self);
  value = take_word (self);
  if (*value && (g_str_equal (kind, "host") || g_str_equal (kind, "net")))
    written = g_strdup_printf ("ip.%s == %s", side ? side : "addr", value);
  else if (*value && g_str_equal (kind, "port"))
    written = g_strdup_printf ("(tcp.%s%s == %s or udp.%s%s == %s)", side ? side : "", "port",
                               value, side ? side : "", "port", value);
  if (written)
    append (self, written);
  else
    self->at = before;
  return written != NULL;
}

/* Whether @word means something else here, or a whole protocol, which has no value. */
static gboolean
is_other (const char *word)
{
  return !strchr (word, '.') || !wire_field_table_find (word, strlen (word));
}

/* A word, and what is compared with it. */
static void
take_condition (Advice *self)
{
  g_autofree char *word = take_word (self);
  const char *behind = self->at;
  gboolean like = FALSE;
  const char *field = find_field (word);
  const char *comparison;

  skip_blanks (self);
  comparison = take_comparison (self, &like);
  if (comparison)
    {
      append (self, field && is_other (word) ? field : word);
      append (self, comparison);
      take_value (self, comparison, like);
      return;
    }
  self->at = behind;
  if (g_ascii_strcasecmp (word, "and") == 0 || g_ascii_strcasecmp (word, "or") == 0
      || g_ascii_strcasecmp (word, "not") == 0)
    {
      g_autofree char *lower = g_ascii_strdown (word, -1);

      append (self, lower);
    }
  else if (!take_bpf (self, word))
    append (self, word);
}

static void
take_sign (Advice *self)
{
  g_autofree char *sign = NULL;
  gsize n = g_str_has_prefix (self->at, "&&") || g_str_has_prefix (self->at, "||") ? 2 : 1;

  if (take_text (self, FALSE))
    return;
  sign = g_strndup (self->at, n);
  self->at += n;
  append (self, sign);
}

static char *
rewrite (const char *text)
{
  Advice self = { text, g_string_new (NULL) };

  for (skip_blanks (&self); *self.at; skip_blanks (&self))
    if (is_word (*self.at))
      take_condition (&self);
    else
      take_sign (&self);
  return g_string_free (self.out, FALSE);
}

/* What is typed in front of a filter on a command line. Returns: (transfer full) (nullable): the
 * filter of such a command */
static char *
take_from_command (const char *text)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GString) rest = g_string_new (NULL);
  int n = 0;

  if (!g_str_has_prefix (text, "tcpdump ") && !g_str_has_prefix (text, "tshark ")
      && !g_str_has_prefix (text, "wireshark ") && !g_str_has_prefix (text, "dumpcap "))
    return NULL;
  if (!g_shell_parse_argv (text, &n, &words, NULL))
    return NULL;
  for (int i = 1; i < n; i++)
    {
      gboolean filter = g_str_equal (words[i], "-Y") || g_str_equal (words[i], "-f")
                        || g_str_equal (words[i], "-R");

      if (filter && words[i + 1])
        return g_strdup (words[i + 1]);
      if (words[i][0] != '-')
        g_string_append_printf (rest, "%s%s", rest->len ? " " : "", words[i]);
      else if (strlen (words[i]) == 2 && strchr ("irwcsTeECGWFz", words[i][1]) && words[i + 1])
        i++;
    }
  return rest->len ? g_strdup (rest->str) : NULL;
}

/* A single word that is no field: an address, or what is looked for in the bytes. */
static char *
take_single (const char *text)
{
  guint8 address[16];
  WireFamily family;

  if (strpbrk (text, " \t=<>!()[]{}\"'&|~") || !*text)
    return NULL;
  if (wire_address_parse (text, &family, address))
    return g_strdup_printf ("%s.addr == %s", family == WIRE_FAMILY_IPV6 ? "ipv6" : "ip", text);
  if (strchr (text, ':') || strchr (text, '\\'))
    return NULL;
  return g_strdup_printf ("frame contains \"%s\"", text);
}

/* Entities of HTML: filters are copied from pages. */
static char *
decode_entities (const char *text)
{
  g_autoptr (GString) out = g_string_new (text);

  g_string_replace (out, "&quot;", "\"", 0);
  g_string_replace (out, "&gt;", ">", 0);
  g_string_replace (out, "&lt;", "<", 0);
  g_string_replace (out, "&amp;", "&", 0);
  g_string_replace (out, "“", "\"", 0);
  g_string_replace (out, "”", "\"", 0);
  return g_strdup (out->str);
}

static gboolean
is_fields (const char *text)
{
  g_auto (WireFieldFault) fault = { 0 };
  g_autoptr (WireFieldFilter) filter = *text ? wire_field_filter_new (text, &fault) : NULL;

  return filter != NULL;
}

/* BPF is not asked of libpcap here: that may look names up. */
static gboolean
may_be_understood (const char *text)
{
  WireFilterLanguage language = WIRE_FILTER_EITHER;
  g_auto (WireFieldFault) fault = { 0 };

  return wire_filter_choose_language (text, &language, NULL, &fault);
}

/**
 * wire_filter_advise:
 * @text: a filter that neither language understands
 *
 * Guesses which filter is meant: with the signs of other languages (`=`, `:`, `<>`, `AND`), the
 * names that other tools have for fields, a whole command line, a mixture of BPF and fields, text
 * in single marks or none, an address or a word alone. Any thread.
 *
 * Returns: (transfer full) (nullable): what is understood here, or %NULL where nothing comes to
 * mind
 */
char *
wire_filter_advise (const char *text)
{
  g_autofree char *plain = NULL;
  g_autofree char *command = NULL;
  g_autofree char *advice = NULL;

  if (strlen (text) > WIRE_FILTER_ADVICE_MAX)
    return NULL;
  plain = g_strstrip (decode_entities (text));
  command = take_from_command (plain);
  if (command && may_be_understood (command))
    return g_steal_pointer (&command);
  if (!g_str_equal (plain, text) && is_fields (plain))
    return g_steal_pointer (&plain);
  advice = take_single (plain);
  if (!advice)
    advice = rewrite (command ? command : plain);
  return !g_str_equal (advice, text) && is_fields (advice) ? g_steal_pointer (&advice) : NULL;
}

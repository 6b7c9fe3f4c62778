/* wire-filter-language.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/view/wire-filter-language.h"

#include "capture/fields/wire-field-filter.h"
#include "capture/fields/language/wire-field-lexer.h"

#include <string.h>

/* Words that only pcap-filter(7) has. */
static const char *const ONLY_BPF[] = {
  "host",    "net",        "port",    "portrange", "src",       "dst",      "ether",   "ip6",
  "proto",   "protochain", "gateway", "broadcast", "multicast", "less",     "greater", "len",
  "inbound", "outbound",   "ifname",  "on",        "rnr",       "reason",   "rset",    "ruleset",
  "srnr",    "subrulenum", "action",  "wlan",      "type",      "subtype",  "dir",     "mask",
  "icmp6",   "rarp",       "atalk",   "aarp",      "decnet",    "iso",      "stp",     "ipx",
  "netbeui", "moprc",      "mopdl",   "lat",       "vrrp",      "pim",      "carp",    "id",
  "lane",    "llc",        "link",    "tcpflags",  "icmptype",  "icmpcode", "fddi",    "tr",
};

/* Words that both have. */
static const char *const BOTH[] = { "ip", "tcp", "udp",  "arp",  "icmp",   "igmp",  "sctp",
                                    "ah", "esp", "vlan", "mpls", "pppoes", "pppoed" };

static gboolean
is_among (const char *const *words, gsize n, const char *word, gsize length)
{
  for (gsize i = 0; i < n; i++)
    if (strlen (words[i]) == length && strncmp (words[i], word, length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_number (const char *word, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isxdigit (word[i]) && !(i == 1 && word[i] == 'x'))
      return FALSE;
  return g_ascii_isdigit (*word);
}

typedef struct
{
  guint words;
  gboolean only_bpf;    /* a word says so */
  gboolean only_shared; /* no word that pcap-filter(7) lacks */
  gboolean fields;      /* a sign or word that only the other language has */
} Look;

static void
look_at_word (Look *look, const char *word, gsize length)
{
  if (is_number (word, length))
    return;
  look->words++;
  if (is_among (ONLY_BPF, G_N_ELEMENTS (ONLY_BPF), word, length))
    look->only_bpf = TRUE;
  if (!is_among (BOTH, G_N_ELEMENTS (BOTH), word, length))
    look->only_shared = FALSE;
}

static void
look_at_token (Look *look, const WireFieldLexer *lexer)
{
  switch (lexer->kind)
    {
    case WIRE_TOKEN_WORD:
      look_at_word (look, lexer->text + lexer->start, lexer->end - lexer->start);
      break;
    case WIRE_TOKEN_TEXT:
    case WIRE_TOKEN_CHARACTER:
    case WIRE_TOKEN_OPEN_BRACE:
    case WIRE_TOKEN_CONTAINS:
    case WIRE_TOKEN_MATCHES:
    case WIRE_TOKEN_IN:
    case WIRE_TOKEN_ANY:
    case WIRE_TOKEN_ALL:
    case WIRE_TOKEN_XOR:
    case WIRE_TOKEN_LAYER:
    case WIRE_TOKEN_ANY_NOT_EQUAL:
    case WIRE_TOKEN_ALL_EQUAL:
      look->fields = look->fields || !look->only_bpf;
      break;
    default:
      break;
    }
}

static Look
look_at (const char *text)
{
  Look look = { .only_shared = TRUE };
  WireFieldLexer lexer;

  wire_field_lexer_init (&lexer, text);
  for (; lexer.kind != WIRE_TOKEN_END && lexer.kind != WIRE_TOKEN_BAD;
       wire_field_lexer_advance (&lexer))
    look_at_token (&look, &lexer);
  wire_field_lexer_clear (&lexer);
  return look;
}

/* Comparisons of fields that are not known, and single words, are meant to be in that language. */
static gboolean
looks_like_fields (const char *text, const Look *look)
{
  if (look->only_bpf)
    return FALSE;
  return look->fields || strstr (text, "==") || strstr (text, "!=") || look->words == 1;
}

/**
 * wire_filter_choose_language:
 * @text: a filter, not empty
 * @language: (inout): what is asked for; %WIRE_FILTER_EITHER becomes one of the other two
 * @both: (out) (optional): both languages understand it, and BPF was taken
 * @fault: set where %FALSE is returned
 *
 * Whether libpcap can compile what is BPF shows when it meets the link types of a capture. It is
 * not asked here, since it looks names of hosts up.
 *
 * Returns: %FALSE where @text is wrong in the language of fields, and is hardly BPF
 */
gboolean
wire_filter_choose_language (const char *text,
                             WireFilterLanguage *language,
                             gboolean *both,
                             WireFieldFault *fault)
{
  g_autoptr (WireFieldFilter) fields = NULL;
  Look look;

  if (both)
    *both = FALSE;
  if (*language == WIRE_FILTER_BPF)
    return TRUE;
  fields = wire_field_filter_new (text, fault);
  if (*language == WIRE_FILTER_FIELDS)
    return fields != NULL;
  look = look_at (text);
  look.only_shared = look.only_shared && !look.fields;
  if (!fields && looks_like_fields (text, &look))
    return FALSE;
  wire_field_fault_clear (fault);
  *language = fields && !look.only_shared ? WIRE_FILTER_FIELDS : WIRE_FILTER_BPF;
  if (both)
    *both = fields && look.only_shared;
  return TRUE;
}

/**
 * wire_filter_with_text:
 * @self: a filter, which stays as it is
 * @text: an expression
 * @language: BPF or fields
 *
 * Returns: (transfer full): @self, and @text as one more condition
 */
WireFilter *
wire_filter_with_text (WireFilter *self, const char *text, WireFilterLanguage language)
{
  WireCondition condition = { .kind = language == WIRE_FILTER_FIELDS ? WIRE_CONDITION_FIELDS
                                                                     : WIRE_CONDITION_BPF };

  condition.bpf = (char *) text;
  return wire_filter_with (self, &condition);
}

/* wire-tls-key-line.c: the format of NSS (draft-ietf-tls-keylogfile), with the lines that Wireshark
 * knows besides it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/keys/wire-tls-key-line.h"

#include <string.h>

typedef struct
{
  const char *label;
  WireTlsKeyKind kind;
  guint8 id_length;
} Label;

/* The first of a kind is its usual name. Old versions of QUIC wrote QUIC_ in front. */
static const Label LABELS[] = {
  { "CLIENT_RANDOM", WIRE_TLS_KEY_MASTER, 32 },
  { "PMS_CLIENT_RANDOM", WIRE_TLS_KEY_PREMASTER, 32 },
  { "RSA", WIRE_TLS_KEY_RSA, 8 },
  { "RSA Session-ID", WIRE_TLS_KEY_SESSION, 0 },
  { "CLIENT_EARLY_TRAFFIC_SECRET", WIRE_TLS_KEY_CLIENT_EARLY, 32 },
  { "CLIENT_HANDSHAKE_TRAFFIC_SECRET", WIRE_TLS_KEY_CLIENT_HANDSHAKE, 32 },
  { "SERVER_HANDSHAKE_TRAFFIC_SECRET", WIRE_TLS_KEY_SERVER_HANDSHAKE, 32 },
  { "CLIENT_TRAFFIC_SECRET_0", WIRE_TLS_KEY_CLIENT_TRAFFIC, 32 },
  { "SERVER_TRAFFIC_SECRET_0", WIRE_TLS_KEY_SERVER_TRAFFIC, 32 },
};

/* Some editors begin a file with it, and files are joined. */
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* What is left of a line. */
typedef struct
{
  const char *at;
  const char *end;
} Rest;

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

static void
skip_blanks (Rest *rest)
{
  while (rest->at < rest->end && is_blank (*rest->at))
    rest->at++;
}

/* Returns: whether @prefix came next, which is then passed */
static gboolean
skip_prefix (Rest *rest, const char *prefix)
{
  gsize length = strlen (prefix);

  if ((gsize) (rest->end - rest->at) < length || memcmp (rest->at, prefix, length) != 0)
    return FALSE;
  rest->at += length;
  return TRUE;
}

/* A key log of a million lines has a hundred million digits: no branch for their value. Letters are
 * 9 more than what their lower four bits say. Returns: the value of a hexadecimal digit */
static inline guint
get_digit (char c)
{
  return ((guint8) c & 15u) + 9u * ((guint8) c >> 6);
}

/* Returns: how many bytes came in hexadecimal, up to @most; 0 where that is not what came */
static guint8
take_hex (Rest *rest, guint8 *out, gsize most)
{
  guint8 n = 0;

  while (rest->at + 1 < rest->end && !is_blank (rest->at[0]))
    {
      if (!g_ascii_isxdigit (rest->at[0]) || !g_ascii_isxdigit (rest->at[1]) || n == most)
        return 0;
      out[n++] = (guint8) (get_digit (rest->at[0]) << 4 | get_digit (rest->at[1]));
      rest->at += 2;
    }
  return rest->at < rest->end && !is_blank (*rest->at) ? 0 : n;
}

static const Label *
take_label (Rest *rest)
{
  const char *start;
  gsize length;

  skip_prefix (rest, "QUIC_");
  start = rest->at;
  while (rest->at < rest->end && !is_blank (*rest->at))
    rest->at++;
  length = (gsize) (rest->at - start);
  for (guint i = 0; i < G_N_ELEMENTS (LABELS); i++)
    if (strlen (LABELS[i].label) == length && memcmp (LABELS[i].label, start, length) == 0)
      return &LABELS[i];
  return NULL;
}

static Rest
begin (const char *text, gsize length)
{
  Rest rest = { text, text + length };

  while (rest.end > rest.at && (is_blank (rest.end[-1]) || rest.end[-1] == '\r'))
    rest.end--;
  skip_prefix (&rest, BYTE_ORDER_MARK);
  skip_blanks (&rest);
  return rest;
}

/* Wireshark does not look at what comes after a secret. A remark is passed here, too; of anything
 * else it is said, as it may be the next line. Returns: whether nothing else is left */
static gboolean
is_at_end (Rest *rest)
{
  skip_blanks (rest);
  return rest->at == rest->end || *rest->at == '#';
}

/* “RSA Session-ID:… Master-Key:…”, as OpenSSL's s_client prints it. */
static WireTlsKeyKind
parse_session (Rest *rest, WireTlsKeyLine *line)
{
  line->id_length = take_hex (rest, line->id, sizeof line->id);
  skip_blanks (rest);
  if (line->id_length == 0 || !skip_prefix (rest, "Master-Key:"))
    return WIRE_TLS_KEY_NONE;
  return WIRE_TLS_KEY_SESSION;
}

static WireTlsKeyKind
parse_id (Rest *rest, WireTlsKeyLine *line)
{
  const Label *label = take_label (rest);

  if (!label)
    return WIRE_TLS_KEY_NONE;
  skip_blanks (rest);
  if (label->kind == WIRE_TLS_KEY_RSA && skip_prefix (rest, "Session-ID:"))
    return parse_session (rest, line);
  line->id_length = take_hex (rest, line->id, sizeof line->id);
  skip_blanks (rest);
  return line->id_length == label->id_length && label->id_length > 0 ? label->kind
                                                                     : WIRE_TLS_KEY_NONE;
}

static gboolean
is_right_length (WireTlsKeyKind kind, guint8 length)
{
  if (kind <= WIRE_TLS_KEY_NONE)
    return FALSE;
  if (kind == WIRE_TLS_KEY_PREMASTER)
    return length > 0;
  if (kind <= WIRE_TLS_KEY_SESSION)
    return length == 48;
  return length == 32 || length == 48;
}

/**
 * wire_tls_key_line_parse:
 * @text: a line, with or without its end
 * @length: bytes of @text
 * @line: (out): what it says
 *
 * Returns: the kind of line; %WIRE_TLS_KEY_NONE of comments, of secrets that nothing is decrypted
 *   with, and of lines that are wrong
 */
WireTlsKeyKind
wire_tls_key_line_parse (const char *text, gsize length, WireTlsKeyLine *line)
{
  Rest rest = begin (text, length);

  line->kind = (guint8) parse_id (&rest, line);
  line->secret_length = take_hex (&rest, line->secret, sizeof line->secret);
  if (!is_at_end (&rest) || !is_right_length (line->kind, line->secret_length))
    line->kind = WIRE_TLS_KEY_NONE;
  return line->kind;
}

/* Secrets that programs write down, and that nothing is decrypted with here. OpenSSL writes _N for
 * those after a KeyUpdate, which follow from the first ones. */
static gboolean
is_unused (const char *label, gsize length)
{
  static const char *const UNUSED[] = {
    "EXPORTER_SECRET",
    "EARLY_EXPORTER_SECRET",
    "EARLY_EXPORTER_MASTER_SECRET",
    "ECH_SECRET",
    "ECH_CONFIG",
    "SERVER_RANDOM",
    "CLIENT_TRAFFIC_SECRET_N",
    "SERVER_TRAFFIC_SECRET_N",
  };

  for (guint i = 0; i < G_N_ELEMENTS (UNUSED); i++)
    if (strlen (UNUSED[i]) == length && memcmp (UNUSED[i], label, length) == 0)
      return TRUE;
  return FALSE;
}

/* Keys of SMB may be in the same file: numbers without a label, or an option of Wireshark. */
static gboolean
is_of_smb (const char *word, gsize length)
{
  gsize digits = 0;

  if (length > 1 && (memcmp (word, "-o", 2) == 0 || memcmp (word, "ua", 2) == 0))
    return TRUE;
  while (digits < length && g_ascii_isxdigit (word[digits]))
    digits++;
  return digits > 0 && (digits == length || word[digits] == ',');
}

/* Returns: what is wrong with @label, which is not one of a secret that is of use */
static WireTlsKeyFault
find_fault_of_label (const char *label, gsize length)
{
  if (is_unused (label, length) || is_of_smb (label, length))
    return WIRE_TLS_KEY_FAULT_NONE;
  for (guint i = 0; i < G_N_ELEMENTS (LABELS); i++)
    if (strlen (LABELS[i].label) == length
        && g_ascii_strncasecmp (LABELS[i].label, label, length) == 0)
      return WIRE_TLS_KEY_FAULT_CASE;
  return WIRE_TLS_KEY_FAULT_LABEL;
}

/* Returns: what is wrong before the secret, which is what is left of @rest otherwise */
static WireTlsKeyFault
find_fault_of_id (Rest *rest, WireTlsKeyKind *kind)
{
  const char *start = rest->at;
  const Label *label = take_label (rest);
  guint8 id[WIRE_TLS_KEY_ID_MAX];
  guint8 n;

  if (!label)
    return find_fault_of_label (start, (gsize) (rest->at - start));
  skip_blanks (rest);
  *kind = label->kind;
  if (label->kind == WIRE_TLS_KEY_RSA && skip_prefix (rest, "Session-ID:"))
    *kind = WIRE_TLS_KEY_SESSION;
  n = take_hex (rest, id, sizeof id);
  skip_blanks (rest);
  if (n == 0 || (*kind != WIRE_TLS_KEY_SESSION && n != label->id_length)
      || (*kind == WIRE_TLS_KEY_SESSION && !skip_prefix (rest, "Master-Key:")))
    return WIRE_TLS_KEY_FAULT_ID;
  return WIRE_TLS_KEY_FAULT_NONE;
}

static WireTlsKeyFault
find_fault_of_secret (Rest *rest, WireTlsKeyKind kind)
{
  const char *start = rest->at;
  gsize digits = 0;

  if (rest->at == rest->end)
    return WIRE_TLS_KEY_FAULT_NO_SECRET;
  for (; rest->at < rest->end && !is_blank (*rest->at); rest->at++)
    if (!g_ascii_isxdigit (*rest->at))
      return WIRE_TLS_KEY_FAULT_SECRET;
  digits = (gsize) (rest->at - start);
  if (digits % 2 != 0 || digits / 2 > WIRE_TLS_KEY_SECRET_MAX
      || !is_right_length (kind, (guint8) (digits / 2)))
    return WIRE_TLS_KEY_FAULT_LENGTH;
  return is_at_end (rest) ? WIRE_TLS_KEY_FAULT_NONE : WIRE_TLS_KEY_FAULT_REST;
}

/**
 * wire_tls_key_line_find_fault:
 * @text: a line that wire_tls_key_line_parse() found nothing in, with or without its end
 * @length: bytes of @text
 *
 * Returns: what is wrong with it; %WIRE_TLS_KEY_FAULT_NONE of comments, empty lines, and secrets
 *   that nothing is decrypted with
 */
WireTlsKeyFault
wire_tls_key_line_find_fault (const char *text, gsize length)
{
  Rest rest = begin (text, length);
  WireTlsKeyKind kind = WIRE_TLS_KEY_NONE;
  WireTlsKeyFault fault;

  if (rest.at == rest.end || *rest.at == '#')
    return WIRE_TLS_KEY_FAULT_NONE;
  fault = find_fault_of_id (&rest, &kind);
  if (fault != WIRE_TLS_KEY_FAULT_NONE || kind == WIRE_TLS_KEY_NONE)
    return fault;
  return find_fault_of_secret (&rest, kind);
}

/** Returns: (transfer none): the label of a line of @kind */
const char *
wire_tls_key_kind_get_label (WireTlsKeyKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (LABELS); i++)
    if (LABELS[i].kind == kind)
      return LABELS[i].label;
  return "";
}

/* wire-indicator.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/indicators/wire-indicator.h"

#include "capture/frame/wire-address.h"
#include "files/digests/wire-digest.h"

#include <string.h>

/* Of a domain (RFC 1035, section 2.3.4). */
#define NAME_MAX_BYTES 253u
#define LABEL_MAX_BYTES 63u

/** Returns: what a kind is called in JSON and on a terminal */
const char *
wire_indicator_kind_to_text (WireIndicatorKind kind)
{
  static const char *const NAMES[WIRE_N_INDICATOR_KINDS] = { "address",   "network", "domain",
                                                             "url",       "digest",  "mail",
                                                             "user-agent" };

  return NAMES[kind];
}

/* How people write indicators so that nobody follows them by mistake. Longer ones come first. */
static const struct
{
  const char *written;
  const char *meant;
} DEFANGED[] = {
  { "hxxps", "https" }, { "hxxp", "http" }, { "hxtp", "http" }, { "[://]", "://" },
  { "[:]//", "://" },   { "[.]", "." },     { "(.)", "." },     { "{.}", "." },
  { "[dot]", "." },     { "(dot)", "." },   { "{dot}", "." },   { "[:]", ":" },
  { "[@]", "@" },       { "(@)", "@" },     { "[at]", "@" },    { "(at)", "@" },
  { "{at}", "@" },      { "[/]", "/" },     { "\\.", "." },
};

static gsize
match_defanged (const char *p, gboolean at_start, const char **meant)
{
  for (gsize i = 0; i < G_N_ELEMENTS (DEFANGED); i++)
    {
      gsize length = strlen (DEFANGED[i].written);

      if ((at_start || DEFANGED[i].written[0] != 'h')
          && g_ascii_strncasecmp (p, DEFANGED[i].written, length) == 0)
        {
          *meant = DEFANGED[i].meant;
          return length;
        }
    }
  return 0;
}

/* Returns: (transfer full): @text as it was before it was made harmless */
static char *
refang (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p;)
    {
      const char *meant;
      gsize length = match_defanged (p, p == text, &meant);

      if (length > 0)
        g_string_append (out, meant);
      else
        g_string_append_c (out, *p);
      p += MAX (length, 1);
    }
  return g_string_free (out, FALSE);
}

static char *
parse_digest (const char *text)
{
  gsize length = strlen (text);

  if (length % 2 != 0 || length < 32 || wire_digest_mask_for_size ((guint) (length / 2)) == 0)
    return NULL;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isxdigit (text[i]))
      return NULL;
  return g_ascii_strdown (text, -1);
}

static char *
address_to_text (WireFamily family, const guint8 *address)
{
  char text[WIRE_ADDRESS_TEXT_MAX];

  return g_strdup (wire_address_to_text (family, address, text));
}

static char *
parse_address (const char *text)
{
  guint8 address[16];
  WireFamily family;

  return wire_address_parse (text, &family, address) ? address_to_text (family, address) : NULL;
}

/** Returns: (transfer full): the network of @prefix bits that @address is in */
char *
wire_indicator_network_to_text (guint8 family, const guint8 address[16], guint prefix)
{
  guint8 masked[16] = { 0 };
  g_autofree char *text = NULL;

  memcpy (masked, address, prefix / 8);
  if (prefix % 8 > 0)
    masked[prefix / 8] = (guint8) (address[prefix / 8] & (0xff00 >> prefix % 8));
  text = address_to_text ((WireFamily) family, masked);
  return g_strdup_printf ("%s/%u", text, prefix);
}

static char *
parse_network (const char *text)
{
  const char *slash = strchr (text, '/');
  g_autofree char *before = slash ? g_strndup (text, (gsize) (slash - text)) : NULL;
  guint8 address[16];
  WireFamily family;
  guint64 prefix;

  if (!before || !wire_address_parse (before, &family, address)
      || !g_ascii_string_to_unsigned (slash + 1, 10, 0, family == WIRE_FAMILY_IPV4 ? 32 : 128,
                                      &prefix, NULL))
    return NULL;
  return wire_indicator_network_to_text ((guint8) family, address, (guint) prefix);
}

/* Whether @label is that of a domain; underscores are there in practice. */
static gboolean
is_label (const char *label)
{
  gsize length = strlen (label);

  if (length == 0 || length > LABEL_MAX_BYTES)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (label[i]) && label[i] != '-' && label[i] != '_')
      return FALSE;
  return TRUE;
}

/* The last label has a letter: otherwise it is part of a number. */
static gboolean
is_domain (const char *host)
{
  g_auto (GStrv) labels = g_strsplit (host, ".", -1);
  guint n = g_strv_length (labels);

  if (n < 2 || strlen (host) > NAME_MAX_BYTES)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!is_label (labels[i]))
      return FALSE;
  for (const char *p = labels[n - 1]; *p; p++)
    if (g_ascii_isalpha (*p))
      return TRUE;
  return FALSE;
}

/** Returns: (transfer full) (nullable): @host in lower case, in ASCII, without the last dot; or an
 * address in its one form */
char *
wire_indicator_normalise_host (const char *host)
{
  g_autofree char *ascii = g_str_is_ascii (host) ? g_strdup (host) : g_hostname_to_ascii (host);
  gsize length = ascii ? strlen (ascii) : 0;
  char *address;

  if (length > 0 && ascii[length - 1] == '.')
    ascii[--length] = '\0';
  if (length > 2 && ascii[0] == '[' && ascii[length - 1] == ']')
    {
      ascii[length - 1] = '\0';
      return parse_address (ascii + 1);
    }
  if (length == 0)
    return NULL;
  address = parse_address (ascii);
  return address ? address : g_ascii_strdown (ascii, -1);
}

static char *
parse_domain (const char *text)
{
  const char *name = g_str_has_prefix (text, "*.") ? text + 2 : text[0] == '.' ? text + 1 : text;
  g_autofree char *host = wire_indicator_normalise_host (name);

  return host && is_domain (host) ? g_steal_pointer (&host) : NULL;
}

/* Splits `user@host:80` into its host and port. */
static char *
normalise_authority (const char *authority, gboolean tls)
{
  const char *at = strrchr (authority, '@');
  const char *host = at ? at + 1 : authority;
  const char *colon = strrchr (host, ':');
  const char *bracket = strrchr (host, ']');
  gboolean has_port = colon && colon > (bracket ? bracket : host);
  g_autofree char *name = has_port ? g_strndup (host, (gsize) (colon - host)) : g_strdup (host);
  g_autofree char *normal = wire_indicator_normalise_host (name);

  if (!normal)
    return NULL;
  if (!has_port || colon[1] == '\0' || g_str_equal (colon + 1, tls ? "443" : "80"))
    return g_steal_pointer (&normal);
  return g_strdup_printf ("%s:%s", normal, colon + 1);
}

/**
 * wire_indicator_normalise_url:
 * @url: a URL, with or without its scheme
 *
 * Which of HTTP and HTTPS it is makes no difference, nor does a fragment, or the port that is
 * usual.
 *
 * Returns: (transfer full) (nullable): host, path and query
 */
char *
wire_indicator_normalise_url (const char *url)
{
  const char *scheme = strstr (url, "://");
  gboolean tls = g_ascii_strncasecmp (url, "https:", 6) == 0;
  const char *begin = scheme ? scheme + 3 : url;
  const char *path = begin + strcspn (begin, "/?#");
  g_autofree char *authority = g_strndup (begin, (gsize) (path - begin));
  g_autofree char *host = normalise_authority (authority, tls);
  int length = (int) strcspn (path, "#");

  if (!host)
    return NULL;
  return g_strdup_printf ("%s%s%.*s", host, path[0] == '/' ? "" : "/", length, path);
}

static char *
parse_url (const char *text)
{
  const char *slash = strchr (text, '/');
  g_autofree char *before = NULL;
  g_autofree char *address = NULL;
  g_autofree char *host = NULL;

  if (strstr (text, "://"))
    return wire_indicator_normalise_url (text);
  if (!slash || slash == text)
    return NULL;
  before = g_strndup (text, strcspn (text, ":/"));
  host = wire_indicator_normalise_host (before);
  address = host ? parse_address (host) : NULL;
  if (!address && (!host || !is_domain (host)))
    return NULL;
  return wire_indicator_normalise_url (text);
}

static char *
parse_mail (const char *text)
{
  const char *at = strrchr (text, '@');
  g_autofree char *host = NULL;
  g_autofree char *user = NULL;

  if (g_ascii_strncasecmp (text, "mailto:", 7) == 0)
    text += 7;
  if (!at || at <= text || strcspn (text, " \t<>(),;/") < strlen (text))
    return NULL;
  host = wire_indicator_normalise_host (at + 1);
  if (!host || !is_domain (host))
    return NULL;
  user = g_strndup (text, (gsize) (at - text));
  return g_strdup_printf ("%s@%s", user, host);
}

/* Whether @text begins with the name of a program and its version, such as `curl/7.88`. */
static gboolean
is_agent (const char *text)
{
  gsize i = 0;

  while (g_ascii_isalnum (text[i]) || text[i] == '-' || text[i] == '_')
    i++;
  return g_ascii_isalpha (text[0]) && text[i] == '/' && g_ascii_isdigit (text[i + 1]);
}

/** Returns: (transfer full) (nullable): what a client calls itself, without blanks around it */
char *
wire_indicator_parse_agent (const char *text)
{
  g_autofree char *agent = g_strstrip (g_strdup (text));

  return agent[0] && strlen (agent) <= WIRE_INDICATOR_MAX && g_utf8_validate (agent, -1, NULL)
             ? g_steal_pointer (&agent)
             : NULL;
}

/* Kinds, in the order in which text is tried. */
static const struct
{
  WireIndicatorKind kind;
  char *(*parse) (const char *text);
} PARSERS[] = {
  { WIRE_INDICATOR_DIGEST, parse_digest },   { WIRE_INDICATOR_ADDRESS, parse_address },
  { WIRE_INDICATOR_NETWORK, parse_network }, { WIRE_INDICATOR_URL, parse_url },
  { WIRE_INDICATOR_MAIL, parse_mail },       { WIRE_INDICATOR_DOMAIN, parse_domain },
};

/* Names of a program and its version: `Mozilla/5.0 (…)`, or with the name of the field before it.
 */
static char *
parse_named_agent (const char *text)
{
  if (g_ascii_strncasecmp (text, "user-agent:", 11) == 0)
    return wire_indicator_parse_agent (text + 11);
  return is_agent (text) ? g_strdup (text) : NULL;
}

/**
 * wire_indicator_parse:
 * @text: as somebody wrote it, perhaps made harmless (`hxxp://evil[.]example`)
 * @kind: (out): what it is
 *
 * Returns: (transfer full) (nullable): the indicator; %NULL where it is none
 */
char *
wire_indicator_parse (const char *text, WireIndicatorKind *kind)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *plain = NULL;
  char *parsed;

  if (strlen (stripped) > WIRE_INDICATOR_MAX || !g_utf8_validate (stripped, -1, NULL))
    return NULL;
  *kind = WIRE_INDICATOR_AGENT;
  parsed = parse_named_agent (stripped);
  if (parsed)
    return parsed;
  plain = refang (stripped);
  if (strpbrk (plain, " \t"))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (PARSERS); i++)
    if ((parsed = PARSERS[i].parse (plain)))
      {
        *kind = PARSERS[i].kind;
        return parsed;
      }
  return NULL;
}

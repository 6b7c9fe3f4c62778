/* wire-indicator-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/indicators/wire-indicator-list.h"

#include "base/wire-io.h"
#include "base/wire-file-open.h"
#include "base/wire-text-hash.h"
#include "capture/frame/wire-address.h"

#include <string.h>
#include <unistd.h>

/* Prefixes that networks of a list may have, IPv4's first. */
#define IPV4_PREFIXES 33u
#define IPV6_PREFIXES 129u

struct _WireIndicatorList
{
  GArray *indicators;                             /* of WireIndicator */
  GHashTable *tables[WIRE_N_INDICATOR_KINDS];     /* value → its number + 1 */
  guint8 prefixes[IPV4_PREFIXES + IPV6_PREFIXES]; /* whether there are networks with it */
  guint64 missed;
  guint64 first_missed;
};

static void
clear_indicator (gpointer data)
{
  WireIndicator *indicator = data;

  g_free (indicator->value);
  g_free (indicator->written);
}

/** Returns: (transfer full): a list without indicators */
WireIndicatorList *
wire_indicator_list_new (void)
{
  WireIndicatorList *self = g_new0 (WireIndicatorList, 1);

  self->indicators = g_array_new (FALSE, FALSE, sizeof (WireIndicator));
  g_array_set_clear_func (self->indicators, clear_indicator);
  for (guint i = 0; i < WIRE_N_INDICATOR_KINDS; i++)
    self->tables[i] = g_hash_table_new (wire_text_hash, g_str_equal);
  return self;
}

void
wire_indicator_list_free (WireIndicatorList *self)
{
  for (guint i = 0; i < WIRE_N_INDICATOR_KINDS; i++)
    g_hash_table_unref (self->tables[i]);
  g_array_unref (self->indicators);
  g_free (self);
}

static void
note_prefix (WireIndicatorList *self, const char *network)
{
  guint prefix = (guint) g_ascii_strtoull (strrchr (network, '/') + 1, NULL, 10);

  self->prefixes[(strchr (network, ':') ? IPV4_PREFIXES : 0) + prefix] = TRUE;
}

/* Takes @value. */
static gboolean
add (WireIndicatorList *self, WireIndicatorKind kind, char *value, const char *written)
{
  WireIndicator indicator = { kind, value, NULL };

  if (g_hash_table_contains (self->tables[kind], value))
    {
      g_free (value);
      return TRUE;
    }
  if (self->indicators->len >= WIRE_INDICATOR_LIST_MAX)
    {
      g_free (value);
      return FALSE;
    }
  indicator.written = g_strstrip (g_strdup (written));
  g_array_append_val (self->indicators, indicator);
  g_hash_table_insert (self->tables[kind], value, GUINT_TO_POINTER (self->indicators->len));
  if (kind == WIRE_INDICATOR_NETWORK)
    note_prefix (self, value);
  return TRUE;
}

/** Adds the indicator that @text is. Returns: %FALSE where it is none */
gboolean
wire_indicator_list_add (WireIndicatorList *self, const char *text)
{
  WireIndicatorKind kind;
  char *value = wire_indicator_parse (text, &kind);

  return value && add (self, kind, value, text);
}

/** Adds what a client calls itself. Returns: %FALSE where @text is empty */
gboolean
wire_indicator_list_add_agent (WireIndicatorList *self, const char *text)
{
  char *value = wire_indicator_parse_agent (text);

  return value && add (self, WIRE_INDICATOR_AGENT, value, text);
}

/** Counts something that was not understood. @line: where it is, or 0 */
void
wire_indicator_list_miss (WireIndicatorList *self, guint64 line)
{
  if (self->missed++ == 0)
    self->first_missed = line;
}

guint
wire_indicator_list_get_length (const WireIndicatorList *self)
{
  return self->indicators->len;
}

/** Returns: (transfer none): an indicator, counted from 0 */
const WireIndicator *
wire_indicator_list_get (const WireIndicatorList *self, guint index)
{
  return &g_array_index (self->indicators, WireIndicator, index);
}

/** Returns: how many lines or patterns were not understood; @first (out) is the line of the first,
 * or 0 where it has none */
guint64
wire_indicator_list_get_missed (const WireIndicatorList *self, guint64 *first)
{
  *first = self->first_missed;
  return self->missed;
}

/** Returns: whether there are indicators of @kind */
gboolean
wire_indicator_list_has_kind (const WireIndicatorList *self, WireIndicatorKind kind)
{
  return g_hash_table_size (self->tables[kind]) > 0;
}

/** Calls @match where @value, in its one form, is an indicator of @kind. */
void
wire_indicator_list_find (const WireIndicatorList *self,
                          WireIndicatorKind kind,
                          const char *value,
                          WireIndicatorMatch match,
                          gpointer user_data)
{
  gpointer found = g_hash_table_lookup (self->tables[kind], value);

  if (found)
    match (GPOINTER_TO_UINT (found) - 1, user_data);
}

/** Calls @match with the address, where it is an indicator, and with every network that it is in.
 */
void
wire_indicator_list_find_address (const WireIndicatorList *self,
                                  guint8 family,
                                  const guint8 address[16],
                                  WireIndicatorMatch match,
                                  gpointer user_data)
{
  char text[WIRE_ADDRESS_TEXT_MAX];
  guint first = family == WIRE_FAMILY_IPV4 ? 0 : IPV4_PREFIXES;
  guint n = family == WIRE_FAMILY_IPV4 ? IPV4_PREFIXES : IPV6_PREFIXES;

  if (family != WIRE_FAMILY_IPV4 && family != WIRE_FAMILY_IPV6)
    return;
  wire_address_to_text ((WireFamily) family, address, text);
  wire_indicator_list_find (self, WIRE_INDICATOR_ADDRESS, text, match, user_data);
  for (guint prefix = 0; prefix < n; prefix++)
    if (self->prefixes[first + prefix])
      {
        g_autofree char *network = wire_indicator_network_to_text (family, address, prefix);

        wire_indicator_list_find (self, WIRE_INDICATOR_NETWORK, network, match, user_data);
      }
}

/** Calls @match with every domain that @host is, or is below; and as
 * wire_indicator_list_find_address() where it is an address. */
void
wire_indicator_list_find_host (const WireIndicatorList *self,
                               const char *host,
                               WireIndicatorMatch match,
                               gpointer user_data)
{
  g_autofree char *normal = wire_indicator_normalise_host (host);
  guint8 address[16];
  WireFamily family;

  if (!normal)
    return;
  if (wire_address_parse (normal, &family, address))
    {
      wire_indicator_list_find_address (self, (guint8) family, address, match, user_data);
      return;
    }
  for (const char *name = normal; name; name = strchr (name, '.'))
    {
      if (name[0] == '.')
        name++;
      wire_indicator_list_find (self, WIRE_INDICATOR_DOMAIN, name, match, user_data);
    }
}

/* Whether @head, how a list begins, begins as JSON does. */
static gboolean
begins_as_json (const char *head, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isspace (head[i]) && !(i < 3 && (guint8) head[i] >= 0x80))
      return head[i] == '{'
             || (head[i] == '[' && i + 1 < n && memchr (" \t\r\n{[", head[i + 1], 6));
  return FALSE;
}

/* Whether the file does. */
static gboolean
is_json (const char *path, gboolean *json, GError **error)
{
  struct stat info;
  char head[64];
  int fd = wire_file_open_regular (path, &info, error);
  gssize n;

  if (fd < 0)
    return FALSE;
  n = wire_io_read_full (fd, head, sizeof head);
  close (fd);
  *json = n > 0 && begins_as_json (head, (gsize) n);
  return TRUE;
}

/**
 * wire_indicator_list_read:
 * @path: a list: one indicator a line, a table with commas, JSON of MISP, or a bundle of STIX 2.1
 * @cancellable: (nullable): ends it early
 * @error: set where %NULL is returned: the file cannot be read, or is JSON and damaged
 *
 * Returns: (transfer full) (nullable): its indicators
 */
WireIndicatorList *
wire_indicator_list_read (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (WireIndicatorList) list = wire_indicator_list_new ();
  gboolean json;

  if (!is_json (path, &json, error))
    return NULL;
  if (json ? !wire_indicator_list_read_json (list, path, cancellable, error)
           : !wire_indicator_list_read_lines (list, path, cancellable, error))
    return NULL;
  return g_steal_pointer (&list);
}

/**
 * wire_indicator_list_new_for_bytes:
 * @bytes: what is in a list, as wire_indicator_list_read() takes it
 * @name: what it is called in messages
 * @error: set where %NULL is returned: it is JSON and damaged
 *
 * Returns: (transfer full) (nullable): its indicators
 */
WireIndicatorList *
wire_indicator_list_new_for_bytes (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (WireIndicatorList) list = wire_indicator_list_new ();
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  if (!begins_as_json (text, size))
    wire_indicator_list_take_lines (list, bytes);
  else if (!wire_indicator_list_take_json (list, bytes, name, error))
    return NULL;
  return g_steal_pointer (&list);
}

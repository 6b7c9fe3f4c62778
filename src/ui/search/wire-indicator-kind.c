/* wire-indicator-kind.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/search/wire-indicator-kind.h"

#include "base/wire-printable.h"
#include "capture/objects/wire-object-name.h"
#include "capture/wire-capture-streams.h"
#include "ui/session/wire-filter-terms.h"
#include "ui/tables/wire-table-pane.h"
#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>
#include <string.h>

enum
{
  INDICATOR,
  KIND,
  SEEN,
  WHERE,
  FIRST,
  LAST,
  PACKET,
  N_COLUMNS
};

static const WireTableColumn COLUMNS[N_COLUMNS] = {
  /* Translators: column heading: an address, a name or a digest that somebody warned of */
  [INDICATOR] = { N_ ("Indicator"), 24, WIRE_COLUMN_EXPAND | WIRE_COLUMN_MIDDLE, FALSE },
  [KIND] = { N_ ("Kind"), 10, WIRE_COLUMN_PLAIN, FALSE },
  /* Translators: column heading: how often it was seen */
  [SEEN] = { N_ ("Seen"), 6, WIRE_COLUMN_FIGURE, TRUE },
  [WHERE] = { N_ ("Where"), 18, WIRE_COLUMN_EXPAND, FALSE },
  /* Translators: column heading: when it was seen first */
  [FIRST] = { N_ ("First Seen"), 19, WIRE_COLUMN_PLAIN, TRUE },
  /* Translators: column heading: when it was seen last */
  [LAST] = { N_ ("Last Seen"), 19, WIRE_COLUMN_PLAIN, TRUE },
  [PACKET] = { N_ ("First Packet"), 9, WIRE_COLUMN_NUMBER, TRUE },
};

static const WireTableWords WORDS = {
  /* Translators: what a screen reader calls this table */
  .name = N_ ("Indicators"),
  /* Translators: what a screen reader calls this menu button */
  .row = N_ ("Selected indicator"),
  /* Translators: what can be searched in a table of indicators */
  .find = N_ ("Indicator, kind or place"),
  .choose = N_ ("Select an indicator to see where it was seen."),
  /* Translators: heading of an empty view: why it is empty */
  .empty = N_ ("None of Them Was Seen"),
  .empty_text = N_ ("No indicator of the list is among the addresses, names, URLs, mail addresses, "
                    "user agents and digests that could be read. What is encrypted needs keys."),
  .nothing_left = N_ ("None of Them Was Seen"),
  .not_found = N_ ("No indicator has these words in its row."),
};

static const struct
{
  const char *key;
  const char *words;
} PLACES[] = {
  /* Places in which an address, a name or a digest is found */
  { "packet", N_ ("Address of packets") },
  { "dns", N_ ("DNS") },
  { "tls", N_ ("Server name of TLS") },
  { "certificate", N_ ("Certificate") },
  { "ja3", N_ ("JA3") },
  { "http-host", N_ ("Host of HTTP") },
  { "http-uri", N_ ("URL") },
  { "http-referer", N_ ("Referer") },
  { "http-location", N_ ("Redirection") },
  { "user-agent", N_ ("User agent") },
  { "transfer", N_ ("Transfer") },
  { "mail-from", N_ ("Sender of a mail") },
  { "mail-to", N_ ("Recipient of a mail") },
};

static const char *const KINDS[WIRE_N_INDICATOR_KINDS] = {
  /* Kinds of indicators */
  [WIRE_INDICATOR_ADDRESS] = N_ ("Address"),  [WIRE_INDICATOR_NETWORK] = N_ ("Network"),
  [WIRE_INDICATOR_DOMAIN] = N_ ("Domain"),    [WIRE_INDICATOR_URL] = N_ ("URL"),
  [WIRE_INDICATOR_DIGEST] = N_ ("Digest"),    [WIRE_INDICATOR_MAIL] = N_ ("Mail address"),
  [WIRE_INDICATOR_AGENT] = N_ ("User agent"),
};

static const char *
tell_place (const char *what)
{
  for (gsize i = 0; i < G_N_ELEMENTS (PLACES); i++)
    if (g_str_equal (PLACES[i].key, what))
      return _ (PLACES[i].words);
  return what;
}

static guint
get_length (GObject *source)
{
  return wire_indicator_rows_get_length (WIRE_INDICATOR_ROWS (source));
}

/* Each kind of place once. */
static char *
list_places (const WireSighting *sighting)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; sighting->places && i < sighting->places->len; i++)
    {
      const char *what = g_array_index (sighting->places, WireSightingPlace, i).what;
      gboolean again = FALSE;

      for (guint j = 0; j < i; j++)
        again |= g_str_equal (g_array_index (sighting->places, WireSightingPlace, j).what, what);
      if (!again)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", tell_place (what));
    }
  return g_string_free (text, FALSE);
}

static char *
tell_time (const WireSighting *sighting, gint64 time)
{
  return sighting->count > 0 && time != WIRE_TIME_NONE ? wire_figure_date (time) : NULL;
}

static char *
make_text (GObject *source, guint row, guint column)
{
  WireIndicatorRows *rows = WIRE_INDICATOR_ROWS (source);
  const WireIndicator *indicator = wire_indicator_rows_get (rows, row);
  const WireSighting *sighting = wire_indicator_rows_get_sighting (rows, row);

  switch (column)
    {
    case INDICATOR:
      return wire_printable_name (indicator->value);
    case KIND:
      return g_strdup (_ (KINDS[indicator->kind]));
    case SEEN:
      return wire_figure_count (sighting->count);
    case WHERE:
      return list_places (sighting);
    case FIRST:
      return tell_time (sighting, sighting->first);
    case LAST:
      return tell_time (sighting, sighting->last);
    default:
      return sighting->count > 0 ? wire_figure_count ((guint64) sighting->first_packet + 1) : NULL;
    }
}

/* An indicator that is an address, as it was when it was seen first. */
static gboolean
get_named (GObject *source, guint row, guint column, WireHostAddress *address, gint64 *time)
{
  WireIndicatorRows *rows = WIRE_INDICATOR_ROWS (source);
  const WireSighting *sighting = wire_indicator_rows_get_sighting (rows, row);
  g_autoptr (GInetAddress) parsed =
      g_inet_address_new_from_string (wire_indicator_rows_get (rows, row)->value);

  if (column != INDICATOR || sighting->count == 0 || !parsed)
    return FALSE;
  *time = sighting->first;
  *address = (WireHostAddress){ g_inet_address_get_family (parsed) == G_SOCKET_FAMILY_IPV6
                                    ? WIRE_FAMILY_IPV6
                                    : WIRE_FAMILY_IPV4 };
  memcpy (address->bytes, g_inet_address_to_bytes (parsed),
          g_inet_address_get_native_size (parsed));
  return TRUE;
}

static double
get_number (GObject *source, guint row, guint column)
{
  const WireSighting *sighting =
      wire_indicator_rows_get_sighting (WIRE_INDICATOR_ROWS (source), row);

  switch (column)
    {
    case SEEN:
      return (double) sighting->count;
    case FIRST:
      return (double) sighting->first;
    case LAST:
      return (double) sighting->last;
    default:
      return sighting->count > 0 ? (double) sighting->first_packet : G_MAXUINT32;
    }
}

static char *
make_more (GObject *source, guint row)
{
  return g_strdup (wire_indicator_rows_get (WIRE_INDICATOR_ROWS (source), row)->written);
}

static void
get_target (GObject *source, guint row, WireTableTarget *target)
{
  WireIndicatorRows *rows = WIRE_INDICATOR_ROWS (source);
  const WireSighting *sighting = wire_indicator_rows_get_sighting (rows, row);
  WireCapture *capture = wire_indicator_rows_get_capture (rows);
  WirePacketRecord record;
  WireFlow flow;

  *target = (WireTableTarget){ .packet = WIRE_TABLE_NONE, .stream = WIRE_TABLE_NONE };
  if (sighting->count == 0)
    return;
  target->packet = sighting->first_packet;
  if (wire_capture_get_packet (capture, target->packet, &record)
      && wire_capture_get_flow (capture, record.flow, &flow))
    target->tuple = flow.tuple;
}

/* What finds the packets that have the indicator, as far as there are fields for that. */
static void
add_terms (GObject *source, guint row, GMenu *menu)
{
  const WireIndicator *indicator = wire_indicator_rows_get (WIRE_INDICATOR_ROWS (source), row);
  const char *value = indicator->value;

  switch (indicator->kind)
    {
    case WIRE_INDICATOR_ADDRESS:
    case WIRE_INDICATOR_NETWORK:
      wire_filter_terms_add (
          menu, g_strdup_printf ("%s.addr == %s", strchr (value, ':') ? "ipv6" : "ip", value));
      break;
    case WIRE_INDICATOR_DOMAIN:
      wire_filter_terms_add_part (menu, "dns.qry.name", value);
      wire_filter_terms_add_part (menu, "http.host", value);
      wire_filter_terms_add_part (menu, "tls.handshake.extensions_server_name", value);
      break;
    case WIRE_INDICATOR_URL:
      wire_filter_terms_add_text (menu, "http.request.full_uri", value);
      break;
    case WIRE_INDICATOR_AGENT:
      wire_filter_terms_add_text (menu, "http.user_agent", indicator->written);
      break;
    case WIRE_INDICATOR_DIGEST:
      if (strlen (value) == 64)
        wire_filter_terms_add_text (menu, "wirecase.transfer.sha256", value);
      break;
    default:
      break;
    }
}

/* The search has asked for the filters already. */
static gboolean
passes (GObject *source, guint row, WireView *view, GHashTable *looked_up)
{
  (void) source;
  (void) row;
  (void) view;
  (void) looked_up;
  return TRUE;
}

static void
add_place (GtkWidget *column, WireIndicatorRows *rows, const WireSightingPlace *place)
{
  const WireObjectList *objects = wire_indicator_rows_get_objects (rows);
  g_autofree char *number = wire_figure_count ((guint64) place->packet + 1);
  /* Translators: %s is a packet's number */
  g_autofree char *in_packet = g_strdup_printf (_ ("Packet %s"), number);
  char *when =
      place->time == WIRE_TIME_NONE ? g_strdup (in_packet) : wire_figure_date (place->time);
  g_autofree char *what = NULL;

  if (place->transfer == WIRE_OBJECT_NONE)
    {
      /* Translators: a place such as “DNS”, and “Packet 5” */
      what = g_strdup_printf (_ ("%s, %s"), tell_place (place->what), in_packet);
      wire_table_pane_add_at (column, what, when, place->packet);
      return;
    }
  g_free (when);
  when = wire_object_tell_name (wire_object_list_get (objects, place->transfer));
  wire_table_pane_add_way (column, tell_place (place->what),
                           when && *when ? when : (g_free (when), g_strdup (in_packet)),
                           "capture.show-object", g_variant_new_uint32 (place->transfer),
                           /* Translators: what a button does */
                           _ ("Show the transfer"));
}

static void
add_places (GtkBox *content, WireIndicatorRows *rows, const WireSighting *sighting)
{
  GtkWidget *column = wire_table_pane_add_column (content, _ ("Where It Was Seen"));
  guint n = sighting->places ? sighting->places->len : 0;

  for (guint i = 0; i < n; i++)
    add_place (column, rows, &g_array_index (sighting->places, WireSightingPlace, i));
  if (sighting->count == 0)
    wire_table_pane_add_text (column, _ ("It was not seen in what could be read."));
  else if (sighting->count > n)
    wire_table_pane_add_text (column,
                              _ ("It was seen more often than is listed here: of packets with an "
                                 "address the first is listed, of other places the first 20."));
}

static void
fill (GObject *source, guint row, GtkBox *content)
{
  WireIndicatorRows *rows = WIRE_INDICATOR_ROWS (source);
  const WireIndicator *indicator = wire_indicator_rows_get (rows, row);
  const WireSighting *sighting = wire_indicator_rows_get_sighting (rows, row);
  GtkWidget *column = wire_table_pane_add_column (content, _ ("Indicator"));

  wire_table_pane_add (column, _ (KINDS[indicator->kind]), g_strdup (indicator->value));
  if (g_strcmp0 (indicator->value, indicator->written) != 0)
    wire_table_pane_add (column, _ ("In the List"), g_strdup (indicator->written));
  wire_table_pane_add (column, _ ("Seen"), wire_figure_count (sighting->count));
  if (sighting->count > 0)
    {
      wire_table_pane_add_at (column, _ ("First Seen"), tell_time (sighting, sighting->first),
                              sighting->first_packet);
      wire_table_pane_add_at (column, _ ("Last Seen"), tell_time (sighting, sighting->last),
                              sighting->last_packet);
    }
  add_places (content, rows, sighting);
}

const WireTableKind wire_indicator_kind = {
  .memory = "indicators",
  .pane_memory = "indicators-pane",
  .words = &WORDS,
  .columns = COLUMNS,
  .n_columns = N_COLUMNS,
  .get_length = get_length,
  .make_text = make_text,
  .get_number = get_number,
  .make_more = make_more,
  .get_named = get_named,
  .get_target = get_target,
  .add_terms = add_terms,
  .passes = passes,
  .fill = fill,
};

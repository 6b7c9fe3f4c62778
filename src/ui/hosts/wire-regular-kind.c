/* wire-regular-kind.c: the table of what repeats
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/hosts/wire-host-kind.h"

#include "capture/frame/wire-ip.h"
#include "ui/hosts/wire-host-words.h"
#include "ui/hosts/wire-interval-chart.h"
#include "ui/tables/wire-table-pane.h"
#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>

enum
{
  KIND,
  SOURCE,
  TARGET,
  WHAT,
  COUNT,
  FIRST,
  LAST,
  FIGURES,
  N_COLUMNS
};

/* Packets that the details lead to. */
#define MOST 20u

static const WireTableColumn COLUMNS[N_COLUMNS] = {
  /* Translators: column heading: what repeats, such as a beacon or a port scan */
  [KIND] = { N_ ("Kind"), 22, WIRE_COLUMN_PLAIN, FALSE },
  [SOURCE] = { N_ ("Source"), 16, WIRE_COLUMN_MONOSPACE, FALSE },
  [TARGET] = { N_ ("Destination"), 20, WIRE_COLUMN_MONOSPACE, FALSE },
  /* Translators: column heading: what was asked for */
  [WHAT] = { N_ ("What"), 18, WIRE_COLUMN_EXPAND, FALSE },
  [COUNT] = { N_ ("Count"), 8, WIRE_COLUMN_NUMBER, TRUE },
  [FIRST] = { N_ ("First"), 12, WIRE_COLUMN_NUMBER, TRUE },
  [LAST] = { N_ ("Last"), 12, WIRE_COLUMN_NUMBER, TRUE },
  /* Translators: column heading: the figures that a remark rests on */
  [FIGURES] = { N_ ("Figures"), 40, WIRE_COLUMN_PLAIN, FALSE },
};

static const WireTableWords WORDS = {
  /* Translators: what a screen reader calls this table */
  .name = N_ ("What repeats"),
  /* Translators: what a screen reader calls this menu button */
  .row = N_ ("Selected remark"),
  /* Translators: what can be searched in a list of beacons, scans and the like */
  .find = N_ ("Kind, address, name or figure"),
  .choose = N_ ("Select a remark to see its figures and its packets. A remark is not a verdict: "
                "much that is regular is harmless."),
  /* Translators: heading of an empty view: why it is empty */
  .empty = N_ ("Nothing Repeats"),
  .empty_text = N_ ("No beacon, scan, sweep, change of ARP or odd series of DNS questions "
                    "was found in what could be read of this capture."),
  /* Translators: heading of an empty view: why it is empty */
  .nothing_left = N_ ("No Remark Passes the Filters"),
  .not_found = N_ ("No remark has these words in its kind, addresses, names or figures."),
};

/* By WireRegularKind. */
static const char *const KINDS[] = {
  N_ ("Beacon"),
  N_ ("Port scan"),
  /* Translators: one port, or a question, of many hosts */
  N_ ("Sweep"),
  N_ ("Change of ARP"),
  N_ ("Burst of names that do not exist"),
  N_ ("Long or random names"),
  N_ ("Much text in answers"),
};

/* What the keys of figures are called; the others are words already. */
static const struct
{
  const char *key;
  const char *words;
} FIGURE_NAMES[] = {
  { "interval", N_ ("Interval (s)") },
  { "jitter", N_ ("Jitter (s)") },
  { "jitter_percent", N_ ("Jitter, in Percent") },
  { "intervals", N_ ("Intervals") },
  { "steady", N_ ("Steady Intervals") },
  { "missed", N_ ("Missed") },
  { "technique", N_ ("Technique") },
  { "hosts", N_ ("Hosts") },
  { "ports", N_ ("Ports") },
  { "open", N_ ("Open") },
  { "answered", N_ ("Answered") },
  { "closed", N_ ("Closed") },
  { "silent", N_ ("Silent") },
  { "lowest_port", N_ ("Lowest Port") },
  { "highest_port", N_ ("Highest Port") },
  { "open_ports", N_ ("Open Ports") },
  { "mac", N_ ("MAC Address") },
  { "then", N_ ("Then") },
  { "names", N_ ("Names") },
  { "in_all", N_ ("Questions in All") },
  { "seconds", N_ ("Seconds") },
  { "longest", N_ ("Longest Name (Characters)") },
  { "random", N_ ("Names That Look Random") },
  { "bytes", N_ ("Bytes") },
};

static const WireRegular *
get_regular (GObject *source, guint row)
{
  return g_ptr_array_index (wire_host_findings_get_regular (WIRE_HOST_FINDINGS (source)), row);
}

static guint
get_length (GObject *source)
{
  return wire_host_findings_get_regular (WIRE_HOST_FINDINGS (source))->len;
}

static const char *
name_figure (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (FIGURE_NAMES); i++)
    if (g_str_equal (FIGURE_NAMES[i].key, key))
      return _ (FIGURE_NAMES[i].words);
  return key;
}

static char *
list_figures (const WireRegular *regular)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < regular->figures->len; i++)
    {
      const WireRegularFigure *figure = &g_array_index (regular->figures, WireRegularFigure, i);

      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", name_figure (figure->key),
                              figure->value);
    }
  return g_string_free (text, FALSE);
}

/* “TCP 10.0.0.1:80”, or what is known of that */
static char *
tell_target (const WireRegular *regular)
{
  g_autofree char *address = wire_host_words_address (&regular->target);
  char protocol[16];
  const char *name = regular->protocol ? wire_ip_protocol_name (regular->protocol, protocol) : NULL;
  GString *text = g_string_new (address);

  if (regular->port != 0)
    g_string_append_printf (text, "%s%s %u", address ? " " : "", name ? name : "", regular->port);
  return g_string_free (text, FALSE);
}

static char *
make_text (GObject *source, guint row, guint column)
{
  WireHosts *hosts = wire_host_findings_get_hosts (WIRE_HOST_FINDINGS (source));
  const WireRegular *regular = get_regular (source, row);

  switch (column)
    {
    case KIND:
      return g_strdup (regular->kind < G_N_ELEMENTS (KINDS) ? _ (KINDS[regular->kind]) : "");
    case SOURCE:
      return wire_host_words_address (&regular->source);
    case TARGET:
      return tell_target (regular);
    case WHAT:
      return g_strdup (regular->what);
    case COUNT:
      return wire_figure_count (regular->count);
    case FIRST:
    case LAST:
      return wire_host_words_time (hosts, column == FIRST ? regular->first : regular->last);
    default:
      return list_figures (regular);
    }
}

static gboolean
get_named (GObject *source, guint row, guint column, WireHostAddress *address, gint64 *time)
{
  const WireRegular *regular = get_regular (source, row);

  *time = regular->first;
  *address = column == TARGET ? regular->target : regular->source;
  return (column == SOURCE || column == TARGET) && address->family != WIRE_FAMILY_NONE;
}

static double
get_number (GObject *source, guint row, guint column)
{
  const WireRegular *regular = get_regular (source, row);

  if (column == COUNT)
    return regular->count;
  return (double) (column == FIRST ? regular->first : regular->last);
}

static void
get_target (GObject *source, guint row, WireTableTarget *target)
{
  WireCapture *capture =
      wire_hosts_get_capture (wire_host_findings_get_hosts (WIRE_HOST_FINDINGS (source)));
  const WireRegular *regular = get_regular (source, row);
  WirePacketRecord record;
  WireFlow flow;

  *target = (WireTableTarget){ .packet = WIRE_TABLE_NONE, .stream = WIRE_TABLE_NONE };
  if (regular->packets->len == 0)
    return;
  target->packet = g_array_index (regular->packets, guint32, 0);
  if (wire_capture_get_packet (capture, target->packet, &record)
      && wire_capture_get_flow (capture, record.flow, &flow))
    target->tuple = flow.tuple;
}

static gboolean
passes (GObject *source, guint row, WireView *view, GHashTable *looked_up)
{
  const GArray *packets = get_regular (source, row)->packets;

  (void) looked_up;
  for (guint i = 0; i < packets->len; i++)
    if (wire_view_find_packet (view, g_array_index (packets, guint32, i)) != WIRE_VIEW_NO_PACKET)
      return TRUE;
  return FALSE;
}

static void
add_chart (GtkBox *content, WireCapture *capture, const WireRegular *regular)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < regular->packets->len; i++)
    {
      WirePacketRecord record;

      if (wire_capture_get_packet (capture, g_array_index (regular->packets, guint32, i), &record)
          && record.time != WIRE_TIME_NONE)
        g_array_append_val (times, record.time);
    }
  if (times->len > 1)
    gtk_box_append (GTK_BOX (wire_table_pane_add_column (content, _ ("From One to the Next"))),
                    wire_interval_chart_new ((const gint64 *) (gpointer) times->data, times->len));
}

static void
add_packets (GtkBox *content, WireHosts *hosts, const WireRegular *regular)
{
  GtkWidget *column = wire_table_pane_add_column (content, _ ("Packets"));
  guint n = MIN (regular->packets->len, MOST);

  for (guint i = 0; i < n; i++)
    {
      guint32 packet = g_array_index (regular->packets, guint32, i);
      g_autofree char *number = wire_figure_count ((guint64) packet + 1);
      /* Translators: %s is a packet's number */
      g_autofree char *name = g_strdup_printf (_ ("Packet %s"), number);
      WirePacketRecord record;

      if (wire_capture_get_packet (wire_hosts_get_capture (hosts), packet, &record))
        wire_table_pane_add_at (column, name, wire_host_words_time (hosts, record.time), packet);
    }
  wire_table_pane_add_more (column, regular->count > n ? regular->count - n : 0);
}

static void
fill (GObject *source, guint row, GtkBox *content)
{
  WireHosts *hosts = wire_host_findings_get_hosts (WIRE_HOST_FINDINGS (source));
  const WireRegular *regular = get_regular (source, row);
  GtkWidget *column = wire_table_pane_add_column (content, make_text (source, row, KIND));

  wire_table_pane_add (column, _ ("Source"), make_text (source, row, SOURCE));
  wire_table_pane_add (column, _ ("Destination"), tell_target (regular));
  wire_table_pane_add (column, _ ("What"), g_strdup (regular->what));
  wire_table_pane_add (column, _ ("Count"), make_text (source, row, COUNT));
  for (guint i = 0; i < regular->figures->len; i++)
    {
      const WireRegularFigure *figure = &g_array_index (regular->figures, WireRegularFigure, i);

      wire_table_pane_add (column, name_figure (figure->key), g_strdup (figure->value));
    }
  if (regular->kind == WIRE_REGULAR_BEACON)
    add_chart (content, wire_hosts_get_capture (hosts), regular);
  add_packets (content, hosts, regular);
}

const WireTableKind wire_regular_kind = {
  .memory = "regularity",
  .pane_memory = "regularity-pane",
  .words = &WORDS,
  .columns = COLUMNS,
  .n_columns = N_COLUMNS,
  .get_length = get_length,
  .make_text = make_text,
  .get_number = get_number,
  .get_named = get_named,
  .get_target = get_target,
  .passes = passes,
  .fill = fill,
};

/* wire-dns-kind.c: the table of questions of DNS
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/hosts/wire-host-kind.h"

#include "capture/hosts/wire-dns-remark.h"
#include "capture/protocols/application/wire-dns-message.h"
#include "capture/protocols/application/wire-dns-record.h"
#include "capture/wire-capture-streams.h"
#include "ui/hosts/wire-host-words.h"
#include "ui/session/wire-filter-terms.h"
#include "ui/tables/wire-table-pane.h"
#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>

enum
{
  TIME,
  CLIENT,
  QUESTION,
  TYPE,
  CODE,
  ANSWERS,
  SERVER,
  DELAY,
  USED_BY,
  REMARK,
  N_COLUMNS
};

/* Answers that are listed in the details. */
#define MOST 50u

static const WireTableColumn COLUMNS[N_COLUMNS] = {
  [TIME] = { N_ ("Time"), 12, WIRE_COLUMN_NUMBER, TRUE },
  [CLIENT] = { N_ ("Client"), 15, WIRE_COLUMN_MONOSPACE, FALSE },
  [QUESTION] = { N_ ("Question"), 24, WIRE_COLUMN_EXPAND, FALSE },
  [TYPE] = { N_ ("Type"), 6, WIRE_COLUMN_PLAIN, FALSE },
  /* Translators: column heading: the response code of DNS, such as NXDOMAIN */
  [CODE] = { N_ ("Code"), 10, WIRE_COLUMN_PLAIN, FALSE },
  [ANSWERS] = { N_ ("Answers"), 22, WIRE_COLUMN_PLAIN, FALSE },
  [SERVER] = { N_ ("Server"), 15, WIRE_COLUMN_MONOSPACE, FALSE },
  [DELAY] = { N_ ("Delay (ms)"), 10, WIRE_COLUMN_NUMBER, TRUE },
  /* Translators: column heading: hosts that then connected to an address in the answer */
  [USED_BY] = { N_ ("Then Used By"), 16, WIRE_COLUMN_MONOSPACE, FALSE },
  [REMARK] = { N_ ("Remarks"), 24, WIRE_COLUMN_PLAIN, FALSE },
};

static const WireTableWords WORDS = {
  /* Translators: what a screen reader calls this table */
  .name = N_ ("Questions of DNS"),
  /* Translators: what a screen reader calls this menu button */
  .row = N_ ("Selected question"),
  /* Translators: what can be searched in a list of questions of DNS */
  .find = N_ ("Name, answer, address, type or code"),
  .choose = N_ ("Select a question to see its answers, and who used them."),
  /* Translators: heading of an empty view: why it is empty */
  .empty = N_ ("No DNS"),
  .empty_text = N_ ("No question of DNS, and no answer, was found in what could be read of this "
                    "capture."),
  /* Translators: heading of an empty view: why it is empty */
  .nothing_left = N_ ("No Question Passes the Filters"),
  .not_found = N_ ("No question has these words in its name, answers, addresses or remarks."),
};

static const WireDnsExchange *
get_exchange (GObject *source, guint row)
{
  WireHosts *hosts = wire_host_findings_get_hosts (WIRE_HOST_FINDINGS (source));

  return wire_dns_log_get (wire_fact_log_get_dns (wire_hosts_get_facts (hosts)), row);
}

static guint
get_length (GObject *source)
{
  WireHosts *hosts = wire_host_findings_get_hosts (WIRE_HOST_FINDINGS (source));

  return wire_dns_log_get_length (wire_fact_log_get_dns (wire_hosts_get_facts (hosts)));
}

static gint64
get_delay (const WireDnsExchange *exchange)
{
  return exchange->answer != WIRE_DNS_NO_PACKET && exchange->asked_at != WIRE_TIME_NONE
                 && exchange->answered_at != WIRE_TIME_NONE
             ? exchange->answered_at - exchange->asked_at
             : WIRE_TIME_NONE;
}

static char *
tell_delay (const WireDnsExchange *exchange)
{
  gint64 delay = get_delay (exchange);

  return delay == WIRE_TIME_NONE ? NULL : g_strdup_printf ("%.3f", (double) delay / 1e6);
}

static char *
list_answers (const WireDnsExchange *exchange)
{
  GString *text = g_string_new (NULL);
  char type[16];

  for (guint i = 0; i < exchange->n_answers; i++)
    g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "",
                            wire_dns_type_name (exchange->answers[i].type, type),
                            exchange->answers[i].data);
  return g_string_free (text, FALSE);
}

static char *
tell_code (const WireDnsExchange *exchange)
{
  if (exchange->answer == WIRE_DNS_NO_PACKET)
    return g_strdup (_ ("no answer was captured"));
  return g_strdup (wire_dns_response_code_name (exchange->code));
}

static char *
list_users (GObject *source, const WireDnsExchange *exchange)
{
  WireDnsUse found[WIRE_DNS_MAX_USERS];
  guint n = wire_dns_uses_find (wire_host_findings_get_uses (WIRE_HOST_FINDINGS (source)), exchange,
                                found);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *address = wire_host_words_address (&found[i].address);

      if (address && !strstr (text->str, address))
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", address);
    }
  return g_string_free (text, FALSE);
}

/* Takes @remark. */
static void
add_remark (GString *text, char *remark)
{
  if (text->len > 0)
    g_string_append (text, ", ");
  g_string_append (text, remark);
  g_free (remark);
}

/* With the figures that it rests on: it is not a verdict. */
static char *
describe_remarks (const WireDnsExchange *exchange)
{
  WireDnsRemark remark;
  GString *text = g_string_new (NULL);

  if (wire_dns_remark (exchange->name, &remark))
    {
      if (remark.is_long)
        /* Translators: of a name in DNS, and of the longest of its labels */
        add_remark (text,
                    g_strdup_printf (ngettext ("long: %u character, label of %u",
                                               "long: %u characters, label of %u", remark.length),
                                     remark.length, remark.label_length));
      if (remark.is_random)
        add_remark (text, g_strdup_printf (_ ("looks random: %.2f bits a character"), remark.bits));
    }
  if (exchange->truncated)
    add_remark (text, g_strdup (_ ("truncated")));
  if (exchange->cut)
    add_remark (text, g_strdup (_ ("not all records could be read")));
  return g_string_free (text, FALSE);
}

static char *
make_text (GObject *source, guint row, guint column)
{
  WireHosts *hosts = wire_host_findings_get_hosts (WIRE_HOST_FINDINGS (source));
  const WireDnsExchange *exchange = get_exchange (source, row);
  const WireHostAddress client = wire_host_address_of_source (&exchange->tuple);
  const WireHostAddress server = wire_host_address_of_destination (&exchange->tuple);
  char type[16];

  switch (column)
    {
    case TIME:
      return wire_host_words_time (hosts, exchange->question != WIRE_DNS_NO_PACKET
                                              ? exchange->asked_at
                                              : exchange->answered_at);
    case CLIENT:
      return wire_host_words_address (&client);
    case QUESTION:
      return g_strdup (exchange->name);
    case TYPE:
      return *exchange->name ? g_strdup (wire_dns_type_name (exchange->type, type)) : NULL;
    case CODE:
      return tell_code (exchange);
    case ANSWERS:
      return list_answers (exchange);
    case SERVER:
      return wire_host_words_address (&server);
    case DELAY:
      return tell_delay (exchange);
    case USED_BY:
      return list_users (source, exchange);
    default:
      return describe_remarks (exchange);
    }
}

static gboolean
get_named (GObject *source, guint row, guint column, WireHostAddress *address, gint64 *time)
{
  const WireDnsExchange *exchange = get_exchange (source, row);

  *time = exchange->question != WIRE_DNS_NO_PACKET ? exchange->asked_at : exchange->answered_at;
  *address = column == SERVER ? wire_host_address_of_destination (&exchange->tuple)
                              : wire_host_address_of_source (&exchange->tuple);
  return column == CLIENT || column == SERVER;
}

static double
get_number (GObject *source, guint row, guint column)
{
  const WireDnsExchange *exchange = get_exchange (source, row);

  if (column == DELAY)
    return (double) get_delay (exchange);
  return (double) (exchange->question != WIRE_DNS_NO_PACKET ? exchange->asked_at
                                                            : exchange->answered_at);
}

static guint32
get_packet (const WireDnsExchange *exchange)
{
  return exchange->question != WIRE_DNS_NO_PACKET ? exchange->question : exchange->answer;
}

static void
get_target (GObject *source, guint row, WireTableTarget *target)
{
  const WireDnsExchange *exchange = get_exchange (source, row);

  *target = (WireTableTarget){ get_packet (exchange), WIRE_TABLE_NONE, exchange->tuple, NULL };
}

static gboolean
passes (GObject *source, guint row, WireView *view, GHashTable *looked_up)
{
  const WireDnsExchange *exchange = get_exchange (source, row);

  (void) looked_up;
  return (exchange->question != WIRE_DNS_NO_PACKET
          && wire_view_find_packet (view, exchange->question) != WIRE_VIEW_NO_PACKET)
         || (exchange->answer != WIRE_DNS_NO_PACKET
             && wire_view_find_packet (view, exchange->answer) != WIRE_VIEW_NO_PACKET);
}

static void
add_terms (GObject *source, guint row, GMenu *menu)
{
  g_autofree char *name = make_text (source, row, QUESTION);

  wire_filter_terms_add_text (menu, "dns.qry.name", name);
}

static void
add_answers (GtkBox *content, const WireDnsExchange *exchange)
{
  GtkWidget *column = wire_table_pane_add_column (content, _ ("Answers"));
  char type[16];

  for (guint i = 0; i < MIN (exchange->n_answers, MOST); i++)
    {
      const WireDnsAnswer *answer = &exchange->answers[i];
      /* Translators: the name and type of a record of DNS, and how long it holds */
      g_autofree char *name =
          g_strdup_printf (_ ("%s %s, for %u s"), answer->name,
                           wire_dns_type_name (answer->type, type), answer->time_to_live);

      wire_table_pane_add_at (column, name, g_strdup (answer->data), exchange->answer);
    }
  if (exchange->answer == WIRE_DNS_NO_PACKET)
    wire_table_pane_add_text (column, _ ("No answer was captured."));
  else if (exchange->n_answers == 0)
    wire_table_pane_add_text (column, _ ("The answer has no records of this kind."));
  wire_table_pane_add_more (column, MAX (exchange->n_records, exchange->n_answers)
                                        - MIN (exchange->n_answers, MOST));
}

static void
add_uses (GtkBox *content, GObject *source, const WireDnsExchange *exchange)
{
  WireHosts *hosts = wire_host_findings_get_hosts (WIRE_HOST_FINDINGS (source));
  WireDnsUse found[WIRE_DNS_MAX_USERS];
  guint n = wire_dns_uses_find (wire_host_findings_get_uses (WIRE_HOST_FINDINGS (source)), exchange,
                                found);
  GtkWidget *column;

  if (n == 0)
    return;
  column = wire_table_pane_add_column (content, _ ("Hosts That Then Used Them"));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *used = wire_host_words_address (&found[i].used);
      g_autofree char *time = wire_host_words_time (hosts, found[i].time);
      /* Translators: an address, and seconds since the capture began */
      g_autofree char *name = g_strdup_printf (_ ("Used %s at %s s"), used, time ? time : "?");

      wire_table_pane_add (column, name, wire_host_words_address (&found[i].address));
    }
}

static void
fill (GObject *source, guint row, GtkBox *content)
{
  const WireDnsExchange *exchange = get_exchange (source, row);
  GtkWidget *column = wire_table_pane_add_column (content, _ ("Question"));
  g_autofree char *asked = wire_figure_count (exchange->asked);
  char class[16];

  wire_table_pane_add_at (column, _ ("Name"), make_text (source, row, QUESTION),
                          get_packet (exchange));
  wire_table_pane_add (column, _ ("Type"), make_text (source, row, TYPE));
  wire_table_pane_add (column, _ ("Class"),
                       g_strdup (wire_dns_class_name (exchange->class, class)));
  wire_table_pane_add (column, _ ("Times Asked"), g_strdup (asked));
  wire_table_pane_add (column, _ ("Client"), wire_host_words_end (&exchange->tuple, FALSE));
  wire_table_pane_add (column, _ ("Server"), wire_host_words_end (&exchange->tuple, TRUE));
  wire_table_pane_add_at (column, _ ("Code"), tell_code (exchange), exchange->answer);
  wire_table_pane_add (column, _ ("Delay (ms)"), tell_delay (exchange));
  wire_table_pane_add (column, _ ("Remarks"), describe_remarks (exchange));
  add_answers (content, exchange);
  add_uses (content, source, exchange);
}

const WireTableKind wire_dns_kind = {
  .memory = "dns",
  .pane_memory = "dns-pane",
  .words = &WORDS,
  .columns = COLUMNS,
  .n_columns = N_COLUMNS,
  .get_length = get_length,
  .make_text = make_text,
  .get_number = get_number,
  .get_named = get_named,
  .get_target = get_target,
  .add_terms = add_terms,
  .passes = passes,
  .fill = fill,
};

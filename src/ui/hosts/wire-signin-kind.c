/* wire-signin-kind.c: the table of sign-ins
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/hosts/wire-host-kind.h"

#include "ui/hosts/wire-host-words.h"
#include "ui/tables/wire-table-pane.h"

#include <glib/gi18n.h>

enum
{
  TIME,
  PROTOCOL,
  METHOD,
  USER,
  SECRET,
  RESULT,
  CLIENT,
  SERVER,
  REASON,
  N_COLUMNS
};

/* Says nothing of how long the secret is. */
#define MASK "••••••••"

static const WireTableColumn COLUMNS[N_COLUMNS] = {
  [TIME] = { N_ ("Time"), 12, WIRE_COLUMN_NUMBER, TRUE },
  [PROTOCOL] = { N_ ("Protocol"), 9, WIRE_COLUMN_PLAIN, FALSE },
  /* Translators: column heading: how somebody signs in, such as LOGIN or Basic */
  [METHOD] = { N_ ("Method"), 10, WIRE_COLUMN_PLAIN, FALSE },
  [USER] = { N_ ("User"), 18, WIRE_COLUMN_EXPAND, FALSE },
  /* Translators: column heading: a password or token, which is masked */
  [SECRET] = { N_ ("Secret"), 9, WIRE_COLUMN_PLAIN, FALSE },
  [RESULT] = { N_ ("Result"), 14, WIRE_COLUMN_PLAIN, FALSE },
  [CLIENT] = { N_ ("Client"), 20, WIRE_COLUMN_MONOSPACE, FALSE },
  [SERVER] = { N_ ("Server"), 20, WIRE_COLUMN_MONOSPACE, FALSE },
  /* Translators: column heading: what the server said about it */
  [REASON] = { N_ ("Answer"), 24, WIRE_COLUMN_PLAIN, FALSE },
};

static const WireTableWords WORDS = {
  /* Translators: what a screen reader calls this table */
  .name = N_ ("Sign-ins"),
  /* Translators: what a screen reader calls this menu button */
  .row = N_ ("Selected sign-in"),
  /* Translators: what can be searched in a list of sign-ins; not their secrets */
  .find = N_ ("User, protocol, address or answer"),
  .choose = N_ ("Select a sign-in to see who signed in where, and whether it was accepted."),
  /* Translators: heading of an empty view: why it is empty */
  .empty = N_ ("No Sign-ins"),
  .empty_text = N_ ("Nobody was seen signing in, in what could be read of this capture: FTP, POP3, "
                    "IMAP, SMTP, HTTP, Telnet, SMB, Kerberos, MQTT, Redis and LDAP are looked at. "
                    "What is encrypted needs keys."),
  /* Translators: heading of an empty view: why it is empty */
  .nothing_left = N_ ("No Sign-in Passes the Filters"),
  .not_found = N_ ("No sign-in has these words in its user, protocol, addresses or answer. Secrets "
                   "are not searched."),
};

static const WireSignin *
get_signin (GObject *source, guint row)
{
  WireHosts *hosts = wire_host_findings_get_hosts (WIRE_HOST_FINDINGS (source));

  return wire_fact_log_get_signin (wire_hosts_get_facts (hosts), row);
}

static guint
get_length (GObject *source)
{
  WireHosts *hosts = wire_host_findings_get_hosts (WIRE_HOST_FINDINGS (source));

  return wire_fact_log_get_n_signins (wire_hosts_get_facts (hosts));
}

static const char *
tell_result (const WireSignin *signin)
{
  static const char *const RESULTS[] = { N_ ("not known"), N_ ("✓ accepted"), N_ ("✕ refused") };

  return _ (RESULTS[signin->result]);
}

static char *
make_text (GObject *source, guint row, guint column)
{
  WireHosts *hosts = wire_host_findings_get_hosts (WIRE_HOST_FINDINGS (source));
  const WireSignin *signin = get_signin (source, row);

  switch (column)
    {
    case TIME:
      return wire_host_words_time (hosts, signin->time);
    case PROTOCOL:
      return g_strdup (signin->protocol);
    case METHOD:
      return g_strdup (signin->method);
    case USER:
      return wire_host_words_user (signin);
    case SECRET:
      return g_strdup (signin->secret ? MASK : NULL);
    case RESULT:
      return g_strdup (tell_result (signin));
    case CLIENT:
    case SERVER:
      return wire_host_words_end (&signin->tuple, column == SERVER);
    default:
      return g_strdup (signin->reason);
    }
}

static double
get_number (GObject *source, guint row, guint column)
{
  (void) column;
  return (double) get_signin (source, row)->time;
}

static gboolean
get_named (GObject *source, guint row, guint column, WireHostAddress *address, gint64 *time)
{
  const WireSignin *signin = get_signin (source, row);

  *time = signin->time;
  *address = column == SERVER ? wire_host_address_of_destination (&signin->tuple)
                              : wire_host_address_of_source (&signin->tuple);
  return column == CLIENT || column == SERVER;
}

static void
get_target (GObject *source, guint row, WireTableTarget *target)
{
  const WireSignin *signin = get_signin (source, row);

  *target = (WireTableTarget){ signin->packet, signin->stream, signin->tuple, NULL };
}

/* Until another row is selected. */
static void
reveal_cb (GtkWidget *button, const char *secret)
{
  GtkWidget *column = gtk_widget_get_parent (button);
  g_autofree char *shown = g_strdup (secret); /* the button goes, and its secret with it */

  gtk_widget_set_visible (button, FALSE);
  wire_table_pane_add (column, _ ("Secret"), g_steal_pointer (&shown));
  gtk_widget_grab_focus (gtk_widget_get_last_child (column));
}

static void
add_secret (GtkBox *content, const WireSignin *signin)
{
  GtkWidget *column = wire_table_pane_add_column (content, _ ("Secret"));
  GtkWidget *button;

  if (!signin->secret)
    {
      wire_table_pane_add_text (column, _ ("No password or token was sent that can be read."));
      return;
    }
  button = gtk_button_new_with_mnemonic (_ ("_Show Secret"));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_margin_top (button, 6);
  gtk_widget_set_tooltip_text (button, _ ("Show the password or token of this sign-in only"));
  g_signal_connect_data (button, "clicked", G_CALLBACK (reveal_cb), g_strdup (signin->secret),
                         (GClosureNotify) (void (*) (void)) g_free, 0);
  gtk_box_append (GTK_BOX (column), button);
}

static void
fill (GObject *source, guint row, GtkBox *content)
{
  const WireSignin *signin = get_signin (source, row);
  GtkWidget *column = wire_table_pane_add_column (content, _ ("Sign-in"));

  wire_table_pane_add_at (column, _ ("User"), wire_host_words_user (signin), signin->packet);
  wire_table_pane_add (column, _ ("Protocol"), g_strdup (signin->protocol));
  wire_table_pane_add (column, _ ("Method"), g_strdup (signin->method));
  wire_table_pane_add (column, _ ("Workstation"), g_strdup (signin->workstation));
  wire_table_pane_add (column, _ ("Client"), wire_host_words_end (&signin->tuple, FALSE));
  wire_table_pane_add (column, _ ("Server"), wire_host_words_end (&signin->tuple, TRUE));
  wire_table_pane_add_at (column, _ ("Result"), g_strdup (tell_result (signin)), signin->answer);
  wire_table_pane_add (column, _ ("Answer"), g_strdup (signin->reason));
  if (signin->decrypted)
    wire_table_pane_add_text (column, _ ("It was encrypted on the wire, and read with keys."));
  add_secret (content, signin);
}

const WireTableKind wire_signin_kind = {
  .memory = "signins",
  .pane_memory = "signins-pane",
  .words = &WORDS,
  .columns = COLUMNS,
  .n_columns = N_COLUMNS,
  .get_length = get_length,
  .make_text = make_text,
  .get_number = get_number,
  .get_named = get_named,
  .get_target = get_target,
  .fill = fill,
};

/* wire-tls-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/tls/wire-tls-pane.h"

#include "base/wire-printable.h"
#include "ui/tls/wire-certificate-row.h"
#include "ui/tls/wire-tls-words.h"
#include "ui/widgets/wire-copy-row.h"
#include "ui/widgets/wire-figures.h"
#include "ui/widgets/wire-wrap-layout.h"

#include <glib/gi18n.h>

/**
 * WireTlsPane:
 *
 * What a connection agreed on, how much of it could be read, and the certificates that the server
 * showed. Main thread only.
 */
struct _WireTlsPane
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkBox *content;
};

G_DEFINE_FINAL_TYPE (WireTlsPane, wire_tls_pane, ADW_TYPE_BIN)

static void
wire_tls_pane_class_init (WireTlsPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (WIRE_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/tls/wire-tls-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, WireTlsPane, stack);
  gtk_widget_class_bind_template_child (widget_class, WireTlsPane, content);
}

static void
wire_tls_pane_init (WireTlsPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
make_column (const char *title)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *heading = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (column), heading);
  return column;
}

/* @value: (transfer full) (nullable): what a peer said goes through as it may be shown */
static void
add (GtkWidget *column, const char *name, char *value)
{
  g_autofree char *shown = value && *value ? wire_printable_name (value) : NULL;

  if (shown)
    gtk_box_append (GTK_BOX (column), wire_copy_row_new (name, shown));
  g_free (value);
}

/* They are counted once it is known how they are encrypted. */
static char *
tell_records (const WireTlsSession *session, guint side)
{
  g_autofree char *opened = wire_figure_count (session->opened[side]);
  g_autofree char *all = wire_figure_count (session->records[side]);
  g_autofree char *bytes = wire_figure_count (session->content[side]);

  if (session->records[side] == 0)
    return NULL;
  /* Translators: encrypted records that could be read, all of them, and bytes in these */
  return g_strdup_printf (_ ("%s of %s read, %s bytes"), opened, all, bytes);
}

static char *
tell_oddities (const WireTlsSession *session)
{
  if (session->resumed && session->early_data)
    return g_strdup (_ ("An earlier session was taken up, with early data (0-RTT)"));
  if (session->resumed)
    return g_strdup (_ ("An earlier session was taken up"));
  return session->early_data ? g_strdup (_ ("With early data (0-RTT)")) : NULL;
}

static GtkWidget *
make_facts (const WireTlsSession *session)
{
  GtkWidget *column = make_column (_ ("Connection"));
  guint client = session->client;

  add (column, _ ("Readable"), wire_tls_words_readable (session));
  add (column, _ ("Server Name"), g_strdup (session->server_name));
  add (column, _ ("Version"), g_strdup (wire_tls_words_version (session)));
  add (column, _ ("Cipher Suite"), wire_tls_words_suite (session));
  add (column, _ ("ALPN"), g_strdup (session->alpn));
  add (column, _ ("Session"), tell_oddities (session));
  add (column, _ ("Records of the Client"), tell_records (session, client));
  add (column, _ ("Records of the Server"), tell_records (session, !client));
  add (column, "JA4", g_strdup (wire_tls_words_ja4 (session)));
  add (column, "JA3", wire_tls_words_ja3 (session));
  add (column, "JA3S", wire_tls_words_ja3s (session));
  return column;
}

static GtkWidget *
make_absence (const WireTlsSession *session)
{
  GtkWidget *column = make_column (_ ("Certificates"));
  g_autofree char *why = wire_tls_words_no_certificate (session);
  GtkWidget *label = gtk_label_new (why);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (column), label);
  return column;
}

static void
fill (WireTlsPane *self, const WireTlsSession *session)
{
  guint n = session->chain ? session->chain->len : 0;

  gtk_box_append (self->content, make_facts (session));
  for (guint i = 0; i < n; i++)
    gtk_box_append (self->content,
                    wire_certificate_row_new (g_ptr_array_index (session->chain, i), i));
  if (n == 0)
    gtk_box_append (self->content, make_absence (session));
}

/**
 * wire_tls_pane_show:
 * @capture: (nullable): whose connection
 * @session: its number, or %WIRE_TLS_PANE_NOTHING
 */
void
wire_tls_pane_show (WireTlsPane *self, WireCapture *capture, guint32 session)
{
  g_auto (WireTlsSession) found = { 0 };
  GtkWidget *child;

  g_return_if_fail (WIRE_IS_TLS_PANE (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->content))))
    gtk_box_remove (self->content, child);
  if (capture && session != WIRE_TLS_PANE_NOTHING
      && wire_capture_get_tls_session (capture, session, &found))
    {
      fill (self, &found);
      gtk_stack_set_visible_child_name (self->stack, "connection");
    }
  else
    gtk_stack_set_visible_child_name (self->stack, "nothing");
}

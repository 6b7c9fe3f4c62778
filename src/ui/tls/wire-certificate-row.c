/* wire-certificate-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/tls/wire-certificate-row.h"

#include "base/wire-printable.h"
#include "capture/tls/wire-tls-certificate.h"
#include "ui/widgets/wire-copy-row.h"

#include <glib/gi18n.h>

/* A certificate is the word of its maker: nothing in it may act on what is around. */
static void
add (GtkWidget *box, const char *name, const char *value)
{
  g_autofree char *shown = value && *value ? wire_printable_name (value) : NULL;

  if (shown)
    gtk_box_append (GTK_BOX (box), wire_copy_row_new (name, shown));
}

static void
add_validity (GtkWidget *box, const WireTlsCertificate *certificate)
{
  g_autoptr (GDateTime) from = g_date_time_new_from_unix_utc (certificate->not_before);
  g_autoptr (GDateTime) to = g_date_time_new_from_unix_utc (certificate->not_after);
  g_autofree char *first = from ? g_date_time_format (from, "%F %T UTC") : NULL;
  g_autofree char *last = to ? g_date_time_format (to, "%F %T UTC") : NULL;
  g_autofree char *both = NULL;

  if (certificate->not_before < 0 || certificate->not_after < 0 || !first || !last)
    return;
  /* Translators: from when until when a certificate is valid */
  both = g_strdup_printf (_ ("%s – %s"), first, last);
  add (box, _ ("Valid"), both);
}

static GtkWidget *
make_button (const char *label, const char *tooltip, const char *action, guint number)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", number);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static void
add_buttons (GtkWidget *row, guint number)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_margin_top (buttons, 6);
  gtk_box_append (GTK_BOX (buttons),
                  make_button (_ ("Save as PE_M…"), _ ("Save this certificate as a text file"),
                               "tls.save-certificate", number));
  gtk_box_append (GTK_BOX (buttons),
                  make_button (_ ("Open in Te_xt"), _ ("Show this certificate as PEM"),
                               "tls.open-certificate", number));
  gtk_box_append (GTK_BOX (row), buttons);
}

static void
add_heading (GtkWidget *row, guint number)
{
  /* Translators: certificates of a chain, counted from the server’s own */
  g_autofree char *text = number == 0 ? g_strdup (_ ("Certificate of the Server"))
                                      : g_strdup_printf (_ ("Certificate %u"), number + 1);
  GtkWidget *heading = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (row), heading);
}

/**
 * wire_certificate_row_new:
 * @der: a certificate
 * @number: in its chain, from 0: the server's own
 *
 * Its buttons activate `tls.save-certificate` and `tls.open-certificate` with @number.
 *
 * Returns: (transfer floating): what it says, each value copied by a click
 */
GtkWidget *
wire_certificate_row_new (GBytes *der, guint number)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_auto (WireTlsCertificate) certificate = { 0 };
  g_autofree char *names = NULL;

  wire_tls_certificate_read (der, &certificate);
  names = certificate.names ? g_strjoinv (", ", certificate.names) : NULL;
  add_heading (row, number);
  add (row, _ ("Subject Name"), certificate.subject);
  add (row, _ ("Issuer Name"), certificate.issuer);
  add (row, _ ("Names"), names);
  add_validity (row, &certificate);
  add (row, _ ("Public Key"), certificate.key);
  add (row, _ ("Serial Number"), certificate.serial);
  add (row, "SHA-256", certificate.sha256);
  add_buttons (row, number);
  return row;
}

/* wire-filter-bar-fault.c: what is wrong with a filter, and what to write
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/session/wire-filter-bar-private.h"

#include "capture/view/wire-bpf.h"
#include "capture/view/wire-filter-advice.h"

#include <glib/gi18n.h>

/* Where the button keeps what it enters. */
#define ADVICE_KEY "wire-advice"

/** Nothing is wrong with what is entered, as far as is known. */
void
wire_filter_bar_clear_error (WireFilterBar *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_entry_set_attributes (self->entry, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->advice), FALSE);
  gtk_accessible_reset_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID);
}

/* What is meant, where that can be guessed. */
static void
show_advice (WireFilterBar *self)
{
  g_autofree char *advice = wire_filter_advise (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_autofree char *words = advice ? g_strdup_printf (_ ("Write: %s"), advice) : NULL;

  g_object_set_data_full (G_OBJECT (self->advice), ADVICE_KEY, g_strdup (advice), g_free);
  if (words)
    gtk_label_set_text (GTK_LABEL (gtk_button_get_child (self->advice)), words);
  gtk_widget_set_visible (GTK_WIDGET (self->advice), advice != NULL);
}

/** Enters what was advised, and applies it. */
void
wire_filter_bar_take_advice (WireFilterBar *self)
{
  g_autofree char *advice = g_strdup (g_object_get_data (G_OBJECT (self->advice), ADVICE_KEY));

  if (advice)
    wire_filter_bar_apply (self, advice);
}

/** Says what is wrong, and underlines what is between the bytes @start and @end of the entry. */
void
wire_filter_bar_show_error (WireFilterBar *self, const char *message, guint start, guint end)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  PangoAttribute *underline = pango_attr_underline_new (PANGO_UNDERLINE_ERROR);

  underline->start_index = start;
  underline->end_index = end;
  pango_attr_list_insert (attributes, underline);
  gtk_entry_set_attributes (self->entry, attributes);
  pango_attr_list_unref (attributes);
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  gtk_label_set_text (self->error, message);
  gtk_widget_set_visible (GTK_WIDGET (self->error), TRUE);
  show_advice (self);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

typedef struct
{
  char *expression;
  GArray *link_types; /* of guint32 */
} Check;

static void
check_free (gpointer data)
{
  Check *check = data;

  g_free (check->expression);
  g_array_unref (check->link_types);
  g_free (check);
}

static gboolean
check_work (WireJob *job, gpointer data, GError **error)
{
  Check *check = data;
  g_autoptr (WireBpf) bpf =
      wire_bpf_new (check->expression, (const guint32 *) (gpointer) check->link_types->data,
                    check->link_types->len, error);

  (void) job;
  return bpf != NULL;
}

/**
 * wire_filter_bar_start_check:
 * @expression: as the user wrote it
 * @capture: whose link types it is for
 * @ended: called on the main thread; the job has failed where libpcap refuses @expression, and its
 *   error says why
 * @user_data: for @ended
 *
 * A job, because libpcap asks the name service where the expression names a host, and that may take
 * many seconds.
 *
 * Returns: (transfer full): the running job
 */
WireJob *
wire_filter_bar_start_check (const char *expression,
                             WireCapture *capture,
                             WireJobEnded ended,
                             gpointer user_data)
{
  static const guint32 ethernet = 1; /* LINKTYPE_ETHERNET, until the capture has an interface */
  WireJob *job = wire_job_new (_ ("Checking the filter"));
  Check *check = g_new (Check, 1);
  guint n = wire_capture_get_n_interfaces (capture);

  check->expression = g_strdup (expression);
  check->link_types = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint i = 0; i < n; i++)
    {
      guint32 link_type = wire_capture_get_interface (capture, i).link_type;

      g_array_append_val (check->link_types, link_type);
    }
  if (!n)
    g_array_append_val (check->link_types, ethernet);
  wire_job_start (job, check_work, check, check_free, ended, user_data);
  return job;
}

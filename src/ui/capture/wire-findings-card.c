/* wire-findings-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/capture/wire-findings-card.h"

#include "capture/attention/wire-capture-findings.h"
#include "ui/capture/wire-finding-row.h"
#include "ui/hashsets/wire-hash-set-store.h"
#include "ui/lists/wire-tab-stop.h"
#include "ui/widgets/wire-announcement.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

/**
 * WireFindingsCard:
 *
 * The findings of a whole capture, worst first, whatever its filters hide. They are looked for in a
 * job once the transfers are listed, and again when the hash sets have changed. Until that job has
 * ended the card has only what the capture says of itself; that nothing stands out it says of a
 * capture that was looked at from end to end. Main thread only.
 */
struct _WireFindingsCard
{
  AdwBin parent_instance;

  WireCaptureSession *session;
  WireJob *search;
  WireCaptureFindings *findings; /* NULL until they are known */
  gboolean all;                  /* rows are shown, and not just the first ones */

  GtkSpinner *spinner;
  GtkLabel *state;
  GtkListBox *rows;
  GtkButton *more;
  GtkButton *again;
  GtkExpander *looked_for;
  GtkLabel *sentences;
};

G_DEFINE_FINAL_TYPE (WireFindingsCard, wire_findings_card, ADW_TYPE_BIN)

/* Rows that are seen at first: the rest of the Overview stays in sight below them. */
#define FIRST_ROWS 6u

typedef struct
{
  WireFindingsQuery query;
  WireCaptureFindings *found; /* written by the worker before it returns, read after */
} Search;

static void update (WireFindingsCard *self);

/* The search */

static void
search_free (gpointer data)
{
  Search *search = data;

  g_object_unref (search->query.capture);
  wire_object_list_unref (search->query.list);
  g_clear_pointer (&search->found, wire_capture_findings_unref);
  g_free (search);
}

/* A WireJobFunc. */
static gboolean
search_work (WireJob *job, gpointer data, GError **error)
{
  Search *search = data;
  g_autoptr (GError) unmatched = NULL;

  search->query.database =
      wire_hash_set_store_open (wire_hash_set_store_get_default (), &unmatched);
  search->query.unmatched = unmatched;
  search->found = wire_capture_findings_new (&search->query, job, error);
  search->query.unmatched = NULL;
  return search->found != NULL;
}

/* A WireOwnedJobEnded. */
static void
found_cb (WireJob *job, gpointer data, GObject *owner)
{
  WireFindingsCard *self = WIRE_FINDINGS_CARD (owner);
  Search *search = data;

  if (job != self->search)
    return;
  if (wire_job_get_state (job) == WIRE_JOB_DONE)
    {
      g_clear_pointer (&self->findings, wire_capture_findings_unref);
      self->findings = g_steal_pointer (&search->found);
      g_clear_object (&self->search);
    }
  update (self);
}

static void
stop (WireFindingsCard *self)
{
  if (self->search)
    wire_job_cancel (self->search);
  g_clear_object (&self->search);
}

static void
start (WireFindingsCard *self)
{
  WireObjectList *list = self->session ? wire_capture_session_get_objects (self->session) : NULL;
  Search *search;

  stop (self);
  if (list)
    {
      search = g_new0 (Search, 1);
      search->query.capture = g_object_ref (wire_capture_session_get_capture (self->session));
      search->query.list = wire_object_list_ref (list);
      search->query.each = WIRE_FINDINGS_FEW;
      self->search = wire_owned_job_start (_ ("Looking for what stands out"), search_work, search,
                                           search_free, found_cb, G_OBJECT (self));
    }
  update (self);
}

/* Who waits for the first search waits for its hash sets, too. */
static void
sets_changed_cb (WireFindingsCard *self)
{
  if (self->findings)
    start (self);
}

/* What is seen */

static void
add_row (WireFindingsCard *self, GtkWidget *row)
{
  gtk_list_box_append (self->rows, row);
}

static void
add_findings (WireFindingsCard *self)
{
  guint n = wire_capture_findings_get_length (self->findings);
  guint shown = self->all || n <= FIRST_ROWS + 1 ? n : FIRST_ROWS;
  g_autofree char *more = NULL;

  for (guint i = 0; i < shown; i++)
    add_row (self, wire_finding_row_new (wire_capture_findings_get (self->findings, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->more), shown < n);
  more = g_strdup_printf (_ ("Show All %u"), n);
  gtk_button_set_label (self->more, more);
}

/* What the capture says of itself while nothing else is known. */
static void
add_remarks (WireFindingsCard *self)
{
  g_auto (GStrv) remarks =
      wire_capture_get_remarks (wire_capture_session_get_capture (self->session));

  for (guint i = 0; remarks && remarks[i]; i++)
    add_row (self, wire_finding_row_new_remark (remarks[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->more), FALSE);
}

static char *
tell_state (WireFindingsCard *self)
{
  if (self->search && wire_job_get_state (self->search) == WIRE_JOB_FAILED)
    return g_strdup_printf (_ ("Not all could be looked at: %s"),
                            wire_job_get_error (self->search)->message);
  if (self->search && wire_job_get_state (self->search) == WIRE_JOB_CANCELLED)
    return g_strdup (_ ("The search was stopped: there may be more than this."));
  if (self->search || !self->findings)
    return g_strdup (_ ("Looking at everything that was transferred…"));
  return g_strdup (
      wire_capture_findings_get_length (self->findings) == 0 ? _ ("Nothing stands out.") : "");
}

static void
show_looked_for (WireFindingsCard *self)
{
  g_auto (GStrv) sentences =
      self->findings ? wire_capture_findings_tell_looked_for (self->findings) : NULL;
  g_autofree char *text = sentences ? g_strjoinv ("\n", sentences) : g_strdup ("");

  gtk_label_set_text (self->sentences, text);
  gtk_widget_set_visible (GTK_WIDGET (self->looked_for), sentences != NULL);
}

static void
update (WireFindingsCard *self)
{
  WireJobState state = self->search ? wire_job_get_state (self->search) : WIRE_JOB_DONE;
  gboolean over = state == WIRE_JOB_FAILED || state == WIRE_JOB_CANCELLED;
  g_autofree char *text = tell_state (self);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->rows, 0)))
    gtk_list_box_remove (self->rows, GTK_WIDGET (row));
  if (self->findings)
    add_findings (self);
  else if (self->session)
    add_remarks (self);
  gtk_widget_set_visible (GTK_WIDGET (self->rows),
                          gtk_list_box_get_row_at_index (self->rows, 0) != NULL);
  gtk_label_set_text (self->state, text);
  gtk_widget_set_visible (GTK_WIDGET (self->state), *text != '\0');
  gtk_spinner_set_spinning (self->spinner, !over && (self->search || !self->findings));
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), gtk_spinner_get_spinning (self->spinner));
  gtk_widget_set_visible (GTK_WIDGET (self->again), over);
  show_looked_for (self);
}

static void
more_cb (WireFindingsCard *self)
{
  GtkWidget *next;

  self->all = TRUE;
  update (self);
  next = GTK_WIDGET (gtk_list_box_get_row_at_index (self->rows, FIRST_ROWS));
  if (next)
    gtk_widget_grab_focus (next);
}

static void
again_cb (WireFindingsCard *self)
{
  start (self);
}

static void
row_activated_cb (WireFindingsCard *self, GtkListBoxRow *row)
{
  (void) self;
  wire_finding_row_go (WIRE_FINDING_ROW (row));
}

/* Another list has other numbers: what was found in the last one is nothing to go to. */
static void
objects_cb (WireFindingsCard *self)
{
  g_clear_pointer (&self->findings, wire_capture_findings_unref);
  self->all = FALSE;
  start (self);
}

/* While the capture grows, so does what it says of itself. */
static void
view_cb (WireFindingsCard *self)
{
  if (!self->findings)
    update (self);
}

/** @session: (nullable): whose capture to look at, as soon as its transfers are listed */
void
wire_findings_card_set_session (WireFindingsCard *self, WireCaptureSession *session)
{
  g_return_if_fail (WIRE_IS_FINDINGS_CARD (self));

  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session)
    {
      g_signal_connect_object (session, "notify::objects", G_CALLBACK (objects_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "notify::view", G_CALLBACK (view_cb), self,
                               G_CONNECT_SWAPPED);
    }
  objects_cb (self);
}

/* The widget */

static void
wire_findings_card_dispose (GObject *object)
{
  WireFindingsCard *self = WIRE_FINDINGS_CARD (object);

  stop (self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->findings, wire_capture_findings_unref);
  G_OBJECT_CLASS (wire_findings_card_parent_class)->dispose (object);
}

static void
wire_findings_card_class_init (WireFindingsCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wire_findings_card_dispose;
  g_type_ensure (WIRE_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/capture/wire-findings-card.ui");
  gtk_widget_class_bind_template_child (widget_class, WireFindingsCard, spinner);
  gtk_widget_class_bind_template_child (widget_class, WireFindingsCard, state);
  gtk_widget_class_bind_template_child (widget_class, WireFindingsCard, rows);
  gtk_widget_class_bind_template_child (widget_class, WireFindingsCard, more);
  gtk_widget_class_bind_template_child (widget_class, WireFindingsCard, again);
  gtk_widget_class_bind_template_child (widget_class, WireFindingsCard, looked_for);
  gtk_widget_class_bind_template_child (widget_class, WireFindingsCard, sentences);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
wire_findings_card_init (WireFindingsCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  wire_announce_changes (self->state);
  g_signal_connect_object (wire_hash_set_store_get_default (), "changed",
                           G_CALLBACK (sets_changed_cb), self, G_CONNECT_SWAPPED);
}

/* wire-download-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/downloads/wire-download-pane.h"

#include "ui/widgets/wire-copy-row.h"
#include "ui/downloads/wire-download-picture.h"
#include "ui/downloads/wire-transfer-words.h"
#include "ui/session/wire-decryption.h"
#include "ui/widgets/wire-figures.h"
#include "base/wire-hex.h"
#include "ui/widgets/wire-label-wrap.h"
#include "capture/objects/wire-object-facts.h"
#include "base/wire-printable.h"
#include "ui/widgets/wire-wrap-layout.h"
#include "ui/widgets/wire-focus.h"

#include <glib/gi18n.h>

/**
 * WireDownloadPane:
 *
 * The selected object: the picture, the three witnesses and the verdict, where it came from, its
 * digests. What can be done with it are actions of the view around it. Main thread only.
 */
struct _WireDownloadPane
{
  AdwBin parent_instance;

  WireDownloadStore *store; /* NULL where no single object is shown */
  guint32 object;
  WireDownloadFacts facts; /* as shown */
  WireJob *decoding;       /* of the picture */
  const char *style;       /* of the verdict */

  GtkStack *stack;
  AdwStatusPage *many;
  GtkScrolledWindow *scroller;
  GtkPicture *picture;
  GtkLabel *picture_note;
  GtkLabel *name;
  GtkLabel *uri;
  GtkWidget *verdict;
  GtkImage *verdict_icon;
  GtkLabel *verdict_word;
  GtkLabel *reasons;
  GtkGrid *witnesses;
  GtkGrid *rows;
  GtkBox *digests;
};

G_DEFINE_FINAL_TYPE (WireDownloadPane, wire_download_pane, ADW_TYPE_BIN)

/* The longer edge of the picture, in pixels: more than the pane is wide, less than it is high. */
#define PICTURE_EDGE 420

/* The picture */

static void
set_decoding (WireDownloadPane *self, WireJob *job)
{
  if (self->decoding)
    wire_job_cancel (self->decoding);
  g_set_object (&self->decoding, job);
}

static void
show_picture (WireDownloadPane *self, const WirePicture *picture, const char *problem)
{
  g_autofree char *note = NULL;

  if (picture && picture->partial)
    note = g_strdup_printf (_ ("%d × %d pixels; it breaks off"), picture->width, picture->height);
  else if (picture)
    note = g_strdup_printf (_ ("%d × %d pixels"), picture->width, picture->height);
  gtk_picture_set_paintable (self->picture, picture ? GDK_PAINTABLE (picture->texture) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->picture), picture != NULL);
  gtk_label_set_text (self->picture_note, picture ? note : problem ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->picture_note), picture || problem);
}

static void
decoded_cb (WireJob *job, const WirePicture *picture, GObject *owner)
{
  WireDownloadPane *self = WIRE_DOWNLOAD_PANE (owner);

  if (job != self->decoding)
    return;
  show_picture (self, picture, picture ? NULL : wire_job_get_error (job)->message);
  g_clear_object (&self->decoding);
}

static void
start_decoding (WireDownloadPane *self)
{
  g_autoptr (WireJob) job = NULL;

  if (self->facts.type && g_str_has_prefix (self->facts.type, "image/"))
    job = wire_download_picture_start (wire_download_store_get_list (self->store), self->object,
                                       PICTURE_EDGE, decoded_cb, G_OBJECT (self));
  set_decoding (self, job);
  show_picture (self, NULL, NULL);
}

/* Rows of a grid: a dim title, and what there is to say. */

static void
clear_grid (GtkGrid *grid)
{
  GtkWidget *child;

  wire_focus_leave (GTK_WIDGET (grid));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))))
    gtk_grid_remove (grid, child);
}

static GtkLabel *
make_label (const char *text, float xalign)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (text));

  gtk_label_set_xalign (label, xalign);
  gtk_label_set_yalign (label, 0);
  return label;
}

static void
add_row (GtkGrid *grid, int row, const char *title, const char *value)
{
  GtkLabel *left = make_label (title, 0);
  GtkLabel *right = make_label (value, 0);

  gtk_widget_add_css_class (GTK_WIDGET (left), "dim-label");
  wire_label_wrap (right, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (right, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (right), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (right), "numeric");
  gtk_grid_attach (grid, GTK_WIDGET (left), 0, row, 1, 1);
  gtk_grid_attach (grid, GTK_WIDGET (right), 1, row, 1, 1);
}

static void
show_witnesses (WireDownloadPane *self, const WireObject *object)
{
  g_autofree char *extension =
      wire_object_get_extension (object->uri ? object->uri : object->origin.name);
  g_autofree char *dotted = *extension ? g_strconcat (".", extension, NULL) : NULL;
  g_autofree char *claimed =
      object->content_type ? wire_printable_name (object->content_type) : NULL;
  g_autofree char *words = self->facts.words ? wire_printable_name (self->facts.words) : NULL;
  g_autofree char *found =
      words ? g_strdup_printf ("%s\n%s", self->facts.type, words) : g_strdup (self->facts.type);

  clear_grid (self->witnesses);
  add_row (self->witnesses, 0, object->uri ? _ ("URI says") : _ ("Name says"),
           dotted ? dotted : _ ("nothing"));
  if (object->uri || claimed) /* what FTP and SMB carry is declared by nobody */
    add_row (self->witnesses, 1, _ ("Content-Type says"), claimed ? claimed : _ ("nothing"));
  add_row (self->witnesses, 2, _ ("Bytes say"),
           found                                        ? found
           : object->flags & WIRE_OBJECT_REQUESTED_ONLY ? _ ("nothing: none came")
                                                        : _ ("nothing yet"));
}

/* Where it came from */

static char *
describe_size (const WireObject *object, const WireDownloadFacts *facts)
{
  g_autofree char *sent = wire_figure_count (object->size);
  g_autofree char *content = wire_figure_count (facts->size);

  if (facts->stage == WIRE_DOWNLOAD_EXAMINED && facts->coded)
    return g_strdup_printf (_ ("%s bytes as sent, %s decoded"), sent, content);
  return g_strdup_printf (ngettext ("%s byte", "%s bytes", (gulong) object->size), sent);
}

static char *
describe_completeness (const WireObject *object, const WireDownloadFacts *facts)
{
  g_autofree char *missing = wire_object_describe_completeness (object);

  if (missing)
    return g_steal_pointer (&missing);
  if (facts->problem)
    return g_strdup (facts->problem);
  if (object->parts > 1)
    return g_strdup_printf (ngettext ("All of it, put together from %u part",
                                      "All of it, put together from %u parts", object->parts),
                            object->parts);
  return g_strdup (_ ("All of it"));
}

/* @value: (nullable): what a peer said */
static void
add_foreign (WireDownloadPane *self, int *row, const char *title, const char *value)
{
  g_autofree char *shown = value && *value ? wire_printable_name (value) : NULL;

  if (shown)
    add_row (self->rows, (*row)++, title, shown);
}

/* The protocol, what it was a part of, and what mail says of itself. */
static void
show_origin (WireDownloadPane *self, const WireObject *object, int *row)
{
  WireObjectList *list = wire_download_store_get_list (self->store);
  const WireObjectOrigin *origin = &object->origin;
  g_autofree char *key =
      origin->decrypted
          ? wire_decryption_describe (wire_object_list_get_capture (list), object->stream)
          : NULL;
  g_autofree char *protocol =
      key ? g_strdup_printf ("%s. %s", origin->protocol, key) : g_strdup (origin->protocol);

  add_row (self->rows, (*row)++, _ ("Protocol"), protocol);
  add_foreign (
      self, row, _ ("Tunnel"),
      wire_capture_get_stream_tunnel (wire_object_list_get_capture (list), object->stream));
  if (origin->parent != WIRE_OBJECT_NONE)
    {
      g_autofree char *parent =
          wire_download_make_name (wire_object_list_get (list, origin->parent));

      add_row (self->rows, (*row)++, _ ("Part of"), parent);
    }
  add_foreign (self, row, _ ("Path"), origin->path);
  add_foreign (self, row, _ ("User"), origin->user);
  if (!origin->mail)
    return;
  add_foreign (self, row, _ ("Subject"), origin->mail->subject);
  add_foreign (self, row, _ ("From"), origin->mail->from);
  add_foreign (self, row, _ ("To"), origin->mail->to);
  add_foreign (self, row, _ ("Date"), origin->mail->date);
}

static void
show_rows (WireDownloadPane *self, const WireObject *object)
{
  g_autofree char *who = wire_transfer_describe (object);
  g_autofree char *host = object->host ? wire_printable_name (object->host) : NULL;
  g_autofree char *referer = object->referer ? wire_printable_name (object->referer) : NULL;
  g_autofree char *when = object->time == WIRE_TIME_NONE ? NULL : wire_figure_date (object->time);
  g_autofree char *status = g_strdup_printf ("%u", object->status);
  g_autofree char *number = wire_figure_count ((guint64) object->packet + 1);
  g_autofree char *size = describe_size (object, &self->facts);
  g_autofree char *complete = describe_completeness (object, &self->facts);
  gboolean body = !(object->flags & WIRE_OBJECT_REQUESTED_ONLY);
  int row = 0;

  clear_grid (self->rows);
  add_row (self->rows, row++, _ ("Transfer"), who);
  show_origin (self, object, &row);
  if (host)
    add_row (self->rows, row++, _ ("Host"), host);
  if (object->exchange != WIRE_OBJECT_NONE)
    add_row (self->rows, row++, _ ("Sent there by"), referer ? referer : _ ("no Referer"));
  if (when)
    add_row (self->rows, row++, _ ("Time"), when);
  add_row (self->rows, row++, _ ("Packet"), number);
  if (object->status)
    add_row (self->rows, row++, _ ("Status"), status);
  if (body)
    {
      add_row (self->rows, row++, _ ("Size"), size);
      add_row (self->rows, row++, _ ("Captured"), complete);
    }
}

static void
add_digest (WireDownloadPane *self, const char *title, const guint8 *bytes, gsize length)
{
  g_autofree char *hex = wire_hex_encode (bytes, length, "");

  gtk_box_append (self->digests, wire_copy_row_new (title, hex));
}

static void
show_digests (WireDownloadPane *self)
{
  const WireDownloadFacts *facts = &self->facts;
  GtkWidget *child;

  wire_focus_leave (GTK_WIDGET (self->digests));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->digests))))
    gtk_box_remove (self->digests, child);
  gtk_widget_set_visible (GTK_WIDGET (self->digests), facts->hashed);
  if (!facts->hashed)
    return;
  add_digest (self, facts->as_sent ? _ ("MD5, decoded") : _ ("MD5"), facts->content.md5,
              sizeof facts->content.md5);
  add_digest (self, facts->as_sent ? _ ("SHA-256, decoded") : _ ("SHA-256"), facts->content.sha256,
              sizeof facts->content.sha256);
  if (!facts->as_sent)
    return;
  add_digest (self, _ ("MD5, as sent"), facts->as_sent->md5, sizeof facts->as_sent->md5);
  add_digest (self, _ ("SHA-256, as sent"), facts->as_sent->sha256, sizeof facts->as_sent->sha256);
}

static void
show_verdict (WireDownloadPane *self, const WireObject *object)
{
  guint verdict = wire_download_get_verdict (object, &self->facts);
  g_autofree char *reasons = wire_download_make_reasons (object, &self->facts);

  if (self->style)
    gtk_widget_remove_css_class (self->verdict, self->style);
  self->style = wire_download_verdict_get_style (verdict);
  gtk_widget_add_css_class (self->verdict, self->style);
  gtk_image_set_from_icon_name (self->verdict_icon, wire_download_verdict_get_icon (verdict));
  gtk_label_set_text (self->verdict_word, wire_download_verdict_get_word (verdict));
  gtk_label_set_text (self->reasons, reasons);
}

static void
show_facts (WireDownloadPane *self)
{
  const WireObject *object =
      wire_object_list_get (wire_download_store_get_list (self->store), self->object);
  g_autofree char *name = wire_download_make_name (object);
  g_autofree char *uri = object->uri ? wire_printable_name (object->uri) : NULL;

  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->uri, uri ? uri
                                 : object->exchange == WIRE_OBJECT_NONE
                                     ? ""
                                     : _ ("Its request was not captured."));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->uri), uri);
  show_verdict (self, object);
  show_witnesses (self, object);
  show_rows (self, object);
  show_digests (self);
}

static void
wire_download_pane_dispose (GObject *object)
{
  WireDownloadPane *self = WIRE_DOWNLOAD_PANE (object);

  set_decoding (self, NULL);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (wire_download_pane_parent_class)->dispose (object);
}

static void
wire_download_pane_class_init (WireDownloadPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wire_download_pane_dispose;
  g_type_ensure (WIRE_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/downloads/wire-download-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, WireDownloadPane, digests);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadPane, many);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadPane, name);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadPane, picture);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadPane, picture_note);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadPane, reasons);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadPane, rows);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadPane, stack);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadPane, uri);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadPane, verdict);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadPane, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadPane, verdict_word);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadPane, witnesses);
}

static void
wire_download_pane_init (WireDownloadPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * wire_download_pane_show_one:
 * @pane: a pane
 * @store: knows the object
 * @object: which to show
 */
void
wire_download_pane_show_one (WireDownloadPane *self, WireDownloadStore *store, guint32 object)
{
  g_return_if_fail (WIRE_IS_DOWNLOAD_PANE (self));
  g_return_if_fail (WIRE_IS_DOWNLOAD_STORE (store));

  if (self->store == store && self->object == object)
    return;
  g_set_object (&self->store, store);
  self->object = object;
  wire_download_store_get_facts (store, object, &self->facts);
  show_facts (self);
  start_decoding (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_stack_set_visible_child_name (self->stack, "one");
}

/** Says that @n objects are selected, 0 or more than 1. */
void
wire_download_pane_show_many (WireDownloadPane *self, guint n)
{
  g_autofree char *count = wire_figure_count (n);
  g_autofree char *title = g_strdup_printf (ngettext ("%s Transfer", "%s Transfers", n), count);

  g_return_if_fail (WIRE_IS_DOWNLOAD_PANE (self));

  set_decoding (self, NULL);
  g_clear_object (&self->store);
  adw_status_page_set_title (self->many, title);
  gtk_stack_set_visible_child_name (self->stack, n ? "many" : "none");
}

/** Shows what was found out about the object since. */
void
wire_download_pane_update (WireDownloadPane *self)
{
  WireDownloadStage before = self->facts.stage;
  WireDownloadFacts facts;

  g_return_if_fail (WIRE_IS_DOWNLOAD_PANE (self));

  if (!self->store)
    return;
  wire_download_store_get_facts (self->store, self->object, &facts);
  if (facts.stage == before && facts.known_set == self->facts.known_set
      && facts.known_name == self->facts.known_name && facts.known_kind == self->facts.known_kind)
    return;
  self->facts = facts;
  show_facts (self);
  if (before == WIRE_DOWNLOAD_UNSEEN)
    start_decoding (self);
}

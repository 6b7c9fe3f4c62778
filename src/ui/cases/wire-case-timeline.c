/* wire-case-timeline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/cases/wire-case-timeline.h"

#include "base/wire-printable.h"
#include "base/wire-time.h"
#include "cases/wire-case-row.h"
#include "ui/cases/wire-case-gathering.h"
#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>

/**
 * WireCaseTimeline:
 *
 * A lane for each capture, with its name and a bar from its first packet to its last, clocks
 * corrected. Lines across the bar are rows of the list; those below it are notes. A click opens the
 * capture, by WireCaseTimeline::open. Main thread only.
 */
struct _WireCaseTimeline
{
  GtkWidget parent_instance;

  GPtrArray *lanes;
  gint64 from;
  gint64 to;
};

G_DEFINE_FINAL_TYPE (WireCaseTimeline, wire_case_timeline, GTK_TYPE_WIDGET)

#define LANE 38 /* pixels: a name, a bar, and room for notes */
#define BAR_TOP 20
#define BAR_HEIGHT 8
#define NOTE_TOP 30
#define NOTE_HEIGHT 5

/* Lanes beyond are not drawn; the list of evidence has all. */
#define MAX_LANES 2000u

typedef struct
{
  gint64 evidence;
  char *name;
  gint64 first;
  gint64 last;
  GArray *rows;  /* of gint64 */
  GArray *notes; /* likewise */
} Lane;

static void
lane_free (gpointer data)
{
  Lane *lane = data;

  g_free (lane->name);
  g_array_unref (lane->rows);
  g_array_unref (lane->notes);
  g_free (lane);
}

static void
wire_case_timeline_finalize (GObject *object)
{
  g_ptr_array_unref (WIRE_CASE_TIMELINE (object)->lanes);
  G_OBJECT_CLASS (wire_case_timeline_parent_class)->finalize (object);
}

static void
wire_case_timeline_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  WireCaseTimeline *self = WIRE_CASE_TIMELINE (widget);

  (void) for_size;
  *minimum = *natural =
      orientation == GTK_ORIENTATION_VERTICAL ? (int) MAX (self->lanes->len, 1) * LANE : 200;
  *minimum_baseline = *natural_baseline = -1;
}

/* Times as doubles: their difference may be too large for an integer. */
static float
get_x (const WireCaseTimeline *self, gint64 time, float width)
{
  double span = (double) self->to - (double) self->from;
  double x = span > 0 ? ((double) time - (double) self->from) / span : 0;

  return (float) CLAMP (x, 0, 1) * MAX (width - 2, 1);
}

/* Many rows share a pixel, and each pixel is drawn once. */
static void
draw_times (const WireCaseTimeline *self,
            GtkSnapshot *snapshot,
            const GArray *times,
            const GdkRGBA *colour,
            const graphene_rect_t *room)
{
  gsize n = (gsize) room->size.width + 1;
  g_autofree gboolean *drawn = g_new0 (gboolean, n);

  for (guint i = 0; i < times->len; i++)
    {
      float x = get_x (self, g_array_index (times, gint64, i), room->size.width);
      gsize at = MIN ((gsize) x, n - 1);

      if (!drawn[at])
        gtk_snapshot_append_color (
            snapshot, colour,
            &GRAPHENE_RECT_INIT ((float) at, room->origin.y, 2, room->size.height));
      drawn[at] = TRUE;
    }
}

static void
draw_name (GtkWidget *widget, GtkSnapshot *snapshot, const Lane *lane, const GdkRGBA *colour, int y)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, lane->name);

  pango_layout_set_width (layout, gtk_widget_get_width (widget) * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_START);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, (float) y));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

static void
draw_lane (WireCaseTimeline *self, GtkSnapshot *snapshot, const Lane *lane, int y)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  float begin = get_x (self, lane->first, width);
  float end = get_x (self, lane->last, width);
  GdkRGBA colour, accent, note;

  gtk_style_context_get_color (context, &colour);
  draw_name (GTK_WIDGET (self), snapshot, lane, &colour, y);
  if (!gtk_style_context_lookup_color (context, "accent_color", &accent))
    accent = colour;
  if (!gtk_style_context_lookup_color (context, "warning_color", &note))
    note = colour;
  colour.alpha *= 0.35f;
  gtk_snapshot_append_color (
      snapshot, &colour,
      &GRAPHENE_RECT_INIT (begin, (float) (y + BAR_TOP), MAX (end - begin, 3), BAR_HEIGHT));
  draw_times (self, snapshot, lane->rows, &accent,
              &GRAPHENE_RECT_INIT (0, (float) (y + BAR_TOP), width, BAR_HEIGHT));
  draw_times (self, snapshot, lane->notes, &note,
              &GRAPHENE_RECT_INIT (0, (float) (y + NOTE_TOP), width, NOTE_HEIGHT));
}

static void
wire_case_timeline_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WireCaseTimeline *self = WIRE_CASE_TIMELINE (widget);

  for (guint i = 0; i < self->lanes->len; i++)
    draw_lane (self, snapshot, g_ptr_array_index (self->lanes, i), (int) i * LANE);
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, WireCaseTimeline *self)
{
  guint at = (guint) MAX (y / LANE, 0);

  (void) gesture;
  (void) n_press;
  (void) x;
  if (at < self->lanes->len)
    g_signal_emit_by_name (self, "open", ((const Lane *) self->lanes->pdata[at])->evidence);
}

static void
wire_case_timeline_class_init (WireCaseTimelineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wire_case_timeline_finalize;
  widget_class->measure = wire_case_timeline_measure;
  widget_class->snapshot = wire_case_timeline_snapshot;
  /**
   * WireCaseTimeline::open:
   * @timeline: the chart
   * @evidence: number of a capture in the case
   *
   * A capture is to be opened.
   */
  g_signal_new ("open", WIRE_TYPE_CASE_TIMELINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "timeline");
}

static void
wire_case_timeline_init (WireCaseTimeline *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->lanes = g_ptr_array_new_with_free_func (lane_free);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_css_class (GTK_WIDGET (self), "caption");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

static void
add_lane (WireCaseTimeline *self, const WireCaseEvidence *evidence)
{
  gint64 first, last;
  Lane *lane;

  if (!evidence->format || evidence->first == WIRE_TIME_NONE || evidence->last == WIRE_TIME_NONE
      || __builtin_add_overflow (evidence->first, evidence->clock, &first)
      || __builtin_add_overflow (evidence->last, evidence->clock, &last)
      || self->lanes->len >= MAX_LANES)
    return;
  lane = g_new (Lane, 1);
  *lane = (Lane){ evidence->id,
                  wire_printable_name (evidence->path),
                  first,
                  last,
                  g_array_new (FALSE, FALSE, sizeof (gint64)),
                  g_array_new (FALSE, FALSE, sizeof (gint64)) };
  self->from = self->lanes->len == 0 ? first : MIN (self->from, first);
  self->to = self->lanes->len == 0 ? last : MAX (self->to, last);
  g_ptr_array_add (self->lanes, lane);
}

static int
compare_lanes (gconstpointer a, gconstpointer b)
{
  const Lane *one = *(const Lane *const *) a;
  const Lane *other = *(const Lane *const *) b;

  return one->first < other->first ? -1 : one->first > other->first;
}

static void
describe (WireCaseTimeline *self)
{
  g_autofree char *from = wire_figure_date (self->from);
  g_autofree char *to = wire_figure_date (self->to);
  /* Translators: what a chart shows; two times */
  g_autofree char *words = g_strdup_printf (
      ngettext ("%u capture, from %s to %s", "%u captures, from %s to %s", self->lanes->len),
      self->lanes->len, from, to);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/**
 * wire_case_timeline_set_evidence:
 * @self: a chart, which loses its marks
 * @evidence: (element-type WireCaseEvidence): of a case
 *
 * Returns: whether there is anything to show: a capture whose times are known
 */
gboolean
wire_case_timeline_set_evidence (WireCaseTimeline *self, GPtrArray *evidence)
{
  g_return_val_if_fail (WIRE_IS_CASE_TIMELINE (self), FALSE);

  g_ptr_array_set_size (self->lanes, 0);
  self->from = self->to = 0;
  for (guint i = 0; i < evidence->len; i++)
    add_lane (self, g_ptr_array_index (evidence, i));
  g_ptr_array_sort (self->lanes, compare_lanes);
  describe (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  return self->lanes->len > 0;
}

/* Returns: (transfer none): by number in the case */
static GHashTable *
list_lanes (WireCaseTimeline *self)
{
  GHashTable *lanes = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < self->lanes->len; i++)
    {
      Lane *lane = g_ptr_array_index (self->lanes, i);

      g_array_set_size (lane->rows, 0);
      g_array_set_size (lane->notes, 0);
      g_hash_table_insert (lanes, &lane->evidence, lane);
    }
  return lanes;
}

/**
 * wire_case_timeline_set_marks:
 * @self: a chart
 * @rows: (element-type WireCaseRow): marked across the bars, in place of those before
 * @marks: (element-type WireCaseMark): notes, marked below them, likewise
 */
void
wire_case_timeline_set_marks (WireCaseTimeline *self, GPtrArray *rows, GArray *marks)
{
  g_autoptr (GHashTable) lanes = NULL;

  g_return_if_fail (WIRE_IS_CASE_TIMELINE (self));

  lanes = list_lanes (self);
  for (guint i = 0; i < rows->len; i++)
    {
      WireCaseRow *row = g_ptr_array_index (rows, i);
      gint64 evidence = wire_case_row_get_evidence (row);
      gint64 time = wire_case_row_get_time (row);
      Lane *lane = time != WIRE_TIME_NONE ? g_hash_table_lookup (lanes, &evidence) : NULL;

      if (lane)
        g_array_append_val (lane->rows, time);
    }
  for (guint i = 0; i < marks->len; i++)
    {
      const WireCaseMark *mark = &g_array_index (marks, WireCaseMark, i);
      Lane *lane = g_hash_table_lookup (lanes, &mark->evidence);

      if (lane)
        g_array_append_val (lane->notes, mark->time);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

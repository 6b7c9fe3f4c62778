/* wire-filter-completion.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/session/wire-filter-completion.h"

#include "capture/fields/wire-field-completion.h"
#include "ui/widgets/wire-announcement.h"

#include <glib/gi18n.h>

/**
 * WireFilterCompletion:
 *
 * A list below an entry with what may be written at the cursor: fields, functions, comparisons,
 * values. It opens while one types, or by Down; Down and Up walk through it, Tab takes the first or
 * the chosen one, Enter the chosen one, Escape closes it. The focus stays in the entry. Let go of
 * it in the owner's dispose. Main thread only.
 */
struct _WireFilterCompletion
{
  GObject parent_instance;

  GtkEntry *entry;  /* not held */
  GtkWidget *owner; /* not held: it holds this */
  GtkWidget *popover;
  GtkListBox *list;
  WireFieldCompletion *proposed; /* what the list shows, or NULL */
  gboolean writing;              /* the entry changes by our own hand */
};

G_DEFINE_FINAL_TYPE (WireFilterCompletion, wire_filter_completion, G_TYPE_OBJECT)

/* As many as can be taken in. */
#define MOST 40u

/* Of the list, in pixels: there is room for it in the narrowest window. */
#define WIDTH 320
#define HEIGHT 280

/* What a popover has around it, likewise. */
#define FRAME 24

static gboolean
is_open (WireFilterCompletion *self)
{
  return self->popover && gtk_widget_get_visible (self->popover);
}

/** Closes the list. */
void
wire_filter_completion_close (WireFilterCompletion *self)
{
  g_return_if_fail (WIRE_IS_FILTER_COMPLETION (self));

  if (is_open (self))
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static GtkWidget *
label_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);
  return label;
}

/* The candidate, its type at the end, and below them what it is. */
static GtkWidget *
row_new (const WireFieldCandidate *candidate)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = label_new (candidate->text, "monospace");

  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (head), text);
  if (candidate->type)
    {
      GtkWidget *type = label_new (candidate->type, "caption");

      gtk_widget_add_css_class (type, "dim-label");
      gtk_box_append (GTK_BOX (head), type);
    }
  gtk_box_append (GTK_BOX (box), head);
  if (candidate->sentence && *candidate->sentence)
    {
      GtkWidget *sentence = label_new (candidate->sentence, "caption");

      gtk_widget_add_css_class (sentence, "dim-label");
      gtk_widget_set_tooltip_text (sentence, candidate->sentence);
      gtk_box_append (GTK_BOX (box), sentence);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE); /* the focus stays in the entry */
  return row;
}

static void
fill (WireFilterCompletion *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < self->proposed->candidates->len; i++)
    gtk_list_box_append (self->list, row_new (g_ptr_array_index (self->proposed->candidates, i)));
}

static guint
get_cursor (WireFilterCompletion *self, const char *text)
{
  int position = gtk_editable_get_position (GTK_EDITABLE (self->entry));

  return (guint) (g_utf8_offset_to_pointer (text, position) - text);
}

/* It stays within the window: further on there may be no screen. */
static int
keep_within (WireFilterCompletion *self, int x)
{
  int room = gtk_widget_get_width (self->owner);

  if (gtk_widget_get_direction (self->owner) == GTK_TEXT_DIR_RTL)
    return MAX (x, MIN (WIDTH + FRAME, room));
  return MIN (x, MAX (0, room - WIDTH - FRAME));
}

/* The list begins where the word does. */
static void
point_to_word (WireFilterCompletion *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  GtkEditable *delegate = gtk_editable_get_delegate (GTK_EDITABLE (self->entry));
  glong start = g_utf8_pointer_to_offset (text, text + self->proposed->start);
  graphene_rect_t cursor, bounds;
  int x;

  gtk_text_compute_cursor_extents (GTK_TEXT (delegate), (gsize) start, &cursor, NULL);
  if (!gtk_widget_compute_bounds (GTK_WIDGET (delegate), self->owner, &bounds))
    return;
  x = (int) (bounds.origin.x + MAX (cursor.origin.x, 0));
  gtk_popover_set_pointing_to (
      GTK_POPOVER (self->popover),
      &(GdkRectangle){ keep_within (self, x), (int) bounds.origin.y, 1, (int) bounds.size.height });
}

/* A list that is open does not grow with its rows by itself. */
static void
make_room (WireFilterCompletion *self)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (self->list), GTK_TYPE_SCROLLED_WINDOW);
  int height;

  gtk_widget_measure (GTK_WIDGET (self->list), GTK_ORIENTATION_VERTICAL, WIDTH, NULL, &height, NULL,
                      NULL);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), MIN (height, HEIGHT));
}

static void
propose (WireFilterCompletion *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  g_clear_pointer (&self->proposed, wire_field_completion_free);
  self->proposed = wire_field_complete (text, get_cursor (self, text), MOST);
  if (self->proposed->candidates->len == 0)
    {
      wire_filter_completion_close (self);
      return;
    }
  fill (self);
  point_to_word (self);
  make_room (self);
  if (!is_open (self))
    gtk_popover_popup (GTK_POPOVER (self->popover));
}

/* Whether what is at the cursor is all of the first candidate: nothing is left to propose. */
static gboolean
is_written (WireFilterCompletion *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const WireFieldCandidate *first = g_ptr_array_index (self->proposed->candidates, 0);
  gsize length = self->proposed->end - self->proposed->start;

  return self->proposed->candidates->len == 1 && strlen (first->text) == length
         && strncmp (text + self->proposed->start, first->text, length) == 0;
}

/* Only while a word is being typed: the list is not to get in the way of reading. */
static void
changed_cb (WireFilterCompletion *self)
{
  if (self->writing
      || !gtk_widget_has_focus (
          GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)))))
    return;
  propose (self);
  if (is_open (self) && (self->proposed->start == self->proposed->end || is_written (self)))
    wire_filter_completion_close (self);
}

static void
write_candidate (WireFilterCompletion *self, const WireFieldCandidate *candidate)
{
  GtkEditable *editable = GTK_EDITABLE (self->entry);
  const char *text = gtk_editable_get_text (editable);
  int start = (int) g_utf8_pointer_to_offset (text, text + self->proposed->start);
  int end = (int) g_utf8_pointer_to_offset (text, text + self->proposed->end);
  gboolean opens =
      g_str_has_suffix (candidate->text, "(") || g_str_has_suffix (candidate->text, "{");
  g_autofree char *written = g_strconcat (candidate->text, opens ? "" : " ", NULL);

  self->writing = TRUE;
  gtk_editable_delete_text (editable, start, end);
  gtk_editable_insert_text (editable, written, -1, &start);
  gtk_editable_set_position (editable, start);
  self->writing = FALSE;
  wire_filter_completion_close (self);
}

static const WireFieldCandidate *
get_candidate (WireFilterCompletion *self, GtkListBoxRow *row)
{
  guint index = row ? (guint) gtk_list_box_row_get_index (row) : 0;

  return self->proposed && index < self->proposed->candidates->len
             ? g_ptr_array_index (self->proposed->candidates, index)
             : NULL;
}

static void
activated_cb (WireFilterCompletion *self, GtkListBoxRow *row)
{
  const WireFieldCandidate *candidate = get_candidate (self, row);

  if (candidate)
    write_candidate (self, candidate);
}

/* The focus stays in the entry, so that the list does not scroll by itself. */
static void
scroll_to (WireFilterCompletion *self, GtkWidget *row)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (self->list), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (row, GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, (double) bounds.origin.y,
                               (double) (bounds.origin.y + bounds.size.height));
}

static void
move (WireFilterCompletion *self, int by)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  int index = selected ? gtk_list_box_row_get_index (selected) + by : by > 0 ? 0 : -1;
  GtkListBoxRow *row = index >= 0 ? gtk_list_box_get_row_at_index (self->list, index) : NULL;
  const WireFieldCandidate *candidate = row ? get_candidate (self, row) : NULL;
  g_autofree char *words = NULL;

  if (!candidate)
    return;
  gtk_list_box_select_row (self->list, row);
  scroll_to (self, GTK_WIDGET (row));
  words = g_strdup_printf ("%s, %s", candidate->text, candidate->sentence);
  wire_announce (GTK_WIDGET (self->entry), words);
}

static gboolean
take (WireFilterCompletion *self, gboolean first)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  const WireFieldCandidate *candidate = row || first ? get_candidate (self, row) : NULL;

  if (candidate)
    write_candidate (self, candidate);
  return candidate != NULL;
}

/* Returns: whether the key is for the list, which is open */
static gboolean
press_open (WireFilterCompletion *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move (self, 1);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move (self, -1);
      return TRUE;
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
      return take (self, TRUE);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (take (self, FALSE))
        return TRUE;
      wire_filter_completion_close (self); /* and the filter is applied */
      return FALSE;
    case GDK_KEY_Escape:
      wire_filter_completion_close (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
pressed_cb (WireFilterCompletion *self, guint key, guint code, GdkModifierType state)
{
  (void) code;
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK))
    return FALSE;
  if (is_open (self))
    return press_open (self, key);
  if (key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
    return FALSE;
  propose (self);
  if (is_open (self))
    move (self, 1);
  return TRUE;
}

static void
wire_filter_completion_dispose (GObject *object)
{
  WireFilterCompletion *self = WIRE_FILTER_COMPLETION (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->proposed, wire_field_completion_free);
  G_OBJECT_CLASS (wire_filter_completion_parent_class)->dispose (object);
}

static void
wire_filter_completion_class_init (WireFilterCompletionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wire_filter_completion_dispose;
}

static void
wire_filter_completion_init (WireFilterCompletion *self)
{
  (void) self;
}

static GtkWidget *
list_new (WireFilterCompletion *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  self->list = GTK_LIST_BOX (list);
  gtk_widget_add_css_class (list, "filter-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What may be written next"), -1);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), HEIGHT);
  gtk_widget_set_size_request (scrolled, WIDTH, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  return scrolled;
}

static void
watch (WireFilterCompletion *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (wire_filter_completion_close), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/** Returns: (transfer full): proposals for what is typed into @entry, which is in @owner */
WireFilterCompletion *
wire_filter_completion_new (GtkEntry *entry, GtkWidget *owner)
{
  WireFilterCompletion *self = g_object_new (WIRE_TYPE_FILTER_COMPLETION, NULL);

  self->entry = entry;
  self->owner = owner;
  self->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_popover_set_child (GTK_POPOVER (self->popover), list_new (self));
  gtk_widget_set_parent (self->popover, owner);
  watch (self);
  return self;
}

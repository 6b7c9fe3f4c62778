/* wire-stream-content-copy.c: what is selected, as text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/stream/wire-stream-content-private.h"

/* What is copied at most, in bytes of text: it is read while the window waits. */
#define COPY_LIMIT (4 * 1024 * 1024)

/* What of the loaded line lies in the selection, as it is there. */
static void
append_selected (WireStreamContent *self, GString *out, guint64 start, guint64 end)
{
  const WireStreamLine *line = &self->line;
  const WireStreamText *text = &self->text;
  guint from = wire_stream_line_find_byte (line, start);
  guint to = wire_stream_line_find_byte (line, end);

  if (line->kind != WIRE_STREAM_LINE_BYTES)
    {
      if (out->len > 0 && out->str[out->len - 1] != '\n')
        g_string_append_c (out, '\n');
      g_string_append_printf (out, "%s\n", text->text->str);
      return;
    }
  if (self->form != WIRE_STREAM_HEX)
    g_string_append_len (out, text->text->str + text->starts[from],
                         text->starts[to] - text->starts[from]);
  else if (from == 0 && to == line->length)
    g_string_append_printf (out, "%s\n", text->text->str);
  else if (from < to)
    g_string_append_printf (out, "%.*s\n", text->starts[to - 1] + 2 - text->starts[from],
                            text->text->str + text->starts[from]);
  if (self->form != WIRE_STREAM_HEX && line->ends && to == line->length
      && line->bytes[line->length - 1] == '\n')
    g_string_append_c (out, '\n');
}

/* Where several turns were copied, the first begins with who speaks, too. */
static void
prepend_turn (WireStreamContent *self, GString *out, guint64 first, guint64 start)
{
  g_autofree char *text = NULL;

  if (first == 0 || !wire_stream_content_load_line (self, first - 1)
      || self->line.kind != WIRE_STREAM_LINE_TURN || self->line.places[0] != start)
    return;
  text = g_strdup_printf ("%s\n", self->text.text->str);
  g_string_prepend (out, text);
}

/** Returns: (transfer full): what is selected, as it is there, without the line breaks that
 *   only the width made; at most four megabytes */
char *
wire_stream_content_copy (WireStreamContent *self)
{
  GString *out = g_string_new (NULL);
  guint64 n = wire_stream_content_get_n_lines (self);
  guint64 turns = 0;
  guint64 start, end, first;

  g_return_val_if_fail (WIRE_IS_STREAM_CONTENT (self), NULL);

  if (!wire_stream_content_get_selection (self, &start, &end))
    return g_string_free (out, FALSE);
  first = wire_stream_content_find_line (self, start);
  for (guint64 number = first;
       number < n && out->len < COPY_LIMIT && wire_stream_content_load_line (self, number)
       && self->line.places[0] < end;
       number++)
    {
      append_selected (self, out, start, end);
      turns += self->line.kind == WIRE_STREAM_LINE_TURN;
    }
  if (turns > 0)
    prepend_turn (self, out, first, start);
  return g_string_free (out, FALSE);
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *text = wire_stream_content_copy (WIRE_STREAM_CONTENT (widget));

  (void) name;
  (void) parameter;
  if (*text)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
select_all_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireStreamContent *self = WIRE_STREAM_CONTENT (widget);

  (void) name;
  (void) parameter;
  if (self->transcript)
    wire_stream_content_select (self, 0, wire_stream_transcript_get_end (self->transcript));
}

void
wire_stream_content_install_copy (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "content.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "content.select-all", NULL, select_all_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "content.copy",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, GDK_CONTROL_MASK,
                                       "content.select-all", NULL);
}

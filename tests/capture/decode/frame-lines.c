/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/capture/decode/frame-lines.h"

#include "base/wire-hex.h"

/* As wire_frame_decode() does, but from any protocol on. */
static void
decode_from (WireFrame *frame, WireProtocol next, const guint8 *bytes, gsize length)
{
  WireCursor cursor = wire_cursor_new (bytes, length);

  memset (frame, 0, sizeof *frame);
  frame->data = bytes;
  frame->captured = frame->length = (guint32) length;
  while (next != WIRE_PROTOCOL_NONE && frame->n_layers < WIRE_FRAME_MAX_LAYERS)
    next = wire_protocol_decode (next, frame, &cursor);
}

/**
 * frame_lines:
 *
 * Returns: (transfer full): the summary, then a line a field, indented by its depth:
 *   `name = value @offset+length`
 */
char *
frame_lines (WireProtocol first, const guint8 *bytes, gsize length)
{
  GString *out = g_string_new (NULL);
  WireFrame frame;

  decode_from (&frame, first, bytes, length);
  wire_frame_summarise (&frame, out);
  g_string_append_c (out, '\n');

  g_autoptr (WireFields) fields = wire_frame_describe (&frame);
  for (guint i = 0; i < wire_fields_get_length (fields); i++)
    {
      const WireField *field = wire_fields_get (fields, i);

      g_assert_cmpuint (field->offset + field->length, <=, length);
      g_assert_true (g_utf8_validate (field->value, -1, NULL));
      g_string_append_printf (out, "%*s%s = %s @%u+%u\n", (int) field->depth * 2, "", field->name,
                              field->value, field->offset, field->length);
    }
  return g_string_free (out, FALSE);
}

static void
test_case (gconstpointer data)
{
  const FrameCase *c = data;
  g_autoptr (GBytes) bytes = wire_hex_decode (c->hex, NULL);
  gsize length;
  const guint8 *whole = g_bytes_get_data (bytes, &length);
  g_autofree char *lines = frame_lines (c->first, whole, length);

  g_assert_cmpstr (lines, ==, c->expected);

  /* Each beginning stands in a block of its own size, so that the address sanitizer sees a read
   * past the end. */
  for (gsize cut = 1; cut < length; cut++)
    {
      g_autofree guint8 *copy = g_memdup2 (whole, cut);
      g_autofree char *cut_lines = frame_lines (c->first, copy, cut);

      g_assert_nonnull (strchr (cut_lines, '\n'));
    }
}

/** Adds a test a row, named after @group and the row. */
void
frame_cases_add (const char *group, const FrameCase *cases, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/frame/%s/%s", group, cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
}

/* wire-text-figures.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/text/wire-text-figures.h"

#include "ui/widgets/wire-figures.h"
#include "text/wire-notation.h"
#include "text/wire-unicode.h"

#include <glib/gi18n.h>

static char *
count_characters (const WireText *text)
{
  gsize seen = wire_text_count_graphemes (text);
  g_autofree char *points = wire_figure_count (text->n_characters);
  g_autofree char *graphemes = wire_figure_count (seen);
  g_autofree char *characters =
      g_strdup_printf (ngettext ("%s character", "%s characters", text->n_characters), points);

  if (seen == text->n_characters)
    return g_steal_pointer (&characters);
  /* Translators: “7 characters”, and how many of them a person counts */
  return g_strdup_printf (
      ngettext ("%s (code points; a reader sees %s)", "%s (code points; a reader sees %s)", seen),
      characters, graphemes);
}

static char *
name_mark (const WireText *text)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (text->bytes, &length);
  guint mark_length;
  WireUnicodeForm form = wire_unicode_form_of_mark (bytes, length, &mark_length);
  g_autofree char *hex = NULL;

  if (form == WIRE_UNICODE_NONE)
    return g_strdup ("");
  hex = wire_notation_write (WIRE_NOTATION_HEX, bytes, mark_length);
  /* Translators: a codec, its byte-order mark in hexadecimal */
  return g_strdup_printf (_ (" · byte-order mark of %s: %s"), wire_unicode_form_name (form), hex);
}

/**
 * wire_text_figures_describe:
 * @self: some text
 * @codec: under which its bytes are
 *
 * Returns: (transfer full): how many characters and bytes it has, its byte-order mark, and how much
 *   of it could not be read or written, in a line
 */
char *
wire_text_figures_describe (const WireText *self, const char *codec)
{
  gsize n = g_bytes_get_size (self->bytes);
  g_autofree char *characters = count_characters (self);
  g_autofree char *figure = wire_figure_count (n);
  g_autofree char *bytes = g_strdup_printf (ngettext ("%s byte", "%s bytes", n), figure);
  g_autofree char *mark = name_mark (self);
  g_autofree char *problems =
      self->n_problems == 0
          ? g_strdup ("")
          : g_strdup_printf (ngettext (" · %zu cannot be read or written",
                                       " · %zu cannot be read or written", self->n_problems),
                             self->n_problems);

  /* Translators: “4 characters”, “5 bytes”, a codec, and what else there is to say */
  return g_strdup_printf (_ ("%s · %s in %s%s%s"), characters, bytes, codec, mark, problems);
}

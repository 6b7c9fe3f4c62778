/* wire-stream-view-facts.c: what is known of the stream
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/stream/wire-stream-view-private.h"

#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>

/* Nothing of what there is nothing of. @part: (transfer full) */
static void
append_part (GString *out, guint64 n, char *part)
{
  if (n > 0)
    g_string_append_printf (out, ", %s", part);
  g_free (part);
}

static void
append_amounts (GString *out, guint side, const WireStreamFigures *figures)
{
  guint64 bytes = figures->bytes[side], missing = figures->missing[side];
  guint32 packets = figures->packets[side], repeated = figures->repeated[side];
  g_autofree char *n_packets = wire_figure_count (packets);
  g_autofree char *n_bytes = wire_figure_count (bytes);
  g_autofree char *n_missing = wire_figure_count (missing);
  g_autofree char *n_repeated = wire_figure_count (repeated);

  append_part (out, packets,
               g_strdup_printf (ngettext ("%s packet", "%s packets", packets), n_packets));
  append_part (out, bytes, g_strdup_printf (ngettext ("%s byte", "%s bytes", bytes), n_bytes));
  append_part (
      out, missing,
      g_strdup_printf (ngettext ("%s byte missing", "%s bytes missing", missing), n_missing));
  append_part (out, repeated,
               g_strdup_printf (ngettext ("%s byte sent again", "%s bytes sent again", repeated),
                                n_repeated));
}

static void
append_oddities (GString *out, guint side, const WireStreamFigures *figures)
{
  guint32 overlapping = figures->overlapping[side], strays = figures->strays[side];

  append_part (
      out, overlapping,
      g_strdup_printf (ngettext ("%u segment overlaps others: the bytes captured first are shown",
                                 "%u segments overlap others: the bytes captured first are shown",
                                 overlapping),
                       overlapping));
  append_part (
      out, strays,
      g_strdup_printf (ngettext ("%u segment lies outside of the stream and is left out",
                                 "%u segments lie outside of the stream and are left out", strays),
                       strays));
}

static char *
describe_side (WireStreamView *self, guint side, const WireStreamFigures *figures)
{
  GString *out = g_string_new (side ? "← " : "→ ");

  g_string_append (out, self->endpoints[side]);
  append_amounts (out, side, figures);
  append_oddities (out, side, figures);
  return g_string_free (out, FALSE);
}

/** Says who spoke to whom, how much, and what is missing, as far as it is known. */
void
wire_stream_view_update_facts (WireStreamView *self)
{
  WireStreamFigures figures;
  gboolean complete = wire_stream_transcript_get_figures (self->transcript, &figures);
  g_autofree char *layer = wire_stream_layers_describe (self->layers);
  const char *protocol = layer                                              ? layer
                         : wire_stream_transcript_is_tcp (self->transcript) ? "TCP"
                                                                            : "UDP";
  GtkLabel *labels[2] = { self->facts_a, self->facts_b };
  g_autofree char *summary = NULL;

  for (guint side = 0; side < 2; side++)
    {
      g_autofree char *text = describe_side (self, side, &figures);

      gtk_label_set_label (labels[side], text);
    }
  if (complete && figures.first != WIRE_TIME_NONE)
    {
      g_autofree char *span = wire_figure_span (figures.last - figures.first);

      summary = g_strdup_printf ("%s, %s", protocol, span);
    }
  else if (!complete)
    summary = g_strdup_printf (_ ("%s, being put together…"), protocol);
  gtk_label_set_label (self->summary, summary ? summary : protocol);
}

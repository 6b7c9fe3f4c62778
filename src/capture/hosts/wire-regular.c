/* wire-regular.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/hosts/wire-regular.h"

#define SECOND G_GINT64_CONSTANT (1000000000)

static void
clear_figure (gpointer figure)
{
  g_free (((WireRegularFigure *) figure)->value);
}

/** Returns: (transfer full): without figures and packets */
WireRegular *
wire_regular_new (WireRegularKind kind, const WireHostAddress *source)
{
  WireRegular *self = g_new0 (WireRegular, 1);

  self->kind = (guint8) kind;
  self->source = *source;
  self->first = self->last = WIRE_TIME_NONE;
  self->figures = g_array_new (FALSE, FALSE, sizeof (WireRegularFigure));
  g_array_set_clear_func (self->figures, clear_figure);
  self->packets = g_array_new (FALSE, FALSE, sizeof (guint32));
  return self;
}

void
wire_regular_free (WireRegular *self)
{
  g_array_unref (self->figures);
  g_array_unref (self->packets);
  g_free (self->what);
  g_free (self);
}

/** Adds a whole number; @key is a literal. */
void
wire_regular_add_number (WireRegular *self, const char *key, guint64 value)
{
  const WireRegularFigure figure = { key, g_strdup_printf ("%" G_GUINT64_FORMAT, value), TRUE };

  g_array_append_val (self->figures, figure);
}

/** Adds @value, which is taken; @key is a literal. */
void
wire_regular_add_text (WireRegular *self, const char *key, char *value)
{
  const WireRegularFigure figure = { key, value, FALSE };

  g_array_append_val (self->figures, figure);
}

/** Adds a span of time, in seconds with three decimals. */
void
wire_regular_add_seconds (WireRegular *self, const char *key, gint64 nanoseconds)
{
  gint64 thousandths = (nanoseconds + SECOND / 2000) / (SECOND / 1000);

  wire_regular_add_text (self, key,
                         g_strdup_printf ("%" G_GINT64_FORMAT ".%03d", thousandths / 1000,
                                          (int) (thousandths % 1000)));
}

/** Adds one of its packets, counted from 0, as far as there is room, and its time. */
void
wire_regular_add_packet (WireRegular *self, guint32 packet, gint64 time)
{
  if (self->packets->len < WIRE_REGULAR_MAX_PACKETS && packet != G_MAXUINT32)
    g_array_append_val (self->packets, packet);
  if (time == WIRE_TIME_NONE)
    return;
  if (self->first == WIRE_TIME_NONE || time < self->first)
    self->first = time;
  self->last = MAX (self->last, time);
}

/** Returns: the kind as --json has it */
const char *
wire_regular_kind_to_text (WireRegularKind kind)
{
  static const char *const TEXTS[] = { "beacon",     "port-scan",          "sweep",
                                       "arp-change", "no-such-name-burst", "odd-names",
                                       "txt-volume" };

  return kind < G_N_ELEMENTS (TEXTS) ? TEXTS[kind] : "unknown";
}

/** Returns: (transfer full): one line in English, with all figures */
char *
wire_regular_tell (const WireRegular *self)
{
  GString *line = g_string_new (wire_regular_kind_to_text (self->kind));
  char text[WIRE_ENDPOINT_TEXT_MAX];

  g_string_append_printf (line, " %s",
                          wire_address_to_text (self->source.family, self->source.bytes, text));
  if (self->target.family != WIRE_FAMILY_NONE)
    g_string_append_printf (line, " -> %s",
                            wire_endpoint_to_text (self->target.family, self->target.bytes,
                                                   self->port != 0, self->port, text));
  else if (self->port != 0)
    g_string_append_printf (line, " -> port %u", self->port);
  if (self->what)
    g_string_append_printf (line, " %s", self->what);
  g_string_append_printf (line, " - count %u", self->count);
  for (guint i = 0; i < self->figures->len; i++)
    {
      const WireRegularFigure *figure = &g_array_index (self->figures, WireRegularFigure, i);

      g_string_append_printf (line, ", %s %s", figure->key, figure->value);
    }
  return g_string_free (line, FALSE);
}

/* wire-yara-match.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/yara/wire-yara-match.h"

/* Bytes of a string that are kept. */
#define BYTES_MAX 64u

static void
clear_place (gpointer data)
{
  WireYaraPlace *place = data;

  g_free (place->identifier);
  g_bytes_unref (place->bytes);
}

/** Returns: (transfer full): a match of @rule without strings */
WireYaraMatch *
wire_yara_match_new (const char *rule, const char *name_space)
{
  WireYaraMatch *self = g_new0 (WireYaraMatch, 1);

  self->rule = g_utf8_make_valid (rule, -1);
  self->name_space = g_utf8_make_valid (name_space, -1);
  self->tags = g_ptr_array_new_with_free_func (g_free);
  self->metas = g_ptr_array_new_with_free_func (g_free);
  self->places = g_array_new (FALSE, FALSE, sizeof (WireYaraPlace));
  g_array_set_clear_func (self->places, clear_place);
  return self;
}

void
wire_yara_match_free (WireYaraMatch *self)
{
  g_free (self->rule);
  g_free (self->name_space);
  g_ptr_array_unref (self->tags);
  g_ptr_array_unref (self->metas);
  g_array_unref (self->places);
  g_free (self);
}

/** Adds where a string is, of which @n bytes are known, or counts it where there are enough. */
void
wire_yara_match_add_place (WireYaraMatch *self,
                           const char *identifier,
                           guint64 offset,
                           guint32 length,
                           gconstpointer bytes,
                           gsize n)
{
  WireYaraPlace place = { NULL, offset, length, NULL };

  if (self->n_places++ >= WIRE_YARA_PLACES)
    return;
  place.identifier = g_utf8_make_valid (identifier, -1);
  place.bytes = g_bytes_new (bytes, MIN (n, BYTES_MAX));
  g_array_append_val (self->places, place);
}

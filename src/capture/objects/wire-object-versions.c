/* wire-object-versions.c: objects of whose bytes there are two versions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-private.h"
#include "capture/wire-version-search.h"

/* Streams of which something was sent twice, and not alike. */
static GHashTable *
list_streams (WireCapture *capture, const GArray *versions)
{
  GHashTable *streams = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < versions->len; i++)
    {
      guint32 flow = g_array_index (versions, WireSegmentVersion, i).flow;

      g_hash_table_add (streams, GUINT_TO_POINTER (wire_capture_find_flow_stream (capture, flow)));
    }
  return streams;
}

static void
count_in (const WireObjectList *self, WireObject *object, const WireBody *body)
{
  const WireSegmentVersion *first;
  guint64 n = wire_segment_versions_count (self->versions, body, &first);

  object->doubled += n;
  if (!object->version)
    object->version = first;
}

/* Also what a head says may be another's. */
static void
look_at_head (const WireObjectList *self, WireObjectEntry *entry)
{
  g_auto (WireBody) head = { 0 };

  if (entry->object.exchange == WIRE_OBJECT_NONE
      || !wire_capture_get_message_places (self->capture, entry->object.exchange, entry->kind,
                                           &head, NULL))
    return;
  count_in (self, &entry->object, &head);
}

/* Finds out which objects are in @self->versions. */
void
wire_object_list_find_versions (WireObjectList *self, GCancellable *cancellable)
{
  g_autoptr (GHashTable) streams = NULL;

  self->versions = wire_version_search (self->capture, cancellable, NULL);
  if (!self->versions || self->versions->len == 0)
    return;
  streams = list_streams (self->capture, self->versions);
  for (guint32 i = 0; i < self->entries->len; i++)
    {
      WireObjectEntry *entry = &g_array_index (self->entries, WireObjectEntry, i);
      g_auto (WireBody) body = { 0 };

      if (!g_hash_table_contains (streams, GUINT_TO_POINTER (entry->object.stream)))
        continue;
      look_at_head (self, entry);
      wire_object_list_get_body (self, i, &body);
      count_in (self, &entry->object, &body);
    }
}

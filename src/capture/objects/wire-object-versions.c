/* wire-object-versions.c: objects of whose bytes there are two versions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-private.h"
#include "capture/wire-version-search.h"

#include <glib/gi18n.h>

/* Flows of which something was sent twice, and not alike. */
static GHashTable *
list_flows (const GArray *versions)
{
  GHashTable *flows = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < versions->len; i++)
    g_hash_table_add (flows,
                      GUINT_TO_POINTER (g_array_index (versions, WireSegmentVersion, i).flow));
  return flows;
}

static gboolean
is_of_flows (const WireObjectList *self, const WireObject *object, GHashTable *flows)
{
  WireStream stream;

  if (!wire_capture_get_stream (self->capture, object->stream, &stream))
    return FALSE;
  for (guint side = 0; side < 2; side++)
    if (stream.flows[side] != WIRE_FLOW_NONE
        && g_hash_table_contains (flows, GUINT_TO_POINTER (stream.flows[side])))
      return TRUE;
  return FALSE;
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

/* What was asked for may be another's, too: then the name is. */
static void
look_at_request (const WireObjectList *self, WireObjectEntry *entry)
{
  const WireSegmentVersion *first = NULL;
  g_auto (WireBody) head = { 0 };

  if (entry->object.exchange == WIRE_OBJECT_NONE || entry->kind != WIRE_HTTP_RESPONSE
      || entry->object.doubled > 0
      || !wire_capture_get_message_places (self->capture, entry->object.exchange, WIRE_HTTP_REQUEST,
                                           &head, NULL)
      || wire_segment_versions_count (self->versions, &head, &first) == 0)
    return;
  entry->object.asked_twice = TRUE;
  entry->object.version = first;
}

/* What could not be looked for is said: nothing may pass for clean because of it. */
static void
search (WireObjectList *self, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  self->versions = wire_version_search (self->capture, cancellable, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error)
    self->warning = g_strdup_printf (
        _ ("Bytes that were sent twice with other content could not be looked for: %s"),
        error->message);
  else if (!wire_segment_versions_are_all (self->versions))
    self->warning = g_strdup_printf (_ ("More than %u stretches of bytes were sent twice with "
                                        "other content: transfers are marked for these only."),
                                     WIRE_SEGMENT_VERSIONS_MAX);
  if (self->warning)
    wire_capture_add_warning (self->capture, self->warning);
}

static gboolean
is_contradicted (const WireBody *body, GHashTable *packets)
{
  for (guint32 i = 0; i < body->n; i++)
    if (g_hash_table_contains (packets, GUINT_TO_POINTER (body->extents[i].packet)))
      return TRUE;
  return FALSE;
}

/* Of fragments that contradict each other, receivers take the one or the other. */
static void
find_contradicted (WireObjectList *self)
{
  g_autoptr (GHashTable) packets = wire_capture_get_contradicting (self->capture);

  for (guint32 i = 0; packets && i < self->n; i++)
    {
      WireObjectEntry *entry = wire_object_list_get_entry (self, i);
      g_auto (WireBody) body = { 0 };
      g_auto (WireBody) head = { 0 };

      wire_object_list_get_body (self, i, &body);
      if (entry->object.exchange != WIRE_OBJECT_NONE)
        wire_capture_get_message_places (self->capture, entry->object.exchange, entry->kind, &head,
                                         NULL);
      if (is_contradicted (&body, packets) || is_contradicted (&head, packets))
        entry->object.flags |= WIRE_OBJECT_CONTRADICTED;
    }
}

/* Finds out which objects are in @self->versions. */
void
wire_object_list_find_versions (WireObjectList *self, GCancellable *cancellable)
{
  g_autoptr (GHashTable) flows = NULL;

  find_contradicted (self);
  search (self, cancellable);
  if (!self->versions || self->versions->len == 0)
    return;
  flows = list_flows (self->versions);
  for (guint32 i = 0; i < self->n; i++)
    {
      WireObjectEntry *entry = wire_object_list_get_entry (self, i);
      g_auto (WireBody) body = { 0 };

      if (!is_of_flows (self, &entry->object, flows))
        continue;
      look_at_head (self, entry);
      wire_object_list_get_body (self, i, &body);
      count_in (self, &entry->object, &body);
      look_at_request (self, entry);
    }
}

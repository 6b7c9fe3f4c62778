/* wire-found-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/search/wire-found-list.h"

struct _WireFoundList
{
  GMutex lock;     /* for the next three */
  GPtrArray *come; /* of WireFound: not taken over yet */
  guint64 total;
  guint kept;

  guint max;
  GPtrArray *hits; /* of WireFound: the main thread's */
};

static void
found_free (gpointer data)
{
  WireFound *found = data;

  g_free ((gpointer) (found->hit.bytes - found->hit.before));
  g_free (found);
}

static WireFound *
found_new (const WireSearchHit *hit)
{
  WireFound *found = g_new (WireFound, 1);
  guint8 *bytes;

  *found = (WireFound){ *hit, MIN (hit->length, WIRE_FOUND_BYTES) };
  if (found->kept < hit->length)
    found->hit.after = 0;
  bytes = g_memdup2 (hit->bytes - hit->before, hit->before + found->kept + found->hit.after);
  found->hit.bytes = bytes + hit->before;
  return found;
}

/** Returns: (transfer full): an empty list that keeps @max hits */
WireFoundList *
wire_found_list_new (guint max)
{
  WireFoundList *self = g_atomic_rc_box_new0 (WireFoundList);

  g_mutex_init (&self->lock);
  self->come = g_ptr_array_new_with_free_func (found_free);
  self->hits = g_ptr_array_new_with_free_func (found_free);
  self->max = max;
  return self;
}

/** Takes a reference, to be dropped with wire_found_list_unref(). Any thread. Returns: @list */
WireFoundList *
wire_found_list_ref (WireFoundList *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
list_clear (gpointer data)
{
  WireFoundList *self = data;

  g_ptr_array_unref (self->come);
  g_ptr_array_unref (self->hits);
  g_mutex_clear (&self->lock);
}

void
wire_found_list_unref (WireFoundList *self)
{
  g_atomic_rc_box_release_full (self, list_clear);
}

/** Adds @hit, or counts it where the list is full. Any thread. */
void
wire_found_list_add (WireFoundList *self, const WireSearchHit *hit)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->total++;
  if (self->kept < self->max)
    {
      self->kept++;
      g_ptr_array_add (self->come, found_new (hit));
    }
}

/** Takes over what has come. Main thread. Returns: whether that is anything */
gboolean
wire_found_list_collect (WireFoundList *self)
{
  g_autoptr (GPtrArray) come = NULL;

  g_mutex_lock (&self->lock);
  come = self->come;
  self->come = g_ptr_array_new_with_free_func (found_free);
  g_mutex_unlock (&self->lock);
  if (come->len == 0)
    return FALSE;
  g_ptr_array_extend_and_steal (self->hits, g_steal_pointer (&come));
  return TRUE;
}

guint
wire_found_list_get_length (const WireFoundList *self)
{
  return self->hits->len;
}

const WireFound *
wire_found_list_get (const WireFoundList *self, guint index)
{
  g_return_val_if_fail (index < self->hits->len, NULL);
  return g_ptr_array_index (self->hits, index);
}

/** Returns: how many hits there were so far, also those that are not listed. Any thread. */
guint64
wire_found_list_get_total (WireFoundList *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->total;
}

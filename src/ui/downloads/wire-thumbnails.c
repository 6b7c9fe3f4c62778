/* wire-thumbnails.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/downloads/wire-thumbnails.h"

#include "ui/downloads/wire-download-picture.h"

/**
 * WireThumbnails:
 *
 * Thumbnails of the objects of one list. Asking for one that is not there queues it; what was asked
 * for last is made first, since that is what is in sight. Those that nobody asked for the longest
 * give way. Main thread only.
 */
struct _WireThumbnails
{
  GObject parent_instance;

  WireObjectList *list;
  GHashTable *entries; /* of Entry by object */
  GQueue order;        /* of Entry that is made, the latest asked for first */
  GQueue wanted;       /* of objects, the latest first */
  GPtrArray *jobs;     /* that run */
};

G_DEFINE_FINAL_TYPE (WireThumbnails, wire_thumbnails, G_TYPE_OBJECT)

static guint ready_signal;

/* At a time; there are two cores at least nearly everywhere. */
#define MAX_JOBS 2u

/* Wishes that are remembered; older ones have been scrolled away. */
#define MAX_WANTED 512u

typedef struct
{
  guint32 object;
  gboolean made;
  GdkTexture *texture; /* NULL where there is nothing to show */
  GList link;          /* in the order, once it is made */
} Entry;

static void start_jobs (WireThumbnails *self);

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_object (&entry->texture);
  g_free (entry);
}

static void
drop_oldest (WireThumbnails *self)
{
  while (self->order.length > WIRE_THUMBNAILS_MAX)
    {
      Entry *oldest = self->order.tail->data;

      g_queue_unlink (&self->order, &oldest->link);
      g_hash_table_remove (self->entries, GUINT_TO_POINTER (oldest->object));
    }
}

static void
made_cb (WireJob *job, const WirePicture *picture, GObject *owner)
{
  WireThumbnails *self = WIRE_THUMBNAILS (owner);
  guint32 object = wire_download_picture_get_object (job);
  Entry *entry = g_hash_table_lookup (self->entries, GUINT_TO_POINTER (object));

  g_ptr_array_remove (self->jobs, job);
  if (entry && !entry->made)
    {
      entry->made = TRUE;
      entry->texture = picture ? g_object_ref (picture->texture) : NULL;
      g_queue_push_head_link (&self->order, &entry->link);
      drop_oldest (self);
      g_signal_emit (self, ready_signal, 0, object);
    }
  start_jobs (self);
}

static void
start_one (WireThumbnails *self, guint32 object)
{
  g_ptr_array_add (self->jobs, wire_download_picture_start (self->list, object, WIRE_THUMBNAIL_EDGE,
                                                            made_cb, G_OBJECT (self)));
}

static void
start_jobs (WireThumbnails *self)
{
  while (self->jobs->len < MAX_JOBS && !g_queue_is_empty (&self->wanted))
    start_one (self, GPOINTER_TO_UINT (g_queue_pop_head (&self->wanted)));
}

static void
want (WireThumbnails *self, guint32 object)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->object = object;
  entry->link.data = entry;
  g_hash_table_insert (self->entries, GUINT_TO_POINTER (object), entry);
  g_queue_push_head (&self->wanted, GUINT_TO_POINTER (object));
  if (self->wanted.length > MAX_WANTED)
    g_hash_table_remove (self->entries, g_queue_pop_tail (&self->wanted));
  start_jobs (self);
}

static void
wire_thumbnails_finalize (GObject *object)
{
  WireThumbnails *self = WIRE_THUMBNAILS (object);

  g_queue_clear (&self->wanted);
  g_hash_table_unref (self->entries);
  g_ptr_array_unref (self->jobs);
  g_clear_pointer (&self->list, wire_object_list_unref);
  G_OBJECT_CLASS (wire_thumbnails_parent_class)->finalize (object);
}

static void
wire_thumbnails_class_init (WireThumbnailsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wire_thumbnails_finalize;

  /**
   * WireThumbnails::ready:
   * @thumbnails: whose
   * @object: that wire_thumbnails_get() has something to say of now
   */
  ready_signal = g_signal_new ("ready", WIRE_TYPE_THUMBNAILS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
wire_thumbnails_init (WireThumbnails *self)
{
  self->entries = g_hash_table_new_full (NULL, NULL, NULL, entry_free);
  g_queue_init (&self->order);
  g_queue_init (&self->wanted);
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
}

/** Returns: (transfer full): that no thumbnail was made yet */
WireThumbnails *
wire_thumbnails_new (WireObjectList *list)
{
  WireThumbnails *self = g_object_new (WIRE_TYPE_THUMBNAILS, NULL);

  self->list = wire_object_list_ref (list);
  return self;
}

/**
 * wire_thumbnails_get:
 * @thumbnails: whose
 * @object: of the list
 * @texture: (out) (transfer none) (nullable): its thumbnail; %NULL where it is no picture that can
 *   be shown
 *
 * Returns: whether that is known; otherwise #WireThumbnails::ready says when it is
 */
gboolean
wire_thumbnails_get (WireThumbnails *self, guint32 object, GdkTexture **texture)
{
  Entry *entry;

  *texture = NULL;
  g_return_val_if_fail (WIRE_IS_THUMBNAILS (self), FALSE);

  entry = g_hash_table_lookup (self->entries, GUINT_TO_POINTER (object));
  if (!entry)
    {
      want (self, object);
      return FALSE;
    }
  if (!entry->made)
    return FALSE;
  g_queue_unlink (&self->order, &entry->link);
  g_queue_push_head_link (&self->order, &entry->link);
  *texture = entry->texture;
  return TRUE;
}

static void
cancel_job (gpointer job, gpointer data)
{
  (void) data;
  wire_job_cancel (job);
}

/** Makes no more of them. Jobs hold their thumbnails: without this, letting go would not end them.
 */
void
wire_thumbnails_stop (WireThumbnails *self)
{
  g_return_if_fail (WIRE_IS_THUMBNAILS (self));

  g_queue_clear (&self->wanted);
  g_ptr_array_foreach (self->jobs, cancel_job, NULL);
}

/** Returns: how many are kept */
guint
wire_thumbnails_count (WireThumbnails *self)
{
  g_return_val_if_fail (WIRE_IS_THUMBNAILS (self), 0);
  return self->order.length;
}

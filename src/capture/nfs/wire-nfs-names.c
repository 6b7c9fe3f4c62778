/* wire-nfs-names.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/nfs/wire-nfs-names.h"

#include "base/wire-text-hash.h"

#include <string.h>

/* A path goes through no more folders than this: they may be said to be in each other. */
#define MAX_DEPTH 64u

/*
 * Where something is.
 * @own: its handle
 * @folder: that it is in; its length is 0 for what was mounted
 * @name: there; of what was mounted, its path
 */
typedef struct
{
  WireNfsHandle own;
  WireNfsHandle folder;
  char *name;
} Place;

struct _WireNfsNames
{
  GHashTable *places; /* of WireNfsHandle to Place, both in the Place */
  GHashTable *inside; /* of Place by folder and name, to itself; owned by the other table */
  gsize text;
};

static guint
hash_inside (gconstpointer key)
{
  const Place *place = key;

  return wire_nfs_handle_hash (&place->folder) * 31 ^ wire_text_hash (place->name);
}

static gboolean
equal_inside (gconstpointer a, gconstpointer b)
{
  const Place *left = a;
  const Place *right = b;

  return wire_nfs_handle_equal (&left->folder, &right->folder)
         && strcmp (left->name, right->name) == 0;
}

static void
free_place (gpointer data)
{
  Place *place = data;

  g_free (place->name);
  g_free (place);
}

/** Returns: (transfer full): names of nothing yet */
WireNfsNames *
wire_nfs_names_new (void)
{
  WireNfsNames *self = g_new0 (WireNfsNames, 1);

  self->places =
      g_hash_table_new_full (wire_nfs_handle_hash, wire_nfs_handle_equal, NULL, free_place);
  self->inside = g_hash_table_new (hash_inside, equal_inside);
  return self;
}

void
wire_nfs_names_free (WireNfsNames *self)
{
  g_hash_table_unref (self->inside);
  g_hash_table_unref (self->places);
  g_free (self);
}

static void
drop (WireNfsNames *self, Place *place)
{
  if (g_hash_table_lookup (self->inside, place) == place)
    g_hash_table_remove (self->inside, place);
  self->text -= strlen (place->name);
  g_hash_table_remove (self->places, &place->own);
}

static gboolean
is_way (const char *name)
{
  return strcmp (name, ".") == 0 || strcmp (name, "..") == 0;
}

/**
 * wire_nfs_names_add:
 * @self: names
 * @folder: (nullable): what it was found in; %NULL where it was mounted
 * @name: there; of what was mounted, its path
 * @handle: what was found
 */
void
wire_nfs_names_add (WireNfsNames *self,
                    const WireNfsHandle *folder,
                    const char *name,
                    const WireNfsHandle *handle)
{
  Place *before = g_hash_table_lookup (self->places, handle);
  Place *place;

  if (handle->length == 0 || is_way (name) || (before && before->folder.length == 0 && folder))
    return;
  if (before)
    drop (self, before);
  if (g_hash_table_size (self->places) == WIRE_NFS_MAX_NAMES
      || strlen (name) > WIRE_NFS_MAX_NAMES_TEXT - self->text)
    return;
  place = g_new0 (Place, 1);
  place->own = *handle;
  if (folder)
    place->folder = *folder;
  place->name = g_strdup (name);
  self->text += strlen (name);
  g_hash_table_insert (self->places, &place->own, place);
  g_hash_table_replace (self->inside, place, place);
}

/** Returns: (transfer none) (nullable): what was found as @name in @folder last */
const WireNfsHandle *
wire_nfs_names_find (WireNfsNames *self, const WireNfsHandle *folder, const char *name)
{
  const Place key = { .folder = *folder, .name = (char *) name };
  const Place *place = g_hash_table_lookup (self->inside, &key);

  return place ? &place->own : NULL;
}

/** Forgets what was found as @name in @folder. */
void
wire_nfs_names_remove (WireNfsNames *self, const WireNfsHandle *folder, const char *name)
{
  const Place key = { .folder = *folder, .name = (char *) name };
  Place *place = g_hash_table_lookup (self->inside, &key);

  if (place)
    drop (self, place);
}

/** Returns: (transfer full) (nullable): the path of @handle, from what was mounted on where that is
 *   known; %NULL where not even its name is */
char *
wire_nfs_names_make_path (WireNfsNames *self, const WireNfsHandle *handle)
{
  const Place *place = g_hash_table_lookup (self->places, handle);
  GString *path = place ? g_string_new (place->name) : NULL;

  for (guint depth = 0; place && place->folder.length > 0 && depth < MAX_DEPTH; depth++)
    {
      place = g_hash_table_lookup (self->places, &place->folder);
      if (!place)
        break;
      if (!g_str_has_suffix (place->name, "/"))
        g_string_prepend_c (path, '/');
      g_string_prepend (path, place->name);
    }
  return path ? g_string_free (path, FALSE) : NULL;
}

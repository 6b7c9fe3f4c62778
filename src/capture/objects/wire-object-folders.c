/* wire-object-folders.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-folders.h"

#include "base/wire-text-hash.h"

#include <string.h>

/* Folders that are kept open; each has a descriptor. */
#define MAX_OPEN 64u
#define MAX_NAME 100u

struct _WireObjectFolders
{
  WireSaveFolder *folder; /* not owned */
  GHashTable *open;       /* of relative paths to WireSaveFolder */
};

static void
free_folder (gpointer folder)
{
  wire_save_folder_free (folder);
}

/** Returns: (transfer full): folders in @folder, which must outlive them */
WireObjectFolders *
wire_object_folders_new (WireSaveFolder *folder)
{
  WireObjectFolders *self = g_new0 (WireObjectFolders, 1);

  self->folder = folder;
  self->open = g_hash_table_new_full (wire_text_hash, g_str_equal, g_free, free_folder);
  return self;
}

void
wire_object_folders_free (WireObjectFolders *self)
{
  g_hash_table_unref (self->open);
  g_free (self);
}

/* Returns: (transfer full): @name as the name of a folder on any system; it came from a stranger */
static char *
make_safe (const char *name)
{
  char *safe = g_strndup (name, MAX_NAME);

  for (char *at = safe; *at; at++)
    if (!g_ascii_isalnum (*at) && (*at == '\0' || !strchr ("-_.", *at)))
      *at = '-';
  for (char *end = safe + strlen (safe); end > safe && end[-1] == '.'; end--)
    end[-1] = '-';
  if (*safe == '.')
    *safe = '-';
  return safe;
}

/* Versions of a protocol have one folder. */
static char *
make_protocol (const WireObject *object)
{
  const char *protocol = object->origin.protocol ? object->origin.protocol : "other";
  g_autofree char *first = g_strndup (protocol, strcspn (protocol, "/"));

  return make_safe (*first ? first : "other");
}

/* Returns: (transfer full): the host that was asked for; the server’s address where none was named
 */
static char *
make_host (const WireObject *object)
{
  char address[WIRE_ADDRESS_TEXT_MAX];

  if (object->host && *object->host)
    return make_safe (object->host);
  if (object->tuple.family == WIRE_FAMILY_NONE)
    return g_strdup ("unknown");
  return make_safe (wire_address_to_text (object->tuple.family, object->tuple.dst, address));
}

/* Returns: (transfer none) (nullable): the folder at @path, which is made where it is not there */
static WireSaveFolder *
ensure (WireObjectFolders *self,
        const char *path,
        WireSaveFolder *parent,
        const char *name,
        GError **error)
{
  WireSaveFolder *found = g_hash_table_lookup (self->open, path);

  if (found)
    return found;
  found = wire_save_folder_open_inside (parent, name, error);
  if (found)
    g_hash_table_insert (self->open, g_strdup (path), found);
  return found;
}

static void
put_before (const char *path, char **name)
{
  char *whole = *name ? g_build_filename (path, *name, NULL) : NULL;

  g_free (*name);
  *name = whole;
}

/** As wire_object_save(); the names in @saved are relative to the folder that all are in. */
gboolean
wire_object_folders_save (WireObjectFolders *self,
                          const WireObjectList *list,
                          guint32 object,
                          const char *extension,
                          GCancellable *cancellable,
                          WireObjectSaved *saved,
                          GError **error)
{
  const WireObject *what = wire_object_list_get (list, object);
  g_autofree char *protocol = make_protocol (what);
  g_autofree char *host = make_host (what);
  g_autofree char *path = g_build_filename (protocol, host, NULL);
  WireSaveFolder *outer;
  WireSaveFolder *inner;

  if (g_hash_table_size (self->open) >= MAX_OPEN)
    g_hash_table_remove_all (self->open);
  outer = ensure (self, protocol, self->folder, protocol, error);
  inner = outer ? ensure (self, path, outer, host, error) : NULL;
  if (!inner || !wire_object_save (list, object, extension, inner, cancellable, saved, error))
    return FALSE;
  put_before (path, &saved->name);
  put_before (path, &saved->map);
  return TRUE;
}

/* wire-audit-known.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/examination/wire-audit-known.h"

#include "base/wire-text-hash.h"

#include <string.h>
#include <unistd.h>

struct _WireAuditKnown
{
  char *list_folder; /* canonical */
  char *folder;      /* canonical; the one that is audited */
  GPtrArray *files;
  GHashTable *names;    /* as the list has them → file */
  GHashTable *places;   /* → file */
  GHashTable *contents; /* first digest of a file → array of files */
};

static void
file_free (gpointer data)
{
  WireAuditFile *file = data;

  g_free (file->name);
  g_free (file->place);
  g_free (file);
}

static guint
checksum_hash (gconstpointer data)
{
  const WireChecksum *checksum = data;

  return wire_bytes_hash (checksum->digest, wire_digest_get_info (checksum->algorithm)->size);
}

static gboolean
checksum_equal (gconstpointer a, gconstpointer b)
{
  const WireChecksum *one = a;
  const WireChecksum *other = b;

  return one->algorithm == other->algorithm
         && memcmp (one->digest, other->digest, wire_digest_get_info (one->algorithm)->size) == 0;
}

/**
 * wire_audit_known_new:
 * @list_folder: where the list is
 * @folder: that is audited
 *
 * Returns: (transfer full): nothing known yet
 */
WireAuditKnown *
wire_audit_known_new (const char *list_folder, const char *folder)
{
  WireAuditKnown *self = g_new0 (WireAuditKnown, 1);

  self->list_folder = g_canonicalize_filename (list_folder, NULL);
  self->folder = g_canonicalize_filename (folder, NULL);
  self->files = g_ptr_array_new_with_free_func (file_free);
  self->names = g_hash_table_new (wire_text_hash, g_str_equal);
  self->places = g_hash_table_new (wire_text_hash, g_str_equal);
  self->contents = g_hash_table_new_full (checksum_hash, checksum_equal, NULL,
                                          (GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
wire_audit_known_free (WireAuditKnown *self)
{
  g_hash_table_unref (self->contents);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->files);
  g_free (self->list_folder);
  g_free (self->folder);
  g_free (self);
}

/** @line: of a list, about the file @name; lines about the same file are one */
void
wire_audit_known_add (WireAuditKnown *self, const char *name, const WireChecksumLine *line)
{
  WireAuditFile *file = g_hash_table_lookup (self->names, name);

  if (!file)
    {
      file = g_new0 (WireAuditFile, 1);
      file->name = g_strdup (name);
      g_ptr_array_add (self->files, file);
      g_hash_table_insert (self->names, file->name, file);
    }
  for (guint i = 0; i < line->n && file->line.n < WIRE_CHECKSUM_LINE_MAX; i++)
    file->line.checksums[file->line.n++] = line->checksums[i];
}

/* Returns: (transfer full) (nullable): @path below the folder */
static char *
get_below (const WireAuditKnown *self, const char *path)
{
  gsize length = strlen (self->folder);

  if (g_str_equal (self->folder, "/"))
    return g_strdup (path + 1);
  return strncmp (path, self->folder, length) == 0 && path[length] == '/'
             ? g_strdup (path + length + 1)
             : NULL;
}

/* Names of Windows programs, as this system would have them. */
static char *
make_plain (const char *name)
{
  gboolean drive = g_ascii_isalpha (name[0]) && name[1] == ':';
  char *plain = g_strdup (drive ? name + 2 : name);

  if (drive || !strchr (plain, '/'))
    g_strdelimit (plain, "\\", '/');
  return plain;
}

/* A name is relative to the list's folder, or to where the program ran, or to the folder itself.
 * Returns: (transfer full): its place in the folder; a path that begins with a slash where it has
 * none there */
static char *
find_place (const WireAuditKnown *self, const char *name)
{
  g_autofree char *plain = make_plain (name);
  g_autofree char *by_list = g_canonicalize_filename (plain, self->list_folder);
  g_autofree char *by_run = g_canonicalize_filename (plain, NULL);
  char *place = get_below (self, by_list);
  const char *rest = plain;

  if (!place && plain[0] != '/')
    place = get_below (self, by_run);
  if (place)
    return place;
  while (rest[0] == '.' && rest[1] == '/')
    rest += 2 + strspn (rest + 2, "/");
  return g_strdup (rest);
}

static gboolean
exists (const WireAuditKnown *self, const char *place)
{
  g_autofree char *path = g_build_filename (self->folder, place, NULL);

  return access (path, F_OK) == 0;
}

/* How much of @prefix, up to a slash, @name begins with. */
static gsize
get_common (const char *prefix, gsize length, const char *name)
{
  gsize common = 0;

  for (gsize i = 0; i < length && prefix[i] == name[i]; i++)
    if (prefix[i] == '/')
      common = i + 1;
  return common;
}

/* The folder was elsewhere, or had another name, when the list was written: what all names have in
 * front is not part of a place. Used where no place fits as it is. */
static void
drop_common_folder (WireAuditKnown *self)
{
  const char *first = NULL;
  gsize length = 0;

  for (guint i = 0; i < self->files->len; i++)
    {
      const WireAuditFile *file = wire_audit_known_get (self, i);

      if (file->is_there)
        return;
      length = first ? get_common (first, length, file->place)
                     : get_common (file->place, strlen (file->place), file->place);
      first = first ? first : file->place;
    }
  for (guint i = 0; i < self->files->len && length > 0; i++)
    {
      WireAuditFile *file = wire_audit_known_get (self, i);
      char *place = g_strdup (file->place + length);

      g_free (file->place);
      file->place = place;
      file->is_there = exists (self, place);
    }
}

/** All is added: finds where each file would be, and which are there. Reads the file system. */
void
wire_audit_known_settle (WireAuditKnown *self)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      WireAuditFile *file = wire_audit_known_get (self, i);

      file->place = find_place (self, file->name);
      file->is_there = file->place[0] != '/' && exists (self, file->place);
    }
  drop_common_folder (self);
  for (guint i = 0; i < self->files->len; i++)
    {
      WireAuditFile *file = wire_audit_known_get (self, i);
      GPtrArray *same = g_hash_table_lookup (self->contents, &file->line.checksums[0]);

      g_hash_table_insert (self->places, file->place, file);
      if (!same)
        {
          same = g_ptr_array_new ();
          g_hash_table_insert (self->contents, &file->line.checksums[0], same);
        }
      g_ptr_array_add (same, file);
    }
}

guint
wire_audit_known_get_length (const WireAuditKnown *self)
{
  return self->files->len;
}

WireAuditFile *
wire_audit_known_get (const WireAuditKnown *self, guint index)
{
  return g_ptr_array_index (self->files, index);
}

/** Returns: digests that are needed to compare */
WireDigestMask
wire_audit_known_get_mask (const WireAuditKnown *self)
{
  WireDigestMask mask = 0;

  for (guint i = 0; i < self->files->len; i++)
    {
      const WireAuditFile *file = wire_audit_known_get (self, i);

      for (guint k = 0; k < file->line.n; k++)
        mask |= WIRE_DIGEST_BIT (file->line.checksums[k].algorithm);
    }
  return mask;
}

WireAuditFile *
wire_audit_known_find_place (const WireAuditKnown *self, const char *place)
{
  return g_hash_table_lookup (self->places, place);
}

/** Returns: whether all digests that the list has of it are @digests */
gboolean
wire_audit_file_agrees (const WireAuditFile *self, const WireDigests *digests)
{
  for (guint i = 0; i < self->line.n; i++)
    if (!wire_checksum_agrees (&self->line.checksums[i], digests))
      return FALSE;
  return TRUE;
}

/* What is gone and was not found elsewhere is the likeliest origin. */
static gboolean
is_better (const WireAuditFile *file, const WireAuditFile *best)
{
  return !best || (!file->is_there && !file->is_met && (best->is_there || best->is_met));
}

/** Returns: (nullable): a file of the list with that content */
WireAuditFile *
wire_audit_known_find_content (const WireAuditKnown *self, const WireDigests *digests)
{
  WireAuditFile *best = NULL;

  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    {
      WireChecksum wanted = { .algorithm = i };
      GPtrArray *same;

      if (!(digests->mask & WIRE_DIGEST_BIT (i)))
        continue;
      memcpy (wanted.digest, digests->values[i], wire_digest_get_info (i)->size);
      same = g_hash_table_lookup (self->contents, &wanted);
      for (guint k = 0; same && k < same->len; k++)
        {
          WireAuditFile *file = g_ptr_array_index (same, k);

          if (is_better (file, best) && wire_audit_file_agrees (file, digests))
            best = file;
          if (best && !best->is_there && !best->is_met)
            return best;
        }
    }
  return best;
}

/** Notes that the walk came by @place. Returns: (transfer none) (nullable): the file that the list
 * has there */
WireAuditFile *
wire_audit_known_meet (WireAuditKnown *self, const char *place)
{
  WireAuditFile *file = wire_audit_known_find_place (self, place);

  if (file)
    file->is_met = TRUE;
  return file;
}

/**
 * wire_audit_known_judge:
 * @place: of a file that the walk came by
 * @size: its bytes: empty files are alike, and say nothing of each other
 * @digests: its own
 * @was: (out) (transfer none) (nullable): by which name the list has its content, where it moved
 *
 * Returns: what became of it
 */
WireAuditStatus
wire_audit_known_judge (WireAuditKnown *self,
                        const char *place,
                        guint64 size,
                        const WireDigests *digests,
                        const char **was)
{
  const WireAuditFile *file = wire_audit_known_meet (self, place);
  WireAuditFile *elsewhere;

  *was = NULL;
  if (file)
    return wire_audit_file_agrees (file, digests) ? WIRE_AUDIT_MATCHED : WIRE_AUDIT_CHANGED;
  elsewhere = size > 0 ? wire_audit_known_find_content (self, digests) : NULL;
  if (!elsewhere)
    return WIRE_AUDIT_NEW;
  elsewhere->is_met = TRUE;
  *was = elsewhere->name;
  return WIRE_AUDIT_MOVED;
}

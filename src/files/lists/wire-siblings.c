/* wire-siblings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/lists/wire-siblings.h"

#include "files/lists/wire-checksum-path.h"
#include "files/lists/wire-checksum-reader.h"
#include "files/lists/wire-list-document.h"
#include "files/lists/wire-unread-lines.h"
#include "base/wire-printable.h"
#include "base/wire-text-hash.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

/* What a list says of one file. */
typedef struct
{
  const char *list; /* the folder's */
  WireChecksum checksum;
  const char *problem; /* the folder's; why it says nothing */
} Claim;

/* A list that says nothing, though it should. */
typedef struct
{
  const char *list;
  char *alone; /* NULL: it may be about every file */
  char *message;
} Problem;

/* What is known of one folder. */
typedef struct
{
  GHashTable *names;   /* name → array of Claim; names come from outside: seeded */
  GPtrArray *lists;    /* paths */
  GPtrArray *problems; /* of Problem */
  WireUnreadLines *unread;
} Folder;

struct _WireSiblings
{
  GMutex lock;
  GHashTable *folders; /* path → Folder */
};

static void
problem_free (gpointer data)
{
  Problem *problem = data;

  g_free (problem->alone);
  g_free (problem->message);
  g_free (problem);
}

static void
folder_free (gpointer data)
{
  Folder *folder = data;

  g_hash_table_unref (folder->names);
  g_ptr_array_unref (folder->problems);
  wire_unread_lines_free (folder->unread);
  g_ptr_array_unref (folder->lists);
  g_free (folder);
}

void
wire_sibling_check_free (WireSiblingCheck *self)
{
  g_free (self->list);
  g_free (self->problem);
  g_free (self);
}

WireSiblings *
wire_siblings_new (void)
{
  WireSiblings *self = g_new0 (WireSiblings, 1);

  g_mutex_init (&self->lock);
  self->folders = g_hash_table_new_full (wire_text_hash, g_str_equal, g_free, folder_free);
  return self;
}

void
wire_siblings_free (WireSiblings *self)
{
  g_hash_table_unref (self->folders);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static void
add_claim (Folder *self, const char *name, const char *list, const WireChecksum *checksum)
{
  GPtrArray *claims = g_hash_table_lookup (self->names, name);
  Claim *claim = g_new0 (Claim, 1);

  claim->list = list;
  claim->checksum = *checksum;
  if (!claims)
    {
      claims = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->names, g_strdup (name), claims);
    }
  g_ptr_array_add (claims, claim);
}

static void
add_problem (Folder *self, const char *list, const char *alone, char *message)
{
  Problem *problem = g_new0 (Problem, 1);

  problem->list = list;
  problem->alone = g_strdup (alone);
  problem->message = message;
  g_ptr_array_add (self->problems, problem);
}

/* A list speaks of files in its folder: one elsewhere is none of its siblings. But a list that is
 * named for a file speaks of that, wherever it was when it was written.
 * Returns: (transfer full) (nullable) */
static char *
get_own_name (const char *name, const char *folder, const char *alone)
{
  g_autofree char *last = NULL;
  g_autofree char *parent = NULL;
  g_autofree char *own = NULL;

  name += strspn (name, " \t");
  while (g_str_has_prefix (name, "./") || g_str_has_prefix (name, ".\\"))
    name += 2;
  if (!*name || !strpbrk (name, "/\\"))
    return *name ? g_strdup (name) : NULL;
  last = wire_checksum_get_last_part (name);
  if (g_strcmp0 (last, alone) == 0)
    return g_steal_pointer (&last);
  if (name[0] != '/')
    return g_ascii_isalpha (name[0]) && name[1] == ':' ? g_steal_pointer (&last) : NULL;
  parent = g_path_get_dirname (name);
  own = g_canonicalize_filename (folder, NULL);
  return g_str_equal (parent, own) ? g_steal_pointer (&last) : NULL;
}

/* As @name is to the letter, or where there is no such file, as the list may have meant it.
 * Returns: (transfer full) (nullable): %NULL where that is elsewhere */
static char *
find_own_name (const char *name, const char *folder, const char *alone)
{
  g_autofree char *own = get_own_name (name, folder, alone);
  g_autofree char *shown = NULL;
  g_autofree char *path = wire_checksum_find_file (folder, own ? own : name, &shown);

  return strchr (shown, '/') || strchr (shown, '\\') ? g_steal_pointer (&own)
                                                     : g_steal_pointer (&shown);
}

/* Whether the folder has such a file. */
static gboolean
is_here (const char *folder, const char *name)
{
  g_autofree char *path = name ? g_build_filename (folder, name, NULL) : NULL;

  return path && g_file_test (path, G_FILE_TEST_EXISTS);
}

/* What the grammar does not read may still be about a file: it is not passed over. Nor is a name
 * that may be a file's with something else. Returns: whether the entry speaks of @alone */
static gboolean
add_entry (Folder *self,
           const char *folder,
           const char *list,
           const char *alone,
           const WireChecksumEntry *entry)
{
  const WireChecksumLine *line = entry->line;
  g_autofree char *name =
      line->n > 0 && line->name ? find_own_name (line->name, folder, alone) : g_strdup (alone);

  if (line->n == 0 || (!line->name && !alone))
    wire_unread_lines_add (self->unread, list, entry);
  else if (line->name && !is_here (folder, name))
    wire_unread_lines_add_odd_name (self->unread, list, entry);
  for (guint i = 0; name && i < line->n; i++)
    add_claim (self, name, list, &line->checksums[i]);
  return line->n > 0 && g_strcmp0 (name, alone) == 0;
}

/* Why a list with digests says nothing of the file that it is named for. Returns: (transfer full)
 */
static char *
explain_silence (const char *list, guint n)
{
  g_autofree char *name = wire_printable_name (list);

  return g_strdup_printf (n > 0 ? _ ("“%s” has the name of this file, but its digests are of files "
                                     "with other names.")
                                : _ ("“%s” has the name of a checksum list, but no digest that can "
                                     "be read is in it."),
                          name);
}

/* Returns: (transfer full) (nullable): why @list says nothing */
static char *
read_entries (Folder *self, const char *folder, const char *list, const char *alone)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WireChecksumReader) reader = wire_checksum_reader_open (list, NULL, &error);
  gboolean speaks = alone == NULL;
  WireChecksumEntry entry;
  guint n = 0;
  int more = -1;

  while (reader && (more = wire_checksum_reader_next (reader, &entry, &error)) == 1)
    {
      n += entry.line->n;
      speaks = add_entry (self, folder, list, alone, &entry) || speaks;
    }
  if (more < 0)
    return g_strdup (error->message);
  return n > 0 && speaks ? NULL : explain_silence (list, n);
}

static void
read_list (Folder *self, const char *folder, const char *list, const char *alone)
{
  g_autofree char *name = wire_printable_name (list);
  char *problem;
  GStatBuf info;

  if (g_stat (list, &info) == 0 && S_ISREG (info.st_mode) && info.st_size > WIRE_SIBLINGS_MAX_SIZE)
    problem = g_strdup_printf (
        _ ("“%s” is too long to be read for every file. Verify the list itself."), name);
  else if (g_stat (list, &info) == 0 && S_ISDIR (info.st_mode))
    return;
  else
    problem = read_entries (self, folder, list, alone);
  if (problem)
    add_problem (self, list, alone, problem);
}

static Folder *
read_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  Folder *self = g_new0 (Folder, 1);
  const char *name;

  self->names = g_hash_table_new_full (wire_text_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_ptr_array_unref);
  self->lists = g_ptr_array_new_with_free_func (g_free);
  self->problems = g_ptr_array_new_with_free_func (problem_free);
  self->unread = wire_unread_lines_new ();
  while (dir && (name = g_dir_read_name (dir)))
    {
      g_auto (WireListName) list = { 0 };
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (wire_list_name_read (name, &list))
        {
          g_ptr_array_add (self->lists, file);
          read_list (self, path, g_steal_pointer (&file), list.alone);
        }
      else if (wire_list_document_read (file, self->unread))
        g_ptr_array_add (self->lists, g_steal_pointer (&file));
    }
  return self;
}

/* A list that is for all files says nothing of other lists, nor of itself. */
static gboolean
concerns (const Problem *problem, const char *name)
{
  g_auto (WireListName) list = { 0 };

  return problem->alone ? g_str_equal (problem->alone, name) : !wire_list_name_read (name, &list);
}

static void
add_silent (GPtrArray *found, const char *list, const char *message)
{
  Claim *claim = g_new0 (Claim, 1);

  claim->list = list;
  claim->problem = message;
  g_ptr_array_add (found, claim);
}

static gboolean
speaks (const GPtrArray *claims, const char *list)
{
  for (guint i = 0; claims && i < claims->len; i++)
    if (((const Claim *) g_ptr_array_index (claims, i))->list == list)
      return TRUE;
  return FALSE;
}

/* Lines that name the file in lists that say nothing else of it. */
static void
add_unread (Folder *self, const char *name, const GPtrArray *claims, GPtrArray *found)
{
  const WireUnreadLine *line;
  guint from = 0;

  while ((line = wire_unread_lines_find (self->unread, name, &from)))
    if (!speaks (claims, line->list) && !speaks (found, line->list))
      add_silent (found, line->list, line->message);
}

/* Returns: (transfer container) (nullable) */
static GPtrArray *
find_claims (Folder *self, const char *name)
{
  GPtrArray *claims = g_hash_table_lookup (self->names, name);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->problems->len; i++)
    {
      const Problem *problem = g_ptr_array_index (self->problems, i);

      if (concerns (problem, name))
        add_silent (found, problem->list, problem->message);
    }
  add_unread (self, name, claims, found);
  if (found->len == 0)
    return claims ? g_ptr_array_ref (claims) : NULL;
  for (guint i = 0; claims && i < claims->len; i++)
    g_ptr_array_add (found, g_memdup2 (g_ptr_array_index (claims, i), sizeof (Claim)));
  return g_steal_pointer (&found);
}

/**
 * wire_siblings_find:
 * @path: a file
 *
 * Reads the folder's lists where that was not done yet: blocks.
 *
 * Returns: (transfer container) (nullable): what lists say of it; %NULL where none does. Valid as
 *   long as @siblings
 */
GPtrArray *
wire_siblings_find (WireSiblings *self, const char *path)
{
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Folder *folder = g_hash_table_lookup (self->folders, parent);

  if (!folder)
    {
      folder = read_folder (parent);
      g_hash_table_insert (self->folders, g_steal_pointer (&parent), folder);
    }
  return find_claims (folder, name);
}

/** Returns: digests that are needed to check what wire_siblings_find() @found; 0 for %NULL */
WireDigestMask
wire_siblings_get_mask (const GPtrArray *found)
{
  WireDigestMask mask = 0;

  for (guint i = 0; found && i < found->len; i++)
    {
      const Claim *claim = g_ptr_array_index (found, i);

      if (!claim->problem)
        mask |= WIRE_DIGEST_BIT (claim->checksum.algorithm);
    }
  return mask;
}

/** Returns: digests by which a list may be right that wire_siblings_check() found to disagree:
 * where it names no algorithm, others are as long */
WireDigestMask
wire_siblings_get_other_mask (const GPtrArray *found)
{
  WireDigestMask mask = 0;

  for (guint i = 0; found && i < found->len; i++)
    {
      const Claim *claim = g_ptr_array_index (found, i);

      if (!claim->problem && !claim->checksum.named)
        mask |= wire_digest_mask_for_size (wire_digest_get_info (claim->checksum.algorithm)->size);
    }
  return mask & ~wire_siblings_get_mask (found);
}

/* What is graver of two: a digest that differs, a list that says nothing, one that agrees. */
static guint
rank (const Claim *claim, const WireDigests *digests)
{
  return claim->problem ? 1 : wire_checksum_agrees (&claim->checksum, digests) ? 2 : 0;
}

/**
 * wire_siblings_check:
 * @found: (nullable): by wire_siblings_find()
 * @digests: of the file's content, at least those of wire_siblings_get_mask()
 *
 * Returns: (transfer full) (nullable): the first list that disagrees; else one that could not be
 *   read; else the one with the longest digest; %NULL where none speaks of the file
 */
WireSiblingCheck *
wire_siblings_check (const GPtrArray *found, const WireDigests *digests)
{
  const Claim *best = NULL;
  WireSiblingCheck *check;
  guint best_rank = 3;

  for (guint i = 0; found && i < found->len; i++)
    {
      const Claim *claim = g_ptr_array_index (found, i);
      guint its_rank = rank (claim, digests);
      gboolean longer = best && its_rank == best_rank && best_rank == 2
                        && wire_digest_get_info (claim->checksum.algorithm)->size
                               > wire_digest_get_info (best->checksum.algorithm)->size;

      if (its_rank < best_rank || longer)
        {
          best = claim;
          best_rank = its_rank;
        }
    }
  if (!best)
    return NULL;
  check = g_new0 (WireSiblingCheck, 1);
  *check = (WireSiblingCheck){ g_strdup (best->list), best->checksum.algorithm, best_rank == 2,
                               g_strdup (best->problem) };
  return check;
}

/** Returns: as --json writes it */
const char *
wire_sibling_check_get_key (const WireSiblingCheck *self)
{
  return self->problem ? "unreadable" : self->agrees ? "ok" : "failed";
}

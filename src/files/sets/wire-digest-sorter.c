/* wire-digest-sorter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/sets/wire-digest-sorter.h"

#include "base/wire-key-sort.h"
#include "base/wire-spool.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* A record as it lies in the arena and in run files: algorithm, digest, length of the name, the
 * name with its NUL. The length is 0 where there is none, else it counts the NUL. */
#define RECORD_MAX (1 + WIRE_DIGEST_MAX_SIZE + 2 + WIRE_KNOWN_NAME_MAX + 1)

/* Records that are asked for before they are needed. */
#define PREFETCH_AHEAD 8

typedef struct
{
  FILE *file;
  guint64 prefix;
  gboolean ended;
  guint8 record[RECORD_MAX];
} Run;

struct _WireDigestSorter
{
  guint8 *arena;
  gsize arena_size;
  gsize used;
  /* By the digest's first eight bytes, which decide nearly every comparison; rows are places of
   * records in the arena. */
  WireKeyed *keys;
  WireKeyed *scratch;
  guint32 max_keys;
  guint32 n_keys;
  guint32 next_key; /* where everything fitted in memory */
  GPtrArray *runs;
  Run *given; /* the run whose record was given out last */
};

static guint64
get_prefix (const guint8 *record)
{
  guint8 bytes[8] = { 0 };

  memcpy (bytes, record + 1, MIN (8, wire_digest_get_info (record[0])->size));
  guint64 value;
  memcpy (&value, bytes, 8);
  return GUINT64_FROM_BE (value);
}

/* As SQLite orders (BLOB, INTEGER) keys: bytes, then the shorter, then the number. */
static int
compare_records (const guint8 *a, const guint8 *b)
{
  guint a_size = wire_digest_get_info (a[0])->size;
  guint b_size = wire_digest_get_info (b[0])->size;
  int order = memcmp (a + 1, b + 1, MIN (a_size, b_size));

  if (order == 0)
    order = (int) a_size - (int) b_size;
  return order ? order : a[0] - b[0];
}

static int
compare_keyed (const void *first, const void *second, void *arena)
{
  const guint8 *records = arena;
  guint32 a = ((const WireKeyed *) first)->row;
  guint32 b = ((const WireKeyed *) second)->row;
  int order = compare_records (records + a, records + b);

  return order ? order : a < b ? -1 : 1;
}

/* Whole digests decide only among those that begin alike. */
static void
sort_keys (WireDigestSorter *sorter)
{
  WireKeyed *keys = sorter->keys;

  wire_key_sort (keys, sorter->scratch, sorter->n_keys);
  for (guint32 i = 0, end; i < sorter->n_keys; i = end)
    {
      end = i + 1;
      while (end < sorter->n_keys && keys[end].key == keys[i].key)
        end++;
      if (end - i > 1)
        qsort_r (keys + i, end - i, sizeof *keys, compare_keyed, sorter->arena);
    }
}

static void
run_free (gpointer data)
{
  Run *run = data;

  fclose (run->file);
  g_free (run);
}

/**
 * wire_digest_sorter_new:
 * @run_bytes: memory for one run, of which two thirds go to sort keys
 *
 * Returns: (transfer full): an empty sorter
 */
WireDigestSorter *
wire_digest_sorter_new (gsize run_bytes)
{
  WireDigestSorter *sorter = g_new0 (WireDigestSorter, 1);

  sorter->arena_size = CLAMP (run_bytes / 3, 2 * RECORD_MAX, G_MAXUINT32);
  sorter->arena = g_malloc (sorter->arena_size);
  sorter->max_keys = (guint32) (sorter->arena_size / sizeof (WireKeyed));
  sorter->keys = g_new (WireKeyed, sorter->max_keys);
  sorter->scratch = g_new (WireKeyed, sorter->max_keys);
  sorter->runs = g_ptr_array_new_with_free_func (run_free);
  return sorter;
}

void
wire_digest_sorter_free (WireDigestSorter *self)
{
  g_free (self->arena);
  g_free (self->keys);
  g_free (self->scratch);
  g_ptr_array_unref (self->runs);
  g_free (self);
}

static gsize
record_size (const guint8 *record)
{
  guint digest = wire_digest_get_info (record[0])->size;

  return 3u + digest + (gsize) (record[1 + digest] << 8 | record[2 + digest]);
}

static gsize
write_record (guint8 *out, const WireKnownDigest *digest)
{
  guint size = wire_digest_get_info (digest->algorithm)->size;
  gsize name = digest->name ? MIN (strlen (digest->name), WIRE_KNOWN_NAME_MAX) + 1 : 0;

  out[0] = (guint8) digest->algorithm;
  memcpy (out + 1, digest->digest, size);
  out[1 + size] = (guint8) (name >> 8);
  out[2 + size] = (guint8) name;
  if (name)
    {
      memcpy (out + 3 + size, digest->name, name - 1);
      out[3 + size + name - 1] = '\0';
    }
  return 3u + size + name;
}

static void
read_record (const guint8 *record, WireKnownDigest *digest)
{
  guint size = wire_digest_get_info (record[0])->size;

  digest->algorithm = record[0];
  digest->digest = record + 1;
  digest->name = record[1 + size] || record[2 + size] ? (const char *) record + 3 + size : NULL;
}

static gboolean
fail_temporary (GError **error)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
               _ ("A temporary file for sorting in “%s” could not be used: %s."), g_get_tmp_dir (),
               g_strerror (errno));
  return FALSE;
}

/* Where the user wants temporary files, which tmpfile() does not ask. */
static FILE *
open_temporary (void)
{
  int fd = wire_spool_open ("", NULL);
  FILE *file = fd >= 0 ? fdopen (fd, "w+") : NULL;

  if (!file && fd >= 0)
    close (fd);
  return file;
}

static gboolean
spill (WireDigestSorter *sorter, GError **error)
{
  Run *run = g_new0 (Run, 1);

  run->file = open_temporary ();
  if (!run->file)
    {
      g_free (run);
      return fail_temporary (error);
    }
  g_ptr_array_add (sorter->runs, run);
  sort_keys (sorter);
  for (guint32 i = 0; i < sorter->n_keys; i++)
    {
      const guint8 *record = sorter->arena + sorter->keys[i].row;

      if (fwrite (record, record_size (record), 1, run->file) != 1)
        return fail_temporary (error);
    }
  sorter->used = 0;
  sorter->n_keys = 0;
  return TRUE;
}

/** Takes a copy of @digest. A name over %WIRE_KNOWN_NAME_MAX bytes is cut. */
gboolean
wire_digest_sorter_add (WireDigestSorter *self, const WireKnownDigest *digest, GError **error)
{
  if ((self->arena_size - self->used < RECORD_MAX || self->n_keys == self->max_keys)
      && !spill (self, error))
    return FALSE;

  guint8 *record = self->arena + self->used;
  gsize size = write_record (record, digest);

  self->keys[self->n_keys++] = (WireKeyed){ get_prefix (record), (guint32) self->used };
  self->used += size;
  return TRUE;
}

static gboolean
run_advance (Run *run, GError **error)
{
  guint size;

  if (fread (run->record, 1, 1, run->file) != 1)
    {
      run->ended = TRUE;
      return !ferror (run->file) || fail_temporary (error);
    }
  size = wire_digest_get_info (run->record[0])->size;
  if (fread (run->record + 1, size + 2, 1, run->file) != 1)
    return fail_temporary (error);

  gsize rest = record_size (run->record) - 3 - size;
  if (rest > 0 && fread (run->record + 3 + size, rest, 1, run->file) != 1)
    return fail_temporary (error);
  run->prefix = get_prefix (run->record);
  return TRUE;
}

/** Call once all digests were added, before wire_digest_sorter_next(). */
gboolean
wire_digest_sorter_end (WireDigestSorter *self, GError **error)
{
  if (self->runs->len == 0)
    {
      sort_keys (self);
      return TRUE;
    }
  if (self->n_keys > 0 && !spill (self, error))
    return FALSE;
  g_clear_pointer (&self->arena, g_free);
  g_clear_pointer (&self->keys, g_free);
  g_clear_pointer (&self->scratch, g_free);
  for (guint i = 0; i < self->runs->len; i++)
    {
      Run *run = g_ptr_array_index (self->runs, i);

      rewind (run->file);
      if (!run_advance (run, error))
        return FALSE;
    }
  return TRUE;
}

/* Runs are few (ten million digests make four), so that a scan does as well as a heap. */
static Run *
smallest_run (WireDigestSorter *sorter)
{
  Run *best = NULL;

  for (guint i = 0; i < sorter->runs->len; i++)
    {
      Run *run = g_ptr_array_index (sorter->runs, i);

      if (!run->ended
          && (!best || run->prefix < best->prefix
              || (run->prefix == best->prefix && compare_records (run->record, best->record) < 0)))
        best = run;
    }
  return best;
}

/**
 * wire_digest_sorter_next:
 * @digest: (out): what it points at stays valid until the next call
 *
 * Equal digests come one after the other, in the order in which they were added.
 *
 * Returns: 1 where @digest was filled, 0 at the end, -1 on error
 */
int
wire_digest_sorter_next (WireDigestSorter *self, WireKnownDigest *digest, GError **error)
{
  if (self->runs->len == 0)
    {
      if (self->next_key == self->n_keys)
        return 0;
      guint32 ahead = self->next_key + PREFETCH_AHEAD;

      /* The order of digests is none in memory. Not in a function of its own: GCC takes a call that
       * only fetches for one without effect, and leaves it out. */
      if (ahead < self->n_keys)
        __builtin_prefetch (self->arena + self->keys[ahead].row);
      read_record (self->arena + self->keys[self->next_key++].row, digest);
      return 1;
    }

  if (self->given && !run_advance (self->given, error))
    return -1;
  self->given = smallest_run (self);
  if (!self->given)
    return 0;
  read_record (self->given->record, digest);
  return 1;
}

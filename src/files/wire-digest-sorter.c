/* wire-digest-sorter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-digest-sorter.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>

/* A record as it lies in the arena and in run files: algorithm, digest, length of the name, the
 * name with its NUL. The length is 0 where there is none, else it counts the NUL. */
#define RECORD_MAX (1 + WIRE_DIGEST_MAX_SIZE + 2 + WIRE_KNOWN_NAME_MAX + 1)

typedef struct
{
  guint64 prefix; /* the digest's first eight bytes, which decide nearly every comparison */
  const guint8 *record;
} Key;

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
  GArray *keys;
  GPtrArray *runs;
  guint next_key; /* where everything fitted in memory */
  Run *given;     /* the run whose record was given out last */
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
compare_keys (const void *first, const void *second)
{
  const Key *a = first;
  const Key *b = second;

  if (a->prefix != b->prefix)
    return a->prefix < b->prefix ? -1 : 1;
  return compare_records (a->record, b->record);
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
 * @run_bytes: memory for one run, of which about half goes to sort keys
 *
 * Returns: (transfer full): an empty sorter
 */
WireDigestSorter *
wire_digest_sorter_new (gsize run_bytes)
{
  WireDigestSorter *sorter = g_new0 (WireDigestSorter, 1);

  sorter->arena_size = MAX (run_bytes / 2, 2 * RECORD_MAX);
  sorter->arena = g_malloc (sorter->arena_size);
  sorter->keys =
      g_array_sized_new (FALSE, FALSE, sizeof (Key), (guint) (sorter->arena_size / sizeof (Key)));
  sorter->runs = g_ptr_array_new_with_free_func (run_free);
  return sorter;
}

void
wire_digest_sorter_free (WireDigestSorter *sorter)
{
  g_free (sorter->arena);
  g_array_unref (sorter->keys);
  g_ptr_array_unref (sorter->runs);
  g_free (sorter);
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

static gboolean
spill (WireDigestSorter *sorter, GError **error)
{
  Run *run = g_new0 (Run, 1);

  run->file = tmpfile ();
  if (!run->file)
    {
      g_free (run);
      return fail_temporary (error);
    }
  g_ptr_array_add (sorter->runs, run);
  qsort (sorter->keys->data, sorter->keys->len, sizeof (Key), compare_keys);
  for (guint i = 0; i < sorter->keys->len; i++)
    {
      const guint8 *record = g_array_index (sorter->keys, Key, i).record;

      if (fwrite (record, record_size (record), 1, run->file) != 1)
        return fail_temporary (error);
    }
  sorter->used = 0;
  g_array_set_size (sorter->keys, 0);
  return TRUE;
}

/** Takes a copy of @digest. A name over %WIRE_KNOWN_NAME_MAX bytes is cut. */
gboolean
wire_digest_sorter_add (WireDigestSorter *sorter, const WireKnownDigest *digest, GError **error)
{
  if ((sorter->arena_size - sorter->used < RECORD_MAX
       || sorter->keys->len == sorter->arena_size / sizeof (Key))
      && !spill (sorter, error))
    return FALSE;

  Key key = { 0, sorter->arena + sorter->used };

  sorter->used += write_record (sorter->arena + sorter->used, digest);
  key.prefix = get_prefix (key.record);
  g_array_append_val (sorter->keys, key);
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
wire_digest_sorter_end (WireDigestSorter *sorter, GError **error)
{
  if (sorter->runs->len == 0)
    {
      qsort (sorter->keys->data, sorter->keys->len, sizeof (Key), compare_keys);
      return TRUE;
    }
  if (sorter->keys->len > 0 && !spill (sorter, error))
    return FALSE;
  g_clear_pointer (&sorter->arena, g_free);
  for (guint i = 0; i < sorter->runs->len; i++)
    {
      Run *run = g_ptr_array_index (sorter->runs, i);

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
 * Equal digests come one after the other, in no particular order.
 *
 * Returns: 1 where @digest was filled, 0 at the end, -1 on error
 */
int
wire_digest_sorter_next (WireDigestSorter *sorter, WireKnownDigest *digest, GError **error)
{
  if (sorter->runs->len == 0)
    {
      if (sorter->next_key == sorter->keys->len)
        return 0;
      read_record (g_array_index (sorter->keys, Key, sorter->next_key++).record, digest);
      return 1;
    }

  if (sorter->given && !run_advance (sorter->given, error))
    return -1;
  sorter->given = smallest_run (sorter);
  if (!sorter->given)
    return 0;
  read_record (sorter->given->record, digest);
  return 1;
}

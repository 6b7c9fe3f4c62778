/* wire-tls-key-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/keys/wire-tls-key-log.h"

#include "base/wire-file-open.h"
#include "base/wire-io.h"
#include "base/wire-secret.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#define CHUNK (1024u * 1024)
#define NO_ENTRY G_MAXUINT32

/* More lines than this are left out: a log of a day of a busy proxy has some millions. */
#define MAX_LINES (64u * 1024 * 1024)

G_STATIC_ASSERT (sizeof (WireTlsKeyLine) <= WIRE_SECRET_SIZE);

/* Where lines are: in a file, or in memory. */
typedef struct
{
  int fd; /* -1 for none */
  GBytes *bytes;
  char end; /* of its lines */
} Source;

/* A place has the number of its source in its upper bits. */
#define SOURCE_SHIFT 48
#define MAX_SOURCES 0xffffu

typedef struct
{
  guint64 place;
  guint32 next; /* of those with the same bucket */
  guint32 hash;
} Entry;

struct _WireTlsKeyLog
{
  GArray *sources;
  GArray *entries;
  guint32 *buckets;
  guint32 mask;
  guint64 seed[2];
  guint64 n_lines;         /* of the last source, by now */
  gboolean within;         /* a line that is too long, of which more comes */
  WireTlsKeyFaults faults; /* of the last source */
};

static void
clear_source (gpointer data)
{
  Source *source = data;

  if (source->fd >= 0)
    close (source->fd);
  g_clear_pointer (&source->bytes, g_bytes_unref);
}

WireTlsKeyLog *
wire_tls_key_log_new (void)
{
  WireTlsKeyLog *self = g_new0 (WireTlsKeyLog, 1);

  self->sources = g_array_new (FALSE, FALSE, sizeof (Source));
  g_array_set_clear_func (self->sources, clear_source);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  if (getrandom (self->seed, sizeof self->seed, GRND_NONBLOCK) != (gssize) sizeof self->seed)
    for (guint i = 0; i < 2; i++)
      self->seed[i] = (guint64) g_random_int () << 32 | g_random_int ();
  return self;
}

void
wire_tls_key_log_free (WireTlsKeyLog *self)
{
  g_array_unref (self->sources);
  g_array_unref (self->entries);
  g_free (self->buckets);
  g_free (self);
}

/* Ids are random where programs are honest; a made-up log must not get all into one bucket. */
static guint32
hash_id (const WireTlsKeyLog *self, const guint8 *id, gsize length)
{
  guint64 hash = self->seed[0];

  for (gsize i = 0; i < length; i++)
    {
      hash = (hash ^ id[i]) * 0x9e3779b97f4a7c15u;
      hash = (hash ^ (hash >> 29)) + self->seed[1];
    }
  return (guint32) (hash >> 32);
}

/* Index */

static gsize
read_at (const WireTlsKeyLog *self, guint32 source, guint64 offset, char *out, gsize length)
{
  const Source *from = &g_array_index (self->sources, Source, source);
  const char *bytes;
  gsize size;
  gssize n;

  if (from->fd >= 0)
    {
      n = wire_io_pread_full (from->fd, out, length, offset);
      return n < 0 ? 0 : (gsize) n;
    }
  bytes = g_bytes_get_data (from->bytes, &size);
  if (offset >= size)
    return 0;
  length = MIN (length, size - (gsize) offset);
  memcpy (out, bytes + offset, length);
  return length;
}

static char
get_line_end (const WireTlsKeyLog *self, guint64 place)
{
  return g_array_index (self->sources, Source, (guint) (place >> SOURCE_SHIFT)).end;
}

static WireTlsKeyKind
read_line (const WireTlsKeyLog *self, const Entry *entry, WireTlsKeyLine *line)
{
  char text[WIRE_TLS_KEY_LINE_MAX];
  guint64 offset = entry->place & (((guint64) 1 << SOURCE_SHIFT) - 1);
  gsize length =
      read_at (self, (guint32) (entry->place >> SOURCE_SHIFT), offset, text, sizeof text);
  const char *end = memchr (text, get_line_end (self, entry->place), length);
  WireTlsKeyKind kind = wire_tls_key_line_parse (text, end ? (gsize) (end - text) : length, line);

  wire_secret_wipe (text, sizeof text);
  return kind;
}

static void
put (WireTlsKeyLog *self, guint32 index)
{
  Entry *entry = &g_array_index (self->entries, Entry, index);

  entry->next = self->buckets[entry->hash & self->mask];
  self->buckets[entry->hash & self->mask] = index;
}

/* Makes room for twice as many. */
static void
grow (WireTlsKeyLog *self)
{
  guint32 n = self->buckets ? 2 * (self->mask + 1) : 1024;

  g_free (self->buckets);
  self->buckets = g_new (guint32, n);
  self->mask = n - 1;
  memset (self->buckets, 0xff, n * sizeof *self->buckets);
  for (guint32 i = 0; i < self->entries->len; i++)
    put (self, i);
}

/* Looks at a line that has no meaning. */
static void
note_fault (WireTlsKeyLog *self, const char *text, gsize length, gboolean whole)
{
  WireTlsKeyFault fault = WIRE_TLS_KEY_FAULT_LONG;

  if (length <= WIRE_TLS_KEY_LINE_MAX)
    fault = wire_tls_key_line_find_fault (text, length);
  else if (*text == '#')
    fault = WIRE_TLS_KEY_FAULT_NONE;
  if (!whole && fault != WIRE_TLS_KEY_FAULT_NONE && fault < WIRE_TLS_KEY_FAULT_SECRET)
    fault = WIRE_TLS_KEY_FAULT_CUT;
  if (!whole && fault == WIRE_TLS_KEY_FAULT_LENGTH)
    fault = WIRE_TLS_KEY_FAULT_CUT;
  if (fault != WIRE_TLS_KEY_FAULT_NONE)
    wire_tls_key_faults_add (&self->faults, self->n_lines, fault);
}

static void
add_line (WireTlsKeyLog *self, guint64 offset, const WireTlsKeyLine *line)
{
  Entry entry = { (guint64) (self->sources->len - 1) << SOURCE_SHIFT | offset, NO_ENTRY, 0 };

  if (!self->buckets || self->entries->len > self->mask)
    grow (self);
  entry.hash = hash_id (self, line->id, line->id_length);
  g_array_append_val (self->entries, entry);
  put (self, self->entries->len - 1);
}

/* Takes the next line, or the next part of one that is too long. */
static void
take_line (WireTlsKeyLog *self,
           const char *text,
           gsize length,
           guint64 offset,
           gboolean whole,
           WireTlsKeyLine *line)
{
  if (self->within)
    return;
  self->n_lines++;
  if (length <= WIRE_TLS_KEY_LINE_MAX && self->entries->len < MAX_LINES
      && wire_tls_key_line_parse (text, length, line) != WIRE_TLS_KEY_NONE)
    add_line (self, offset, line);
  else
    note_fault (self, text, length, whole);
}

/* Returns: bytes of whole lines among those of @text; all of it where @last */
static gsize
add_lines (WireTlsKeyLog *self, const char *text, gsize length, guint64 offset, gboolean last)
{
  const char line_end = g_array_index (self->sources, Source, self->sources->len - 1).end;
  WireTlsKeyLine *line = wire_secret_new ();
  gsize at = 0;

  while (at < length)
    {
      const char *end = memchr (text + at, line_end, length - at);
      gsize n = end ? (gsize) (end - text) - at : length - at;

      if (!end && !last && n <= WIRE_TLS_KEY_LINE_MAX)
        break;
      take_line (self, text + at, n, offset + at, end || !last, line);
      self->within = !end && !last;
      at += n + (end != NULL);
    }
  wire_secret_free (line);
  return at;
}

/* Returns: what lines end in, in a file that begins with @text: CR is the end of Macs before 2001,
 * where there is not one LF */
static char
find_line_end (const char *text, gsize length)
{
  return memchr (text, '\r', length) && !memchr (text, '\n', length) ? '\r' : '\n';
}

/* Returns: how many lines with secrets were found in the last source */
static guint
index_source (WireTlsKeyLog *self)
{
  guint32 source = self->sources->len - 1;
  guint before = self->entries->len;
  g_autofree char *chunk = g_malloc (CHUNK);
  guint64 offset = 0;
  gsize n;

  self->n_lines = 0;
  self->within = FALSE;
  self->faults = (WireTlsKeyFaults){ 0 };
  while ((n = read_at (self, source, offset, chunk, CHUNK)) > 0)
    {
      if (offset == 0)
        g_array_index (self->sources, Source, source).end = find_line_end (chunk, n);
      offset += add_lines (self, chunk, n, offset, n < CHUNK);
    }
  wire_secret_wipe (chunk, CHUNK);
  return self->entries->len - before;
}

/** Returns: how many lines with secrets were found in @bytes, which are kept */
guint
wire_tls_key_log_add_bytes (WireTlsKeyLog *self, GBytes *bytes)
{
  Source source = { -1, NULL, '\n' };

  if (self->sources->len >= MAX_SOURCES)
    return 0;
  source.bytes = g_bytes_ref (bytes);
  g_array_append_val (self->sources, source);
  return index_source (self);
}

/**
 * wire_tls_key_log_add_file:
 * @self: a log
 * @path: of a file, which stays open
 * @lines: (out): how many lines with secrets were found
 * @error: set where %FALSE is returned
 *
 * Returns: whether the file could be read
 */
gboolean
wire_tls_key_log_add_file (WireTlsKeyLog *self, const char *path, guint *lines, GError **error)
{
  struct stat info;
  Source source = { wire_file_open_regular (path, &info, error), NULL, '\n' };

  *lines = 0;
  if (source.fd < 0)
    return FALSE;
  g_array_append_val (self->sources, source);
  *lines = index_source (self);
  return TRUE;
}

/* Lines with the same id that are looked at: a log may have the same one a million times. */
#define MAX_LOOKED_AT 64u

static gboolean
is_new (WireTlsKeyLine *const *found, guint n, const WireTlsKeyLine *line)
{
  for (guint i = 0; i < n; i++)
    if (found[i]->secret_length == line->secret_length
        && memcmp (found[i]->secret, line->secret, line->secret_length) == 0)
      return FALSE;
  return TRUE;
}

/**
 * wire_tls_key_log_find_all:
 * @self: a log
 * @kind: of the line
 * @id: what it is found by, such as a client random
 * @id_length: bytes of @id
 * @found: (out): lines that differ in their secrets, the last one first, each in memory of
 *   wire_secret_new(), to be freed by wire_secret_free()
 *
 * There is more than one where a program uses a random again, or one of several logs is wrong.
 *
 * Returns: how many there are
 */
guint
wire_tls_key_log_find_all (WireTlsKeyLog *self,
                           WireTlsKeyKind kind,
                           const guint8 *id,
                           gsize id_length,
                           WireTlsKeyLine *found[WIRE_TLS_KEY_LOG_MAX_SAME])
{
  guint32 hash = hash_id (self, id, id_length);
  guint32 next = self->buckets ? self->buckets[hash & self->mask] : NO_ENTRY;
  WireTlsKeyLine *line = wire_secret_new ();
  guint looked_at = 0;
  guint n = 0;

  while (next != NO_ENTRY && n < WIRE_TLS_KEY_LOG_MAX_SAME && looked_at < MAX_LOOKED_AT)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, next);

      next = entry->next;
      if (entry->hash != hash)
        continue;
      looked_at++;
      if (read_line (self, entry, line) != kind || line->id_length != id_length
          || memcmp (line->id, id, id_length) != 0 || !is_new (found, n, line))
        continue;
      found[n++] = line;
      line = wire_secret_new ();
    }
  wire_secret_free (line);
  return n;
}

/**
 * wire_tls_key_log_find:
 * @self: a log
 * @kind: of the line
 * @id: what it is found by, such as a client random
 * @id_length: bytes of @id
 * @found: (out): the line, in memory of wire_secret_new(). Only where %TRUE is returned it means
 *   anything.
 *
 * Where a log has several such lines, the last counts.
 *
 * Returns: whether there is such a line
 */
gboolean
wire_tls_key_log_find (WireTlsKeyLog *self,
                       WireTlsKeyKind kind,
                       const guint8 *id,
                       gsize id_length,
                       WireTlsKeyLine *found)
{
  WireTlsKeyLine *lines[WIRE_TLS_KEY_LOG_MAX_SAME];
  guint n = wire_tls_key_log_find_all (self, kind, id, id_length, lines);

  if (n > 0)
    *found = *lines[0];
  for (guint i = 0; i < n; i++)
    wire_secret_free (lines[i]);
  return n > 0;
}

/** Returns: how many lines with secrets there are */
guint
wire_tls_key_log_get_length (const WireTlsKeyLog *self)
{
  return self->entries->len;
}

/** Returns: (transfer none): what is wrong with the file or the bytes that were added last */
const WireTlsKeyFaults *
wire_tls_key_log_get_faults (const WireTlsKeyLog *self)
{
  return &self->faults;
}

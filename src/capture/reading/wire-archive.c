/* wire-archive.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libarchive runs external programs for what it was built without: only filters and formats that it
 * has itself are asked for, and its “all” never.
 */

#include "capture/reading/wire-archive.h"

#include "capture/reading/wire-archive-magic.h"
#include "capture/reading/wire-capture-magic.h"
#include "capture/reading/wire-reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>

/* Read at a time from the file. */
#define BLOCK (128 * 1024)
/* Of a member, to see whether it is a capture, or an archive: a block of tar. */
#define HEAD 512
/* Members that are looked at, those of archives inside it among them: an archive of more is not
 * about captures. */
#define MAX_MEMBERS 10000
/* Archives in archives. */
#define MAX_DEPTH 4
/* What archives inside others may unpack to before a capture is found: as much as --unpack-ratio
 * lets a capture unpack to, unless the user says otherwise. */
#define FIRST_BYTES (64 * 1024 * 1024)
#define MAX_RATIO 250

struct _WireArchive
{
  struct archive *archive;
  WireInput *input;
  WireArchive *outer; /* whose member this is, or NULL */
  WireArchive *inner; /* that the member is, or NULL */
  guint depth;
  guint64 unpacked; /* of the outermost: by those inside it */
  guint8 *block;
  gsize n_head; /* bytes in @block that were read before; given first */
  char *name;   /* such as `xz` or `tar, gzip` */
  GError *cause;

  const guint8 *data; /* libarchive's: what is left of the last block */
  gsize left;
  guint64 hole;     /* zeros before it */
  guint64 position; /* in the member */

  gboolean in_member;
  gboolean member_ended;
  guint n_members;
  guint n_captures;
  guint8 head[HEAD];
  gsize head_length;
  gsize head_given;
};

static gssize read_inside (WireArchive *self, guint8 *buffer, gsize size, GError **error);

static WireArchive *
get_outermost (WireArchive *self)
{
  while (self->outer)
    self = self->outer;
  return self;
}

/* An archive_read_callback. */
static la_ssize_t
read_cb (struct archive *archive, void *data, const void **buffer)
{
  WireArchive *self = data;
  gssize n = (gssize) self->n_head;

  *buffer = self->block;
  self->n_head = 0;
  if (n == 0 && self->outer)
    n = read_inside (self->outer, self->block, BLOCK, &self->cause);
  else if (n == 0)
    n = wire_input_read (self->input, self->block, BLOCK, &self->cause);
  if (n < 0)
    archive_set_error (archive, EIO, "%s", self->cause->message);
  return n;
}

/* An archive_seek_callback: ZIP and 7z have their directory at the end. */
static la_int64_t
seek_cb (struct archive *archive, void *data, la_int64_t offset, int whence)
{
  WireArchive *self = data;
  guint64 base = whence == SEEK_SET   ? 0
                 : whence == SEEK_CUR ? wire_input_get_position (self->input)
                                      : wire_input_get_size (self->input);

  (void) archive;
  if ((offset < 0 && (guint64) -offset > base)
      || !wire_input_seek (self->input, base + (guint64) offset))
    return ARCHIVE_FATAL;
  self->n_head = 0;
  return (la_int64_t) wire_input_get_position (self->input);
}

/* Those that libarchive may have had to run a program for say so by a warning. */
static gboolean
support (struct archive *archive)
{
  static int (*const SUPPORTS[]) (struct archive *) = {
    archive_read_support_filter_bzip2, archive_read_support_filter_compress,
    archive_read_support_filter_gzip,  archive_read_support_filter_lzip,
    archive_read_support_filter_lzma,  archive_read_support_filter_xz,
    archive_read_support_filter_lz4,   archive_read_support_filter_zstd,
    archive_read_support_format_tar,   archive_read_support_format_zip,
    archive_read_support_format_7zip,  archive_read_support_format_cpio,
    archive_read_support_format_ar,    archive_read_support_format_cab,
    archive_read_support_format_raw,   archive_read_support_format_empty,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (SUPPORTS); i++)
    if (SUPPORTS[i](archive) != ARCHIVE_OK)
      return FALSE;
  return TRUE;
}

static gssize
fail (WireArchive *self, GError **error)
{
  if (self->cause)
    g_propagate_error (error, g_steal_pointer (&self->cause));
  else
    g_set_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_BROKEN,
                 _ ("“%s” could not be unpacked further: %s."), wire_input_get_name (self->input),
                 archive_error_string (self->archive) ? archive_error_string (self->archive)
                                                      : _ ("the compressed data are damaged"));
  return -1;
}

/* `xz` for a capture in xz, `tar, gzip` for one in a tar in gzip. */
static char *
describe (struct archive *archive)
{
  gboolean raw = archive_format (archive) == ARCHIVE_FORMAT_RAW;
  g_autofree char *format = g_strdup (archive_format_name (archive));
  const char *filter = archive_filter_name (archive, 0);
  gboolean filtered = archive_filter_code (archive, 0) != ARCHIVE_FILTER_NONE;

  if (format && (archive_format (archive) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_TAR)
    {
      g_free (format);
      format = g_strdup ("tar");
    }
  else if (format)
    format[strcspn (format, " ")] = '\0';
  if (raw)
    return g_strdup (filtered ? filter : "raw");
  return filtered ? g_strdup_printf ("%s, %s", format, filter) : g_strdup (format);
}

/* Some bytes of the member. By blocks: archive_read_data() forgets what came before an error. */
static gssize
take_block (WireArchive *self, guint8 *buffer, gsize size, GError **error)
{
  gsize n;

  if (self->left == 0)
    {
      const void *data;
      la_int64_t offset;
      int result = archive_read_data_block (self->archive, &data, &self->left, &offset);

      if (result == ARCHIVE_EOF)
        {
          self->left = 0;
          self->member_ended = TRUE;
          return 0;
        }
      if (result < ARCHIVE_WARN)
        return fail (self, error);
      self->data = data;
      self->hole = offset > (la_int64_t) self->position ? (guint64) offset - self->position : 0;
    }
  if (self->hole > 0) /* of a sparse file in a tar */
    {
      n = (gsize) MIN (self->hole, size);
      memset (buffer, 0, n);
      self->hole -= n;
    }
  else
    {
      n = MIN (self->left, size);
      if (n > 0) /* an empty block may have no address */
        {
          memcpy (buffer, self->data, n);
          self->data += n;
        }
      self->left -= n;
    }
  self->position += n;
  return (gssize) n;
}

/* Some bytes, at least one but at the member's end: blocks may be empty. */
static gssize
read_member (WireArchive *self, guint8 *buffer, gsize size, GError **error)
{
  gssize n;

  do
    n = take_block (self, buffer, size, error);
  while (n == 0 && !self->member_ended);
  return n;
}

/* Reads the head of the member that was just entered. */
static gssize
read_head (WireArchive *self, GError **error)
{
  self->head_length = self->head_given = 0;
  self->left = 0;
  self->member_ended = FALSE;
  self->hole = self->position = 0;
  while (self->head_length < HEAD)
    {
      gssize n =
          read_member (self, self->head + self->head_length, HEAD - self->head_length, error);

      if (n < 0)
        return -1;
      if (n == 0)
        break;
      self->head_length += (gsize) n;
    }
  return 1;
}

static gssize
fail_without_capture (WireArchive *self, GError **error)
{
  g_set_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_NOT_CAPTURE,
               _ ("“%s” is an archive (%s) without a capture file in it."),
               wire_input_get_name (self->input), self->name);
  return -1;
}

static gsize
take_head (WireArchive *self, guint8 *buffer, gsize size)
{
  gsize n = MIN (size, self->head_length - self->head_given);

  memcpy (buffer, self->head + self->head_given, n);
  self->head_given += n;
  return n;
}

static WireArchive *open_archive (
    WireInput *input, WireArchive *outer, const guint8 *head, gsize length, GError **error);

/* As read_member(), from the member's first byte on. Returns: -1 also where it is too much */
static gssize
read_inside (WireArchive *self, guint8 *buffer, gsize size, GError **error)
{
  WireArchive *root = get_outermost (self);
  guint64 sent = MAX (wire_input_get_size (self->input), wire_input_get_position (self->input));
  guint64 most = MAX (sent, FIRST_BYTES / MAX_RATIO); /* a pipe has no size */
  gssize n = (gssize) take_head (self, buffer, size);

  if (n == 0 && !self->member_ended)
    n = read_member (self, buffer, size, error);
  root->unpacked += (guint64) MAX (n, 0);
  if (root->unpacked / MAX_RATIO <= most)
    return n;
  g_set_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_BROKEN,
               _ ("“%s” has archives inside it that unpack to more than %d times its size."),
               wire_input_get_name (self->input), MAX_RATIO);
  return -1;
}

/* Goes into a member that is an archive. What cannot be unpacked there is passed over, as is what
 * has no capture in it. Returns: whether there is one */
static gboolean
enter_archive (WireArchive *self)
{
  if (self->depth + 1 >= MAX_DEPTH
      || !wire_archive_recognise_inside (self->head, self->head_length))
    return FALSE;
  self->inner = open_archive (self->input, self, NULL, 0, NULL);
  if (!self->inner)
    return FALSE;
  if (self->n_captures == 0)
    {
      g_autofree char *own = g_steal_pointer (&self->name);

      self->name = g_strdup_printf ("%s, %s", self->inner->name, own);
    }
  return TRUE;
}

static gboolean
may_go_on (WireArchive *self)
{
  return get_outermost (self)->n_members++ < MAX_MEMBERS;
}

/* Goes on to the next capture. Returns: 1 where there is one, 0 at the end, -1 on error */
static gssize
next_member (WireArchive *self, GError **error)
{
  struct archive_entry *entry;

  while (may_go_on (self))
    {
      int result = archive_read_next_header (self->archive, &entry);
      gboolean raw;

      if (result == ARCHIVE_EOF)
        return self->n_captures > 0 ? 0 : fail_without_capture (self, error);
      if (result < ARCHIVE_WARN)
        return fail (self, error);
      if (!self->name)
        self->name = describe (self->archive);
      raw = archive_format (self->archive) == ARCHIVE_FORMAT_RAW;
      if (!raw && archive_entry_filetype (entry) != AE_IFREG)
        continue;
      if (read_head (self, error) < 0)
        return -1;
      if ((raw && self->depth == 0) || wire_capture_magic_find (self->head, self->head_length)
          || enter_archive (self))
        {
          self->in_member = TRUE;
          self->n_captures++;
          return 1;
        }
    }
  return self->n_captures > 0 ? 0 : fail_without_capture (self, error);
}

/* @outer: (nullable): of whose member it is made, and not of @input. Returns: (transfer full)
 * (nullable): before the first capture */
static WireArchive *
open_archive (
    WireInput *input, WireArchive *outer, const guint8 *head, gsize length, GError **error)
{
  g_autoptr (WireArchive) self = g_new0 (WireArchive, 1);

  self->input = input;
  self->outer = outer;
  self->depth = outer ? outer->depth + 1 : 0;
  self->block = g_malloc (MAX (BLOCK, length));
  self->archive = archive_read_new ();
  if (length > 0)
    memcpy (self->block, head, length);
  self->n_head = length;
  if (!self->archive || !support (self->archive))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   _ ("“%s” could not be unpacked: libarchive lacks what it takes."),
                   wire_input_get_name (input));
      return NULL;
    }
  if (!outer && !wire_input_is_pipe (input))
    archive_read_set_seek_callback (self->archive, seek_cb);
  archive_read_set_read_callback (self->archive, read_cb);
  archive_read_set_callback_data (self->archive, self);
  if (archive_read_open1 (self->archive) != ARCHIVE_OK)
    {
      fail (self, error);
      return NULL;
    }
  return next_member (self, error) == 1 ? g_steal_pointer (&self) : NULL;
}

/**
 * wire_archive_new:
 * @input: the file; must outlive the archive
 * @head: what was read of it already
 * @length: of @head
 * @error: #WIRE_READER_ERROR where it holds no capture
 *
 * Returns: (transfer full) (nullable): before the first capture
 */
WireArchive *
wire_archive_new (WireInput *input, const guint8 *head, gsize length, GError **error)
{
  return open_archive (input, NULL, head, length, error);
}

void
wire_archive_free (WireArchive *self)
{
  if (self->archive)
    archive_read_free (self->archive);
  g_clear_pointer (&self->inner, wire_archive_free);
  g_clear_error (&self->cause);
  g_free (self->block);
  g_free (self->name);
  g_free (self);
}

/**
 * wire_archive_read:
 * @buffer: filled as far as there is something
 * @size: room in it
 * @error: #WIRE_READER_ERROR, or as the input left it
 *
 * Returns: bytes filled; 0 after the last capture, -1 on error
 */
gssize
wire_archive_read (WireArchive *self, guint8 *buffer, gsize size, GError **error)
{
  for (;;)
    {
      gssize n = self->inner ? wire_archive_read (self->inner, buffer, size, error)
                             : (gssize) take_head (self, buffer, size);

      if (n == 0 && self->in_member && !self->inner)
        n = read_member (self, buffer, size, error);
      if (n != 0)
        return n;
      g_clear_pointer (&self->inner, wire_archive_free);
      self->head_given = self->head_length;
      self->in_member = FALSE;
      n = next_member (self, error);
      if (n <= 0)
        return n;
    }
}

/** Returns: (transfer none): how it is packed */
const char *
wire_archive_get_name (const WireArchive *self)
{
  return self->name;
}

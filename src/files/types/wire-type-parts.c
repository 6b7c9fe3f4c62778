/* wire-type-parts.c: what a file holds that its type does not account for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-file-length.h"
#include "files/types/wire-file-tail.h"
#include "files/types/wire-source-window.h"
#include "files/types/wire-type.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

/* Readers of PDF take a header anywhere in the first kilobyte, and an end in the last one
 * (PDF Reference 1.7, appendix H, notes 13 and 18). */
#define PDF_SEARCH 1024

#define PDF_MIME "application/pdf"

void
wire_type_part_free (WireTypePart *self)
{
  g_free (self->mime);
  g_free (self->words);
  g_free (self);
}

static void
add_part (WireType *type, guint64 offset, guint64 size, const char *mime, const char *words)
{
  WireTypePart *part = g_new0 (WireTypePart, 1);

  *part = (WireTypePart){ offset, size, g_strdup (mime), g_strdup (words) };
  if (!type->parts)
    type->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_type_part_free);
  g_ptr_array_add (type->parts, part);
}

static gboolean
has_part (const WireType *type, const char *mime)
{
  for (guint i = 0; type->parts && i < type->parts->len; i++)
    if (g_str_equal (((const WireTypePart *) g_ptr_array_index (type->parts, i))->mime, mime))
      return TRUE;
  return FALSE;
}

/* The end of a source, as a source of its own. */
typedef struct
{
  const WireTypeSource *whole;
  guint64 offset;
} Slice;

static gsize
read_slice (guint64 offset, guint8 *buffer, gsize length, gpointer data)
{
  const Slice *slice = data;

  return slice->whole->read (slice->offset + offset, buffer, length, slice->whole->data);
}

/* Padding, and nothing hidden. */
static gboolean
is_zeros (const WireTypeSource *source)
{
  g_auto (WireSourceWindow) window = wire_source_window_new (source, WIRE_FILE_TAIL_MAX_READ);

  while (window.position < source->size)
    {
      gsize n;
      const guint8 *bytes = wire_source_window_rest (&window, &n);

      if (!bytes || bytes[0] != 0 || memcmp (bytes, bytes + 1, n - 1) != 0)
        return FALSE;
      wire_source_window_skip (&window, n);
    }
  return TRUE;
}

static void
find_appended (WireTypeDetector *detector, const WireTypeSource *source, WireType *type)
{
  Slice slice = { source, 0 };
  g_auto (WireType) appended = { 0 };

  if (!wire_file_tail_find (source, &slice.offset)
      && !wire_file_length_find (source, &slice.offset))
    return;
  type->end = slice.offset;
  if (slice.offset >= source->size)
    return;
  WireTypeSource tail = { source->size - slice.offset, read_slice, &slice };

  if (is_zeros (&tail))
    {
      add_part (type, slice.offset, tail.size, "application/octet-stream", _ ("zeros"));
      return;
    }
  wire_type_detect (detector, &tail, "", &appended);
  add_part (type, slice.offset, tail.size, appended.mime, appended.words);
}

static gboolean
begins_as_zip (const WireTypeSource *source)
{
  guint8 head[4];

  return source->read (0, head, sizeof head, source->data) == sizeof head
         && memcmp (head, "PK\3\4", 4) == 0;
}

/* What ends as an archive, though it begins as something else, or as another archive. One in the
 * middle (of a tar, of a disk image) is content. */
static void
find_zip (WireTypeDetector *detector, const WireTypeSource *source, WireType *type)
{
  WireZipExtent zip;
  g_auto (WireType) inner = { 0 };

  if (!wire_file_tail_find_zip (source, &zip) || zip.end != source->size
      || (zip.start == 0 && begins_as_zip (source)))
    return;
  Slice slice = { source, zip.first };
  WireTypeSource archive = { zip.end - zip.first, read_slice, &slice };

  wire_type_detect (detector, &archive, "", &inner);
  if (!has_part (type, inner.mime))
    add_part (type, zip.first, archive.size, inner.mime, inner.words);
}

static const guint8 *
find_pdf_header (const guint8 *head, gsize length)
{
  const guint8 *found = memmem (head, length, "%PDF-", 5);

  return found && length - (gsize) (found - head) >= 8 && g_ascii_isdigit (found[5])
                 && found[6] == '.' && g_ascii_isdigit (found[7])
             ? found
             : NULL;
}

/* Text may speak of PDF; what is text throughout is none. */
static void
find_pdf (const WireTypeSource *source, WireType *type)
{
  guint8 head[PDF_SEARCH];
  guint8 end[PDF_SEARCH];
  gsize length = source->read (0, head, sizeof head, source->data);
  const guint8 *found = find_pdf_header (head, length);
  guint64 last = source->size - MIN (source->size, sizeof end);

  if (!found || g_str_equal (type->mime, PDF_MIME) || g_str_has_prefix (type->mime, "text/")
      || has_part (type, PDF_MIME)
      || !memmem (end, source->read (last, end, sizeof end, source->data), "%%EOF", 5))
    return;
  add_part (type, (guint64) (found - head), source->size - (guint64) (found - head), PDF_MIME,
            _ ("PDF document"));
}

static int
compare_offsets (gconstpointer a, gconstpointer b)
{
  guint64 one = (*(const WireTypePart *const *) a)->offset;
  guint64 two = (*(const WireTypePart *const *) b)->offset;

  return (one > two) - (one < two);
}

static void
tell_in_reason (WireType *type)
{
  GString *reason = g_string_new (type->reason);

  if (type->end > 0)
    g_string_append_printf (reason, _ (" Its own format ends at byte %" PRIu64 "."), type->end);
  for (guint i = 0; i < type->parts->len; i++)
    {
      const WireTypePart *part = g_ptr_array_index (type->parts, i);
      g_autofree char *size = g_format_size_full (part->size, G_FORMAT_SIZE_IEC_UNITS);

      /* Translators: the first is a size such as “12.0 KiB”, the last a type */
      g_string_append_printf (reason, _ (" It also holds %s from byte %" PRIu64 " on: %s."), size,
                              part->offset, part->words);
    }
  g_free (type->reason);
  type->reason = g_string_free (reason, FALSE);
}

/**
 * wire_type_find_parts:
 * @detector: tells what the parts are
 * @source: all of a file
 * @type: (inout): what wire_type_detect() says of it; gets its parts, and a sentence on each
 *
 * Data after the end of a picture, an archive, a film, a PDF or a program; a ZIP archive that
 * unpackers would find in something else; a PDF that readers would find in something else. The
 * verdict stays: honest files have such parts, too, as a self-extracting archive or a picture with
 * a film after it. Reads the whole of a JPEG or GIF, of others little. Blocks as @source does; any
 * thread.
 */
void
wire_type_find_parts (WireTypeDetector *detector, const WireTypeSource *source, WireType *type)
{
  find_appended (detector, source, type);
  find_zip (detector, source, type);
  find_pdf (source, type);
  if (!type->parts)
    return;
  g_ptr_array_sort (type->parts, compare_offsets);
  tell_in_reason (type);
}

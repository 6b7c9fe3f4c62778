/* wire-json-source.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/sets/wire-json-source.h"

#include "base/wire-file-open.h"
#include "base/wire-io.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUFFER (64 * 1024)

struct _WireJsonSource
{
  int fd; /* -1 where all is in @buffer */
  char *path;
  GCancellable *cancellable;
  guint8 *buffer;
  gsize start;
  gsize end;
  guint64 offset; /* of the buffer's begin */
  GString *text;  /* of the text or word that was read last */
};

/** Returns: (transfer full) (nullable): before the first byte of the file at @path */
WireJsonSource *
wire_json_source_open (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (WireJsonSource) self = g_new0 (WireJsonSource, 1);
  struct stat info;

  self->path = g_strdup (path);
  self->text = g_string_new (NULL);
  self->buffer = g_malloc (BUFFER);
  g_set_object (&self->cancellable, cancellable);
  self->fd = wire_file_open_regular (path, &info, error);
  return self->fd >= 0 ? g_steal_pointer (&self) : NULL;
}

/** Returns: (transfer full): before the first of @bytes */
WireJsonSource *
wire_json_source_new_for_bytes (GBytes *bytes)
{
  WireJsonSource *self = g_new0 (WireJsonSource, 1);

  self->text = g_string_new (NULL);
  self->buffer = g_memdup2 (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  self->end = g_bytes_get_size (bytes);
  self->fd = -1;
  return self;
}

void
wire_json_source_free (WireJsonSource *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_clear_object (&self->cancellable);
  g_string_free (self->text, TRUE);
  g_free (self->buffer);
  g_free (self->path);
  g_free (self);
}

/** Returns: how many bytes were taken */
guint64
wire_json_source_get_offset (const WireJsonSource *self)
{
  return self->offset + self->start;
}

/** Returns: (transfer none): what was read last; NULs are U+FFFD in it, and its end may be cut */
const GString *
wire_json_source_get_text (const WireJsonSource *self)
{
  return self->text;
}

/* Returns: the next byte, which stays; -1 at the end, -2 with @error set */
static int
peek (WireJsonSource *self, GError **error)
{
  gssize n;

  if (self->start < self->end)
    return self->buffer[self->start];
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return -2;
  self->offset += self->end;
  self->start = self->end = 0;
  if (self->fd < 0)
    return -1;
  n = wire_io_read (self->fd, self->buffer, BUFFER);
  if (n < 0)
    {
      wire_file_set_errno_error (error, self->path, errno);
      return -2;
    }
  self->end = (gsize) n;
  return n == 0 ? -1 : self->buffer[0];
}

/** Returns: the next byte; -1 at the end, -2 with @error set */
int
wire_json_source_next (WireJsonSource *self, GError **error)
{
  int c = peek (self, error);

  if (c >= 0)
    self->start++;
  return c;
}

static void
put_text (WireJsonSource *self, gunichar c, gboolean is_byte)
{
  if (self->text->len >= WIRE_JSON_TEXT_MAX)
    return;
  if (is_byte)
    g_string_append_c (self->text, (char) c);
  else
    g_string_append_unichar (self->text, c);
}

/* Four hexadecimal digits. Returns: -1 where they are not there */
static gint32
read_code (WireJsonSource *self, GError **error)
{
  gint32 code = 0;

  for (guint i = 0; i < 4; i++)
    {
      int digit = wire_json_source_next (self, error);

      if (digit < 0 || g_ascii_xdigit_value ((char) digit) < 0)
        return -1;
      code = code << 4 | g_ascii_xdigit_value ((char) digit);
    }
  return code;
}

/* After a backslash. Halves of a pair that are alone are U+FFFD. */
static gboolean
read_escape (WireJsonSource *self, gint32 *high, GError **error)
{
  static const char FROM[] = "\"\\/bfnrt";
  static const char TO[] = "\"\\/\b\f\n\r\t";
  int c = wire_json_source_next (self, error);
  const char *found = c > 0 ? strchr (FROM, c) : NULL;
  gint32 code;

  if (found)
    {
      put_text (self, (gunichar) TO[found - FROM], FALSE);
      return TRUE;
    }
  code = c == 'u' ? read_code (self, error) : -1;
  if (code < 0)
    return FALSE;
  if (*high && code >= 0xdc00 && code < 0xe000)
    code = 0x10000 + ((*high - 0xd800) << 10) + (code - 0xdc00);
  *high = code >= 0xd800 && code < 0xdc00 ? code : 0;
  if (*high)
    return TRUE;
  put_text (self, code == 0 || (code >= 0xdc00 && code < 0xe000) ? 0xfffd : (gunichar) code, FALSE);
  return TRUE;
}

/** Reads a text after its first quote into @text. Returns: whether it is one */
gboolean
wire_json_source_read_text (WireJsonSource *self, GError **error)
{
  gint32 high = 0;
  int c;

  g_string_truncate (self->text, 0);
  while ((c = wire_json_source_next (self, error)) >= 0 && c != '"')
    if (c == '\\' ? !read_escape (self, &high, error) : c < 0x20)
      return FALSE;
    else if (c != '\\')
      put_text (self, (gunichar) c, TRUE);
  return c == '"';
}

/** Reads a number, true, false or null, of which @first was read, into @text. */
void
wire_json_source_read_word (WireJsonSource *self, int first, GError **error)
{
  int c;

  g_string_truncate (self->text, 0);
  put_text (self, (gunichar) first, TRUE);
  while ((c = peek (self, error)) >= 0 && (g_ascii_isalnum (c) || strchr ("+-.", c)))
    {
      put_text (self, (gunichar) c, TRUE);
      self->start++;
    }
}

/* wire-object-save.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-save.h"

#include "base/wire-printable.h"
#include "capture/http/wire-content-coding.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* Files of one name in one folder; then the folder is somebody's joke. */
#define MAX_TRIES 10000u

/* Names: what a URI may say is no path, no device, and nothing that reads otherwise than it is. */

static gboolean
is_unwanted (gunichar c)
{
  return wire_printable_hides (c) || (c < 128 && strchr ("/\\:*?\"<>|", (int) c))
         || !g_unichar_isdefined (c);
}

/* Returns: (transfer full): the last part of the path, percent codes undone, as UTF-8 */
static char *
get_last_part (const char *uri)
{
  gsize length = strcspn (uri, "?#");
  const char *begin = uri + length;
  g_autofree char *part = NULL;
  g_autofree char *plain = NULL;

  while (begin > uri && begin[-1] != '/')
    begin--;
  part = g_strndup (begin, (gsize) (uri + length - begin));
  plain = g_uri_unescape_string (part, NULL);
  return g_utf8_make_valid (plain ? plain : part, -1);
}

static char *
replace_unwanted (const char *part)
{
  GString *name = g_string_new (NULL);

  for (const char *p = part; *p; p = g_utf8_next_char (p))
    g_string_append_unichar (name, is_unwanted (g_utf8_get_char (p)) ? '_' : g_utf8_get_char (p));
  return g_string_free (name, FALSE);
}

/* Serial and parallel ports are numbered by a digit, which may be a raised one. */
static gboolean
is_port (const char *stem)
{
  static const char *const RAISED[] = { "\xc2\xb9", "\xc2\xb2", "\xc2\xb3", NULL };

  if (g_ascii_strncasecmp (stem, "COM", 3) != 0 && g_ascii_strncasecmp (stem, "LPT", 3) != 0)
    return FALSE;
  return (g_ascii_isdigit (stem[3]) && !stem[4]) || g_strv_contains (RAISED, stem + 3);
}

/* Windows takes these for devices whatever their extension, and may be where the files go. */
static gboolean
is_reserved (const char *name)
{
  static const char *const DEVICES[] = { "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$" };
  g_autofree char *stem = g_strchomp (g_strndup (name, strcspn (name, ".")));

  for (gsize i = 0; i < G_N_ELEMENTS (DEVICES); i++)
    if (g_ascii_strcasecmp (stem, DEVICES[i]) == 0)
      return TRUE;
  return is_port (stem);
}

static const char *
find_extension (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot && dot != name && strlen (dot) <= 16 ? dot : name + strlen (name);
}

/* Returns: (transfer full): @name cut before its extension to @length bytes, between characters */
static char *
shorten (const char *name, gsize length)
{
  const char *extension = find_extension (name);
  gsize stem = (gsize) (extension - name);
  const char *end = name;

  if (strlen (name) <= length)
    return g_strdup (name);
  stem = MIN (stem, length - strlen (extension));
  while ((gsize) (g_utf8_next_char (end) - name) <= stem)
    end = g_utf8_next_char (end);
  return g_strdup_printf ("%.*s%s", (int) (end - name), name, extension);
}

/**
 * wire_object_make_name:
 * @uri: (nullable): that an object was asked for by
 * @extension: (nullable): without its dot, for a name that has none
 *
 * Returns: (transfer full): a safe file name of at most %WIRE_OBJECT_MAX_NAME bytes
 */
char *
wire_object_make_name (const char *uri, const char *extension)
{
  g_autofree char *part = get_last_part (uri ? uri : "");
  g_autofree char *clean = replace_unwanted (part);
  g_autofree char *full = NULL;
  const char *name = clean;

  /* Neither hidden nor `..`, no option of a command, and no end that Windows would drop. */
  while (*name == '.' || *name == ' ')
    name++;
  for (gsize n = strlen (name); n > 0 && (name[n - 1] == '.' || name[n - 1] == ' '); n--)
    clean[name - clean + n - 1] = '\0';
  full = g_strconcat (is_reserved (name) || *name == '-' ? "_" : "", *name ? name : "download",
                      *find_extension (name) || !extension || !*extension ? "" : ".",
                      *find_extension (name) || !extension ? "" : extension, NULL);
  return shorten (full, WIRE_OBJECT_MAX_NAME);
}

/* Files */

static char *
number_name (const char *name, guint number)
{
  const char *extension = find_extension (name);

  if (number == 1)
    return g_strdup (name);
  return g_strdup_printf ("%.*s (%u)%s", (int) (extension - name), name, number, extension);
}

static void
set_error (GError **error, const char *folder, const char *name)
{
  int code = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
               _ ("“%s” could not be written in “%s”: %s."), name, folder, g_strerror (code));
}

/* Returns: a new file, for writing, which was not there before, or -1 */
static int
create (const char *folder, const char *wanted, char **name, GError **error)
{
  for (guint number = 1; number <= MAX_TRIES; number++)
    {
      g_autofree char *candidate = number_name (wanted, number);
      g_autofree char *path = g_build_filename (folder, candidate, NULL);
      int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);

      if (fd >= 0)
        {
          *name = g_steal_pointer (&candidate);
          return fd;
        }
      if (errno != EEXIST)
        break;
    }
  set_error (error, folder, wanted);
  return -1;
}

typedef struct
{
  int fd;
  int error; /* an errno, or 0 */
  guint64 size;
  WireContentDecoder *decoder;
} Writer;

/* A WireContentSink. */
static gboolean
write_content (const guint8 *bytes, gsize length, gpointer user_data)
{
  Writer *self = user_data;

  while (length > 0)
    {
      gssize n = write (self->fd, bytes, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          self->error = errno;
          return FALSE;
        }
      bytes += n;
      length -= (gsize) n;
      self->size += (guint64) n;
    }
  return TRUE;
}

/* Gaps are holes of the file: they read as zeros and take no room. */
static gboolean
write_gap (Writer *self, guint32 length)
{
  self->size += length;
  if (ftruncate (self->fd, (off_t) self->size) == 0
      && lseek (self->fd, (off_t) self->size, SEEK_SET) >= 0)
    return TRUE;
  self->error = errno;
  return FALSE;
}

/* A WireBodyVisitor. */
static gboolean
write_bytes (const guint8 *bytes, guint32 length, gpointer user_data)
{
  Writer *self = user_data;

  if (!self->decoder)
    return bytes ? write_content (bytes, length, self) : write_gap (self, length);
  return bytes && wire_content_decoder_add (self->decoder, bytes, length) == WIRE_CONTENT_MORE;
}

static gboolean
write_body (const WireObjectList *list,
            const WireBody *body,
            const WireObject *object,
            Writer *writer,
            GCancellable *cancellable,
            GError **error)
{
  WireCapture *capture = wire_object_list_get_capture (list);
  g_autoptr (WireContentDecoder) decoder =
      wire_content_decoder_new (object->content_encoding, write_content, writer);

  writer->decoder = decoder;
  if (!wire_capture_visit_body (capture, body, write_bytes, writer, cancellable, error))
    return FALSE;
  if (!decoder || writer->size > 0
      || wire_content_decoder_get_state (decoder) != WIRE_CONTENT_BROKEN)
    return TRUE;
  /* It was not coded after all. */
  writer->decoder = NULL;
  return wire_capture_visit_body (capture, body, write_bytes, writer, cancellable, error);
}

/* Writes an object into the file @name of @folder, which is open, and closes it. Returns: whether
 * all of it was written; no file is left where it was not */
static gboolean
fill (const WireObjectList *list,
      guint32 object,
      Writer *writer,
      const char *folder,
      const char *name,
      GCancellable *cancellable,
      GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_auto (WireBody) body = { 0 };
  gboolean read;

  wire_object_list_get_body (list, object, &body);
  read = write_body (list, &body, wire_object_list_get (list, object), writer, cancellable, error);
  if (close (writer->fd) != 0 && writer->error == 0)
    writer->error = errno;
  if (read && writer->error == 0)
    return TRUE;
  unlink (path);
  if (read)
    {
      errno = writer->error;
      set_error (error, folder, name);
    }
  return FALSE;
}

/**
 * wire_object_save_as:
 * @list: a list
 * @object: one of its objects that has a body
 * @path: the file; what it held is gone
 * @cancellable: (nullable): polled now and then
 * @error: set where %FALSE is returned; no file is left then
 *
 * As wire_object_save(), into a file that the user chose.
 *
 * Returns: whether it was written
 */
gboolean
wire_object_save_as (const WireObjectList *list,
                     guint32 object,
                     const char *path,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  Writer writer = { .fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644) };

  if (writer.fd < 0)
    {
      set_error (error, folder, name);
      return FALSE;
    }
  return fill (list, object, &writer, folder, name, cancellable, error);
}

/**
 * wire_object_save:
 * @list: a list
 * @object: one of its objects that has a body
 * @extension: (nullable): for a name that has none
 * @folder: where to; it must exist
 * @cancellable: (nullable): polled now and then
 * @error: set where %NULL is returned; no file is left then
 *
 * Writes the content of an object, decoded, into a new file. Nothing is overwritten: where the name
 * is taken, a number is added. What was not captured reads as zeros.
 *
 * Returns: (transfer full) (nullable): the file's name in @folder
 */
char *
wire_object_save (const WireObjectList *list,
                  guint32 object,
                  const char *extension,
                  const char *folder,
                  GCancellable *cancellable,
                  GError **error)
{
  const WireObject *self = wire_object_list_get (list, object);
  g_autofree char *wanted = wire_object_make_name (self->uri, extension);
  g_autofree char *name = NULL;
  Writer writer = { .fd = create (folder, wanted, &name, error) };

  if (writer.fd < 0 || !fill (list, object, &writer, folder, name, cancellable, error))
    return NULL;
  return g_steal_pointer (&name);
}

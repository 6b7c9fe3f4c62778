/* wire-list-document.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/lists/wire-list-document.h"

#include "files/lists/wire-lines.h"

#include <string.h>

/* Bytes of a document that are looked at. */
#define BYTES_MAX (1024 * 1024)

/* Lines before and after a digest that may name its file, where one record has several lines. */
#define LINES_AROUND 3u

/* Bytes of one of these lines that are kept. */
#define LINE_KEPT 512u

/* Forms that other programs write digests in, and whether a record may have several lines. */
static const struct
{
  const char *end;
  gboolean has_records;
} ENDS[] = {
  { ".changes", FALSE }, { ".dsc", FALSE },  { ".buildinfo", FALSE }, { ".json", TRUE },
  { ".yaml", TRUE },     { ".yml", TRUE },   { ".xml", TRUE },        { ".meta4", TRUE },
  { ".metalink", TRUE }, { ".toml", TRUE },  { ".mtree", TRUE },      { ".html", TRUE },
  { ".htm", TRUE },      { ".log", TRUE },   { ".info", TRUE },       { ".md", FALSE },
  { ".txt", FALSE },     { ".csv", FALSE },  { ".tsv", FALSE },       { ".list", FALSE },
  { ".lst", FALSE },     { ".spec", FALSE }, { ".manifest", FALSE },
};

/* Lists that have a name without an extension. */
static const char *const NAMES[] = { "manifest", "mtree",   "release",
                                     "packages", "sources", "distfiles" };

static gboolean
find_form (const char *name, gboolean *has_records)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  *has_records = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    if (g_str_equal (lower, NAMES[i]))
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (ENDS); i++)
    if (g_str_has_suffix (lower, ENDS[i].end))
      {
        *has_records = ENDS[i].has_records;
        return TRUE;
      }
  return FALSE;
}

/* The log that an imager writes is named for the image: `x.E01.txt`, or `x.info` for `x.E01`. */
static void
add_image (const char *path, const char *name, guint64 number, WireUnreadLines *unread)
{
  static const char *const LOGS[] = { ".txt", ".log", ".info" };
  static const char *const IMAGES[] = { "",     ".E01", ".e01", ".Ex01", ".L01", ".dd",  ".raw",
                                        ".img", ".001", ".000", ".aff",  ".ad1", ".AD1", ".iso" };
  gsize length = strlen (name);

  for (gsize i = 0; i < G_N_ELEMENTS (LOGS); i++)
    if (length > strlen (LOGS[i])
        && g_ascii_strcasecmp (name + length - strlen (LOGS[i]), LOGS[i]) == 0)
      {
        g_autoptr (GString) images = g_string_new (NULL);

        for (gsize k = 0; k < G_N_ELEMENTS (IMAGES); k++)
          g_string_append_printf (images, "%.*s%s\n", (int) (length - strlen (LOGS[i])), name,
                                  IMAGES[k]);
        wire_unread_lines_add_near (unread, path, images->str, number);
        return;
      }
}

/* Whether so many digits are those of a digest: MD5, SHA-1, Tiger, SHA-2 and SHA-3. */
static gboolean
is_length_of_digest (gsize digits)
{
  return digits == 32 || digits == 40 || digits == 56 || digits == 64 || digits == 96
         || digits == 128;
}

/* Whether so many hexadecimal digits follow each other as the shortest digest has. Every such run
 * has a digit at one of the places that are looked at. */
static gboolean
has_long_run (const char *text, gsize length)
{
  const gsize shortest = 32;

  for (gsize i = shortest - 1; i < length; i += shortest)
    {
      gsize begin = i, end = i;

      if (!g_ascii_isxdigit (text[i]))
        continue;
      while (begin > 0 && g_ascii_isxdigit (text[begin - 1]))
        begin--;
      while (end < length && g_ascii_isxdigit (text[end]))
        end++;
      if (end - begin >= shortest)
        return TRUE;
    }
  return FALSE;
}

/* Whether @text has a digest in hexadecimal that is not a part of a longer word, or one of
 * Subresource Integrity (`sha256-…`). */
static gboolean
has_digest (const char *text, gsize length)
{
  static const char *const INTEGRITY[] = { "sha256-", "sha384-", "sha512-", "sha1-" };

  if (!has_long_run (text, length) && !strstr (text, "sha"))
    return FALSE; /* as nearly all lines of a text */
  for (gsize i = 0; i < G_N_ELEMENTS (INTEGRITY); i++)
    {
      const char *at = strstr (text, INTEGRITY[i]);

      if (at
          && strspn (at + strlen (INTEGRITY[i]),
                     "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
                 >= 26)
        return TRUE;
    }
  while (*text)
    {
      gsize digits = strspn (text, "0123456789abcdefABCDEF");

      if (is_length_of_digest (digits) && !g_ascii_isalnum (text[digits]))
        return TRUE;
      text += digits;
      while (g_ascii_isalnum (*text))
        text++;
      while (*text && !g_ascii_isalnum (*text))
        text++;
    }
  return FALSE;
}

/* The last lines, and where the last digest was. */
typedef struct
{
  GPtrArray *kept; /* of char *: the last LINES_AROUND lines and the next */
  GString *open;   /* (nullable): what is around a digest, until it has all */
  guint64 number;  /* the line of that digest */
  guint wanted;    /* lines that @open still takes */
} Window;

static void
close_window (Window *self, const char *path, WireUnreadLines *unread)
{
  if (!self->open)
    return;
  wire_unread_lines_add_near (unread, path, self->open->str, self->number);
  g_string_free (self->open, TRUE);
  self->open = NULL;
}

static void
open_window (Window *self, guint64 number, guint around)
{
  self->open = g_string_new (NULL);
  self->number = number;
  self->wanted = around + 1;
  for (guint i = 0; i < self->kept->len; i++)
    g_string_append_printf (self->open, "%s\n", (char *) self->kept->pdata[i]);
}

static void
take_line (Window *self,
           const WireLine *line,
           gboolean has_digest_in_line,
           guint around,
           const char *path,
           WireUnreadLines *unread)
{
  g_autofree char *text = NULL;

  if (around == 0 && !has_digest_in_line)
    return; /* nothing before or after a digest is wanted */
  text = g_strndup (line->text, around > 0 ? LINE_KEPT : line->length);
  if (has_digest_in_line && self->open && around == 0)
    close_window (self, path, unread);
  if (has_digest_in_line && !self->open)
    open_window (self, line->number, around);
  else if (has_digest_in_line)
    self->wanted = around + 1;
  if (self->open)
    {
      g_string_append_printf (self->open, "%s\n", text);
      if (--self->wanted == 0 || self->open->len > 6 * LINE_KEPT)
        close_window (self, path, unread);
    }
  g_ptr_array_add (self->kept, g_steal_pointer (&text));
  while (self->kept->len > around)
    g_ptr_array_remove_index (self->kept, 0);
}

/**
 * wire_list_document_read:
 * @path: (transfer none): a file that is not called as a checksum list is; lives as long as @unread
 * @unread: takes what is around each digest
 *
 * Reads the first mebibyte of `.changes`, `Manifest`, JSON, XML, logs and others. Blocks.
 *
 * Returns: whether a digest is in it
 */
gboolean
wire_list_document_read (const char *path, WireUnreadLines *unread)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (WireLines) lines = NULL;
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  Window window = { .kept = kept };
  gboolean has_records;
  guint64 first = 0;
  WireLine line;

  if (!find_form (name, &has_records) || !g_file_test (path, G_FILE_TEST_IS_REGULAR)
      || !(lines = wire_lines_open (path, NULL, NULL)))
    return FALSE;
  wire_lines_limit (lines, BYTES_MAX);
  while (wire_lines_next (lines, &line, NULL) == 1)
    {
      gboolean has = has_digest (line.text, line.length);

      first = has && first == 0 ? line.number : first;
      take_line (&window, &line, has, has_records ? LINES_AROUND : 0, path, unread);
    }
  close_window (&window, path, unread);
  if (first > 0)
    add_image (path, name, first, unread);
  return first > 0;
}

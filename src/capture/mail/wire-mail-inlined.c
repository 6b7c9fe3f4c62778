/* wire-mail-inlined.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * uuencode is of POSIX; yEnc is described at yenc.org, version 1.3.
 */

#include "capture/mail/wire-mail-inlined.h"

#include <string.h>

#define MAX_NAME 1024u

/* A line of the text, without its end. */
typedef struct
{
  const guint8 *bytes;
  gsize length;
} Line;

/* A text that is read line by line. */
typedef struct
{
  const guint8 *text;
  gsize length;
  gsize at;
} Reader;

/* A file that was found. */
typedef struct
{
  char *name;
  GByteArray *bytes;
  gboolean ended; /* and is as long as it says */
  char *problem;  /* why it is not whole although all of it is there; or NULL */
} File;

static gboolean
next_line (Reader *self, Line *line)
{
  const guint8 *begin;
  const guint8 *end;

  if (self->at >= self->length)
    return FALSE;
  begin = self->text + self->at;
  end = memchr (begin, '\n', self->length - self->at);
  line->bytes = begin;
  line->length = end ? (gsize) (end - begin) : self->length - self->at;
  self->at += line->length + (end ? 1 : 0);
  if (line->length > 0 && begin[line->length - 1] == '\r')
    line->length--;
  return TRUE;
}

static gboolean
begins_with (const Line *line, const char *word)
{
  return line->length >= strlen (word) && memcmp (line->bytes, word, strlen (word)) == 0;
}

static char *
take_name (const guint8 *bytes, gsize length)
{
  g_autofree char *name = g_utf8_make_valid ((const char *) bytes, (gssize) MIN (length, MAX_NAME));

  return g_strdup (g_strstrip (name));
}

/* uuencode */

/* Returns: (transfer full) (nullable): the name in a line such as `begin 644 a.txt` */
static char *
find_uu_name (const Line *line)
{
  gsize at = 6;

  if (!begins_with (line, "begin "))
    return NULL;
  while (at < line->length && g_ascii_isdigit (line->bytes[at]))
    at++;
  if (at < 9 || at > 10 || at + 1 >= line->length || line->bytes[at] != ' ')
    return NULL;
  return take_name (line->bytes + at + 1, line->length - at - 1);
}

static guint
get_six (const Line *line, gsize at)
{
  return at < line->length ? (line->bytes[at] - 32u) & 63 : 0;
}

/* Returns: how many bytes the line holds, which are appended; -1 where it is none of uuencode */
static int
decode_uu_line (const Line *line, GByteArray *bytes)
{
  guint n = line->length > 0 ? get_six (line, 0) : 0;
  gsize wanted = (n * 4 + 2) / 3;

  /* Blanks at the end are lost on the way now and then. */
  if (line->length > 1 + 4 * ((n + 2) / 3) + 1 || (n > 0 && line->length + 3 < 1 + wanted))
    return -1;
  for (guint i = 0; i < n; i++)
    {
      gsize at = 1 + i / 3 * 4 + i % 3;
      guint pair = get_six (line, at) << 6 | get_six (line, at + 1);
      guint8 byte = (guint8) (pair >> (4 - 2 * (i % 3)));

      g_byte_array_append (bytes, &byte, 1);
    }
  return (int) n;
}

static void
read_uu (Reader *self, File *file)
{
  Line line;
  int n = 1;

  while (n > 0 && next_line (self, &line))
    {
      if (begins_with (&line, "end") && line.length == 3)
        {
          file->ended = TRUE;
          return;
        }
      n = decode_uu_line (&line, file->bytes);
    }
  file->ended = n == 0 && next_line (self, &line) && begins_with (&line, "end");
}

/* yEnc */

/* Returns: the number after @key in @line; -1 where there is none */
static gint64
find_number (const Line *line, const char *key)
{
  g_autofree char *text = g_strndup ((const char *) line->bytes, line->length);
  const char *found = strstr (text, key);

  return found ? g_ascii_strtoll (found + strlen (key), NULL, 10) : -1;
}

static char *
find_yenc_name (const Line *line)
{
  const char *found =
      begins_with (line, "=ybegin ")
          ? g_strstr_len ((const char *) line->bytes, (gssize) line->length, " name=")
          : NULL;
  gsize at = found ? (gsize) (found - (const char *) line->bytes) + 6 : 0;

  return found ? take_name (line->bytes + at, line->length - at) : NULL;
}

static void
decode_yenc_line (const Line *line, GByteArray *bytes)
{
  for (gsize i = 0; i < line->length; i++)
    {
      gboolean escaped = line->bytes[i] == '=' && i + 1 < line->length;
      guint8 byte = (guint8) (line->bytes[i + escaped] - (escaped ? 64 + 42 : 42));

      g_byte_array_append (bytes, &byte, 1);
      i += escaped;
    }
}

/* Whether @end says that all of a part came, as @begin announced it. */
static void
note_part (const Line *begin, const Line *end, File *file)
{
  gint64 number = find_number (begin, " part=");
  gint64 total = find_number (begin, " total=");

  if (number < 1 || find_number (end, " size=") != (gint64) file->bytes->len)
    return;
  if (total > 1)
    file->problem = g_strdup_printf ("It is part %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT
                                     " of a file: several mails carry it.",
                                     number, total);
  else
    file->problem = g_strdup_printf (
        "It is part %" G_GINT64_FORMAT " of a file: several mails carry it.", number);
}

static void
read_yenc (Reader *self, const Line *begin, File *file)
{
  gint64 size = find_number (begin, " size=");
  Line line;

  while (next_line (self, &line))
    if (begins_with (&line, "=yend"))
      {
        /* Of a file that came in several mails, this is a part, and not whole. */
        file->ended = size == (gint64) file->bytes->len;
        if (!file->ended)
          note_part (begin, &line, file);
        return;
      }
    else if (!begins_with (&line, "=ypart "))
      decode_yenc_line (&line, file->bytes);
}

/* Both */

static gboolean
next_file (Reader *self, File *file)
{
  Line line;

  while (next_line (self, &line))
    {
      gsize place = self->at;

      file->ended = FALSE;
      if ((file->name = find_uu_name (&line)))
        read_uu (self, file);
      else if ((file->name = find_yenc_name (&line)))
        read_yenc (self, &line, file);
      if (file->name && (file->ended || file->bytes->len > 0))
        return TRUE;
      self->at = file->name ? place : self->at; /* somebody wrote “begin 123 …” */
      g_clear_pointer (&file->name, g_free);
    }
  return FALSE;
}

/**
 * wire_mail_inlined_take:
 * @walk: gets the files
 * @text: of a mail, decoded
 * @length: of @text
 * @place: where it is in the mail
 *
 * @text is what is there up to the first hole: a file that it cuts has no end, and is not whole.
 */
void
wire_mail_inlined_take (WireMailWalk *walk, const guint8 *text, gsize length, gsize place)
{
  Reader reader = { text, length, 0 };
  File file = { .bytes = g_byte_array_new () };

  while (next_file (&reader, &file))
    {
      const WireMailPart part = {
        .name = *file.name ? file.name : NULL,
        .from = place,
        .to = place,
        .content = file.bytes->len > 0 ? file.bytes->data : (const guint8 *) "",
        .length = file.bytes->len,
        .problem = file.problem,
        .whole = file.ended,
      };

      wire_mail_walk_add (walk, &part);
      g_clear_pointer (&file.name, g_free);
      g_clear_pointer (&file.problem, g_free);
      g_byte_array_set_size (file.bytes, 0);
    }
  g_byte_array_unref (file.bytes);
}

/**
 * wire_mail_inlined_decode:
 * @text: what is uuencoded, from its first line on or before
 * @length: of @text
 * @bytes: takes what it is
 *
 * Returns: whether it was there up to its end
 */
gboolean
wire_mail_inlined_decode (const guint8 *text, gsize length, GByteArray *bytes)
{
  Reader reader = { text, length, 0 };
  File file = { .bytes = bytes };
  Line line;

  while (!file.name && next_line (&reader, &line))
    file.name = find_uu_name (&line);
  if (file.name)
    read_uu (&reader, &file);
  g_free (file.name);
  return file.ended;
}

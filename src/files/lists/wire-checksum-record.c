/* wire-checksum-record.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/lists/wire-checksum-record.h"

#include <string.h>

void
wire_checksum_record_clear (WireChecksumRecord *self)
{
  GString **parts[] = { &self->algorithm, &self->hash, &self->path };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i])
      {
        g_string_free (*parts[i], TRUE);
        *parts[i] = NULL;
      }
  self->last = NULL;
  self->state = WIRE_CHECKSUM_RECORD_CLOSED;
}

/** Returns: whether the next line belongs to it */
gboolean
wire_checksum_record_is_open (const WireChecksumRecord *self)
{
  return self->state != WIRE_CHECKSUM_RECORD_CLOSED;
}

/* `Key : value` of PowerShell's lists. Returns: the value, or %NULL */
static const char *
read_key (WireChecksumRecord *self, const char *text, GString ***part)
{
  static const char *const KEYS[] = { "Algorithm", "Hash", "Path" };
  GString **parts[] = { &self->algorithm, &self->hash, &self->path };

  for (gsize i = 0; i < G_N_ELEMENTS (KEYS); i++)
    if (g_str_has_prefix (text, KEYS[i]))
      {
        const char *colon = text + strlen (KEYS[i]);

        colon += strspn (colon, " ");
        *part = parts[i];
        return *colon == ':' ? colon + 1 + strspn (colon + 1, " ") : NULL;
      }
  return NULL;
}

static gboolean
begin_list (WireChecksumRecord *self, const char *text)
{
  GString **part;
  const char *value = read_key (self, text, &part);

  if (!value)
    return FALSE;
  if (*part) /* the next record without an empty line between */
    return FALSE;
  self->last = *part = g_string_new (value);
  self->state = WIRE_CHECKSUM_RECORD_LIST;
  return TRUE;
}

/* `SHA256 hash of NAME:`, `SHA1 hash of file NAME:`, `SHA256-Hash von NAME:`, `Hachage SHA256 de
 * NAME :`: certutil speaks the language of its Windows. */
static gboolean
begin_certutil (WireChecksumRecord *self, const char *text, gsize length)
{
  static const char *const WORDS[] = { " hash of file ", " hash of ", "-Hash von Datei ",
                                       "-Hash von ", " Hash von " };
  g_autofree char *copy = NULL;
  gboolean french = g_str_has_prefix (text, "Hachage ");
  WireDigestAlgorithm algorithm;

  while (length > 0 && text[length - 1] == ' ')
    length--;
  if (length < 12 || text[length - 1] != ':')
    return FALSE;
  copy = g_strchomp (g_strndup (text + (french ? 8 : 0), length - 1 - (french ? 8 : 0)));
  for (gsize i = 0; i <= G_N_ELEMENTS (WORDS); i++)
    {
      const char *word = i < G_N_ELEMENTS (WORDS) ? WORDS[i] : " de ";
      const char *found = strstr (copy, word);

      if (!found || (french != (i == G_N_ELEMENTS (WORDS)))
          || !wire_checksum_parse_tag (copy, (gsize) (found - copy), &algorithm))
        continue;
      self->algorithm = g_string_new_len (copy, found - copy);
      self->path = g_string_new (found + strlen (word));
      self->hash = self->last = g_string_new (NULL);
      self->state = WIRE_CHECKSUM_RECORD_CERTUTIL;
      return TRUE;
    }
  return FALSE;
}

/** Returns: whether @text begins a record, and is taken */
gboolean
wire_checksum_record_begin (WireChecksumRecord *self, const char *text, gsize length)
{
  g_return_val_if_fail (self->state == WIRE_CHECKSUM_RECORD_CLOSED, FALSE);

  return begin_list (self, text) || begin_certutil (self, text, length);
}

/* Older certutils write a blank between two bytes. */
static void
add_digits (GString *hash, const char *text)
{
  for (; *text && hash->len < WIRE_CHECKSUM_RECORD_MAX; text++)
    if (*text != ' ')
      g_string_append_c (hash, *text);
}

/**
 * wire_checksum_record_add:
 * @self: an open one
 * @text: the next line
 *
 * Returns: whether @text is taken, or ends the record; where not, the record is given up
 */
gboolean
wire_checksum_record_add (WireChecksumRecord *self, const char *text, gsize length)
{
  gsize blank = strspn (text, " \t");
  gboolean is_empty = blank == length;

  if (self->state == WIRE_CHECKSUM_RECORD_CERTUTIL)
    {
      add_digits (self->hash, text);
      self->state = WIRE_CHECKSUM_RECORD_ENDED;
      return TRUE;
    }
  if (is_empty)
    {
      self->state = WIRE_CHECKSUM_RECORD_ENDED;
      return TRUE;
    }
  if (begin_list (self, text))
    return TRUE;
  if (blank > 4 && self->last && self->last->len < WIRE_CHECKSUM_RECORD_MAX)
    {
      g_string_append (self->last, text + blank);
      return TRUE;
    }
  wire_checksum_record_clear (self);
  return FALSE;
}

/** The list has ended: what is there is all of the record. */
void
wire_checksum_record_end (WireChecksumRecord *self)
{
  if (self->state != WIRE_CHECKSUM_RECORD_CLOSED)
    self->state = WIRE_CHECKSUM_RECORD_ENDED;
}

/**
 * wire_checksum_record_take:
 * @line: (out): what the record says
 *
 * Returns: whether it had ended, and says a digest; it is empty then
 */
gboolean
wire_checksum_record_take (WireChecksumRecord *self, WireChecksumLine *line)
{
  WireDigestAlgorithm algorithm;
  gboolean done = FALSE;

  if (self->state != WIRE_CHECKSUM_RECORD_ENDED)
    return FALSE;
  if (self->hash && self->algorithm)
    done = wire_checksum_parse_tag (g_strstrip (self->algorithm->str),
                                    strlen (self->algorithm->str), &algorithm)
           && wire_checksum_parse_as (g_strstrip (self->hash->str), strlen (self->hash->str),
                                      algorithm, &line->checksums[0]);
  if (done)
    {
      line->n = 1;
      line->name = self->path && self->path->len ? g_strdup (self->path->str) : NULL;
    }
  wire_checksum_record_clear (self);
  return done;
}

/** Returns: whether @text is the header of PowerShell's table, or of a column of digests alone */
gboolean
wire_checksum_record_is_header (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t", -1);
  static const char *const HEADER[] = { "Algorithm", "Hash", "Path" };
  guint n = 0;
  WireDigestAlgorithm algorithm;
  gsize length = strcspn (text, " \t");

  if (text[length] == '\0' && wire_checksum_parse_tag (text, length, &algorithm))
    return TRUE;
  for (gsize i = 0; words[i]; i++)
    if (*words[i])
      {
        if (n == G_N_ELEMENTS (HEADER) || g_ascii_strcasecmp (words[i], HEADER[n]) != 0)
          return FALSE;
        n++;
      }
  return n >= 2;
}

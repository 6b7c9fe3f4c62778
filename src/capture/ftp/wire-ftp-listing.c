/* wire-ftp-listing.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/ftp/wire-ftp-listing.h"

#include <string.h>

void
wire_ftp_entry_clear (WireFtpEntry *self)
{
  g_free (self->name);
  g_free (self->target);
  g_free (self->modified);
  g_free (self->permissions);
  g_free (self->owner);
  *self = (WireFtpEntry){ 0 };
}

/* Returns: what follows the next word, which is put into @word, and the blanks after it */
static const char *
take_word (const char *at, char **word)
{
  gsize length = strcspn (at, " ");

  g_free (*word);
  *word = g_strndup (at, length);
  at += length;
  return at + strspn (at, " ");
}

static gboolean
read_size (const char *text, gint64 *size)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &value, NULL))
    return FALSE;
  *size = (gint64) value;
  return TRUE;
}

/* RFC 3659, section 7.2: fact=value; … blank, name. */
static void
take_fact (const char *fact, WireFtpEntry *entry)
{
  const char *value = strchr (fact, '=');
  gsize length = value ? (gsize) (value - fact) : 0;

  if (!value)
    return;
  value++;
  if (g_ascii_strncasecmp (fact, "size", MAX (length, 4)) == 0)
    read_size (value, &entry->size);
  else if (g_ascii_strncasecmp (fact, "modify", MAX (length, 6)) == 0 && !entry->modified)
    entry->modified = g_strdup (value);
  else if (g_ascii_strncasecmp (fact, "perm", MAX (length, 4)) == 0 && !entry->permissions)
    entry->permissions = g_strdup (value);
  else if (g_ascii_strncasecmp (fact, "type", MAX (length, 4)) == 0)
    entry->kind = g_ascii_strcasecmp (value, "file") == 0 ? "file"
                  : g_ascii_strcasecmp (value, "dir") == 0
                          || g_ascii_strcasecmp (value, "cdir") == 0
                          || g_ascii_strcasecmp (value, "pdir") == 0
                      ? "folder"
                      : "other";
}

static gboolean
parse_facts (const char *line, WireFtpEntry *entry)
{
  const char *blank = strchr (line, ' ');
  g_autofree char *facts = blank ? g_strndup (line, (gsize) (blank - line)) : NULL;
  g_auto (GStrv) each = NULL;

  if (!blank || !blank[1])
    return FALSE;
  each = g_strsplit (facts, ";", 32);
  for (guint i = 0; each[i]; i++)
    take_fact (each[i], entry);
  entry->name = g_strdup (blank + 1);
  return TRUE;
}

/* As ls -l writes it: permissions, links, owner, group, size, three words of time, name. Some
 * servers leave out links or group, so that the month is looked for. */
static gboolean
is_month (const char *word)
{
  static const char *const MONTHS[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

  for (gsize i = 0; i < G_N_ELEMENTS (MONTHS); i++)
    if (g_ascii_strcasecmp (word, MONTHS[i]) == 0)
      return TRUE;
  return FALSE;
}

static const char *
name_kind (char letter)
{
  return letter == '-' ? "file" : letter == 'd' ? "folder" : letter == 'l' ? "link" : "other";
}

static void
split_target (WireFtpEntry *entry)
{
  char *arrow = strstr (entry->name, " -> ");

  if (!arrow || g_strcmp0 (entry->kind, "link") != 0)
    return;
  entry->target = g_strdup (arrow + 4);
  *arrow = '\0';
}

static gboolean
parse_unix (const char *line, WireFtpEntry *entry)
{
  g_autofree char *before = NULL;
  g_autofree char *word = NULL;
  g_autofree char *day = NULL;
  g_autofree char *clock = NULL;
  const char *at = take_word (line, &entry->permissions);
  guint n = 0;

  if (strlen (entry->permissions) < 10 || !strchr ("-dlbcps", *line))
    return FALSE;
  for (at = take_word (at, &word); *at && !(n >= 2 && is_month (word)) && n < 8; n++)
    {
      if (n == 1)
        {
          g_free (entry->owner);
          entry->owner = g_strdup (word);
        }
      g_free (before);
      before = g_steal_pointer (&word);
      at = take_word (at, &word);
    }
  if (!before || !is_month (word) || !read_size (before, &entry->size))
    return FALSE;
  at = take_word (at, &day);
  at = at + strcspn (at, " ") > at
           ? (clock = g_strndup (at, strcspn (at, " ")), at + strlen (clock))
           : at;
  if (!*at || !at[1])
    return FALSE;
  entry->modified = g_strdup_printf ("%s %s %s", word, day, clock);
  entry->name = g_strdup (at + 1); /* one blank: names may begin with one */
  entry->kind = name_kind (*line);
  split_target (entry);
  return TRUE;
}

/* As DOS and IIS write it: 01-31-26  09:15AM  <DIR> or a size, name. */
static gboolean
parse_dos (const char *line, WireFtpEntry *entry)
{
  g_autofree char *date = NULL;
  g_autofree char *hour = NULL;
  g_autofree char *size = NULL;
  const char *at = take_word (line, &date);

  at = take_word (at, &hour);
  at = take_word (at, &size);
  if (strlen (date) < 8 || date[2] != '-' || !strchr (hour, ':') || !*at)
    return FALSE;
  if (strcmp (size, "<DIR>") != 0 && !read_size (size, &entry->size))
    return FALSE;
  entry->kind = strcmp (size, "<DIR>") == 0 ? "folder" : "file";
  entry->modified = g_strdup_printf ("%s %s", date, hour);
  entry->name = g_strdup (at);
  return TRUE;
}

/**
 * wire_ftp_entry_parse:
 * @command: (nullable): that asked for the listing
 * @line: of it, without its end, as UTF-8
 * @entry: (out): cleared by the caller
 *
 * Returns: whether @line names something. What LIST gives has no standard: lines as ls and as DOS
 *   write them are understood, and of others nothing is said.
 */
gboolean
wire_ftp_entry_parse (const char *command, const char *line, WireFtpEntry *entry)
{
  *entry = (WireFtpEntry){ .size = -1 };
  if (!*line)
    return FALSE;
  if (g_strcmp0 (command, "NLST") == 0)
    {
      entry->name = g_strdup (line);
      return TRUE;
    }
  if (g_strcmp0 (command, "MLSD") == 0)
    return parse_facts (line, entry);
  if (parse_unix (line, entry))
    return TRUE;
  wire_ftp_entry_clear (entry);
  entry->size = -1;
  return parse_dos (line, entry);
}

/* wire-unread-lines.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/lists/wire-unread-lines.h"

#include "base/wire-printable.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

/* Bytes of a line that are kept: a path, and a digest or two. */
#define TEXT_MAX 4096u

struct _WireUnreadLines
{
  GPtrArray *lines; /* of WireUnreadLine */
};

static void
line_free (gpointer data)
{
  WireUnreadLine *line = data;

  g_free (line->text);
  g_free (line->name);
  g_free (line->folded);
  g_free (line->message);
  g_free (line);
}

/** Returns: (transfer full): none yet */
WireUnreadLines *
wire_unread_lines_new (void)
{
  WireUnreadLines *self = g_new0 (WireUnreadLines, 1);

  self->lines = g_ptr_array_new_with_free_func (line_free);
  return self;
}

void
wire_unread_lines_free (WireUnreadLines *self)
{
  g_ptr_array_unref (self->lines);
  g_free (self);
}

/**
 * wire_unread_lines_add:
 * @list: (transfer none): path of the list; lives as long as @self
 * @entry: a line that says no digest, or not whose it is
 */
void
wire_unread_lines_add (WireUnreadLines *self, const char *list, const WireChecksumEntry *entry)
{
  g_autofree char *name = NULL;
  WireUnreadLine *line;

  if (self->lines->len == WIRE_UNREAD_LINES_MAX || entry->length == 0)
    return;
  name = wire_printable_name (list);
  line = g_new0 (WireUnreadLine, 1);
  line->list = list;
  line->text = g_strndup (entry->text, MIN (entry->length, TEXT_MAX));
  line->message = g_strdup_printf (
      _ ("Line %" PRIu64 " of “%s” names this file, but the digest could not be read."),
      entry->number, name);
  g_ptr_array_add (self->lines, line);
}

/**
 * wire_unread_lines_add_near:
 * @list: (transfer none): path of a file that is not a checksum list; lives as long as @self
 * @text: lines around a digest
 * @number: the line of the digest
 */
void
wire_unread_lines_add_near (WireUnreadLines *self,
                            const char *list,
                            const char *text,
                            guint64 number)
{
  g_autofree char *name = NULL;
  WireUnreadLine *line;

  if (self->lines->len == WIRE_UNREAD_LINES_MAX)
    return;
  name = wire_printable_name (list);
  line = g_new0 (WireUnreadLine, 1);
  line->list = list;
  line->text = g_strndup (text, TEXT_MAX);
  line->message = g_strdup_printf (
      _ ("Line %" PRIu64
         " of “%s” has a digest with the name of this file, but lists of this form are not read."),
      number, name);
  g_ptr_array_add (self->lines, line);
}

/* The last part of an address, or a name that has no folder. Returns: (transfer full) (nullable) */
static char *
fold_name (const char *name)
{
  const char *last = strrchr (name, '/');
  g_autofree char *part = NULL;

  if (last && !strstr (name, "://"))
    return NULL;
  part = g_strdup (last ? last + 1 : name);
  if (last)
    part[strcspn (part, "?#")] = '\0';
  return *part && g_utf8_validate (part, -1, NULL) ? g_utf8_casefold (part, -1) : NULL;
}

/* What a name may be surrounded by, that is not one word. */
static gboolean
is_one_name (const char *name)
{
  return !name[strcspn (name, " \t\"\'`|=,;:")];
}

/**
 * wire_unread_lines_add_odd_name:
 * @list: (transfer none): path of the list; lives as long as @self
 * @entry: a line with a name that a file here does not have: it may be one with something else
 */
void
wire_unread_lines_add_odd_name (WireUnreadLines *self,
                                const char *list,
                                const WireChecksumEntry *entry)
{
  guint n = self->lines->len;
  g_autofree char *folded = fold_name (entry->line->name);

  if (is_one_name (entry->line->name) && !folded)
    return;
  wire_unread_lines_add (self, list, entry);
  if (self->lines->len > n)
    {
      WireUnreadLine *line = self->lines->pdata[n];

      line->name = g_strdup (entry->line->name);
      line->folded = g_steal_pointer (&folded);
    }
}

/* A letter, a digit, or what joins them within a name. */
static gboolean
is_part_of_name (char c)
{
  return g_ascii_isalnum (c) || (guchar) c >= 0x80 || strchr ("._-~+", c);
}

/* Whether @name is in @text, and not only a part of another name. */
static gboolean
names (const char *text, const char *name)
{
  gsize length = strlen (name);

  for (const char *at = strstr (text, name); at; at = strstr (at + 1, name))
    if ((at == text || !is_part_of_name (at[-1]))
        && (at[length] == '\0' || !is_part_of_name (at[length])))
      return TRUE;
  return FALSE;
}

/* Whether @text is @name, perhaps between quotes, and something after it. “Copy of a.txt” is not
 * a.txt. */
static gboolean
begins_with_name (const char *text, const char *name)
{
  gsize length = strlen (name);

  text += strspn (text, " \t*-");
  text += g_str_has_prefix (text, "./") ? 2 : 0;
  text += strspn (text, "\"\'`");
  return strncmp (text, name, length) == 0
         && (text[length] == '\0' || !is_part_of_name (text[length]));
}

static gboolean
is_about (const WireUnreadLine *line, const char *name, const char *folded)
{
  if (line->folded && folded && g_str_equal (line->folded, folded))
    return TRUE;
  if (!line->name)
    return names (line->text, name);
  return !is_one_name (line->name) && begins_with_name (line->name, name);
}

/**
 * wire_unread_lines_find:
 * @name: of a file, without its folder
 * @from: (inout): line to begin with, 0 at first; then, the one after what was found
 *
 * Returns: (transfer none) (nullable): the next line that has @name in it
 */
const WireUnreadLine *
wire_unread_lines_find (WireUnreadLines *self, const char *name, guint *from)
{
  g_autofree char *folded = g_utf8_validate (name, -1, NULL) ? g_utf8_casefold (name, -1) : NULL;

  while (*from < self->lines->len)
    {
      const WireUnreadLine *line = self->lines->pdata[(*from)++];

      if (is_about (line, name, folded))
        return line;
    }
  return NULL;
}

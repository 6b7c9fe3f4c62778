/* wire-imap-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/imap/wire-imap-item.h"

#include <string.h>

/**
 * wire_imap_response_parse:
 * @text: what the server says
 * @number: (out): of the mail
 * @word: (out): what follows the number
 *
 * Returns: whether it is such as `* 3 EXPUNGE`
 */
gboolean
wire_imap_response_parse (const char *text, guint32 *number, const char **word)
{
  guint64 value;
  char *end;

  if (text[0] != '*' || text[1] != ' ' || !g_ascii_isdigit (text[2]))
    return FALSE;
  value = g_ascii_strtoull (text + 2, &end, 10);
  if (*end != ' ' || value > G_MAXUINT32)
    return FALSE;
  *number = (guint32) value;
  *word = end + 1;
  return TRUE;
}

/** Returns: whether @text has @name and a number after it, such as `RFC822.SIZE 300` */
gboolean
wire_imap_item_find_number (const char *text, const char *name, guint64 *value)
{
  const char *found = strcasestr (text, name);

  if (!found || !g_ascii_isdigit (found[strlen (name)]))
    return FALSE;
  *value = g_ascii_strtoull (found + strlen (name), NULL, 10);
  return TRUE;
}

static gboolean
is_word (const char *text, gsize length, const char *word)
{
  return length == strlen (word) && g_ascii_strncasecmp (text, word, length) == 0;
}

/* @section is what is in the brackets. */
static WireImapItemKind
tell_section (const char *section)
{
  const char *last = section;

  if (!*section)
    return WIRE_IMAP_ITEM_MAIL;
  while (g_ascii_isdigit (*last) || *last == '.')
    last++;
  return g_ascii_strncasecmp (last, "HEADER", 6) == 0
             ? (last == section ? WIRE_IMAP_ITEM_HEAD : WIRE_IMAP_ITEM_OTHER)
         : g_ascii_strcasecmp (last, "MIME") == 0 ? WIRE_IMAP_ITEM_MIME
                                                  : WIRE_IMAP_ITEM_PART;
}

/* @begin to @end is the item’s name without brackets: one of those of old. */
static WireImapItemKind
tell_old (const char *begin, gsize length)
{
  if (is_word (begin, length, "RFC822"))
    return WIRE_IMAP_ITEM_MAIL;
  if (is_word (begin, length, "RFC822.HEADER"))
    return WIRE_IMAP_ITEM_HEAD;
  return is_word (begin, length, "RFC822.TEXT") ? WIRE_IMAP_ITEM_PART : WIRE_IMAP_ITEM_OTHER;
}

/* Returns: where the item’s name begins, whose end is @end */
static const char *
find_name (const char *text, const char *end)
{
  while (end > text && end[-1] != ' ' && end[-1] != '(')
    end--;
  return end;
}

/* Takes `<12>` off @end. */
static const char *
take_offset (const char *text, const char *end, WireImapItem *item)
{
  const char *open = end;

  if (end == text || end[-1] != '>')
    return end;
  while (open > text && *open != '<')
    open--;
  item->partial = *open == '<' && g_ascii_isdigit (open[1]);
  item->offset = item->partial ? g_ascii_strtoull (open + 1, NULL, 10) : 0;
  return item->partial ? open : end;
}

static void
take_name (const char *text, const char *end, WireImapItem *item)
{
  const char *open = end;

  if (end > text && end[-1] == ']')
    {
      while (open > text && *open != '[')
        open--;
      item->section = g_strndup (open + 1, (gsize) (end - open - 2));
      item->kind = *open == '[' ? tell_section (item->section) : WIRE_IMAP_ITEM_OTHER;
      text = find_name (text, open);
      item->binary = is_word (text, (gsize) (open - text), "BINARY");
      if (!item->binary && !is_word (text, (gsize) (open - text), "BODY"))
        item->kind = WIRE_IMAP_ITEM_OTHER;
      return;
    }
  open = find_name (text, end);
  item->kind = tell_old (open, (gsize) (end - open));
  item->section = g_strdup (item->kind == WIRE_IMAP_ITEM_PART ? "TEXT" : "");
}

/**
 * wire_imap_item_parse:
 * @text: what the server has said, up to and including a literal’s length
 * @item: (out): what the literal is; its section is freed by the caller
 *
 * Returns: whether it is of a FETCH response
 */
gboolean
wire_imap_item_parse (const char *text, WireImapItem *item)
{
  const char *end = strrchr (text, '{');
  const char *word;

  *item = (WireImapItem){ 0 };
  if (!end || !wire_imap_response_parse (text, &item->number, &word)
      || g_ascii_strncasecmp (word, "FETCH ", 6) != 0 || end <= word + 6)
    return FALSE;
  word += 5;
  end -= end[-1] == '~';
  while (end > word && end[-1] == ' ')
    end--;
  end = take_offset (word, end, item);
  take_name (word, end, item);
  return TRUE;
}

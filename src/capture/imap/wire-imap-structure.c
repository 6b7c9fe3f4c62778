/* wire-imap-structure.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/imap/wire-imap-structure.h"

#include <string.h>

/* A string, NIL (neither), or a list. */
typedef struct
{
  char *text;
  GPtrArray *list;
} Value;

typedef struct
{
  const char *at;
  guint values;
  WireImapStructureSink take;
  gpointer user_data;
} Reader;

static void
value_free (gpointer data)
{
  Value *self = data;

  g_free (self->text);
  g_clear_pointer (&self->list, g_ptr_array_unref);
  g_free (self);
}

static char *
read_quoted (Reader *self)
{
  GString *text = g_string_new (NULL);

  for (self->at++; *self->at && *self->at != '"'; self->at++)
    {
      if (*self->at == '\\' && self->at[1])
        self->at++;
      g_string_append_c (text, *self->at);
    }
  self->at += *self->at == '"';
  return g_string_free (text, FALSE);
}

static char *
read_atom (Reader *self)
{
  gsize length = strcspn (self->at, " ()\"");
  char *text = g_strndup (self->at, length);

  self->at += length;
  if (g_ascii_strcasecmp (text, "NIL") == 0)
    g_clear_pointer (&text, g_free);
  return text;
}

static Value *read_value (Reader *self, guint depth);

static void
read_list (Reader *self, Value *value, guint depth)
{
  value->list = g_ptr_array_new_with_free_func (value_free);
  for (self->at++; *self->at && *self->at != ')';)
    {
      Value *item;

      self->at += strspn (self->at, " ");
      if (*self->at == ')' || !(item = read_value (self, depth + 1)))
        break;
      g_ptr_array_add (value->list, item);
    }
  self->at += *self->at == ')';
}

/* Returns: (transfer full) (nullable): %NULL where there are too many, or they are too deep */
static Value *
read_value (Reader *self, guint depth)
{
  Value *value;

  if (!*self->at || depth > WIRE_IMAP_STRUCTURE_MAX_DEPTH
      || self->values++ > WIRE_IMAP_STRUCTURE_MAX_VALUES)
    return NULL;
  value = g_new0 (Value, 1);
  if (*self->at == '(')
    read_list (self, value, depth);
  else if (*self->at == '"')
    value->text = read_quoted (self);
  else
    value->text = read_atom (self);
  return value;
}

static const Value *
get (const Value *value, guint i)
{
  return value->list && i < value->list->len ? g_ptr_array_index (value->list, i) : NULL;
}

static const char *
get_text (const Value *value, guint i)
{
  const Value *item = get (value, i);

  return item ? item->text : NULL;
}

/* What comes from outside must not become a field of its own. */
static void
append_clean (GString *head, const char *text)
{
  for (; *text; text++)
    if ((guint8) *text >= ' ' && *text != '"' && *text != '\\')
      g_string_append_c (head, *text);
}

static void
append_parameters (GString *head, const Value *parameters)
{
  for (guint i = 0; parameters && get_text (parameters, i) && get_text (parameters, i + 1); i += 2)
    {
      gboolean encoded = strchr (get_text (parameters, i), '*') != NULL;

      g_string_append (head, "; ");
      append_clean (head, get_text (parameters, i));
      g_string_append (head, encoded ? "=" : "=\"");
      append_clean (head, get_text (parameters, i + 1));
      g_string_append (head, encoded ? "" : "\"");
    }
}

/* Among what follows the size: ("attachment" ("filename" "a.txt")). */
static void
append_disposition (GString *head, const Value *part)
{
  for (guint i = 7; i < part->list->len; i++)
    {
      const Value *item = get (part, i);
      const char *kind = item->list ? get_text (item, 0) : NULL;

      if (!kind
          || (g_ascii_strcasecmp (kind, "attachment") != 0
              && g_ascii_strcasecmp (kind, "inline") != 0))
        continue;
      g_string_append (head, "Content-Disposition: ");
      append_clean (head, kind);
      append_parameters (head, get (item, 1));
      g_string_append (head, "\r\n");
      return;
    }
}

static void
tell (const Reader *self, const char *section, const Value *part)
{
  g_autoptr (GString) head = g_string_new ("Content-Type: ");

  append_clean (head, get_text (part, 0));
  g_string_append_c (head, '/');
  append_clean (head, get_text (part, 1));
  append_parameters (head, get (part, 2));
  g_string_append (head, "\r\nContent-Transfer-Encoding: ");
  append_clean (head, get_text (part, 5) ? get_text (part, 5) : "7bit");
  g_string_append (head, "\r\n");
  append_disposition (head, part);
  g_string_append (head, "\r\n");
  self->take (section, head->str, self->user_data);
}

/* @section: empty for the mail itself */
static void
walk (const Reader *self, const Value *part, const char *section)
{
  gboolean several = get (part, 0) && get (part, 0)->list;

  for (guint i = 0; several && get (part, i)->list; i++)
    {
      g_autofree char *number = g_strdup_printf ("%s%s%u", section, *section ? "." : "", i + 1);

      walk (self, get (part, i), number);
      if (i + 1 == part->list->len)
        return;
    }
  if (several || !get_text (part, 0) || !get_text (part, 1))
    return;
  tell (self, *section ? section : "1", part);
  /* A mail in a mail: what it is made of has its number before its own. */
  if (g_ascii_strcasecmp (get_text (part, 0), "message") == 0 && get (part, 8)
      && get (part, 8)->list)
    walk (self, get (part, 8), section);
}

/**
 * wire_imap_structure_read:
 * @text: a FETCH response
 * @take: called with each part that is not made of others
 * @user_data: for @take
 */
void
wire_imap_structure_read (const char *text, WireImapStructureSink take, gpointer user_data)
{
  const char *found = strcasestr (text, "BODYSTRUCTURE (");
  Reader reader = { NULL, 0, take, user_data };
  Value *whole;

  if (!found)
    found = strcasestr (text, "BODY (");
  if (!found)
    return;
  reader.at = strchr (found, '(');
  whole = read_value (&reader, 0);
  if (whole)
    {
      walk (&reader, whole, "");
      value_free (whole);
    }
}

/* wire-indicator-stix.c: what patterns of STIX compare with
 *
 * A pattern is a sentence of comparisons, such as `[ipv4-addr:value = '192.0.2.1' OR
 * domain-name:value IN ('a.example', 'b.example')]` (OASIS STIX 2.1, section 9). What each compares
 * for equality with is an indicator of its own; how they are joined is not looked at, and what is
 * negated is left out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/indicators/wire-indicator-list.h"

#include <string.h>

/* Where reading is. */
typedef struct
{
  WireIndicatorList *list;
  const char *next;
  gboolean negated;  /* of the comparison that is being read */
  gboolean compares; /* for equality, or membership */
  gboolean is_agent;
  gboolean in_path; /* a literal is a part of the path, such as hashes.'SHA-256' */
  gboolean any;
} Reading;

/* Objects whose properties are indicators. */
static const char *const PATHS[] = {
  "ipv4-addr:",
  "ipv6-addr:",
  "domain-name:",
  "url:",
  "file:hashes",
  "email-addr:",
  "email-message:",
  "network-traffic:",
  "x509-certificate:hashes",
  "artifact:hashes",
  NULL,
};

/* Takes a literal in single quotes, in which a backslash keeps the next character. */
static char *
take_literal (Reading *self)
{
  GString *text = g_string_new (NULL);
  const char *p = self->next + 1;

  for (; *p && *p != '\''; p++)
    {
      if (*p == '\\' && p[1])
        p++;
      g_string_append_c (text, *p);
    }
  self->next = *p ? p + 1 : p;
  return g_string_free (text, FALSE);
}

static gboolean
is_path (const char *word)
{
  for (guint i = 0; PATHS[i]; i++)
    if (g_str_has_prefix (word, PATHS[i]))
      return TRUE;
  return FALSE;
}

static void
take_word (Reading *self, const char *word)
{
  if (strchr (word, ':'))
    {
      self->in_path = is_path (word);
      self->compares = self->negated = FALSE;
      self->is_agent = FALSE;
    }
  else if (g_ascii_strcasecmp (word, "NOT") == 0)
    self->negated = TRUE;
  else if (g_str_equal (word, "=") || g_str_equal (word, "==")
           || g_ascii_strcasecmp (word, "IN") == 0 || g_ascii_strcasecmp (word, "ISSUBSET") == 0)
    {
      self->compares = self->in_path && !self->negated;
      self->in_path = FALSE;
    }
  else if (g_ascii_strcasecmp (word, "AND") == 0 || g_ascii_strcasecmp (word, "OR") == 0)
    self->compares = FALSE;
}

static void
use_literal (Reading *self, const char *text)
{
  if (self->in_path)
    self->is_agent |= g_ascii_strcasecmp (text, "User-Agent") == 0;
  else if (self->compares)
    self->any |= self->is_agent ? wire_indicator_list_add_agent (self->list, text)
                                : wire_indicator_list_add (self->list, text);
}

gboolean
wire_indicator_list_add_stix (WireIndicatorList *list, const char *pattern)
{
  Reading self = { .list = list, .next = pattern };

  while (*self.next)
    {
      gsize length = strcspn (self.next, " \t\r\n'[](),=!<>");
      g_autofree char *text = NULL;

      if (*self.next == '\'')
        {
          text = take_literal (&self);
          use_literal (&self, text);
          continue;
        }
      if (*self.next == '=')
        length = 1;
      else if (strchr ("!<>", *self.next))
        length = self.next[1] == '=' ? 2 : 1; /* compares, but not for equality */
      text = g_strndup (self.next, length);
      take_word (&self, text);
      self.next += MAX (length, 1);
    }
  return self.any;
}

/* wire-mail-html.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A mail's HTML is evidence: it is read, and never rendered. Nothing is fetched, run or styled.
 * Where links and pictures lead is told, since that is what an attacker hides. After the tokens of
 * the HTML Standard, section 13.2.5, in one pass.
 */

#include "capture/mail/wire-mail-html.h"

#include <string.h>

/* Longer names of tags and entities are none that mean something here. */
#define NAME_SIZE 16

/* Longer addresses are cut. */
#define ADDRESS_MAX 2048

typedef struct
{
  const char *at;
  const char *end;
  GString *text;
  GString *link;          /* where the link leads that is open; empty: nowhere */
  char hidden[NAME_SIZE]; /* the element whose content is not text, or empty */
  gboolean unending;      /* the last declaration had no end: neither have those that follow */
} Reader;

/* What begins a new line, and what two. */
static const char *const LINES[] = { "br", "div", "tr", "li", "dt", "dd", "option", "hr" };
static const char *const PARAGRAPHS[] = { "p",  "h1", "h2", "h3",    "h4",
                                          "h5", "h6", "ul", "table", "blockquote" };
static const char *const HIDDEN[] = {
  "script", "style", "title", "template", "noembed", "textarea"
};

static const struct
{
  const char *name;
  gunichar c;
} ENTITIES[] = {
  { "amp", '&' },      { "lt", '<' },        { "gt", '>' },       { "quot", '"' },
  { "apos", '\'' },    { "nbsp", ' ' },      { "euro", 0x20ac },  { "copy", 0xa9 },
  { "reg", 0xae },     { "hellip", 0x2026 }, { "ndash", 0x2013 }, { "mdash", 0x2014 },
  { "lsquo", 0x2018 }, { "rsquo", 0x2019 },  { "ldquo", 0x201c }, { "rdquo", 0x201d },
  { "bull", 0x2022 },  { "auml", 0xe4 },     { "ouml", 0xf6 },    { "uuml", 0xfc },
  { "Auml", 0xc4 },    { "Ouml", 0xd6 },     { "Uuml", 0xdc },    { "szlig", 0xdf },
  { "eacute", 0xe9 },  { "egrave", 0xe8 },   { "agrave", 0xe0 },  { "ccedil", 0xe7 }
};

static gboolean
is_one_of (const char *name, const char *const *names, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (name, names[i]))
      return TRUE;
  return FALSE;
}

/* At most one empty line, and none at the beginning. */
static void
break_line (Reader *self, guint wanted)
{
  guint have = 0;

  while (self->text->len > 0 && self->text->str[self->text->len - 1] == ' ')
    g_string_truncate (self->text, self->text->len - 1);
  while (have < self->text->len && self->text->str[self->text->len - 1 - have] == '\n')
    have++;
  for (; self->text->len > 0 && have < wanted; have++)
    g_string_append_c (self->text, '\n');
}

/* White space runs together. */
static void
append (Reader *self, gunichar c)
{
  const GString *text = self->text;

  if (c != ' ')
    g_string_append_unichar (self->text, c);
  else if (text->len > 0 && text->str[text->len - 1] != ' ' && text->str[text->len - 1] != '\n')
    g_string_append_c (self->text, ' ');
}

static gunichar
read_number (const char *digits, const char *end)
{
  gboolean hex = digits < end && (*digits == 'x' || *digits == 'X');
  guint64 number = 0;

  for (const char *at = digits + hex; at < end; at++)
    {
      int value = hex ? g_ascii_xdigit_value (*at) : g_ascii_digit_value (*at);

      if (value < 0 || number > 0x10ffff)
        return 0;
      number = number * (hex ? 16 : 10) + (guint64) value;
    }
  return number <= 0x10ffff && g_unichar_validate ((gunichar) number) ? (gunichar) number : 0;
}

static gunichar
find_entity (const char *name, gsize length)
{
  if (length > 1 && name[0] == '#')
    return read_number (name + 1, name + length);
  for (gsize i = 0; i < G_N_ELEMENTS (ENTITIES); i++)
    if (strlen (ENTITIES[i].name) == length && memcmp (ENTITIES[i].name, name, length) == 0)
      return ENTITIES[i].c;
  return 0;
}

/* @at: at an ampersand; moved past what it begins, if that is known, or after itself.
 * Returns: the character that is meant */
static gunichar
take_entity (const char **at, const char *end)
{
  const char *name = *at + 1;
  const char *stop = name;
  gunichar c;

  while (stop < end && stop - name < NAME_SIZE && (g_ascii_isalnum (*stop) || *stop == '#'))
    stop++;
  c = find_entity (name, (gsize) (stop - name));
  *at = c == 0 ? name : stop + (stop < end && *stop == ';');
  return c == 0 ? '&' : c;
}

/* The value of an attribute, entities replaced. */
static void
take_value (Reader *self, GString *value)
{
  char quote = *self->at == '"' || *self->at == '\'' ? *self->at++ : '\0';

  while (self->at < self->end
         && (quote ? *self->at != quote : *self->at != '>' && !g_ascii_isspace (*self->at)))
    {
      gunichar c = *self->at == '&' ? take_entity (&self->at, self->end) : 0;

      if (value->len > ADDRESS_MAX)
        self->at += c == 0;
      else if (c)
        g_string_append_unichar (value, c);
      else
        g_string_append_c (value, *self->at++);
    }
  self->at += quote && self->at < self->end;
}

static void
take_name (Reader *self, char name[NAME_SIZE])
{
  gsize n = 0;

  for (; self->at < self->end && *self->at != '>' && *self->at != '=' && *self->at != '/'
         && !g_ascii_isspace (*self->at);
       self->at++)
    if (n < NAME_SIZE - 1)
      name[n++] = g_ascii_tolower (*self->at);
  name[n] = '\0';
}

static void
skip_space (Reader *self)
{
  while (self->at < self->end && g_ascii_isspace (*self->at))
    self->at++;
}

/* Up to and including the end of the tag. @address: takes the value of @wanted */
static void
take_attributes (Reader *self, const char *wanted, GString *address)
{
  while (self->at < self->end && *self->at != '>')
    {
      g_autoptr (GString) value = g_string_new (NULL);
      char name[NAME_SIZE];

      if (g_ascii_isspace (*self->at) || *self->at == '/')
        {
          self->at++;
          continue;
        }
      take_name (self, name);
      skip_space (self);
      if (self->at < self->end && *self->at == '=')
        {
          self->at++;
          skip_space (self);
          if (self->at < self->end)
            take_value (self, value);
        }
      if (wanted && g_str_equal (name, wanted) && address->len == 0)
        g_string_append (address, value->str);
    }
  self->at += self->at < self->end;
}

/* A link says where it leads, unless that is what it reads. */
static void
end_link (Reader *self)
{
  if (self->link->len > 0 && !g_str_has_suffix (self->text->str, self->link->str))
    g_string_append_printf (self->text, " <%s>", self->link->str);
  g_string_truncate (self->link, 0);
}

static void
begin_element (Reader *self, const char *name)
{
  g_autoptr (GString) address = g_string_new (NULL);
  gboolean link = g_str_equal (name, "a");
  gboolean picture = g_str_equal (name, "img");

  take_attributes (self, link ? "href" : picture ? "src" : NULL, address);
  if (link)
    {
      end_link (self);
      g_string_assign (self->link, address->str);
    }
  if (picture && address->len > 0)
    g_string_append_printf (self->text, " [%s] ", address->str);
  if (is_one_of (name, HIDDEN, G_N_ELEMENTS (HIDDEN)))
    g_strlcpy (self->hidden, name, sizeof self->hidden);
  if (g_str_equal (name, "li"))
    {
      break_line (self, 1);
      g_string_append (self->text, "• ");
    }
}

/* After the “<”. */
static void
take_tag (Reader *self)
{
  gboolean ends = self->at < self->end && *self->at == '/';
  char name[NAME_SIZE];

  self->at += ends;
  take_name (self, name);
  if (*self->hidden && !(ends && g_str_equal (name, self->hidden)))
    return; /* not a tag in there */
  if (ends)
    take_attributes (self, NULL, NULL);
  if (ends && g_str_equal (name, self->hidden))
    *self->hidden = '\0';
  if (is_one_of (name, PARAGRAPHS, G_N_ELEMENTS (PARAGRAPHS)))
    break_line (self, 2);
  else if (is_one_of (name, LINES, G_N_ELEMENTS (LINES)))
    break_line (self, 1);
  else if (g_str_equal (name, "td") || g_str_equal (name, "th"))
    append (self, ' ');
  if (ends && g_str_equal (name, "a"))
    end_link (self);
  if (!ends)
    begin_element (self, name);
}

/* After the “<!” or “<?”: comments, declarations. One that does not end hides nothing. */
static void
take_declaration (Reader *self)
{
  gsize left = (gsize) (self->end - self->at);
  gboolean comment = left >= 2 && self->at[0] == '-' && self->at[1] == '-';
  const char *stop =
      comment ? g_strstr_len (self->at, (gssize) left, "-->") : memchr (self->at, '>', left);

  self->unending = stop == NULL;
  self->at = stop ? stop + (comment ? 3 : 1) : self->at - 2;
}

static void
take_text (Reader *self)
{
  gunichar c = *self->at == '&' ? take_entity (&self->at, self->end) : 0;

  if (c == 0)
    {
      c = g_utf8_get_char_validated (self->at, self->end - self->at);
      if (c == 0 || c == (gunichar) -1 || c == (gunichar) -2)
        {
          c = 0xfffd;
          self->at++;
        }
      else
        self->at += g_unichar_to_utf8 (c, NULL);
    }
  if (!*self->hidden)
    append (self, c < 128 && g_ascii_isspace ((char) c) ? ' ' : c);
}

static gboolean
begins_tag (const Reader *self)
{
  const char *next = self->at + 1;

  return *self->at == '<' && next < self->end
         && (g_ascii_isalpha (*next)
             || (*next == '/' && next + 1 < self->end && g_ascii_isalpha (next[1])));
}

/**
 * wire_mail_html_to_text:
 * @html: UTF-8, or nearly
 * @length: of @html
 *
 * Returns: (transfer full): what it says, lines where there are some, and after each link, in
 *   angle brackets, where it leads; where a picture would be loaded from is in square ones. UTF-8
 */
char *
wire_mail_html_to_text (const char *html, gsize length)
{
  Reader self = { .at = html, .end = html + length };

  self.text = g_string_new (NULL);
  self.link = g_string_new (NULL);
  while (self.at < self.end)
    {
      gboolean declares = !*self.hidden && !self.unending && *self.at == '<'
                          && self.at + 1 < self.end && (self.at[1] == '!' || self.at[1] == '?');

      if (begins_tag (&self))
        {
          self.at++;
          take_tag (&self);
        }
      else if (declares)
        {
          self.at += 2;
          take_declaration (&self);
        }
      else
        take_text (&self);
    }
  end_link (&self);
  g_string_free (self.link, TRUE);
  if (!g_utf8_validate_len (self.text->str, self.text->len, NULL))
    {
      char *valid = g_utf8_make_valid (self.text->str, (gssize) self.text->len);

      g_string_free (self.text, TRUE);
      return valid;
    }
  return g_string_free (self.text, FALSE);
}

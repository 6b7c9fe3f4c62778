/* wire-http-curl.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/exchanges/wire-http-curl.h"

#include "capture/exchanges/wire-http-tree.h"

/* What curl says by itself, and what it would read out of a file that is called so. */
static gboolean
is_left_out (WireSpan name)
{
  return name.length == 0 || name.data[0] == '@' || wire_span_equals (name, "host")
         || wire_span_equals (name, "content-length") || wire_span_equals (name, "connection");
}

static gboolean
has_controls (const char *value)
{
  for (const char *p = value; *p; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* What is pasted into a terminal is typed there: a control character would end the line, or run it.
 * Quotes of this kind are in POSIX since 2024, and were in bash, ksh and zsh long before. */
static char *
quote_controls (const char *value)
{
  GString *quoted = g_string_new ("$'");

  for (const char *p = value; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\'' || c == '\\')
        g_string_append_printf (quoted, "\\%c", *p);
      else if (!g_unichar_iscntrl (c))
        g_string_append_unichar (quoted, c);
      else
        for (const char *byte = p; byte < g_utf8_next_char (p); byte++)
          g_string_append_printf (quoted, "\\%03o", (guint8) *byte);
    }
  g_string_append_c (quoted, '\'');
  return g_string_free (quoted, FALSE);
}

static void
append_quoted (GString *command, const char *option, const char *value)
{
  g_autofree char *quoted = has_controls (value) ? quote_controls (value) : g_shell_quote (value);

  g_string_append_printf (command, " %s%s", option, quoted);
}

static void
append_fields (GString *command, const void *head, gsize length)
{
  WireHttpFields fields;
  WireSpan name, value;

  wire_http_fields_init (&fields, head, length);
  while (wire_http_fields_next (&fields, &name, &value))
    {
      g_autofree char *name_text = wire_span_to_text (name);
      g_autofree char *value_text = wire_span_to_text (value);
      /* To curl, a name and a colon alone would mean not to send the field. */
      g_autofree char *line = *value_text ? g_strdup_printf ("%s: %s", name_text, value_text)
                                          : g_strdup_printf ("%s;", name_text);

      if (is_left_out (name))
        continue;
      append_quoted (command, "-H ", line);
      if (wire_span_equals (name, "accept-encoding"))
        g_string_append (command, " --compressed");
    }
}

/**
 * wire_http_make_curl:
 * @request: a request
 * @tuple: from its client to its server
 * @head: its head, as captured
 * @length: of @head
 *
 * Everything that came out of the capture is quoted for a POSIX shell, and -g keeps curl from
 * making many requests out of brackets in the URL. A request's body is not part of it.
 *
 * Returns: (transfer full): a command line
 */
char *
wire_http_make_curl (const WireHttpMessage *request,
                     const WireTuple *tuple,
                     const void *head,
                     gsize length)
{
  GString *command = g_string_new ("curl -g");
  g_autofree char *url = wire_http_make_url (request, tuple);

  if (g_strcmp0 (request->method, "HEAD") == 0)
    g_string_append (command, " -I");
  else if (request->method && !g_str_equal (request->method, "GET"))
    append_quoted (command, "-X ", request->method);
  append_quoted (command, "", url);
  append_fields (command, head, length);
  return g_string_free (command, FALSE);
}

/* wire-http-curl.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-http-curl.h"

#include "wire-http-tree.h"

/* What curl says by itself, and what it would read out of a file that is called so. */
static gboolean
is_left_out (WireSpan name)
{
  return name.length == 0 || name.data[0] == '@' || wire_span_equals (name, "host")
         || wire_span_equals (name, "content-length") || wire_span_equals (name, "connection");
}

static void
append_quoted (GString *command, const char *option, const char *value)
{
  g_autofree char *quoted = g_shell_quote (value);

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
      g_autofree char *line = g_strdup_printf ("%s: %s", name_text, value_text);

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

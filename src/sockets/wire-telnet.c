/* wire-telnet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sockets/wire-telnet.h"

#define IAC 0xff
#define FIRST_VERB 0xfb /* WILL; then WONT, DO, DONT */
#define LAST_VERB 0xfe

/* Negotiations that are described; a piece may hold hundreds. */
#define MOST 8

/* The options that programs of today name (RFC 856 to 859, 1073, 1079, 1091, 1184, 1372, 1572). */
static const struct
{
  guint8 number;
  const char *name;
} OPTIONS[] = {
  { 0, "BINARY" },      { 1, "ECHO" },           { 3, "SUPPRESS-GO-AHEAD" }, { 5, "STATUS" },
  { 6, "TIMING-MARK" }, { 24, "TERMINAL-TYPE" }, { 31, "WINDOW-SIZE" },      { 32, "SPEED" },
  { 33, "FLOW" },       { 34, "LINEMODE" },      { 35, "X-DISPLAY" },        { 39, "ENVIRONMENT" },
};

static void
append_option (GString *text, guint8 option)
{
  for (gsize i = 0; i < G_N_ELEMENTS (OPTIONS); i++)
    if (OPTIONS[i].number == option)
      {
        g_string_append (text, OPTIONS[i].name);
        return;
      }
  g_string_append_printf (text, "%u", option);
}

/**
 * wire_telnet_describe:
 * @bytes: a piece that was received
 *
 * Three bytes ff fb–fe NN negotiate an option (RFC 854): they are no letters of the user's. Any
 * thread.
 *
 * Returns: (transfer full) (nullable): such as `DO ECHO, WILL LINEMODE`; %NULL where there are none
 */
char *
wire_telnet_describe (const guint8 *bytes, gsize length)
{
  static const char *const VERBS[] = { "WILL", "WONT", "DO", "DONT" };
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  for (gsize i = 0; i + 2 < length; i++)
    if (bytes[i] == IAC && bytes[i + 1] >= FIRST_VERB && bytes[i + 1] <= LAST_VERB)
      {
        if (n++ == MOST)
          {
            g_string_append (text, ", …");
            break;
          }
        g_string_append_printf (text, "%s%s ", n > 1 ? ", " : "", VERBS[bytes[i + 1] - FIRST_VERB]);
        append_option (text, bytes[i + 2]);
        i += 2;
      }
  return n > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

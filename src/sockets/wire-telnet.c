/* wire-telnet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sockets/wire-telnet.h"

#define IAC 0xff
#define SE 0xf0
#define FIRST_COMMAND 0xf1
#define SB 0xfa
#define FIRST_VERB 0xfb /* WILL; then WONT, DO, DONT */
#define LAST_VERB 0xfe

/* The options that are assigned, but for a few that nobody uses. */
#define LAST_OPTION 49

/* Commands that are described; a piece may hold hundreds. */
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

/* Of what comes after IAC SB: what is negotiated, up to IAC SE. Returns: its length, with both; 0
 * where it does not end */
static gsize
get_negotiation_length (const guint8 *bytes, gsize length)
{
  for (gsize i = 3; i + 1 < length; i++)
    {
      if (bytes[i] == IAC && bytes[i + 1] == SE)
        return i + 2;
      i += bytes[i] == IAC; /* IAC IAC is the byte */
    }
  return 0;
}

/* Returns: how long the command is that begins with the IAC at @bytes; 0 where there is none */
static gsize
get_command_length (const guint8 *bytes, gsize length)
{
  if (length < 2 || bytes[1] < FIRST_COMMAND || bytes[1] > LAST_VERB)
    return 0;
  if (bytes[1] < SB)
    return 2;
  if (length < 3 || bytes[2] > LAST_OPTION)
    return 0;
  return bytes[1] == SB ? get_negotiation_length (bytes, length) : 3;
}

static void
append_command (GString *text, const guint8 *command)
{
  static const char *const NAMES[] = { "NOP",
                                       "DATA-MARK",
                                       "BREAK",
                                       "INTERRUPT",
                                       "ABORT-OUTPUT",
                                       "ARE-YOU-THERE",
                                       "ERASE-CHARACTER",
                                       "ERASE-LINE",
                                       "GO-AHEAD",
                                       "SB",
                                       "WILL",
                                       "WONT",
                                       "DO",
                                       "DONT" };

  g_string_append (text, NAMES[command[1] - FIRST_COMMAND]);
  if (command[1] < SB)
    return;
  g_string_append_c (text, ' ');
  append_option (text, command[2]);
}

/**
 * wire_telnet_describe:
 * @bytes: a piece that was sent or received
 *
 * What begins with the byte ff is a command (RFC 854): ff fb–fe NN negotiate an option, ff f4 is
 * what Ctrl+C sends. They are not letters that somebody typed. All else that telnet sends is ASCII:
 * a piece with other bytes, such as one of a picture, is not taken for telnet's. Any thread.
 *
 * Returns: (transfer full) (nullable): such as `DO ECHO, WILL LINEMODE`; %NULL where there are none
 */
char *
wire_telnet_describe (const guint8 *bytes, gsize length)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  for (gsize i = 0; i < length;)
    {
      gsize size = bytes[i] == IAC ? get_command_length (bytes + i, length - i) : 1;

      if (size == 0 || (bytes[i] != IAC && bytes[i] >= 0x80))
        return NULL;
      if (bytes[i] == IAC && n++ < MOST)
        {
          g_string_append (text, n > 1 ? ", " : "");
          append_command (text, bytes + i);
        }
      i += size;
    }
  if (n > MOST)
    g_string_append (text, ", …");
  return n > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

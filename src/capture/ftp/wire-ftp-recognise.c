/* wire-ftp-recognise.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/ftp/wire-ftp-recognise.h"

#include "capture/ftp/wire-ftp-address.h"
#include "capture/ftp/wire-ftp-verb.h"

#include <string.h>

/* Lines of a side that are looked at. */
#define MAX_LINES 16u

/* What the lines of one side say. */
typedef struct
{
  gboolean replies;  /* the first line begins with a code */
  gboolean commands; /* … with a command of FTP, which others may have as well */
  gboolean other;    /* … with neither */
  gboolean certain;  /* only FTP says so */
  gboolean never;    /* FTP never does */
  gboolean named;    /* a greeting has the word FTP in it */
} Saying;

static gboolean
has_word_ftp (const char *line)
{
  g_autofree char *upper = g_ascii_strup (line, -1);

  return strstr (upper, "FTP") && !strstr (upper, "SMTP");
}

/* 331 and 230 belong to USER and PASS; NNTP has 281 and 381 for them, SMTP 235 and 334. */
static void
look_at_reply (Saying *self, const char *line, guint code)
{
  WireFtpAddress address;

  self->named |= code == 220 && has_word_ftp (line);
  self->certain |= code == 331 || (code == 227 && wire_ftp_address_parse_pasv (line + 4, &address))
                   || (code == 229 && wire_ftp_address_parse_epsv (line + 4, &address))
                   || (code == 150 && strstr (line, "data connection") != NULL)
                   || g_str_has_prefix (line, "234 ") || g_str_has_prefix (line, "230 User ");
  self->never |= g_str_has_prefix (line, "250-") && strstr (line, "PIPELINING");
}

static void
look_at_command (Saying *self, const char *line)
{
  const char *argument;
  WireFtpVerb verb = wire_ftp_verb_read (line, &argument);
  WireFtpAddress address;

  self->never |=
      g_ascii_strncasecmp (line, "EHLO", 4) == 0 || g_ascii_strncasecmp (line, "HELO", 4) == 0
      || g_ascii_strncasecmp (line, "LHLO", 4) == 0 || g_ascii_strncasecmp (line, "NICK ", 5) == 0;
  self->certain |=
      wire_ftp_verb_is_ftp_only (verb)
      || (verb == WIRE_FTP_PORT && wire_ftp_address_parse_port (argument, &address))
      || (verb == WIRE_FTP_TYPE && strchr ("AIEL", g_ascii_toupper (*argument)) && *argument)
      || g_ascii_strcasecmp (line, "AUTH TLS") == 0 || g_ascii_strcasecmp (line, "AUTH SSL") == 0
      || g_ascii_strcasecmp (line, "AUTH TLS-C") == 0;
}

static void
look_at_line (Saying *self, const char *line, gboolean first)
{
  guint code = wire_ftp_read_code (line, NULL);
  gboolean command = wire_ftp_verb_read (line, NULL) != WIRE_FTP_UNKNOWN;

  if (first)
    {
      self->replies = code != 0;
      self->commands = command;
      self->other = code == 0 && !command;
    }
  if (code)
    look_at_reply (self, line, code);
  else
    look_at_command (self, line);
}

/* Returns: whether the first line is whole */
static gboolean
look_at_side (Saying *self, const guint8 *bytes, gsize length)
{
  const char *at = (const char *) bytes;
  guint n = 0;

  for (; n < MAX_LINES && length > 0; n++)
    {
      const char *end = memchr (at, '\n', length);
      g_autofree char *line = NULL;
      gsize used;

      if (!end)
        break;
      used = (gsize) (end - at) + 1;
      line = g_strchomp (g_strndup (at, used - 1));
      look_at_line (self, line, n == 0);
      at += used;
      length -= used;
    }
  return n > 0;
}

/* Whether bytes whose line is not whole may become one of FTP: letters, or a code. */
static gboolean
may_be_line (const guint8 *bytes, gsize length)
{
  gsize n = MIN (length, 4);

  if (length > 512)
    return FALSE;
  if (g_ascii_isdigit (bytes[0]))
    {
      for (gsize i = 0; i < n; i++)
        if (i < 3 ? !g_ascii_isdigit (bytes[i]) : bytes[i] != ' ' && bytes[i] != '-')
          return FALSE;
      return bytes[0] >= '1' && bytes[0] <= '5';
    }
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isalpha (bytes[i]) && (i < 3 || (bytes[i] != ' ' && bytes[i] != '\r')))
      return FALSE;
  return TRUE;
}

static WireListenerAnswer
decide (const WireListenerLook *look, const Saying *says)
{
  const Saying *a = &says[0];
  const Saying *b = &says[1];

  if (a->never || b->never || a->other || b->other || (a->replies && b->replies)
      || (a->commands && b->commands))
    return WIRE_LISTENER_NO;
  if (a->certain || b->certain)
    return WIRE_LISTENER_YES;
  if (!look->from_start || look->last)
    return a->named || b->named ? WIRE_LISTENER_YES : WIRE_LISTENER_NO;
  return WIRE_LISTENER_MORE;
}

/** A #WireListener's may_start. Servers of mail begin with 220, too, and clients of POP3 with USER:
 * what only FTP says decides. */
WireListenerAnswer
wire_ftp_may_start (const WireListenerLook *look)
{
  Saying says[2] = { 0 };

  for (guint side = 0; side < 2; side++)
    if (look->length[side] > 0
        && (!may_be_line (look->bytes[side], MIN (look->length[side], 4))
            || (!look_at_side (&says[side], look->bytes[side], look->length[side])
                && (look->last || !may_be_line (look->bytes[side], look->length[side])))))
      return WIRE_LISTENER_NO;
  return decide (look, says);
}

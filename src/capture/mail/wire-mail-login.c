/* wire-mail-login.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * PLAIN is RFC 4616, CRAM-MD5 RFC 2195, SCRAM RFC 5802, OAUTHBEARER RFC 7628; LOGIN and XOAUTH2 are
 * of their inventors.
 */

#include "capture/mail/wire-mail-login.h"

#include <string.h>

#define MAX_USER 1024u

/** Frees what @self owns: nobody is logging in. */
void
wire_mail_login_clear (WireMailLogin *self)
{
  g_free (self->mechanism);
  g_free (self->user);
  *self = (WireMailLogin){ 0 };
}

static void
set_user (WireMailLogin *self, const char *user, gsize length)
{
  g_free (self->user);
  self->user = g_utf8_make_valid (user, (gssize) MIN (length, MAX_USER));
}

/* The user is after @key, up to one of @ends. */
static void
find_user (WireMailLogin *self, const char *text, const char *key, const char *ends)
{
  const char *found = strstr (text, key);

  if (found)
    set_user (self, found + strlen (key), strcspn (found + strlen (key), ends));
}

/* An identity, a NUL, the user, a NUL, the password. */
static void
take_plain (WireMailLogin *self, const char *text, gsize length)
{
  const char *user = memchr (text, 0, length);
  const char *end = user ? memchr (user + 1, 0, (gsize) (text + length - user - 1)) : NULL;

  if (end)
    set_user (self, user + 1, (gsize) (end - user - 1));
}

static gboolean
is_mechanism (const WireMailLogin *self, const char *prefix)
{
  return g_ascii_strncasecmp (self->mechanism, prefix, strlen (prefix)) == 0;
}

/* @text ends in a NUL beyond @length. */
static void
take_answer (WireMailLogin *self, const char *text, gsize length)
{
  const char *blank;

  if (is_mechanism (self, "PLAIN"))
    take_plain (self, text, length);
  else if (is_mechanism (self, "LOGIN") && self->answers == 1)
    set_user (self, text, length);
  else if (is_mechanism (self, "XOAUTH2"))
    find_user (self, text, "user=", "\001");
  else if (is_mechanism (self, "OAUTHBEARER"))
    find_user (self, text, "a=", ",");
  else if (is_mechanism (self, "SCRAM-") && self->answers == 1)
    find_user (self, text, "n=", ",");
  else if (is_mechanism (self, "CRAM-MD5") && (blank = strrchr (text, ' ')))
    set_user (self, text, (gsize) (blank - text));
  else if (is_mechanism (self, "DIGEST-MD5"))
    find_user (self, text, "username=\"", "\"");
}

/**
 * wire_mail_login_answer:
 * @self: a login that is going on
 * @coded: what the client answers, in base64; a secret in it is not kept
 */
void
wire_mail_login_answer (WireMailLogin *self, const char *coded)
{
  g_autofree guchar *answer = NULL;
  gsize length;

  if (!self->mechanism)
    return;
  self->answers++;
  answer = g_base64_decode (coded, &length);
  answer = g_realloc (answer, length + 1);
  answer[length] = '\0';
  take_answer (self, (const char *) answer, length);
}

/** @initial: (nullable): the first answer, where it came with the command */
void
wire_mail_login_begin (WireMailLogin *self, const char *mechanism, const char *initial)
{
  wire_mail_login_clear (self);
  self->mechanism = g_strndup (mechanism, 64);
  if (initial && *initial)
    wire_mail_login_answer (self, initial);
}

/* wire-sasl.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/facts/wire-sasl.h"

#include "capture/facts/wire-ntlm.h"

#include <string.h>

#define MAX_MECHANISM 20u

static void
set (char **member, const char *text, gsize length)
{
  g_free (*member);
  *member = g_utf8_make_valid (text, (gssize) length);
}

/* RFC 4616: whom to act for, who, and the password, with NULs between. */
static void
read_plain (WireSasl *sasl, const char *text, gsize length)
{
  const char *end = text + length;
  const char *user = memchr (text, '\0', length);
  const char *secret = user ? memchr (user + 1, '\0', (gsize) (end - user - 1)) : NULL;

  if (!secret)
    return;
  set (&sasl->user, user + 1, (gsize) (secret - user - 1));
  set (&sasl->secret, secret + 1, (gsize) (end - secret - 1));
}

static void
read_login (WireSasl *sasl, const char *text, gsize length)
{
  if (sasl->responses == 0)
    set (&sasl->user, text, length);
  else if (sasl->responses == 1)
    set (&sasl->secret, text, length);
}

/* RFC 2195: the user, a blank and a digest. */
static void
read_cram (WireSasl *sasl, const char *text, gsize length)
{
  const char *blank = memrchr (text, ' ', length);

  if (blank)
    set (&sasl->user, text, (gsize) (blank - text));
}

/* Finds what is between @before and one of @ends. */
static void
read_between (char **member, const char *text, gsize length, const char *before, const char *ends)
{
  const char *start = memmem (text, length, before, strlen (before));
  const char *end = text + length;
  const char *stop;

  if (!start)
    return;
  start += strlen (before);
  for (stop = start; stop < end && !strchr (ends, *stop); stop++)
    ;
  set (member, start, (gsize) (stop - start));
}

/* RFC 7628, and Google's form before it. */
static void
read_oauth (WireSasl *sasl, const char *text, gsize length)
{
  read_between (&sasl->user, text, length, "user=", "\001");
  if (!sasl->user)
    read_between (&sasl->user, text, length, "a=", ",\001");
  read_between (&sasl->secret, text, length, "auth=Bearer ", "\001");
}

static void
read_ntlm (WireSasl *sasl, const char *text, gsize length)
{
  g_auto (WireNtlm) ntlm = { 0 };

  if (!wire_ntlm_find ((const guint8 *) text, length, &ntlm) || ntlm.type != WIRE_NTLM_AUTHENTICATE)
    return;
  g_free (sasl->user);
  sasl->user = g_steal_pointer (&ntlm.user);
  g_free (sasl->domain);
  sasl->domain = g_steal_pointer (&ntlm.domain);
  g_free (sasl->workstation);
  sasl->workstation = g_steal_pointer (&ntlm.workstation);
}

/** Begins an exchange; what was there of another one is forgotten. */
void
wire_sasl_begin (WireSasl *self, const char *mechanism)
{
  wire_sasl_clear (self);
  self->mechanism = g_ascii_strup (mechanism, (gssize) MIN (strlen (mechanism), MAX_MECHANISM));
}

static gboolean
is (const WireSasl *sasl, const char *mechanism)
{
  return g_str_equal (sasl->mechanism, mechanism);
}

/**
 * wire_sasl_respond:
 * @self: an exchange that has begun
 * @bytes: what the client said next
 * @length: of @bytes
 */
void
wire_sasl_respond (WireSasl *self, const guint8 *bytes, gsize length)
{
  const char *text = length > 0 ? (const char *) bytes : "";

  if (!self->mechanism)
    return;
  if (is (self, "PLAIN"))
    read_plain (self, text, length);
  else if (is (self, "LOGIN"))
    read_login (self, text, length);
  else if (g_str_has_prefix (self->mechanism, "CRAM-"))
    read_cram (self, text, length);
  else if (g_str_has_prefix (self->mechanism, "SCRAM-") && self->responses == 0)
    read_between (&self->user, text, length, ",n=", ",");
  else if (is (self, "DIGEST-MD5") && !self->user)
    read_between (&self->user, text, length, "username=\"", "\"");
  else if (is (self, "XOAUTH2") || is (self, "OAUTHBEARER"))
    read_oauth (self, text, length);
  else if (is (self, "EXTERNAL") && length > 0)
    set (&self->user, text, length);
  else
    read_ntlm (self, text, length);
  self->responses++;
}

/** As wire_sasl_respond(), of bytes in base64; “=” alone is nothing, as an initial response says.
 */
void
wire_sasl_respond_base64 (WireSasl *self, const char *text)
{
  g_autofree guchar *bytes = NULL;
  gsize length = 0;

  bytes = g_base64_decode (g_str_equal (text, "=") ? "" : text, &length);
  wire_sasl_respond (self, bytes, length);
}

void
wire_sasl_clear (WireSasl *self)
{
  g_clear_pointer (&self->mechanism, g_free);
  g_clear_pointer (&self->user, g_free);
  g_clear_pointer (&self->domain, g_free);
  g_clear_pointer (&self->secret, g_free);
  g_clear_pointer (&self->workstation, g_free);
  self->responses = 0;
}

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
wire_sasl_begin (WireSasl *sasl, const char *mechanism)
{
  wire_sasl_clear (sasl);
  sasl->mechanism = g_ascii_strup (mechanism, (gssize) MIN (strlen (mechanism), MAX_MECHANISM));
}

static gboolean
is (const WireSasl *sasl, const char *mechanism)
{
  return g_str_equal (sasl->mechanism, mechanism);
}

/**
 * wire_sasl_respond:
 * @sasl: an exchange that has begun
 * @bytes: what the client said next
 * @length: of @bytes
 */
void
wire_sasl_respond (WireSasl *sasl, const guint8 *bytes, gsize length)
{
  const char *text = length > 0 ? (const char *) bytes : "";

  if (!sasl->mechanism)
    return;
  if (is (sasl, "PLAIN"))
    read_plain (sasl, text, length);
  else if (is (sasl, "LOGIN"))
    read_login (sasl, text, length);
  else if (g_str_has_prefix (sasl->mechanism, "CRAM-"))
    read_cram (sasl, text, length);
  else if (g_str_has_prefix (sasl->mechanism, "SCRAM-") && sasl->responses == 0)
    read_between (&sasl->user, text, length, ",n=", ",");
  else if (is (sasl, "DIGEST-MD5") && !sasl->user)
    read_between (&sasl->user, text, length, "username=\"", "\"");
  else if (is (sasl, "XOAUTH2") || is (sasl, "OAUTHBEARER"))
    read_oauth (sasl, text, length);
  else if (is (sasl, "EXTERNAL") && length > 0)
    set (&sasl->user, text, length);
  else
    read_ntlm (sasl, text, length);
  sasl->responses++;
}

/** As wire_sasl_respond(), of bytes in base64; “=” alone is nothing, as an initial response says.
 */
void
wire_sasl_respond_base64 (WireSasl *sasl, const char *text)
{
  g_autofree guchar *bytes = NULL;
  gsize length = 0;

  bytes = g_base64_decode (g_str_equal (text, "=") ? "" : text, &length);
  wire_sasl_respond (sasl, bytes, length);
}

void
wire_sasl_clear (WireSasl *sasl)
{
  g_clear_pointer (&sasl->mechanism, g_free);
  g_clear_pointer (&sasl->user, g_free);
  g_clear_pointer (&sasl->domain, g_free);
  g_clear_pointer (&sasl->secret, g_free);
  g_clear_pointer (&sasl->workstation, g_free);
  sasl->responses = 0;
}

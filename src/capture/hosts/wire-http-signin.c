/* wire-http-signin.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/hosts/wire-http-signin.h"

#include "capture/facts/wire-ntlm.h"
#include "capture/wire-capture-body.h"

#include <string.h>

/* Forms that are longer are none that somebody signs in with. */
#define MAX_FORM 8192u

static const char *
keep (WireFactLog *log, const char *text)
{
  return text ? wire_fact_log_keep (log, text, strlen (text)) : NULL;
}

/* RFC 9110, section 15.5.2: 401 and 407 ask for other credentials. Of the rest, only success and
 * redirection tell that they were taken. */
static WireSigninResult
judge_status (const WireHttpMessage *response)
{
  if (response->kind != WIRE_HTTP_RESPONSE)
    return WIRE_SIGNIN_UNKNOWN;
  if (response->status == 401 || response->status == 407)
    return WIRE_SIGNIN_REFUSED;
  return response->status >= 200 && response->status < 400 ? WIRE_SIGNIN_ACCEPTED
                                                           : WIRE_SIGNIN_UNKNOWN;
}

static void
add (WireFactLog *log, const WireHttpAsked *asked, WireSignin *signin)
{
  const WireHttpExchange *exchange = asked->exchange;
  g_autofree char *status = g_strdup_printf ("status %u", exchange->response.status);
  gboolean answered = exchange->response.kind == WIRE_HTTP_RESPONSE;

  signin->protocol = "HTTP";
  signin->user = keep (log, signin->user);
  signin->domain = keep (log, signin->domain);
  signin->secret = keep (log, signin->secret);
  signin->workstation = keep (log, signin->workstation);
  signin->reason = keep (log, signin->reason ? signin->reason : answered ? status : NULL);
  signin->tuple = asked->tuple;
  signin->stream = exchange->stream;
  signin->packet = exchange->request.packet;
  signin->time = exchange->request.time;
  signin->answer = answered ? exchange->response.packet : G_MAXUINT32;
  signin->decrypted = exchange->decrypted;
  wire_fact_log_add_signin (log, signin);
}

/* RFC 7617. */
static void
add_basic (WireFactLog *log, const WireHttpAsked *asked, const char *value)
{
  gsize length;
  g_autofree guchar *bytes = g_base64_decode (value, &length);
  g_autofree char *text = g_strndup (bytes ? (const char *) bytes : "", length);
  char *colon = strchr (text, ':');
  WireSignin signin = { .method = "Basic", .result = judge_status (&asked->exchange->response) };

  if (!colon)
    return;
  *colon = '\0';
  signin.user = text;
  signin.secret = colon + 1;
  add (log, asked, &signin);
}

/* RFC 7616, section 3.4. */
static void
add_digest (WireFactLog *log, const WireHttpAsked *asked, const char *value)
{
  const char *start = strstr (value, "username=\"");
  const char *end = start ? strchr (start + 10, '"') : NULL;
  g_autofree char *user = end ? g_strndup (start + 10, (gsize) (end - start) - 10) : NULL;
  WireSignin signin = { .method = "Digest",
                        .user = user,
                        .result = judge_status (&asked->exchange->response) };

  if (user)
    add (log, asked, &signin);
}

/* A name that the workstation gives itself. */
static void
add_workstation (WireFactLog *log, const WireHttpAsked *asked, const char *name)
{
  const WireHttpMessage *request = &asked->exchange->request;
  const WireNameFact fact = { .address = wire_host_address_of_source (&asked->tuple),
                              .source = WIRE_NAME_NTLM,
                              .suffix = WIRE_NAME_NO_SUFFIX,
                              .packet = request->packet,
                              .time = request->time,
                              .last = request->time,
                              .expires = WIRE_TIME_NONE,
                              .name = wire_fact_log_keep_printable (log, name, strlen (name)) };

  if (*name)
    wire_fact_log_add_name (log, &fact);
}

/* [MS-NTHT], RFC 4559. The name in a ticket of Kerberos is encrypted. */
static void
add_negotiate (WireFactLog *log, const WireHttpAsked *asked, const char *value)
{
  gsize length;
  g_autofree guchar *bytes = g_base64_decode (value, &length);
  g_auto (WireNtlm) ntlm = { 0 };
  WireSignin signin = { .method = "Kerberos", .result = judge_status (&asked->exchange->response) };

  if (wire_ntlm_find (bytes, length, &ntlm))
    {
      if (ntlm.type != WIRE_NTLM_AUTHENTICATE)
        return;
      signin.method = ntlm.user && *ntlm.user ? ntlm.method : "NTLM, anonymous";
      signin.user = ntlm.user;
      signin.domain = ntlm.domain;
      signin.workstation = ntlm.workstation;
      if (ntlm.workstation)
        add_workstation (log, asked, ntlm.workstation);
    }
  else if (length < 2 || bytes[0] != 0x60)
    return;
  add (log, asked, &signin);
}

static void
add_authorization (WireFactLog *log, const WireHttpAsked *asked, WireSpan span)
{
  g_autofree char *value = wire_span_to_text (span);
  char *rest = strchr (value, ' ');

  if (!rest)
    return;
  *rest++ = '\0';
  rest = g_strstrip (rest);
  if (g_ascii_strcasecmp (value, "Basic") == 0)
    add_basic (log, asked, rest);
  else if (g_ascii_strcasecmp (value, "Digest") == 0)
    add_digest (log, asked, rest);
  else if (g_ascii_strcasecmp (value, "NTLM") == 0 || g_ascii_strcasecmp (value, "Negotiate") == 0)
    add_negotiate (log, asked, rest);
}

/* Forms */

static gboolean
is_among (const char *name, const char *const *names)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (; *names; names++)
    if (strstr (lower, *names))
      return TRUE;
  return FALSE;
}

/* Returns: (transfer full) (nullable): the value of the first field that is called like one of
 *   @names */
static char *
find_field (char **fields, const char *const *names)
{
  for (; *fields; fields++)
    {
      g_auto (GStrv) parts = g_strsplit (*fields, "=", 2);
      g_autofree char *name = parts[0] ? g_uri_unescape_string (parts[0], NULL) : NULL;

      if (!name || !parts[1] || !is_among (name, names))
        continue;
      g_strdelimit (parts[1], "+", ' ');
      return g_uri_unescape_string (parts[1], NULL);
    }
  return NULL;
}

/* A form has no rule for how a refusal looks. To be led to another page than one to sign in
 * suggests that it was accepted; anything else tells nothing. */
static void
judge_form (const WireHttpExchange *exchange, WireSignin *signin, char **reason)
{
  static const char *const REFUSALS[] = { "login", "logon", "signin", "sign-in", "sign_in",
                                          "error", "fail",  "denied", "invalid", NULL };
  const WireHttpMessage *response = &exchange->response;

  if (response->kind != WIRE_HTTP_RESPONSE)
    return;
  if (response->status == 401 || response->status == 403)
    signin->result = WIRE_SIGNIN_REFUSED;
  if (response->status < 301 || response->status > 303 || !response->location)
    return;
  if (is_among (response->location, REFUSALS))
    return;
  signin->result = WIRE_SIGNIN_ACCEPTED;
  *reason = g_strdup_printf ("status %u, which leads to %s: this suggests that it was accepted",
                             response->status, response->location);
}

static gboolean
may_be_form (const WireHttpMessage *request)
{
  return request->content_type
         && g_ascii_strncasecmp (request->content_type, "application/x-www-form-urlencoded", 33)
                == 0
         && request->body.size > 0 && request->body.size <= MAX_FORM && request->body.missing == 0;
}

static gboolean
add_form (WireFactLog *log, const WireHttpAsked *asked, GError **error)
{
  static const char *const SECRETS[] = { "pass", "pwd", "passwd", "pin", "secret", NULL };
  static const char *const USERS[] = { "user", "login", "email", "mail", "account",
                                       "name", "uid",   "usr",   NULL };
  g_auto (WireBody) body = { 0 };
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) fields = NULL;
  g_autofree char *user = NULL;
  g_autofree char *secret = NULL;
  g_autofree char *reason = NULL;
  WireSignin signin = { .method = "form" };

  wire_capture_get_message_places (asked->capture, asked->number, WIRE_HTTP_REQUEST, NULL, &body);
  bytes = wire_capture_read_body (asked->capture, &body, 0, body.size, error);
  if (!bytes)
    return FALSE;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  fields = g_strsplit (text, "&", -1);
  secret = find_field (fields, SECRETS);
  if (!secret)
    return TRUE;
  user = find_field (fields, USERS);
  judge_form (asked->exchange, &signin, &reason);
  signin.user = user;
  signin.secret = secret;
  signin.reason = reason;
  add (log, asked, &signin);
  return TRUE;
}

/**
 * wire_http_signin_add:
 * @log: takes sign-ins
 * @asked: a request
 * @error: set where %FALSE is returned
 *
 * Reads the request again from the file, as its fields are not kept. Blocks.
 *
 * Returns: whether it could be read
 */
gboolean
wire_http_signin_add (WireFactLog *log, const WireHttpAsked *asked, GError **error)
{
  g_auto (WireBody) head = { 0 };
  g_autoptr (GBytes) bytes = NULL;
  WireHttpFields fields;
  WireSpan name, value;

  wire_capture_get_message_places (asked->capture, asked->number, WIRE_HTTP_REQUEST, &head, NULL);
  bytes = wire_capture_read_body (asked->capture, &head, 0, head.size, error);
  if (!bytes)
    return FALSE;
  wire_http_fields_init (&fields, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  while (wire_http_fields_next (&fields, &name, &value))
    if (wire_span_equals (name, "authorization") || wire_span_equals (name, "proxy-authorization"))
      add_authorization (log, asked, value);
  return !may_be_form (&asked->exchange->request) || add_form (log, asked, error);
}

/* wire-ldap-talk.c: LDAP (RFC 4511): bind
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/facts/wire-ber.h"
#include "capture/facts/wire-message-reader.h"
#include "capture/facts/wire-sasl.h"
#include "capture/facts/wire-talk-tls.h"

#include <string.h>

/* Operations (section 4.2 and following), and the choices of a bind request. */
#define BIND_REQUEST (WIRE_BER_APPLICATION + 0)
#define BIND_RESPONSE (WIRE_BER_APPLICATION + 1)
#define EXTENDED_REQUEST (WIRE_BER_APPLICATION + 23)
#define EXTENDED_RESPONSE (WIRE_BER_APPLICATION + 24)
#define SIMPLE 0x80
#define SASL (WIRE_BER_CONTEXT + 3)
#define REQUEST_NAME 0x80

#define START_TLS "1.3.6.1.4.1.1466.20037"

#define RESULT_SUCCESS 0
#define RESULT_SASL_GOES_ON 14

typedef struct
{
  WireTalk *talk;
  WireMessageReader messages;
  WireSasl sasl;
  WireChannel *tls;
  char *name; /* of the bind that waits for its answer; NULL where none does */
  char *secret;
  gint64 number; /* of its message */
  WireStreamPiece last;
  guint client;
  gboolean wants_tls;
} Talk;

static gboolean
is_operation (guint8 tag)
{
  return tag == BIND_REQUEST || tag == BIND_RESPONSE || tag == WIRE_BER_APPLICATION + 3
         || tag == EXTENDED_REQUEST;
}

static WireListenerAnswer
may_start (const WireTalkLook *look)
{
  WireCursor cursor = wire_cursor_new (look->bytes, look->length);
  WireCursor operation;
  gint64 number;
  guint8 tag;

  if (look->inside)
    return g_str_equal (look->inside, "LDAP") ? WIRE_LISTENER_YES : WIRE_LISTENER_NO;
  if (look->bytes[0] != WIRE_BER_SEQUENCE)
    return WIRE_LISTENER_NO;
  if (look->length < 12)
    return WIRE_LISTENER_MORE;
  return wire_ber_enter (&cursor, WIRE_BER_SEQUENCE)
                 && wire_ber_read_integer (&cursor, WIRE_BER_INTEGER, &number) && number >= 0
                 && wire_ber_read (&cursor, &tag, &operation) && is_operation (tag)
             ? WIRE_LISTENER_YES
             : WIRE_LISTENER_NO;
}

static gpointer
begin (WireTalk *talk)
{
  Talk *self = g_new0 (Talk, 1);

  self->talk = talk;
  self->messages.most = WIRE_MESSAGE_MAX;
  self->client = G_MAXUINT;
  return self;
}

/* Returns: (transfer full): what @cursor has */
static char *
to_text (WireCursor cursor)
{
  return g_strndup ((const char *) cursor.data + cursor.position, wire_cursor_remaining (&cursor));
}

static void
take_sasl (Talk *self, WireCursor credentials)
{
  g_autofree char *mechanism = NULL;
  WireCursor content;
  guint8 tag;

  if (!wire_ber_read (&credentials, &tag, &content))
    return;
  mechanism = to_text (content);
  if (!self->sasl.mechanism || g_ascii_strcasecmp (self->sasl.mechanism, mechanism) != 0)
    wire_sasl_begin (&self->sasl, mechanism);
  if (wire_ber_read (&credentials, &tag, &content) && tag == WIRE_BER_OCTETS)
    wire_sasl_respond (&self->sasl, content.data + content.position,
                       wire_cursor_remaining (&content));
}

static void
take_bind (Talk *self, WireCursor request, gint64 number)
{
  WireCursor content;
  gint64 version;
  guint8 tag;

  if (!wire_ber_read_integer (&request, WIRE_BER_INTEGER, &version)
      || !wire_ber_read (&request, &tag, &content) || tag != WIRE_BER_OCTETS)
    return;
  g_free (self->name);
  self->name = to_text (content);
  self->number = number;
  g_clear_pointer (&self->secret, g_free);
  if (!wire_ber_read (&request, &tag, &content))
    return;
  if (tag == SASL)
    take_sasl (self, content);
  else if (tag == SIMPLE)
    {
      wire_sasl_clear (&self->sasl);
      self->secret = to_text (content);
    }
}

/* RFC 4513, section 5.1: without a name it is anonymous, without a password unauthenticated. */
static const char *
name_method (const Talk *self)
{
  if (self->sasl.mechanism)
    return self->sasl.mechanism;
  if (!*self->name)
    return "simple, anonymous";
  return self->secret && *self->secret ? "simple" : "simple, without a password";
}

static WireSignin *
sign_in (Talk *self)
{
  const WireSasl *sasl = &self->sasl;
  const WireSignin signin = { .protocol = "LDAP",
                              .method = name_method (self),
                              .user = sasl->mechanism && sasl->user ? sasl->user : self->name,
                              .domain = sasl->domain,
                              .secret = sasl->mechanism ? sasl->secret : self->secret,
                              .workstation = sasl->workstation };

  return wire_talk_add_signin (self->talk, self->client, &signin, &self->last);
}

static void
take_bind_answer (Talk *self, WireCursor response, const WireStreamPiece *piece)
{
  g_autofree char *reason = NULL;
  g_autofree char *message = NULL;
  WireCursor content;
  gint64 code;
  guint8 tag;

  if (!wire_ber_read_integer (&response, WIRE_BER_ENUMERATED, &code) || code == RESULT_SASL_GOES_ON)
    return;
  if (wire_ber_read (&response, &tag, &content) && wire_ber_read (&response, &tag, &content))
    message = to_text (content);
  reason = g_strdup_printf ("result %" G_GINT64_FORMAT "%s%s", code,
                            message && *message ? ": " : "", message ? message : "");
  wire_talk_answer (self->talk, sign_in (self),
                    code == RESULT_SUCCESS ? WIRE_SIGNIN_ACCEPTED : WIRE_SIGNIN_REFUSED, reason,
                    piece);
  g_clear_pointer (&self->name, g_free);
  wire_sasl_clear (&self->sasl);
}

static gboolean
is_start_tls (WireCursor request)
{
  WireCursor content;
  guint8 tag;
  gsize length = strlen (START_TLS);

  return wire_ber_read (&request, &tag, &content) && tag == REQUEST_NAME
         && wire_cursor_remaining (&content) == length
         && memcmp (content.data + content.position, START_TLS, length) == 0;
}

/* Returns: whether messages go on in the clear */
static gboolean
take_extended_answer (Talk *self, WireCursor response)
{
  gint64 code;

  if (!self->wants_tls || !wire_ber_read_integer (&response, WIRE_BER_ENUMERATED, &code))
    return TRUE;
  self->wants_tls = FALSE;
  if (code == RESULT_SUCCESS)
    self->tls = wire_talk_start_tls (self->talk, "LDAP");
  return self->tls == NULL;
}

/* A WireMessageVisit. */
static gboolean
take_message (
    guint side, const guint8 *bytes, gsize length, const WireStreamPiece *piece, gpointer user_data)
{
  Talk *self = user_data;
  WireCursor cursor = wire_cursor_new (bytes, length);
  WireCursor operation;
  gint64 number;
  guint8 tag;

  if (!wire_ber_enter (&cursor, WIRE_BER_SEQUENCE)
      || !wire_ber_read_integer (&cursor, WIRE_BER_INTEGER, &number)
      || !wire_ber_read (&cursor, &tag, &operation))
    return FALSE;
  if (tag == BIND_REQUEST)
    {
      self->client = side;
      self->last = *piece;
      self->last.data = NULL;
      take_bind (self, operation, number);
    }
  else if (tag == BIND_RESPONSE && self->name && side != self->client && number == self->number)
    take_bind_answer (self, operation, piece);
  else if (tag == EXTENDED_REQUEST)
    self->wants_tls = is_start_tls (operation);
  else if (tag == EXTENDED_RESPONSE)
    return take_extended_answer (self, operation);
  return TRUE;
}

static WireTalkTaken
take (gpointer reader, guint side, const WireStreamPiece *piece)
{
  Talk *self = reader;

  if (self->tls)
    wire_talk_pass (self->tls, side, piece, 0);
  else if (!wire_message_reader_add (&self->messages, side, piece, wire_ber_measure, take_message,
                                     self)
           && !self->tls)
    return WIRE_TALK_ENDS;
  return WIRE_TALK_GOES_ON;
}

static void
end (gpointer reader)
{
  Talk *self = reader;

  if (self->name)
    sign_in (self);
  g_clear_pointer (&self->name, g_free);
  wire_talk_end_tls (&self->tls);
}

static void
talk_free (gpointer reader)
{
  Talk *self = reader;

  wire_talk_end_tls (&self->tls);
  wire_message_reader_clear (&self->messages);
  wire_sasl_clear (&self->sasl);
  g_free (self->name);
  g_free (self->secret);
  g_free (self);
}

const WireTalkKind wire_ldap_talk = {
  .name = "LDAP",
  .cost = 16384,
  .may_start = may_start,
  .begin = begin,
  .take = take,
  .end = end,
  .free = talk_free,
};

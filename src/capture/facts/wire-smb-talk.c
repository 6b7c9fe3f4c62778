/* wire-smb-talk.c: SMB 1 to 3 over TCP and NetBIOS sessions: who sets up a session
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-cursor.h"
#include "capture/facts/wire-message-reader.h"
#include "capture/facts/wire-netbios-name.h"
#include "capture/facts/wire-ntlm.h"
#include "capture/facts/wire-system-facts.h"
#include "capture/facts/wire-talk.h"
#include "capture/frame/wire-names.h"

/* RFC 1002, section 4.3. Over TCP alone only the first is there, with a longer length. */
#define SESSION_HEAD 4u
#define SESSION_MESSAGE 0x00
#define SESSION_REQUEST 0x81
#define SESSION_LAST 0x85

#define SMB2_HEADER 64u
#define SMB2_SESSION_SETUP 1
#define SMB1_HEADER 32u
#define SMB1_SESSION_SETUP 0x73
#define SMB1_PLAIN_WORDS 13

#define STATUS_MORE 0xc0000016u
#define MAX_WAITING 16u

/* [MS-ERREF], section 2.3. */
static const WireName STATUS[] = {
  { 0x00000000, "STATUS_SUCCESS" },
  { 0xc000006a, "STATUS_WRONG_PASSWORD" },
  { 0xc000006d, "STATUS_LOGON_FAILURE" },
  { 0xc000006e, "STATUS_ACCOUNT_RESTRICTION" },
  { 0xc0000064, "STATUS_NO_SUCH_USER" },
  { 0xc0000022, "STATUS_ACCESS_DENIED" },
  { 0xc0000071, "STATUS_PASSWORD_EXPIRED" },
  { 0xc0000072, "STATUS_ACCOUNT_DISABLED" },
  { 0xc0000193, "STATUS_ACCOUNT_EXPIRED" },
  { 0xc0000224, "STATUS_PASSWORD_MUST_CHANGE" },
  { 0xc0000234, "STATUS_ACCOUNT_LOCKED_OUT" },
  { 0xc000015b, "STATUS_LOGON_TYPE_NOT_GRANTED" },
  { 0xc0000413, "STATUS_AUTHENTICATION_FIREWALL_FAILED" },
};

/* What is the same in versions 1 and 2. */
typedef struct
{
  guint8 version;
  gboolean setup; /* of a session */
  gboolean response;
  guint32 status;
  guint64 number; /* of the message */
} Header;

typedef struct
{
  guint64 number;
  WireSignin *signin;
} Waiting;

typedef struct
{
  WireTalk *talk;
  WireMessageReader messages;
  Waiting waiting[MAX_WAITING];
  guint n_waiting;
} Talk;

static gsize
measure (const guint8 *bytes, gsize length)
{
  if (bytes[0] != SESSION_MESSAGE && (bytes[0] < SESSION_REQUEST || bytes[0] > SESSION_LAST))
    return G_MAXSIZE;
  if (length < SESSION_HEAD)
    return 0;
  return SESSION_HEAD + ((gsize) bytes[1] << 16 | (gsize) bytes[2] << 8 | bytes[3]);
}

static gboolean
is_smb (const guint8 *magic)
{
  return (magic[0] == 0xff || magic[0] == 0xfe || magic[0] == 0xfd) && magic[1] == 'S'
         && magic[2] == 'M' && magic[3] == 'B';
}

static WireListenerAnswer
may_start (const WireTalkLook *look)
{
  const guint8 *b = look->bytes;

  if (look->inside || (b[0] != SESSION_MESSAGE && b[0] != SESSION_REQUEST))
    return WIRE_LISTENER_NO;
  if (look->length < SESSION_HEAD + 4)
    return WIRE_LISTENER_MORE;
  /* A session request has two encoded names. */
  if (b[0] == SESSION_REQUEST)
    return b[1] == 0 && b[2] == 0 && b[3] == 68 && b[4] == 32 ? WIRE_LISTENER_YES
                                                              : WIRE_LISTENER_NO;
  return is_smb (b + SESSION_HEAD) ? WIRE_LISTENER_YES : WIRE_LISTENER_NO;
}

static gpointer
begin (WireTalk *talk)
{
  Talk *self = g_new0 (Talk, 1);

  self->talk = talk;
  self->messages.most = 16384;
  return self;
}

/* [MS-SMB2], section 2.2.1; [MS-CIFS], section 2.2.3.1. */
static gboolean
read_header (const guint8 *bytes, gsize length, Header *header)
{
  WireCursor cursor = wire_cursor_new (bytes, length);

  if (length < SMB1_HEADER || !is_smb (bytes) || bytes[0] == 0xfd)
    return FALSE;
  header->version = bytes[0] == 0xff ? 1 : 2;
  wire_cursor_skip (&cursor, header->version == 1 ? 5 : 8);
  header->status = wire_cursor_le32 (&cursor);
  if (header->version == 1)
    {
      header->setup = bytes[4] == SMB1_SESSION_SETUP;
      header->response = (bytes[9] & 0x80) != 0;
      header->number = (guint64) bytes[30] | (guint64) bytes[31] << 8;
      return TRUE;
    }
  header->setup = wire_cursor_le16 (&cursor) == SMB2_SESSION_SETUP;
  wire_cursor_skip (&cursor, 2);
  header->response = (wire_cursor_le32 (&cursor) & 1) != 0;
  wire_cursor_skip (&cursor, 4);
  header->number = wire_cursor_le64 (&cursor);
  return !cursor.failed;
}

static void
wait_for (Talk *self, const Header *header, WireSignin *signin)
{
  Waiting *waiting = &self->waiting[self->n_waiting % MAX_WAITING];

  waiting->number = header->number;
  waiting->signin = signin;
  self->n_waiting++;
}

static void
sign_in (Talk *self,
         guint side,
         const Header *header,
         const WireSignin *signin,
         const WireStreamPiece *piece)
{
  wait_for (self, header, wire_talk_add_signin (self->talk, side, signin, piece));
}

static void
take_authenticate (Talk *self,
                   guint side,
                   const Header *header,
                   const WireNtlm *ntlm,
                   const WireStreamPiece *piece)
{
  const WireSignin signin = { .protocol = "SMB",
                              .method = ntlm->user && *ntlm->user ? ntlm->method : "anonymous",
                              .user = ntlm->user,
                              .domain = ntlm->domain,
                              .workstation = ntlm->workstation };

  sign_in (self, side, header, &signin, piece);
  wire_system_facts_add_ntlm (self->talk, side, ntlm, piece);
}

/* Returns: (transfer full) (nullable): the next string, which ends with a NUL */
static char *
take_string (WireCursor *cursor, gboolean unicode)
{
  GString *text = g_string_new (NULL);

  if (unicode && cursor->position % 2 != 0)
    wire_cursor_skip (cursor, 1);
  for (guint i = 0; i < 256; i++)
    {
      gunichar c = unicode ? wire_cursor_le16 (cursor) : wire_cursor_u8 (cursor);

      if (c == 0)
        break;
      g_string_append_unichar (text, c >= 0xd800 && c < 0xe000 ? 0xfffd : c);
    }
  return g_string_free (text, FALSE);
}

/* A set-up without extended security ([MS-CIFS], section 2.2.4.53.1). */
static void
take_plain_setup (Talk *self,
                  guint side,
                  const Header *header,
                  const guint8 *bytes,
                  gsize length,
                  const WireStreamPiece *piece)
{
  WireCursor cursor = wire_cursor_new (bytes, length);
  gboolean unicode = (bytes[11] & 0x80) != 0;
  g_autofree char *user = NULL;
  g_autofree char *domain = NULL;
  WireSignin signin = { .protocol = "SMB", .method = "LM or NTLM response" };
  guint16 secret;

  wire_cursor_skip (&cursor, SMB1_HEADER);
  if (wire_cursor_u8 (&cursor) != SMB1_PLAIN_WORDS)
    return;
  wire_cursor_skip (&cursor, 14);
  secret = wire_cursor_le16 (&cursor);
  secret = (guint16) (secret + wire_cursor_le16 (&cursor));
  wire_cursor_skip (&cursor, 8 + 2u + secret);
  user = take_string (&cursor, unicode);
  domain = take_string (&cursor, unicode);
  if (cursor.failed)
    return;
  signin.user = user;
  signin.domain = domain;
  if (!*user)
    signin.method = "anonymous";
  sign_in (self, side, header, &signin, piece);
}

/* The object identifier of Kerberos 5 in SPNEGO (RFC 4120, section 8): the name is encrypted. */
static gboolean
has_kerberos (const guint8 *bytes, gsize length)
{
  static const guint8 OID[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x12, 0x01, 0x02, 0x02 };
  static const guint8 OLD_OID[] = { 0x2a, 0x86, 0x48, 0x82, 0xf7, 0x12, 0x01, 0x02, 0x02 };

  return memmem (bytes, length, OID, sizeof OID) || memmem (bytes, length, OLD_OID, sizeof OLD_OID);
}

static void
take_request (Talk *self,
              guint side,
              const Header *header,
              const guint8 *bytes,
              gsize length,
              const WireStreamPiece *piece)
{
  const WireSignin kerberos = { .protocol = "SMB", .method = "Kerberos" };
  g_auto (WireNtlm) ntlm = { 0 };

  if (wire_ntlm_find (bytes, length, &ntlm))
    {
      if (ntlm.type == WIRE_NTLM_AUTHENTICATE)
        take_authenticate (self, side, header, &ntlm, piece);
    }
  else if (has_kerberos (bytes, length))
    sign_in (self, side, header, &kerberos, piece);
  else if (header->version == 1)
    take_plain_setup (self, side, header, bytes, length, piece);
}

static void
name_server (
    Talk *self, guint side, const guint8 *bytes, gsize length, const WireStreamPiece *piece)
{
  g_auto (WireNtlm) ntlm = { 0 };

  if (!wire_ntlm_find (bytes, length, &ntlm) || ntlm.type != WIRE_NTLM_CHALLENGE)
    return;
  if (ntlm.computer)
    self->talk->called[side] =
        wire_fact_log_keep (self->talk->log, ntlm.computer, strlen (ntlm.computer));
  if (ntlm.computer)
    wire_talk_add_name (self->talk, side, WIRE_NAME_NTLM, ntlm.computer, piece);
  if (ntlm.dns_computer)
    wire_talk_add_name (self->talk, side, WIRE_NAME_NTLM, ntlm.dns_computer, piece);
  wire_system_facts_add_ntlm (self->talk, side, &ntlm, piece);
}

static void
take_response (Talk *self, const Header *header, const WireStreamPiece *piece)
{
  g_autofree char *reason = NULL;

  if (header->status == STATUS_MORE)
    return;
  for (guint i = 0; i < MIN (self->n_waiting, MAX_WAITING); i++)
    {
      Waiting *waiting = &self->waiting[i];

      if (waiting->number != header->number || !waiting->signin)
        continue;
      reason = g_strdup_printf ("%s (0x%08x)", wire_names_or_unknown (STATUS, header->status),
                                header->status);
      wire_talk_answer (self->talk, waiting->signin,
                        header->status == 0 ? WIRE_SIGNIN_ACCEPTED : WIRE_SIGNIN_REFUSED, reason,
                        piece);
      waiting->signin = NULL;
      return;
    }
}

/* The called name is the server's, unless it is the one that any server has. */
static void
take_names (Talk *self, guint side, const guint8 *bytes, gsize length, const WireStreamPiece *piece)
{
  WireCursor cursor = wire_cursor_new (bytes, length);
  char name[WIRE_NETBIOS_NAME_SIZE];
  guint8 suffix;

  if (wire_netbios_name_read (&cursor, name, &suffix) && name[0] != '*')
    wire_talk_add_name (self->talk, !side, WIRE_NAME_NETBIOS, name, piece);
  if (wire_netbios_name_read (&cursor, name, &suffix))
    wire_talk_add_name (self->talk, side, WIRE_NAME_NETBIOS, name, piece);
}

/* A WireMessageVisit. */
static gboolean
take_message (
    guint side, const guint8 *bytes, gsize length, const WireStreamPiece *piece, gpointer user_data)
{
  Talk *self = user_data;
  Header header = { 0 };

  if (length < SESSION_HEAD)
    return TRUE;
  if (bytes[0] == SESSION_REQUEST)
    take_names (self, side, bytes + SESSION_HEAD, length - SESSION_HEAD, piece);
  if (bytes[0] != SESSION_MESSAGE
      || !read_header (bytes + SESSION_HEAD, length - SESSION_HEAD, &header) || !header.setup)
    return TRUE;
  bytes += SESSION_HEAD;
  length -= SESSION_HEAD;
  if (!header.response)
    take_request (self, side, &header, bytes, length, piece);
  else
    {
      name_server (self, side, bytes, length, piece);
      take_response (self, &header, piece);
    }
  return TRUE;
}

static WireTalkTaken
take (gpointer reader, guint side, const WireStreamPiece *piece)
{
  Talk *self = reader;

  return wire_message_reader_add (&self->messages, side, piece, measure, take_message, self)
             ? WIRE_TALK_GOES_ON
             : WIRE_TALK_ENDS;
}

static void
talk_free (gpointer reader)
{
  Talk *self = reader;

  wire_message_reader_clear (&self->messages);
  g_free (self);
}

const WireTalkKind wire_smb_talk = {
  .name = "SMB",
  .cost = 32768,
  .may_start = may_start,
  .begin = begin,
  .take = take,
  .free = talk_free,
};

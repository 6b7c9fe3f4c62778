/* wire-rpc-head.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/nfs/wire-rpc-head.h"

#include "base/wire-cursor.h"

#define RPC_VERSION 2u

/* Of credentials (RFC 5531, section 8.2, and RFC 2203, section 5). */
#define MAX_CREDENTIAL 400u
#define AUTH_SYS 1u
#define RPCSEC_GSS 6u
#define GSS_DATA 0u
#define GSS_INTEGRITY 2u
#define GSS_PRIVACY 3u

/* XDR fills up to four bytes (RFC 4506, section 3). */
static gsize
round_up (gsize length)
{
  return (length + 3) & ~(gsize) 3;
}

/* RFC 5531, appendix A. */
static void
read_system (WireCursor credential, WireRpcHead *head)
{
  const guint8 *name;
  guint32 length;

  wire_cursor_skip (&credential, 4);
  length = wire_cursor_be32 (&credential);
  if (length > WIRE_RPC_MAX_MACHINE)
    return;
  name = wire_cursor_take (&credential, round_up (length));
  head->user = wire_cursor_be32 (&credential);
  if (credential.failed)
    return;
  head->known = TRUE;
  if (length > 0)
    memcpy (head->machine, name, length);
}

static void
read_gss (WireCursor credential, WireRpcHead *head)
{
  guint32 version = wire_cursor_be32 (&credential);
  guint32 procedure = wire_cursor_be32 (&credential);
  guint32 service;

  wire_cursor_skip (&credential, 4);
  service = wire_cursor_be32 (&credential);
  if (credential.failed || version != 1 || procedure != GSS_DATA)
    return;
  head->wrapped = service == GSS_INTEGRITY;
  head->sealed = service == GSS_PRIVACY;
}

/* Returns: whether it is a credential or a verifier */
static gboolean
read_credential (WireCursor *cursor, WireRpcHead *head)
{
  guint32 flavor = wire_cursor_be32 (cursor);
  guint32 length = wire_cursor_be32 (cursor);
  const guint8 *bytes;

  if (length > MAX_CREDENTIAL)
    return FALSE;
  bytes = wire_cursor_take (cursor, round_up (length));
  if (!bytes)
    return FALSE;
  if (head && flavor == AUTH_SYS)
    read_system (wire_cursor_new (bytes, length), head);
  else if (head && flavor == RPCSEC_GSS)
    read_gss (wire_cursor_new (bytes, length), head);
  return TRUE;
}

static gboolean
read_call (WireCursor *cursor, WireRpcHead *head)
{
  guint32 version = wire_cursor_be32 (cursor);

  head->program = wire_cursor_be32 (cursor);
  head->version = wire_cursor_be32 (cursor);
  head->procedure = wire_cursor_be32 (cursor);
  return !cursor->failed && version == RPC_VERSION && read_credential (cursor, head)
         && read_credential (cursor, NULL);
}

static gboolean
read_answer (WireCursor *cursor, WireRpcHead *head)
{
  guint32 status = wire_cursor_be32 (cursor);

  if (cursor->failed || status > 1)
    return FALSE;
  if (status == 1) /* denied */
    return TRUE;
  if (!read_credential (cursor, NULL))
    return FALSE;
  status = wire_cursor_be32 (cursor);
  head->accepted = status == 0;
  return !cursor->failed && status <= 5;
}

/**
 * wire_rpc_head_parse:
 * @bytes: of a message, from its first one on
 * @length: of @bytes
 * @head: (out): what it says
 *
 * Returns: whether it is a call or an answer, and its head is there
 */
gboolean
wire_rpc_head_parse (const guint8 *bytes, gsize length, WireRpcHead *head)
{
  WireCursor cursor = wire_cursor_new (bytes, length);
  guint32 kind;
  gboolean good;

  *head = (WireRpcHead){ .number = wire_cursor_be32 (&cursor) };
  kind = wire_cursor_be32 (&cursor);
  head->answer = kind == 1;
  if (cursor.failed || kind > 1)
    return FALSE;
  good = head->answer ? read_answer (&cursor, head) : read_call (&cursor, head);
  head->at = cursor.position;
  return good;
}

/** Returns: whether @self is a call of a program whose files are listed: NFS 3 and what finds its
 * folders */
gboolean
wire_rpc_head_is_ours (const WireRpcHead *self)
{
  if (self->answer || self->version != 3)
    return FALSE;
  return (self->program == WIRE_RPC_NFS && self->procedure <= 21)
         || (self->program == WIRE_RPC_MOUNT && self->procedure <= 5);
}

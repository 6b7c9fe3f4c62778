/* wire-smb2-header.h: the header of a message of SMB 2
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** IOCTLs that have a server copy from one file to another (MS-SMB2, section 2.2.31). */
#define WIRE_SMB2_RESUME_KEY 0x00140078u
#define WIRE_SMB2_COPYCHUNK 0x001440f2u
#define WIRE_SMB2_COPYCHUNK_WRITE 0x001480f2u

/** Bytes of the header (MS-SMB2, section 2.2.1). */
#define WIRE_SMB2_HEADER 64u

/** Bytes of a message that wire_smb2_header_get_needed() has to see. */
#define WIRE_SMB2_SHOWN 70u

/** What is asked for. */
typedef enum
{
  WIRE_SMB2_NEGOTIATE = 0x00,
  WIRE_SMB2_SESSION_SETUP = 0x01,
  WIRE_SMB2_LOGOFF = 0x02,
  WIRE_SMB2_TREE_CONNECT = 0x03,
  WIRE_SMB2_TREE_DISCONNECT = 0x04,
  WIRE_SMB2_CREATE = 0x05,
  WIRE_SMB2_CLOSE = 0x06,
  WIRE_SMB2_READ = 0x08,
  WIRE_SMB2_WRITE = 0x09,
  WIRE_SMB2_IOCTL = 0x0b,
  WIRE_SMB2_CANCEL = 0x0c,
  WIRE_SMB2_QUERY_INFO = 0x10,
  WIRE_SMB2_SET_INFO = 0x11,
  WIRE_SMB2_OPLOCK_BREAK = 0x12,
} WireSmb2Command;

/** Flags of a header. */
typedef enum
{
  WIRE_SMB2_FROM_SERVER = 1 << 0,
  WIRE_SMB2_ASYNC = 1 << 1,
  WIRE_SMB2_RELATED = 1 << 2,
  WIRE_SMB2_DFS = 1 << 28, /* names begin with the server and the share */
} WireSmb2Flags;

/** Status codes (MS-ERREF, section 2.3.1). */
#define WIRE_SMB_STATUS_SUCCESS 0x00000000u
#define WIRE_SMB_STATUS_PENDING 0x00000103u
#define WIRE_SMB_STATUS_BUFFER_OVERFLOW 0x80000005u
#define WIRE_SMB_STATUS_END_OF_FILE 0xc0000011u
#define WIRE_SMB_STATUS_MORE_PROCESSING 0xc0000016u

/**
 * WireSmb2Header:
 * @status: of a response
 * @command: #WireSmb2Command
 * @flags: #WireSmb2Flags
 * @next: bytes to the next message of a compound; 0: this is the last
 * @message: id
 * @tree: id; not where @flags has ASYNC
 * @session: id
 */
typedef struct
{
  guint32 status;
  guint16 command;
  guint32 flags;
  guint32 next;
  guint64 message;
  guint32 tree;
  guint64 session;
} WireSmb2Header;

gboolean wire_smb2_header_parse (const guint8 *bytes, gsize length, WireSmb2Header *header);
gsize wire_smb2_header_get_needed (const guint8 *bytes, gsize length);

G_END_DECLS

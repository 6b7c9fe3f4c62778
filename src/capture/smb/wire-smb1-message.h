/* wire-smb1-message.h: a message of SMB 1, taken apart
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/smb/wire-smb-file.h"
#include "capture/smb/wire-smb-message.h"

G_BEGIN_DECLS

/** Bytes of the header (MS-CIFS, section 2.2.3.1). */
#define WIRE_SMB1_HEADER 32u

/** Commands that follow each other in one message. */
#define WIRE_SMB1_MAX_STEPS 8u

/** What is asked for (MS-CIFS, section 2.2.2.1). */
typedef enum
{
  WIRE_SMB1_CREATE_DIRECTORY = 0x00,
  WIRE_SMB1_DELETE_DIRECTORY = 0x01,
  WIRE_SMB1_CLOSE = 0x04,
  WIRE_SMB1_DELETE = 0x06,
  WIRE_SMB1_RENAME = 0x07,
  WIRE_SMB1_OPEN_ANDX = 0x2d,
  WIRE_SMB1_READ_ANDX = 0x2e,
  WIRE_SMB1_WRITE_ANDX = 0x2f,
  WIRE_SMB1_TRANSACTION2 = 0x32,
  WIRE_SMB1_TREE_DISCONNECT = 0x71,
  WIRE_SMB1_NEGOTIATE = 0x72,
  WIRE_SMB1_SESSION_SETUP_ANDX = 0x73,
  WIRE_SMB1_LOGOFF_ANDX = 0x74,
  WIRE_SMB1_TREE_CONNECT_ANDX = 0x75,
  WIRE_SMB1_NT_CREATE_ANDX = 0xa2,
  WIRE_SMB1_NOTHING = 0xff,
} WireSmb1Command;

/**
 * WireSmb1Step:
 * @command: #WireSmb1Command
 * @level: of TRANSACTION2: what is asked or set, with the subcommand in the upper 16 bits
 * @file: the number that a request names, or that an answer gives
 * @offset: in a file; its size, where an answer or a request tells that; %WIRE_TRANSFER_UNKNOWN: it
 * does not
 * @length: bytes that are asked for; that were read or written
 * @access: that is asked for; attributes that a file has
 * @action: what is asked for; what opening a file did
 * @is_pipe: an answer opened a named pipe
 * @is_call: the bytes are what goes through named pipes
 * @cut: what it says was not captured
 * @awaited: its file knows that it was asked
 * @text: (nullable): a name; the kind of a share
 * @other: (nullable): the new name
 * @data: bytes of a file
 * @information: how an answer to a question about a file begins, in words of eight bytes
 *
 * One command of a message, of a request or of an answer.
 */
typedef struct
{
  guint8 command;
  guint32 level;
  guint16 file;
  guint64 offset;
  guint32 length;
  guint32 access;
  guint32 action;
  gboolean is_pipe;
  gboolean is_call;
  gboolean cut;
  gboolean awaited;
  char *text;
  char *other;
  WireBody data;
  guint64 information[7];
} WireSmb1Step;

/**
 * WireSmb1Message:
 * @status: of an answer
 * @tree: id
 * @user: id
 * @number: of process and message, which an answer repeats
 * @is_answer: the server sent it
 * @unicode: its texts are UTF-16
 * @dfs: its names begin with the server and the share
 * @moment: when it was sent
 * @n: of @steps
 * @steps: its commands
 */
typedef struct
{
  guint32 status;
  guint16 tree;
  guint16 user;
  gint64 number;
  gboolean is_answer;
  gboolean unicode;
  gboolean dfs;
  WireSmbMoment moment;
  guint n;
  WireSmb1Step steps[WIRE_SMB1_MAX_STEPS];
} WireSmb1Message;

WireSmb1Message *wire_smb1_message_parse (const WireSmbMessage *message);
void wire_smb1_message_free (WireSmb1Message *message);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSmb1Message, wire_smb1_message_free)
gsize wire_smb1_message_get_cost (const WireSmb1Message *message);
gboolean wire_smb1_message_is_cut (const WireSmb1Message *message);

G_END_DECLS

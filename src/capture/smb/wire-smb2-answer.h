/* wire-smb2-answer.h: an answer of SMB 2
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/smb/wire-smb-message.h"
#include "capture/smb/wire-smb-session.h"
#include "capture/smb/wire-smb2-header.h"

G_BEGIN_DECLS

/**
 * WireSmb2Answer:
 * @header: of the answer
 * @moment: when it was sent
 * @file: the id of what was opened
 * @action: what opening it did; the kind of a share; the dialect
 * @attributes: of the file
 * @size: of the file; %WIRE_TRANSFER_UNKNOWN where it does not say
 * @count: bytes that were read or written
 * @cut: what it says was not captured, but for its header
 * @data: bytes that were read
 * @is_call: they are what is read from named pipes
 * @raw: (nullable): the whole message, where it counts
 */
typedef struct
{
  WireSmb2Header header;
  WireSmbMoment moment;
  guint8 file[WIRE_SMB_FILE_ID];
  guint32 action;
  guint32 attributes;
  guint64 size;
  guint32 count;
  gboolean cut;
  WireBody data;
  gboolean is_call;
  GBytes *raw;
} WireSmb2Answer;

WireSmb2Answer *wire_smb2_answer_parse (const WireSmbMessage *message,
                                        gsize at,
                                        gsize size,
                                        const WireSmb2Header *header);
void wire_smb2_answer_read_size (WireSmb2Answer *answer, guint16 level);
void wire_smb2_answer_free (WireSmb2Answer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSmb2Answer, wire_smb2_answer_free)
gsize wire_smb2_answer_get_cost (const WireSmb2Answer *answer);

G_END_DECLS

/* wire-smb2-request.h: a request of SMB 2
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/smb/wire-smb-message.h"
#include "capture/smb/wire-smb-session.h"
#include "capture/smb/wire-smb2-header.h"

G_BEGIN_DECLS

/**
 * WireSmb2Chain:
 * @file: the id that related requests of one compound go on with
 * @known: it is known by now
 *
 * Counted by reference (g_rc_box).
 */
typedef struct
{
  guint8 file[WIRE_SMB_FILE_ID];
  gboolean known;
} WireSmb2Chain;

/**
 * WireSmb2Request:
 * @header: of the request; what a related one leaves out is filled in
 * @moment: when it was sent
 * @chain: (nullable): the compound that it is in
 * @file: the id that it names
 * @related: it means the file of @chain
 * @offset: in the file
 * @length: that is asked for
 * @options: of what is opened; the code of an IOCTL; flags of a sign-in
 * @access: that is asked for
 * @level: kind and class of information, 0x0105 for kind 1, class 5
 * @text: (nullable): a name
 * @data: bytes that are written
 * @is_call: they are what is written to named pipes
 * @cut: what it says was not captured, but for its header
 * @awaited: its file knows that it was asked
 * @raw: (nullable): the whole message, where it counts
 */
typedef struct
{
  WireSmb2Header header;
  WireSmbMoment moment;
  WireSmb2Chain *chain;
  guint8 file[WIRE_SMB_FILE_ID];
  gboolean related;
  guint64 offset;
  guint32 length;
  guint32 options;
  guint32 access;
  guint16 level;
  char *text;
  WireBody data;
  gboolean is_call;
  gboolean cut;
  gboolean awaited;
  GBytes *raw;
} WireSmb2Request;

WireSmb2Request *wire_smb2_request_parse (const WireSmbMessage *message,
                                          gsize at,
                                          gsize size,
                                          const WireSmb2Header *header);
void wire_smb2_request_free (WireSmb2Request *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSmb2Request, wire_smb2_request_free)
gsize wire_smb2_request_get_cost (const WireSmb2Request *request);

G_END_DECLS

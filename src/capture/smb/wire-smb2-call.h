/* wire-smb2-call.h: a request of SMB 2 and its answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/smb/wire-smb2-answer.h"
#include "capture/smb/wire-smb2-request.h"

G_BEGIN_DECLS

/**
 * WireSmb2Call:
 * @id: of both messages
 * @request: (nullable): what was asked
 * @answer: (nullable): what was answered; it may come first where a capture is out of order
 * @link: its place among those that wait for the other half
 * @cost: memory that it takes
 */
typedef struct
{
  gint64 id;
  WireSmb2Request *request;
  WireSmb2Answer *answer;
  GList link;
  gsize cost;
} WireSmb2Call;

G_END_DECLS

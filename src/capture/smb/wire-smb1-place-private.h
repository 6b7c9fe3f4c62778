/* wire-smb1-place-private.h: where the parts of a command of SMB 1 are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/smb/wire-smb1-message.h"

G_BEGIN_DECLS

/*
 * WireSmb1Place:
 * @message: whole
 * @words: the parameters of the command
 * @n_words: how many, of two bytes each
 * @bytes: where its bytes begin, from the header on
 * @unicode: texts are UTF-16
 */
typedef struct
{
  const WireSmbMessage *message;
  WireCursor words;
  guint n_words;
  gsize bytes;
  gboolean unicode;
} WireSmb1Place;

char *wire_smb1_place_read_text (const WireSmb1Place *place, gsize *at);
void wire_smb1_place_find_data (const WireSmb1Place *place,
                                gsize at,
                                guint32 length,
                                WireSmb1Step *step);

void wire_smb1_read_request (WireSmb1Place *place, WireSmb1Step *step);
void wire_smb1_read_answer (WireSmb1Place *place, WireSmb1Step *step);

G_END_DECLS

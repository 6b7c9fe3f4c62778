/* wire-md5-lanes.h: MD5 of many messages at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WIRE_MD5_SIZE 16

/**
 * WireMd5Message:
 * @bytes: all of them
 * @length: in bytes
 * @digest: (out): its MD5
 */
typedef struct
{
  const guint8 *bytes;
  gsize length;
  guint8 digest[WIRE_MD5_SIZE];
} WireMd5Message;

void wire_md5_many (WireMd5Message *messages, gsize n);

G_END_DECLS

/* wire-mail-leaves.h: the parts of a mail that have no parts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WireMailLeaf:
 * @name: (nullable): of the file, decoded
 * @place: how many parts began up to it, those that have parts and itself included; from 1
 * @from: where it begins in the mail, coded as it is there
 * @to: where it ends there
 * @content: decoded
 * @length: of @content
 * @quoted: it was coded as quoted-printable
 *
 * Valid during the call.
 */
typedef struct
{
  const char *name;
  guint place;
  gsize from;
  gsize to;
  const guint8 *content;
  gsize length;
  gboolean quoted;
} WireMailLeaf;

/** Takes the next part. */
typedef void (*WireMailLeafSink) (const WireMailLeaf *leaf, gpointer user_data);

void wire_mail_leaves_read (GBytes *mail, WireMailLeafSink take, gpointer user_data);

G_END_DECLS

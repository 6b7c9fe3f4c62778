/* wire-mail-reading.h: a mail as people read it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-time.h"

G_BEGIN_DECLS

/** Of each kind of text no more bytes than this are read. */
#define WIRE_MAIL_READING_MAX (64u * 1024)

/** Fields of the head that are listed. */
#define WIRE_MAIL_READING_MAX_FIELDS 500u

/**
 * WireMailReading:
 * @heads: (nullable): all fields of the head, a line each, decoded
 * @plain: (nullable): the parts of type text/plain
 * @html: (nullable): those of type text/html, as text
 * @more_heads: fields that are not listed
 * @cut: the texts are not whole
 *
 * UTF-8, with line feeds; as it came otherwise: who shows it makes it printable.
 */
typedef struct
{
  char *heads;
  char *plain;
  char *html;
  guint more_heads;
  gboolean cut;
} WireMailReading;

gint64 wire_mail_reading_get_time (const char *date);
void wire_mail_reading_read (WireMailReading *reading, const guint8 *bytes, gsize length);

/** Frees what @reading owns, but not @reading itself. */
void wire_mail_reading_clear (WireMailReading *reading);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireMailReading, wire_mail_reading_clear)

G_END_DECLS

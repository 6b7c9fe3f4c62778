/* wire-imap-reader.h: lines with literals in them (RFC 9051, section 4.3)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/mail/wire-mail-line.h"

G_BEGIN_DECLS

/** What is kept of a line, literals left out. */
#define WIRE_IMAP_READER_MAX (128u * 1024)

/** Literals of one line: what follows more of them is read, but not understood. */
#define WIRE_IMAP_READER_MAX_LITERALS 256u

/** What was read. */
typedef enum
{
  WIRE_IMAP_READ_ALL,     /* there are no more bytes */
  WIRE_IMAP_READ_LINE,    /* a line has ended */
  WIRE_IMAP_READ_LITERAL, /* a literal begins */
  WIRE_IMAP_READ_BYTES,   /* of the literal */
  WIRE_IMAP_READ_END,     /* the literal has ended, and the line goes on */
} WireImapRead;

/**
 * WireImapReader:
 * @line: the line, as far as the network cuts it
 * @text: the line so far, with `{12}` where a literal was
 * @size: of the literal that begins or goes on
 * @left: bytes of it that are still to come
 * @literals: how many the line had
 * @literal: it goes on
 * @waits: the client waits to be told to go on, and may be told not to
 * @cut: the beginning of @text is missing, or it was too long
 *
 * One side. Zeroed is the beginning.
 */
typedef struct
{
  WireMailLine line;
  GString *text;
  guint64 size;
  guint64 left;
  guint literals;
  gboolean literal;
  gboolean waits;
  gboolean cut;
  gboolean whole;
} WireImapReader;

/** Frees what @reader owns, but not @reader itself. */
void wire_imap_reader_clear (WireImapReader *reader);

WireImapRead wire_imap_reader_next (
    WireImapReader *reader, const guint8 *bytes, guint32 length, guint32 *used, guint32 *n);
WireImapRead wire_imap_reader_lose (WireImapReader *reader, guint64 length, guint64 *of_literal);
void wire_imap_reader_cancel (WireImapReader *reader);

G_END_DECLS

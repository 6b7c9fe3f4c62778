/* wire-type.h: what a file's bytes say it is, and whether its name agrees
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/types/wire-type-detector.h"
#include "files/types/wire-type-name.h"

G_BEGIN_DECLS

/** Read of a file to tell its type. libmagic looks no further for what signatures leave to it, and
 * no signature but ISO 9660's begins beyond. */
#define WIRE_TYPE_HEAD_BYTES 8192u

/**
 * WireTypeSource:
 * @size: bytes in all
 * @read: fills @buffer from @offset on; returns how many bytes came, fewer only at the end or on
 * error
 * @data: given to @read
 *
 * Bytes whose type is asked for: a file, or a body out of a capture.
 */
typedef struct
{
  guint64 size;
  gsize (*read) (guint64 offset, guint8 *buffer, gsize length, gpointer data);
  gpointer data;
} WireTypeSource;

WireTypeSource wire_type_source_for_bytes (GBytes *bytes);

/**
 * WireTypeVerdict:
 * @WIRE_TYPE_OK: identified, and the extension agrees
 * @WIRE_TYPE_NO_EXTENSION: identified; the name claims nothing
 * @WIRE_TYPE_EMPTY: there are no bytes
 * @WIRE_TYPE_MISMATCH: identified, and the extension claims another type
 * @WIRE_TYPE_UNIDENTIFIED: no signature fits, and it is no text
 */
typedef enum
{
  WIRE_TYPE_OK,
  WIRE_TYPE_NO_EXTENSION,
  WIRE_TYPE_EMPTY,
  WIRE_TYPE_MISMATCH,
  WIRE_TYPE_UNIDENTIFIED,
} WireTypeVerdict;

/**
 * WireTypeGrounds:
 * @WIRE_TYPE_GROUNDS_NONE: nothing tells what the bytes are
 * @WIRE_TYPE_GROUNDS_GUESS: libmagic thinks so; the bytes are perhaps that
 * @WIRE_TYPE_GROUNDS_TEXT: the bytes are text, and nothing more is known
 * @WIRE_TYPE_GROUNDS_SIGNATURE: bytes that are there in no other format
 * @WIRE_TYPE_GROUNDS_CONTENT: a container that was looked into, which is no more than what was
 * found
 *
 * How sure a type is.
 */
typedef enum
{
  WIRE_TYPE_GROUNDS_NONE,
  WIRE_TYPE_GROUNDS_GUESS,
  WIRE_TYPE_GROUNDS_TEXT,
  WIRE_TYPE_GROUNDS_SIGNATURE,
  WIRE_TYPE_GROUNDS_CONTENT,
} WireTypeGrounds;

/**
 * WireTypePart:
 * @offset: where it begins in the file
 * @size: its bytes
 * @mime: what it is; `application/octet-stream` where nothing tells
 * @words: the same for people
 *
 * Something in a file that the file's own type does not account for: bytes after a picture's or
 * archive's end, or a second format that begins elsewhere.
 */
typedef struct
{
  guint64 offset;
  guint64 size;
  char *mime;
  char *words;
} WireTypePart;

/** Frees @part and what it owns. */
void wire_type_part_free (WireTypePart *part);

/**
 * WireType:
 * @mime: what the bytes are; `application/octet-stream` where nothing tells
 * @words: the same for people
 * @grounds: how sure that is
 * @outer: (nullable) (transfer none): the MIME type of the container that it is, such as
 *   `application/zip`, whatever is in it
 * @is_text: the bytes are text, whatever else they are
 * @signature_offset: where the bytes are that it was recognised by
 * @signature: (nullable): those bytes, in hexadecimal; %NULL where it was recognised without a
 * signature
 * @extension: what the name claims, in lower case; empty where it claims nothing
 * @trick: how the name looks like that of another kind of file, whatever the bytes are
 * @expected: (array zero-terminated=1): extensions that would agree, the usual one first
 * @verdict: whether they agree
 * @reason: why, in a sentence; another one tells of @parts
 * @end: where the file's own format ends; 0 where it does not say, or wire_type_find_parts() was
 * not asked
 * @parts: (nullable) (element-type WireTypePart): what else the file holds, by offset; %NULL where
 *   there is nothing else, or wire_type_find_parts() was not asked
 */
typedef struct
{
  char *mime;
  char *words;
  WireTypeGrounds grounds;
  const char *outer;
  gboolean is_text;
  guint32 signature_offset;
  char *signature;
  char *extension;
  WireNameTrick trick;
  char **expected;
  WireTypeVerdict verdict;
  char *reason;
  guint64 end;
  GPtrArray *parts;
} WireType;

/** Frees what @type owns, but not @type itself. */
void wire_type_clear (WireType *type);

/** Frees @type and what it owns. */
void wire_type_free (WireType *type);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireType, wire_type_clear)

int wire_type_verdict_to_code (WireTypeVerdict verdict);
const char *wire_type_verdict_to_key (WireTypeVerdict verdict);

void wire_type_detect (WireTypeDetector *detector,
                       const WireTypeSource *source,
                       const char *name,
                       WireType *type);
void wire_type_set_unknown (WireType *type, const char *name, const char *reason);

/** Finds what the type does not account for: bytes after its end, and formats inside. Blocks. */
void wire_type_find_parts (WireTypeDetector *detector,
                           const WireTypeSource *source,
                           WireType *type);

/** Tells the type of a file by its bytes. Blocks. Returns: %FALSE where it could not be read */
gboolean wire_type_detect_file (WireTypeDetector *detector,
                                const char *path,
                                WireType *type,
                                GError **error);

G_END_DECLS

/* wire-object-facts.h: what an object is, by three witnesses, and its digests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/digests/wire-digest.h"
#include "capture/objects/wire-object.h"
#include "files/types/wire-type.h"

G_BEGIN_DECLS

/** Zeros that may stand for bytes that were not captured. An object that lacks more has no digest:
 * it would say nothing, and computing it would take as long as a hostile capture likes. */
#define WIRE_OBJECT_MAX_ZEROS (64u * 1024 * 1024)

/** Objects in whose tail something is looked for are held in memory, up to this size; two workers
 * then use a quarter of what a load may. */
#define WIRE_OBJECT_MAX_LOOKED_INTO (16u * 1024 * 1024)

/** Of content whose tail is of no interest, what its type is recognised by: containers keep their
 * directories at the end, which is looked for in smaller ones. */
#define WIRE_OBJECT_HEAD (256u * 1024)

/** Digests of an object; with none of them only what its first bytes tell is looked for, else all
 * of it is read. */
typedef WireDigestMask WireObjectWanted;

#define WIRE_OBJECT_TYPE ((WireObjectWanted) 0)
/** Those that are shown. Hash sets may need others as well. */
#define WIRE_OBJECT_DIGESTS                                                                        \
  (WIRE_DIGEST_BIT (WIRE_DIGEST_MD5) | WIRE_DIGEST_BIT (WIRE_DIGEST_SHA256))

/**
 * WireObjectFacts:
 * @extension: what the URI ends in, in lower case; empty where that is no extension
 * @type: MIME type by the bytes
 * @words: the same for people
 * @signature: (nullable): the bytes that told the type, in hexadecimal
 * @signature_offset: where they are in the content
 * @expected: (nullable) (array zero-terminated=1): extensions that would agree, the usual one first
 * @verdict: (nullable): a sentence where the witnesses disagree, %NULL where they do not
 * @coded: a content coding was undone
 * @strange: the witnesses disagree, but its content coding is one that is not undone here, so that
 *   they speak of other bytes
 * @problem: (nullable): a sentence where it could not be, or not to the end
 * @size: of the content: decoded, if it is @coded
 * @whole: all of the content is there
 * @digested: the digests below are there
 * @as_sent: of the body as it was sent, zeros in place of gaps
 * @content: those of the content; the same where it is not @coded
 * @appended: bytes after the picture's or archive's own end
 * @appended_at: where they begin in the content
 *
 * What there is to know of an object beyond its exchange.
 */
typedef struct
{
  char *extension;
  char *type;
  char *words;
  char *signature;
  guint32 signature_offset;
  char **expected;
  char *verdict;
  char *problem;
  guint64 size;
  guint64 appended;
  guint64 appended_at;
  gboolean coded;
  gboolean strange;
  gboolean whole;
  gboolean digested;
  WireDigests as_sent;
  WireDigests content;
} WireObjectFacts;

/** Frees what @facts owns, but not @facts itself. */
void wire_object_facts_clear (WireObjectFacts *facts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireObjectFacts, wire_object_facts_clear)

/** Returns: whether files of the media type @type (nullable) are programs */
gboolean wire_object_type_is_program (const char *type);

gboolean wire_object_examine (const WireObjectList *list,
                              guint32 object,
                              WireTypeDetector *detector,
                              WireObjectWanted wanted,
                              GCancellable *cancellable,
                              WireObjectFacts *facts,
                              GError **error);
void wire_object_examine_bytes (const WireObject *object,
                                const guint8 *bytes,
                                WireTypeDetector *detector,
                                WireObjectWanted wanted,
                                WireObjectFacts *facts);

/** Returns: (transfer full) (nullable): the extension of the name that the URI ends in, in
 * lower case */
char *wire_object_get_extension (const char *uri);
char *wire_object_tell_extension (const WireObject *object);

char *wire_object_describe_completeness (const WireObject *object);

G_END_DECLS

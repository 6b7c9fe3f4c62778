/* wire-download-facts.h: what the downloads view knows of an object, and its verdict
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/sets/wire-hash-database.h"
#include "capture/objects/wire-object-record.h"

G_BEGIN_DECLS

#define WIRE_DOWNLOAD_MD5_SIZE 16
#define WIRE_DOWNLOAD_SHA256_SIZE 32

/**
 * WireDownloadStage:
 * @WIRE_DOWNLOAD_UNSEEN: nobody has looked yet
 * @WIRE_DOWNLOAD_TYPED: the first bytes were
 * @WIRE_DOWNLOAD_EXAMINED: all of them were
 */
typedef enum
{
  WIRE_DOWNLOAD_UNSEEN,
  WIRE_DOWNLOAD_TYPED,
  WIRE_DOWNLOAD_EXAMINED,
} WireDownloadStage;

/**
 * WireDownloadHash:
 *
 * The two digests of one content.
 */
typedef struct
{
  guint8 md5[WIRE_DOWNLOAD_MD5_SIZE];
  guint8 sha256[WIRE_DOWNLOAD_SHA256_SIZE];
} WireDownloadHash;

/**
 * WireDownloadFacts:
 * @type: (nullable): MIME type by the bytes
 * @words: (nullable): the same for people
 * @disagreement: (nullable): a sentence where URI, server and bytes do not agree
 * @problem: (nullable): a sentence where its content coding could not be undone
 * @size: of the content, once it was examined
 * @appended: bytes after its own end
 * @appended_at: where they begin
 * @content: digests of the content, where @hashed
 * @as_sent: (nullable): digests of the body as sent, where they are others
 * @unmatched: (nullable): why hash sets could not be asked
 * @known_set: (nullable): the hash set that has it
 * @known_name: (nullable): the file name recorded there
 * @known_kind: what that set says
 * @stage: how far it was looked at
 * @coded: a content coding was undone
 * @whole: all of it is there
 * @hashed: there are digests
 *
 * A #WireObjectFacts takes two kilobytes; of this there are 100,000. The strings are the store's.
 */
typedef struct
{
  const char *type;
  const char *words;
  const char *disagreement;
  const char *problem;
  guint64 size;
  guint64 appended;
  guint64 appended_at;
  WireDownloadHash content;
  const WireDownloadHash *as_sent;
  const char *unmatched;
  const char *known_set;
  const char *known_name;
  WireHashSetKind known_kind;
  WireDownloadStage stage;
  guint coded : 1;
  guint whole : 1;
  guint hashed : 1;
} WireDownloadFacts;

/**
 * WireDownloadVerdict:
 * @WIRE_DOWNLOAD_DISGUISED: a program that is called something else
 * @WIRE_DOWNLOAD_PENDING: nobody has looked yet
 *
 * A #WireObjectJudgement, or one of these.
 */
typedef enum
{
  WIRE_DOWNLOAD_DISGUISED = WIRE_OBJECT_FINE + 1,
  WIRE_DOWNLOAD_PENDING,
  WIRE_N_DOWNLOAD_VERDICTS,
} WireDownloadVerdict;

guint wire_download_get_verdict (const WireObject *object, const WireDownloadFacts *facts);
gboolean wire_download_is_alarming (const WireObject *object, const WireDownloadFacts *facts);
guint wire_download_verdict_get_rank (guint verdict);
const char *wire_download_verdict_get_word (guint verdict);
const char *wire_download_verdict_get_icon (guint verdict);
const char *wire_download_verdict_get_style (guint verdict);

void wire_download_note (const WireObject *object,
                         const WireDownloadFacts *facts,
                         WireObjectNoted *noted);
char *wire_download_make_reasons (const WireObject *object, const WireDownloadFacts *facts);
char *wire_download_make_name (const WireObject *object);
char *wire_download_describe_known (const WireDownloadFacts *facts);
guint64 wire_download_get_size (const WireObject *object, const WireDownloadFacts *facts);

G_END_DECLS

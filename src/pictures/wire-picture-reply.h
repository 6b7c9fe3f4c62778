/* wire-picture-reply.h: what the window and the decoder of pictures say to each other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Bytes of a picture that are looked at; longer ones show as far as these go. */
#define WIRE_PICTURE_MAX_BYTES (32u * 1024 * 1024)

/** Pixels of a picture that is decoded: 160 MB while it lasts. The largest phones make 50 million,
 * and a picture for the web has seldom one. */
#define WIRE_PICTURE_MAX_PIXELS (40 * 1000 * 1000)

/** Seconds of a processor that a decoder gets: a progressive JPEG can ask for a thousand passes. */
#define WIRE_PICTURE_MAX_SECONDS 10

/** Bytes of a decoder's own words about a fault. */
#define WIRE_PICTURE_MAX_WORDS 512u

/** Both begin with it, so that a helper of another version is found out. */
#define WIRE_PICTURE_MAGIC 0x57435031u

/**
 * WirePictureRequest:
 * @magic: WIRE_PICTURE_MAGIC
 * @kind: a WirePictureKind
 * @edge: the longer edge of what is shown, in pixels; 0 for the picture's own
 * @size: bytes of the picture, which follow when the helper has said hello
 *
 * All numbers are in the order of the machine: both ends are on it.
 */
typedef struct
{
  guint32 magic;
  guint32 kind;
  gint32 edge;
  guint32 size;
} WirePictureRequest;

/**
 * WirePictureHello:
 * @magic: WIRE_PICTURE_MAGIC
 * @refused: 0, or the error number with which the system refused the filter of system calls
 *
 * Said before a byte of the picture is read.
 */
typedef struct
{
  guint32 magic;
  gint32 refused;
} WirePictureHello;

/** How decoding ended. */
typedef enum
{
  WIRE_PICTURE_SHOWN,
  WIRE_PICTURE_UNKNOWN,   /**< no loader for it */
  WIRE_PICTURE_TOO_LARGE, /**< by the size that it claims */
  WIRE_PICTURE_BROKEN,    /**< the loader's words say in which way */
  WIRE_PICTURE_ENDS_EARLY,
} WirePictureEnd;

/**
 * WirePictureReply:
 * @end: a WirePictureEnd
 * @width: of the picture itself, in pixels, where that is known
 * @height: likewise
 * @shown_width: of the pixels that follow
 * @shown_height: likewise
 * @channels: bytes of a pixel: 3 for RGB, 4 for RGBA, not premultiplied
 * @partial: the picture breaks off; what came before is shown
 * @length: bytes that follow: pixels, row after row, or words in UTF-8
 *
 * Whoever made the picture may have written this, by a fault of the decoder: see
 * wire_picture_reply_is_sound().
 */
typedef struct
{
  guint32 end;
  gint32 width;
  gint32 height;
  gint32 shown_width;
  gint32 shown_height;
  guint32 channels;
  guint32 partial;
  guint32 length;
} WirePictureReply;

gboolean wire_picture_reply_is_sound (const WirePictureReply *self, int edge);

G_END_DECLS

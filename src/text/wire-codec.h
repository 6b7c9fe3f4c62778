/* wire-codec.h: the codecs that text can be written in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "text/wire-unicode.h"

#include <iconv.h>

G_BEGIN_DECLS

/**
 * WireCodec:
 * @name: as the IANA registry writes it, and iconv takes it
 * @title: what it is for
 */
typedef struct
{
  const char *name;
  const char *title;
} WireCodec;

/** How many of the list are common; they come first in it. */
#define WIRE_CODECS_COMMON 20

const WireCodec *wire_codecs_get (gsize *n);
char *wire_codec_find (const char *name, GError **error);
gboolean wire_codec_mark (const char *codec, const char **order, GString *mark);
iconv_t wire_codec_open (const char *to, const char *from, GError **error);

G_END_DECLS

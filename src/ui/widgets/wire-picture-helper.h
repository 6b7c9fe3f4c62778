/* wire-picture-helper.h: the process that decodes a picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "pictures/wire-picture-reply.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** Seconds after which a process is ended that has not answered, whatever it waits for. */
#define WIRE_PICTURE_HELPER_SECONDS 30

/**
 * WirePictureHelper:
 * @program: its path
 * @seconds: that it has for a picture
 *
 * How pictures are decoded. A plain value.
 */
typedef struct
{
  const char *program;
  guint seconds;
} WirePictureHelper;

const char *wire_picture_helper_find_program (void);
GBytes *wire_picture_helper_decode (const WirePictureHelper *self,
                                    GBytes *bytes,
                                    int edge,
                                    GCancellable *cancellable,
                                    WirePictureReply *reply,
                                    GError **error);

G_END_DECLS

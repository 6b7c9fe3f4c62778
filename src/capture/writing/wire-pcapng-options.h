/* wire-pcapng-options.h: options of pcapng blocks, carried from one file into another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WirePcapngOptions:
 * @bytes: the options of a block; not owned
 * @length: of @bytes
 * @big_endian: their byte order
 *
 * Options as they are in a file. Nobody vouches for them.
 */
typedef struct
{
  const guint8 *bytes;
  gsize length;
  gboolean big_endian;
} WirePcapngOptions;

/**
 * WirePcapngOption:
 * @code: of the option
 * @length: of @value
 * @value: in the byte order of the file; not owned
 *
 * One option.
 */
typedef struct
{
  guint16 code;
  guint16 length;
  const guint8 *value;
} WirePcapngOption;

gboolean wire_pcapng_options_next (WirePcapngOptions *options, WirePcapngOption *option);
gboolean wire_pcapng_copy_option (GByteArray *out,
                                  guint32 block,
                                  const WirePcapngOption *option,
                                  gboolean big_endian);
gboolean wire_pcapng_copy_options (GByteArray *out,
                                   guint32 block,
                                   const WirePcapngOptions *options);

G_END_DECLS

/* wire-carried-block.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/saving/wire-carried-block.h"

#include "base/wire-cursor.h"
#include "base/wire-secret.h"
#include "capture/writing/wire-pcapng-block.h"
#include "capture/writing/wire-pcapng-options.h"

#include <glib/gi18n.h>

/* Type and length at its beginning, the length again at its end. */
#define BLOCK_HEAD 8u
#define BLOCK_OVERHEAD 12u

/* The longest block that is carried, in bytes; longer ones are left out. */
#define BLOCK_MAX (16u * 1024 * 1024)

/* What a block may grow by when it is converted, in bytes: an end of names, and one of options. */
#define BLOCK_ROOM 32u

/* The end of the records of names. */
#define NAME_RECORDS_END 0u

static guint32
take_u32 (WireCursor *cursor, gboolean big_endian)
{
  return big_endian ? wire_cursor_be32 (cursor) : wire_cursor_le32 (cursor);
}

static guint16
take_u16 (WireCursor *cursor, gboolean big_endian)
{
  return big_endian ? wire_cursor_be16 (cursor) : wire_cursor_le16 (cursor);
}

/* What is left of @cursor, as options. */
static WirePcapngOptions
take_options (const WireCursor *cursor, gboolean big_endian)
{
  return (WirePcapngOptions){ cursor->data + cursor->position, wire_cursor_remaining (cursor),
                              big_endian };
}

/* Blocks may have keys in them. */
static void
free_block (GByteArray *block)
{
  wire_secret_wipe (block->data, block->len);
  g_byte_array_unref (block);
}

typedef GByteArray Block;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Block, free_block)

/* Returns: (transfer full) (nullable): the body of the block of @total bytes at @offset */
static GByteArray *
read_body (WireCapture *capture, guint64 offset, guint32 total, GError **error)
{
  gboolean fits = total >= BLOCK_OVERHEAD && total <= BLOCK_MAX;
  gsize length = fits ? total - BLOCK_OVERHEAD : 0;
  g_autoptr (Block) body = g_byte_array_sized_new ((guint) length + 1);

  g_byte_array_set_size (body, (guint) length);
  if (length > 0
      && !wire_capture_read_into (capture, offset + BLOCK_HEAD, body->data, length, error))
    return NULL;
  return g_steal_pointer (&body);
}

/**
 * wire_carry_interface_options:
 * @capture: a capture
 * @origin: where an interface of it is described, in pcapng
 * @options: grows by its options, in little endian and without an end of them
 * @error: set where %FALSE is returned
 */
gboolean
wire_carry_interface_options (WireCapture *capture,
                              const WireInterfaceOrigin *origin,
                              GByteArray *options,
                              GError **error)
{
  guint8 head[BLOCK_HEAD];
  WireCursor cursor;
  g_autoptr (Block) body = NULL;
  WirePcapngOptions found;

  if (!wire_capture_read_into (capture, origin->offset, head, sizeof head, error))
    return FALSE;
  cursor = wire_cursor_new (head, sizeof head);
  wire_cursor_skip (&cursor, 4);
  body = read_body (capture, origin->offset, take_u32 (&cursor, origin->big_endian), error);
  if (!body)
    return FALSE;
  cursor = wire_cursor_new (body->data, body->len);
  wire_cursor_skip (&cursor, 8); /* link type and snapshot length */
  found = take_options (&cursor, origin->big_endian);
  wire_pcapng_copy_options (options, WIRE_PCAPNG_INTERFACE, &found);
  return TRUE;
}

/* Copies the records of names: a type, a length, an address and its names. */
static void
copy_names (GByteArray *out, WireCursor *cursor, gboolean big_endian)
{
  while (wire_cursor_remaining (cursor) >= 4)
    {
      guint16 type = take_u16 (cursor, big_endian);
      guint16 length = take_u16 (cursor, big_endian);
      const guint8 *value = wire_cursor_take (cursor, length);

      wire_cursor_skip (cursor, MIN ((4 - length % 4u) % 4, wire_cursor_remaining (cursor)));
      if (!value || type == NAME_RECORDS_END)
        break;
      wire_pcapng_add_option (out, type, value, length); /* records look as options do */
    }
  wire_pcapng_add_u32 (out, NAME_RECORDS_END);
}

static void
copy_secrets (GByteArray *out, WireCursor *cursor, gboolean big_endian)
{
  guint32 kind = take_u32 (cursor, big_endian);
  guint32 length = take_u32 (cursor, big_endian);
  const guint8 *value = wire_cursor_take (cursor, length);

  wire_cursor_skip (cursor, MIN ((4 - length % 4u) % 4, wire_cursor_remaining (cursor)));
  wire_pcapng_add_u32 (out, kind);
  wire_pcapng_add_u32 (out, value ? length : 0);
  wire_pcapng_add_padded (out, value, value ? length : 0);
}

/* Returns: the number of the interface in the file that is written */
static guint32
copy_statistics (GByteArray *out,
                 WireCursor *cursor,
                 const WireReaderBlock *block,
                 const guint32 *numbers,
                 guint n_interfaces)
{
  guint32 index = take_u32 (cursor, block->big_endian);
  guint32 number = index < n_interfaces - MIN (block->first_interface, n_interfaces)
                       ? numbers[block->first_interface + index]
                       : G_MAXUINT32;

  wire_pcapng_add_u32 (out, number);
  wire_pcapng_add_u32 (out, take_u32 (cursor, block->big_endian)); /* time, upper half */
  wire_pcapng_add_u32 (out, take_u32 (cursor, block->big_endian)); /* and lower half */
  return number;
}

/* Returns: (transfer full) (nullable): @block for another file; %NULL where it is damaged, or about
 * an interface that is not there */
static GByteArray *
convert (const WireReaderBlock *block,
         const GByteArray *body,
         const guint32 *numbers,
         guint n_interfaces)
{
  g_autoptr (Block) out = g_byte_array_sized_new (body->len + BLOCK_ROOM); /* never moves */
  WireCursor cursor = wire_cursor_new (body->data, body->len);
  gsize begin = wire_pcapng_begin (out, block->type);
  WirePcapngOptions options;
  gboolean any;

  if (block->type == WIRE_PCAPNG_NAMES)
    copy_names (out, &cursor, block->big_endian);
  else if (block->type == WIRE_PCAPNG_SECRETS)
    copy_secrets (out, &cursor, block->big_endian);
  else if (copy_statistics (out, &cursor, block, numbers, n_interfaces) == G_MAXUINT32)
    return NULL;
  if (cursor.failed)
    return NULL;
  options = take_options (&cursor, block->big_endian);
  any = wire_pcapng_copy_options (out, block->type, &options);
  wire_pcapng_end (out, begin, any);
  return g_steal_pointer (&out);
}

/**
 * wire_carry_blocks:
 * @capture: a capture
 * @type: of blocks that are carried: names, secrets or statistics
 * @numbers: by interface of @capture: its number in the other file, or %G_MAXUINT32
 * @n_interfaces: of @numbers
 * @writer: the other file
 * @error: set where %FALSE is returned. What is damaged is left out
 */
gboolean
wire_carry_blocks (WireCapture *capture,
                   guint32 type,
                   const guint32 *numbers,
                   guint n_interfaces,
                   WireCaptureWriter *writer,
                   GError **error)
{
  WireReaderBlock block;

  for (guint i = 0; wire_capture_get_block (capture, i, &block); i++)
    {
      g_autoptr (Block) converted = NULL;
      g_autoptr (Block) body = NULL;

      if (block.type != type)
        continue;
      body = read_body (capture, block.offset, block.length, error);
      if (!body)
        return FALSE;
      converted = convert (&block, body, numbers, n_interfaces);
      if (converted && !wire_capture_writer_add_block (writer, converted, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * wire_carry_section_options:
 * @capture: a capture
 * @options: grows by what its section headers say: the comments of all of them, hardware and
 *   system of the first
 * @error: set where %FALSE is returned
 */
gboolean
wire_carry_section_options (WireCapture *capture, GByteArray *options, GError **error)
{
  WireReaderBlock block;
  guint n_sections = 0;

  for (guint i = 0; wire_capture_get_block (capture, i, &block); i++)
    {
      g_autoptr (Block) body = NULL;
      WirePcapngOptions found;
      WirePcapngOption option;
      WireCursor cursor;

      if (block.type != WIRE_PCAPNG_SECTION)
        continue;
      body = read_body (capture, block.offset, block.length, error);
      if (!body)
        return FALSE;
      cursor = wire_cursor_new (body->data, body->len);
      wire_cursor_skip (&cursor, 16); /* byte order, version, length */
      found = take_options (&cursor, block.big_endian);
      while (wire_pcapng_options_next (&found, &option))
        if (option.code == WIRE_PCAPNG_OPTION_COMMENT
            || (n_sections == 0 && option.code != WIRE_PCAPNG_SECTION_APPLICATION))
          wire_pcapng_copy_option (options, WIRE_PCAPNG_SECTION, &option, block.big_endian);
      n_sections++;
    }
  return TRUE;
}

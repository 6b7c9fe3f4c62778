/* wire-reader-interface.c: the interface descriptions of pcapng
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reading/wire-reader-window.h"

#include "base/wire-printable.h"

/* Of an interface's name, the bytes that are kept. 65,535 names of 64 KiB fit a small bomb. */
#define NAME_MAX_BYTES 256

#define OPTION_END 0
#define OPTION_NAME 2
#define OPTION_RESOLUTION 9
#define OPTION_OFFSET 14

static guint16
get_u16 (WireReader *reader, WireCursor *cursor)
{
  const guint8 *b = wire_cursor_take (cursor, 2);

  return b ? wire_reader_u16 (reader, b) : 0;
}

static void
read_resolution (WireInterfaceClock *clock, guint8 value)
{
  clock->origin.resolution = value;
  clock->binary = (value & 0x80) != 0;
  clock->exponent = value & 0x7f;
}

static void
read_interface_options (WireReader *reader, WireCursor *cursor, WireInterfaceClock *clock)
{
  while (wire_cursor_remaining (cursor) >= 4)
    {
      guint16 code = get_u16 (reader, cursor);
      guint16 length = get_u16 (reader, cursor);
      const guint8 *value = wire_cursor_take (cursor, length);

      if (code == OPTION_END || !value)
        return;
      if (code == OPTION_NAME && !clock->interface.name)
        clock->interface.name = wire_printable (value, MIN (length, NAME_MAX_BYTES));
      else if (code == OPTION_RESOLUTION && length == 1)
        read_resolution (clock, value[0]);
      else if (code == OPTION_OFFSET && length == 8)
        {
          guint64 high = wire_reader_u32 (reader, value + (reader->big_endian ? 0 : 4));
          guint64 low = wire_reader_u32 (reader, value + (reader->big_endian ? 4 : 0));
          clock->offset = (gint64) (high << 32 | low);
        }
      wire_cursor_skip (cursor, MIN ((4 - length % 4u) % 4, wire_cursor_remaining (cursor)));
    }
}

/** Reads the body of an interface description in the byte order of @reader, which has it at the
 * start of its window. Returns: %FALSE where it is too short; @clock has its name even then */
gboolean
wire_pcapng_read_interface (WireReader *reader,
                            const guint8 *body,
                            gsize length,
                            WireInterfaceClock *clock)
{
  WireCursor cursor = wire_cursor_new (body, length);
  const guint8 *snapshot;

  *clock = (WireInterfaceClock){ .exponent = 6 };
  clock->interface.link_type = get_u16 (reader, &cursor);
  wire_cursor_skip (&cursor, 2);
  snapshot = wire_cursor_take (&cursor, 4);
  if (!snapshot)
    return FALSE;
  clock->interface.snapshot = wire_reader_u32 (reader, snapshot);
  clock->origin = (WireInterfaceOrigin){ .format = WIRE_READER_PCAPNG,
                                         .offset = wire_reader_get_offset (reader),
                                         .big_endian = reader->big_endian,
                                         .link_word = clock->interface.link_type,
                                         .resolution = 6 };
  read_interface_options (reader, &cursor, clock);
  return TRUE;
}

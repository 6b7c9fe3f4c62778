/* wire-pcapng-options.c
 *
 * Options are written in the byte order of their section. One that goes into a file of another
 * byte order has the numbers in its value turned round, which takes knowing what it is made of
 * (draft-ietf-opsawg-pcapng, sections 3.5 and 4).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/writing/wire-pcapng-options.h"

#include "base/wire-cursor.h"
#include "capture/writing/wire-pcapng-block.h"

/* What the value of an option is made of. */
typedef enum
{
  PLAIN,     /* text, addresses, single bytes */
  NUMBER,    /* one number as long as the value */
  TWO_WORDS, /* two numbers of 32 bits, the upper first: a time */
  VERDICT,   /* a byte, and after it a number where the byte is 1 or 2 */
  CUSTOM,    /* a number of 32 bits, and what only its owner knows */
  UNKNOWN,
} Make;

static const struct
{
  guint32 block;
  guint16 code;
  Make make;
} MAKES[] = {
  { WIRE_PCAPNG_SECTION, 2, PLAIN },        { WIRE_PCAPNG_SECTION, 3, PLAIN },
  { WIRE_PCAPNG_SECTION, 4, PLAIN },        { WIRE_PCAPNG_INTERFACE, 2, PLAIN },
  { WIRE_PCAPNG_INTERFACE, 3, PLAIN },      { WIRE_PCAPNG_INTERFACE, 4, PLAIN },
  { WIRE_PCAPNG_INTERFACE, 5, PLAIN },      { WIRE_PCAPNG_INTERFACE, 6, PLAIN },
  { WIRE_PCAPNG_INTERFACE, 7, PLAIN },      { WIRE_PCAPNG_INTERFACE, 8, NUMBER },
  { WIRE_PCAPNG_INTERFACE, 9, PLAIN },      { WIRE_PCAPNG_INTERFACE, 10, NUMBER },
  { WIRE_PCAPNG_INTERFACE, 11, PLAIN },     { WIRE_PCAPNG_INTERFACE, 12, PLAIN },
  { WIRE_PCAPNG_INTERFACE, 13, PLAIN },     { WIRE_PCAPNG_INTERFACE, 14, NUMBER },
  { WIRE_PCAPNG_INTERFACE, 15, PLAIN },     { WIRE_PCAPNG_INTERFACE, 16, NUMBER },
  { WIRE_PCAPNG_INTERFACE, 17, NUMBER },    { WIRE_PCAPNG_INTERFACE, 18, PLAIN },
  { WIRE_PCAPNG_PACKET, 2, NUMBER },        { WIRE_PCAPNG_PACKET, 3, PLAIN },
  { WIRE_PCAPNG_PACKET, 4, NUMBER },        { WIRE_PCAPNG_PACKET, 5, NUMBER },
  { WIRE_PCAPNG_PACKET, 6, NUMBER },        { WIRE_PCAPNG_PACKET, 7, VERDICT },
  { WIRE_PCAPNG_NAMES, 2, PLAIN },          { WIRE_PCAPNG_NAMES, 3, PLAIN },
  { WIRE_PCAPNG_NAMES, 4, PLAIN },          { WIRE_PCAPNG_STATISTICS, 2, TWO_WORDS },
  { WIRE_PCAPNG_STATISTICS, 3, TWO_WORDS }, { WIRE_PCAPNG_STATISTICS, 4, NUMBER },
  { WIRE_PCAPNG_STATISTICS, 5, NUMBER },    { WIRE_PCAPNG_STATISTICS, 6, NUMBER },
  { WIRE_PCAPNG_STATISTICS, 7, NUMBER },    { WIRE_PCAPNG_STATISTICS, 8, NUMBER },
};

static Make
find_make (guint32 block, guint16 code)
{
  if (code == WIRE_PCAPNG_OPTION_COMMENT)
    return PLAIN;
  if (code == 2988 || code == 2989 || code == 19372 || code == 19373)
    return CUSTOM;
  for (gsize i = 0; i < G_N_ELEMENTS (MAKES); i++)
    if (MAKES[i].block == block && MAKES[i].code == code)
      return MAKES[i].make;
  return UNKNOWN;
}

static guint16
take_u16 (WireCursor *cursor, gboolean big_endian)
{
  return big_endian ? wire_cursor_be16 (cursor) : wire_cursor_le16 (cursor);
}

/**
 * wire_pcapng_options_next:
 * @self: what is left of the options; moves on
 * @option: (out): the next one
 *
 * Returns: %FALSE at the end of the options, and where they are damaged
 */
gboolean
wire_pcapng_options_next (WirePcapngOptions *self, WirePcapngOption *option)
{
  WireCursor cursor = wire_cursor_new (self->bytes, self->length);

  option->code = take_u16 (&cursor, self->big_endian);
  option->length = take_u16 (&cursor, self->big_endian);
  option->value = wire_cursor_take (&cursor, option->length);
  wire_cursor_skip (&cursor, MIN ((4 - option->length % 4u) % 4, wire_cursor_remaining (&cursor)));
  if (cursor.failed || option->code == WIRE_PCAPNG_OPTION_END)
    return FALSE;
  self->bytes += cursor.position;
  self->length -= cursor.position;
  return TRUE;
}

static void
turn_round (guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < length / 2; i++)
    {
      guint8 kept = bytes[i];

      bytes[i] = bytes[length - 1 - i];
      bytes[length - 1 - i] = kept;
    }
}

/* Turns round the numbers in @value. */
static void
turn_value (Make make, guint8 *value, gsize length)
{
  if (make == NUMBER)
    turn_round (value, length);
  else if (make == TWO_WORDS && length == 8)
    {
      turn_round (value, 4);
      turn_round (value + 4, 4);
    }
  else if (make == VERDICT && length == 9 && (value[0] == 1 || value[0] == 2))
    turn_round (value + 1, 8);
  else if (make == CUSTOM && length >= 4)
    turn_round (value, 4);
}

/**
 * wire_pcapng_copy_option:
 * @out: grows by the option, in little endian
 * @block: the type of its block
 * @option: from a file
 * @big_endian: the byte order of that file
 *
 * Returns: %FALSE where it was left out, because it is not known and would have to be turned round
 */
gboolean
wire_pcapng_copy_option (GByteArray *out,
                         guint32 block,
                         const WirePcapngOption *option,
                         gboolean big_endian)
{
  Make make = find_make (block, option->code);
  gsize value;

  if (big_endian && make == UNKNOWN)
    return FALSE;
  wire_pcapng_add_option (out, option->code, option->value, option->length);
  if (!big_endian)
    return TRUE;
  value = out->len - (option->length + 3u) / 4 * 4;
  turn_value (make, out->data + value, option->length);
  return TRUE;
}

/** Copies all of @options into @out, without an end of them. Returns: whether there was one */
gboolean
wire_pcapng_copy_options (GByteArray *out, guint32 block, const WirePcapngOptions *options)
{
  WirePcapngOptions left = *options;
  WirePcapngOption option;
  gboolean any = FALSE;

  while (wire_pcapng_options_next (&left, &option))
    any |= wire_pcapng_copy_option (out, block, &option, options->big_endian);
  return any;
}

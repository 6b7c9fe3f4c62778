/* wire-needle-text.c: text in the forms in which it may be written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/search/wire-needle.h"

#include <string.h>

/* Text that is shorter is found everywhere in the forms that are not text. */
#define LEAST_CODED 3u

/* A character in one case or the other. */
typedef struct
{
  gunichar forms[3];
  guint n;
} Letter;

static void
add_form (Letter *letter, gunichar c)
{
  for (guint i = 0; i < letter->n; i++)
    if (letter->forms[i] == c)
      return;
  letter->forms[letter->n++] = c;
}

/* Returns: (transfer full) (element-type Letter) */
static GArray *
read_letters (const char *text, gboolean exact)
{
  GArray *letters = g_array_new (FALSE, FALSE, sizeof (Letter));

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      Letter letter = { 0 };
      gunichar c = g_utf8_get_char (p);

      add_form (&letter, c);
      if (!exact)
        {
          add_form (&letter, g_unichar_tolower (c));
          add_form (&letter, g_unichar_toupper (c));
        }
      g_array_append_val (letters, letter);
    }
  return letters;
}

static guint
encode_utf8 (gunichar c, guint8 *out)
{
  return (guint) g_unichar_to_utf8 (c, (char *) out);
}

static guint
encode_utf16 (gunichar c, gboolean big, guint8 *out)
{
  guint16 units[2] = { (guint16) c, 0 };
  guint n = 1;

  if (c >= 0x10000)
    {
      units[0] = (guint16) (0xd800 + ((c - 0x10000) >> 10));
      units[1] = (guint16) (0xdc00 + (c & 0x3ff));
      n = 2;
    }
  for (guint i = 0; i < n; i++)
    {
      out[2 * i + !big] = (guint8) (units[i] >> 8);
      out[2 * i + big] = (guint8) units[i];
    }
  return 2 * n;
}

static guint
encode (gunichar c, WireNeedleForm form, guint8 *out)
{
  if (form == WIRE_NEEDLE_UTF8)
    return encode_utf8 (c, out);
  return encode_utf16 (c, form == WIRE_NEEDLE_UTF16BE, out);
}

/* Adds a letter: at each place the bytes of all its forms that are as long as the first. */
static void
add_letter (WireNeedle *needle, const Letter *letter)
{
  WireByteSet sets[6] = { 0 };
  guint8 bytes[6];
  guint length = encode (letter->forms[0], needle->form, bytes);

  for (guint form = 0; form < letter->n; form++)
    if (encode (letter->forms[form], needle->form, bytes) == length)
      for (guint i = 0; i < length; i++)
        wire_byte_set_add (&sets[i], bytes[i]);
  for (guint i = 0; i < length; i++)
    wire_needle_add (needle, &sets[i]);
}

static WireNeedle *
make_text (const GArray *letters, WireNeedleForm form)
{
  WireNeedle *needle = wire_needle_new (form);

  for (guint i = 0; i < letters->len; i++)
    add_letter (needle, &g_array_index (letters, Letter, i));
  return needle;
}

static void
add_digits (WireNeedle *needle, const WireByteSet *set)
{
  static const char LOWER[] = "0123456789abcdef";
  static const char UPPER[] = "0123456789ABCDEF";
  WireByteSet halves[2] = { 0 };

  for (guint byte = 0; byte < 256; byte++)
    if (wire_byte_set_has (set, (guint8) byte))
      for (guint half = 0; half < 2; half++)
        {
          guint digit = half ? byte & 15 : byte >> 4;

          wire_byte_set_add (&halves[half], (guint8) LOWER[digit]);
          wire_byte_set_add (&halves[half], (guint8) UPPER[digit]);
        }
  wire_needle_add (needle, &halves[0]);
  wire_needle_add (needle, &halves[1]);
}

static WireNeedle *
make_hex (const WireNeedle *text)
{
  WireNeedle *needle = wire_needle_new (WIRE_NEEDLE_HEX);

  for (guint i = 0; i < text->sets->len; i++)
    add_digits (needle, &g_array_index (text->sets, WireByteSet, i));
  return needle;
}

/* Whether a byte needs no escape in a URI (RFC 3986, section 2.3). */
static gboolean
is_unreserved (const WireByteSet *set)
{
  for (guint byte = 0; byte < 256; byte++)
    if (wire_byte_set_has (set, (guint8) byte) && !g_ascii_isalnum (byte)
        && !strchr ("-._~", (int) byte))
      return FALSE;
  return TRUE;
}

/* How forms and URIs are written: all bytes escaped, those that need it, and blanks as plus. */
typedef enum
{
  ALL,
  NEEDED,
  PLUS,
} Escapes;

static WireNeedle *
make_percent (const WireNeedle *text, Escapes escapes)
{
  WireNeedle *needle = wire_needle_new (WIRE_NEEDLE_PERCENT);
  WireByteSet percent = { 0 };
  WireByteSet plus = { 0 };

  wire_byte_set_add (&percent, '%');
  wire_byte_set_add (&plus, '+');
  for (guint i = 0; i < text->sets->len; i++)
    {
      const WireByteSet *set = &g_array_index (text->sets, WireByteSet, i);

      if (escapes != ALL && is_unreserved (set))
        wire_needle_add (needle, set);
      else if (escapes == PLUS && wire_byte_set_has (set, ' '))
        wire_needle_add (needle, &plus);
      else
        {
          wire_needle_add (needle, &percent);
          add_digits (needle, set);
        }
    }
  return needle;
}

/* The characters that base64 may have for six bits, of which only those in @known are known: the
 * standard alphabet, and that of URIs (RFC 4648). */
static void
add_sixth (WireByteSet *out, guint bits, guint known)
{
  static const char ALPHABET[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  for (guint value = 0; value < 64; value++)
    if ((value & known) == (bits & known))
      {
        wire_byte_set_add (out, (guint8) ALPHABET[value]);
        if (value >= 62)
          wire_byte_set_add (out, value == 62 ? '-' : '_');
      }
}

/* What may be in byte @i of the text, from @shift bytes on; nothing is known before and after it.
 * Returns: how many values there are */
static guint
list_bytes (const WireNeedle *text, guint shift, guint i, guint8 values[256], guint *known)
{
  guint n = 0;

  *known = i >= shift && i - shift < text->sets->len ? 0xff : 0;
  if (!*known)
    values[n++] = 0;
  for (guint byte = 0; *known && byte < 256; byte++)
    if (wire_byte_set_has (&g_array_index (text->sets, WireByteSet, i - shift), (guint8) byte))
      values[n++] = (guint8) byte;
  return n;
}

/* Adds character @k of base64: its six bits are in one byte of the text, or in two. */
static void
add_character (WireNeedle *needle, const WireNeedle *text, guint shift, guint k)
{
  guint first = 6 * k / 8;
  guint skip = 16 - 6 - 6 * k % 8;
  guint8 high[256], low[256];
  guint high_known, low_known;
  guint n_high = list_bytes (text, shift, first, high, &high_known);
  guint n_low = list_bytes (text, shift, first + 1, low, &low_known);
  guint known = (high_known << 8 | low_known) >> skip & 63;
  WireByteSet set = { 0 };

  for (guint i = 0; i < n_high; i++)
    for (guint j = 0; j < n_low; j++)
      add_sixth (&set, (guint) (high[i] << 8 | low[j]) >> skip & 63, known);
  wire_needle_add (needle, &set);
}

/* The text after @shift bytes of a group of three. */
static WireNeedle *
make_base64 (const WireNeedle *text, guint shift)
{
  WireNeedle *needle = wire_needle_new (WIRE_NEEDLE_BASE64);
  guint end = (8 * (shift + text->sets->len) + 5) / 6;

  for (guint k = 8 * shift / 6; k < end; k++)
    add_character (needle, text, shift, k);
  return needle;
}

static void
add_coded (GPtrArray *needles, const WireNeedle *text)
{
  gboolean reserved = FALSE;
  gboolean blank = FALSE;

  if (text->sets->len < LEAST_CODED)
    return;
  for (guint i = 0; i < text->sets->len; i++)
    {
      const WireByteSet *set = &g_array_index (text->sets, WireByteSet, i);

      reserved |= !is_unreserved (set);
      blank |= wire_byte_set_has (set, ' ');
    }
  for (guint shift = 0; shift < 3; shift++)
    g_ptr_array_add (needles, make_base64 (text, shift));
  g_ptr_array_add (needles, make_hex (text));
  g_ptr_array_add (needles, make_percent (text, ALL));
  if (reserved)
    g_ptr_array_add (needles, make_percent (text, NEEDED));
  if (blank)
    g_ptr_array_add (needles, make_percent (text, PLUS));
}

/**
 * wire_needles_from_text:
 * @text: UTF-8, not empty, at most %WIRE_NEEDLE_MAX / 4 bytes
 * @exact: upper and lower case are distinguished
 *
 * Makes the forms in which text is usually written: UTF-8, UTF-16 of both byte orders (but a single
 * letter of ASCII is found in these as in UTF-8), and from
 * three bytes on base64 in its three shifts, hexadecimal digits, and percent escapes.
 *
 * Returns: (transfer full) (element-type WireNeedle): the needles
 */
GPtrArray *
wire_needles_from_text (const char *text, gboolean exact)
{
  GPtrArray *needles = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_needle_free);
  g_autoptr (GArray) letters = read_letters (text, exact);

  WireNeedleForm last = text[0] && !text[1] ? WIRE_NEEDLE_UTF8 : WIRE_NEEDLE_UTF16BE;

  for (WireNeedleForm form = WIRE_NEEDLE_UTF8; form <= last; form++)
    {
      WireNeedle *needle = make_text (letters, form);

      if (!exact && !g_str_is_ascii (text))
        needle->folded = g_utf8_casefold (text, -1);
      g_ptr_array_add (needles, needle);
    }
  add_coded (needles, g_ptr_array_index (needles, 0));
  return needles;
}

/* Returns: (transfer full) (nullable): a match as text */
static char *
decode (const WireNeedle *needle, const guint8 *bytes)
{
  const char *codec = needle->form == WIRE_NEEDLE_UTF8      ? "UTF-8"
                      : needle->form == WIRE_NEEDLE_UTF16BE ? "UTF-16BE"
                                                            : "UTF-16LE";

  return g_convert ((const char *) bytes, (gssize) needle->sets->len, "UTF-8", codec, NULL, NULL,
                    NULL);
}

/** Returns: whether the needle is at @bytes, which are as many as it has */
gboolean
wire_needle_matches (const WireNeedle *self, const guint8 *bytes)
{
  const WireByteSet *sets = (const WireByteSet *) (gpointer) self->sets->data;
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;

  for (guint i = 0; i < self->sets->len; i++)
    if (!wire_byte_set_has (&sets[i], bytes[i]))
      return FALSE;
  if (!self->folded)
    return TRUE;
  text = decode (self, bytes);
  if (!text)
    return FALSE;
  folded = g_utf8_casefold (text, -1);
  return strcmp (folded, self->folded) == 0;
}

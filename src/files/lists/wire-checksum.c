/* wire-checksum.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Digests are written in hexadecimal; in base64 by subresource integrity (`sha384-…`, W3C SRI) and
 * `cksum --base64`; and with the algorithm before them by Docker (`sha256:…`).
 */

#include "files/lists/wire-checksum.h"

#include <string.h>

/* What a digest of so many bytes is taken for where nothing else tells. CRC32 is not guessed: eight
 * hexadecimal digits are too often something else. */
static const WireDigestAlgorithm BY_SIZE[] = {
  WIRE_DIGEST_MD5,    WIRE_DIGEST_SHA1,   WIRE_DIGEST_SHA224,
  WIRE_DIGEST_SHA256, WIRE_DIGEST_SHA384, WIRE_DIGEST_SHA512,
};

/* Longest name of an algorithm that is looked at: `sha2-512/256`. */
#define TAG_MAX 16
/* Base64 of the longest digest, with its padding. */
#define BASE64_MAX 88

/* One more than a digit's value, 0 for what is none: lists have hundreds of millions of them. */
static const guint8 HEX_DIGITS[256] = {
  ['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
  ['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
  ['A'] = 11, ['B'] = 12, ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
};

static gboolean
parse_digits (const char *text, gsize length, guint8 *digest)
{
  if (length % 2 || length > 2 * WIRE_DIGEST_MAX_SIZE)
    return FALSE;
  for (gsize i = 0; i < length; i += 2)
    {
      int high = HEX_DIGITS[(guint8) text[i]] - 1;
      int low = HEX_DIGITS[(guint8) text[i + 1]] - 1;

      if (high < 0 || low < 0)
        return FALSE;
      digest[i / 2] = (guint8) (high << 4 | low);
    }
  return TRUE;
}

static gboolean
find_by_size (gsize size, WireDigestAlgorithm *algorithm)
{
  for (gsize i = 0; i < G_N_ELEMENTS (BY_SIZE); i++)
    if (size == wire_digest_get_info (BY_SIZE[i])->size)
      {
        *algorithm = BY_SIZE[i];
        return TRUE;
      }
  return FALSE;
}

/**
 * wire_digest_parse_hex:
 * @text: hexadecimal digits and nothing else, upper or lower case
 * @length: in bytes
 * @algorithm: (out): by the length
 * @digest: (out): the bytes
 *
 * Returns: whether @text is a digest
 */
gboolean
wire_digest_parse_hex (const char *text,
                       gsize length,
                       WireDigestAlgorithm *algorithm,
                       guint8 digest[WIRE_DIGEST_MAX_SIZE])
{
  return length % 2 == 0 && find_by_size (length / 2, algorithm)
         && parse_digits (text, length, digest);
}

/* Returns: the bytes in @text, all of which must be base64 of RFC 4648, padded; 0 for anything else
 */
static gsize
parse_base64 (const char *text, gsize length, guint8 *digest)
{
  char copy[BASE64_MAX + 1];
  gsize padding = 0;
  gsize size;

  if (length % 4 != 0 || length == 0 || length > BASE64_MAX)
    return 0;
  while (padding < 2 && text[length - 1 - padding] == '=')
    padding++;
  for (gsize i = 0; i < length - padding; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '+' && text[i] != '/')
      return 0;
  memcpy (copy, text, length);
  copy[length] = '\0';
  g_base64_decode_inplace (copy, &size);
  if (size != length / 4 * 3 - padding || size > WIRE_DIGEST_MAX_SIZE)
    return 0;
  memcpy (digest, copy, size);
  return size;
}

/**
 * wire_checksum_parse_as:
 * @text: a digest of @algorithm, in hexadecimal or base64, and nothing else
 * @checksum: (out): filled
 *
 * Returns: whether it is one
 */
gboolean
wire_checksum_parse_as (const char *text,
                        gsize length,
                        WireDigestAlgorithm algorithm,
                        WireChecksum *checksum)
{
  gsize size = wire_digest_get_info (algorithm)->size;

  checksum->algorithm = algorithm;
  checksum->named = TRUE;
  return (length == 2 * size && parse_digits (text, length, checksum->digest))
         || parse_base64 (text, length, checksum->digest) == size;
}

/** Returns: whether @text is the name of an algorithm, and nothing else; OpenSSL's `SHA2-256` too
 */
gboolean
wire_checksum_parse_tag (const char *text, gsize length, WireDigestAlgorithm *algorithm)
{
  char tag[TAG_MAX + 1];

  if (length < 2 || length > TAG_MAX)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && !strchr ("-/_", text[i]))
      return FALSE;
  memcpy (tag, text, length);
  tag[length] = '\0';
  if (g_ascii_strncasecmp (tag, "sha2-", 5) == 0 || g_ascii_strncasecmp (tag, "sha2_", 5) == 0)
    memmove (tag + 3, tag + 4, length - 3);
  return wire_digest_parse_name (tag, algorithm);
}

/* What may come after a digest. */
static gboolean
is_end (const char *text, gsize length, gsize at)
{
  return at == length || strchr (" \t,;:*|\"'", text[at]);
}

/* `sha256:hex`, `sha256-base64`, `SHA256=hex`. */
static gsize
take_tagged (const char *text, gsize length, WireChecksum *checksum)
{
  for (gsize i = 2; i < length && i <= TAG_MAX; i++)
    {
      WireDigestAlgorithm algorithm;
      gsize end = i + 1;

      if (!g_ascii_isalnum (text[i]) && !strchr ("-/_:=", text[i]))
        return 0;
      if (!strchr ("-:=", text[i]) || !wire_checksum_parse_tag (text, i, &algorithm))
        continue;
      while (end < length && (g_ascii_isalnum (text[end]) || strchr ("+/=", text[end])))
        end++;
      if (is_end (text, length, end)
          && wire_checksum_parse_as (text + i + 1, end - i - 1, algorithm, checksum))
        return end;
    }
  return 0;
}

/* Without a name only what is padded: other runs of letters are words. */
static gsize
take_base64 (const char *text, gsize length, WireChecksum *checksum)
{
  gsize n = 0;

  while (n < length && n <= BASE64_MAX && (g_ascii_isalnum (text[n]) || strchr ("+/", text[n])))
    n++;
  if (n == length || text[n] != '=')
    return 0;
  while (n < length && text[n] == '=')
    n++;
  checksum->named = FALSE;
  return is_end (text, length, n)
                 && find_by_size (parse_base64 (text, n, checksum->digest), &checksum->algorithm)
             ? n
             : 0;
}

/**
 * wire_checksum_take:
 * @text: begins with a digest, perhaps
 * @length: of @text, in bytes
 * @checksum: (out): filled where it does
 *
 * Returns: how many bytes of @text are the digest, with the name of its algorithm before it; 0
 *   where there is none
 */
gsize
wire_checksum_take (const char *text, gsize length, WireChecksum *checksum)
{
  gsize n = 0;

  while (n < length && n <= 2 * WIRE_DIGEST_MAX_SIZE && HEX_DIGITS[(guint8) text[n]])
    n++;
  if (is_end (text, length, n)
      && wire_digest_parse_hex (text, n, &checksum->algorithm, checksum->digest))
    {
      checksum->named = FALSE;
      return n;
    }
  n = take_tagged (text, length, checksum);
  return n > 0 ? n : take_base64 (text, length, checksum);
}

/**
 * wire_checksum_agrees:
 * @digests: of a content
 *
 * Returns: whether @self is that of the content: by any algorithm of its length that was
 *   computed where none is named
 */
gboolean
wire_checksum_agrees (const WireChecksum *self, const WireDigests *digests)
{
  gsize size = wire_digest_get_info (self->algorithm)->size;
  WireDigestMask possible =
      self->named ? WIRE_DIGEST_BIT (self->algorithm) : wire_digest_mask_for_size ((guint) size);

  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    if (possible & digests->mask & WIRE_DIGEST_BIT (i)
        && memcmp (self->digest, digests->values[i], size) == 0)
      return TRUE;
  return FALSE;
}

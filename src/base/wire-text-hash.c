/* wire-text-hash.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * g_str_hash() is the same in every process, so a capture or a list can bring thousands of texts
 * that share one hash, and each look-up walks them all. SipHash-1-3 (Aumasson and Bernstein, 2012)
 * under a key that nobody outside knows gives no such texts.
 */

#include "base/wire-text-hash.h"

#include <string.h>
#include <sys/random.h>

typedef struct
{
  guint64 v[4];
} State;

static inline guint64
rotate (guint64 word, guint bits)
{
  return word << bits | word >> (64 - bits);
}

static inline void
mix (State *s)
{
  s->v[0] += s->v[1];
  s->v[2] += s->v[3];
  s->v[1] = rotate (s->v[1], 13) ^ s->v[0];
  s->v[3] = rotate (s->v[3], 16) ^ s->v[2];
  s->v[0] = rotate (s->v[0], 32);
  s->v[2] += s->v[1];
  s->v[0] += s->v[3];
  s->v[1] = rotate (s->v[1], 17) ^ s->v[2];
  s->v[3] = rotate (s->v[3], 21) ^ s->v[0];
  s->v[2] = rotate (s->v[2], 32);
}

/* Made once a process. */
static const guint64 *
get_key (void)
{
  static guint64 key[2];
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      if (getrandom (key, sizeof key, GRND_NONBLOCK) != sizeof key)
        for (guint i = 0; i < 2; i++)
          key[i] = (guint64) g_random_int () << 32 | g_random_int ();
      g_once_init_leave (&ready, 1);
    }
  return key;
}

/** Returns: a hash of @bytes that is another in every process */
guint
wire_bytes_hash (gconstpointer bytes, gsize length)
{
  const guint64 *key = get_key ();
  const guint8 *next = bytes;
  guint64 last = (guint64) length << 56;
  State s = { { key[0] ^ G_GUINT64_CONSTANT (0x736f6d6570736575),
                key[1] ^ G_GUINT64_CONSTANT (0x646f72616e646f6d),
                key[0] ^ G_GUINT64_CONSTANT (0x6c7967656e657261),
                key[1] ^ G_GUINT64_CONSTANT (0x7465646279746573) } };

  for (; length >= 8; length -= 8, next += 8)
    {
      guint64 word;

      memcpy (&word, next, 8);
      word = GUINT64_FROM_LE (word);
      s.v[3] ^= word;
      mix (&s);
      s.v[0] ^= word;
    }
  for (gsize i = 0; i < length; i++)
    last |= (guint64) next[i] << (8 * i);
  s.v[3] ^= last;
  mix (&s);
  s.v[0] ^= last;
  s.v[2] ^= 0xff;
  for (guint i = 0; i < 3; i++)
    mix (&s);
  last = s.v[0] ^ s.v[1] ^ s.v[2] ^ s.v[3];
  return (guint) (last ^ last >> 32);
}

/** A #GHashFunc for texts from outside, in place of g_str_hash(). */
guint
wire_text_hash (gconstpointer text)
{
  return wire_bytes_hash (text, strlen (text));
}

/* wire-md5-lanes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * MD5 (RFC 1321) of one message cannot be hurried: each of its steps waits for the one before.
 * Sixteen messages next to each other in the lanes of vector registers take hardly longer than one.
 */

#include "wire-md5-lanes.h"

#include "wire-digest.h"

#include <string.h>

#define LANES 16
#define BLOCK 64
#define WORDS (BLOCK / 4)

/* A lane alone is about half as fast as libgcrypt, so messages go into lanes where several will be
 * busy: where the longest is at most this part of all. */
#define LANES_WORTH_IT 4

/* The compiler makes of it what the processor has: two registers, or four. */
typedef guint32 Vector __attribute__ ((vector_size (LANES * sizeof (guint32))));

/* Sixteen lanes in SSE2's registers run at three quarters of the speed of AVX2's. */
#if defined __x86_64__ && defined __GLIBC__ && !defined __clang__
#define FOR_EACH_PROCESSOR __attribute__ ((target_clones ("avx2", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

typedef struct
{
  WireMd5Message *message; /* NULL: idle */
  const guint8 *at;
  gsize blocks;          /* from @at on, in the message or in its end */
  gboolean in_end;       /* @at is in @end */
  guint8 end[2 * BLOCK]; /* the message's last bytes, a 1 bit, zeros and its length */
} Lane;

typedef struct
{
  Vector state[4];
  Lane lanes[LANES];
  WireMd5Message **next; /* those that have no lane yet */
  gsize n;
} Lanes;

/* One step of RFC 1321, section 3.4; F, G, H and I are its functions, written with fewer terms. */
#define F(x, y, z) ((z) ^ ((x) & ((y) ^ (z))))
#define G(x, y, z) ((y) ^ ((z) & ((x) ^ (y))))
#define H(x, y, z) ((x) ^ (y) ^ (z))
#define I(x, y, z) ((y) ^ ((x) | ~(z)))
#define STEP(f, a, b, c, d, k, s, t)                                                               \
  a += f (b, c, d) + words[k] + (guint32) t;                                                       \
  a = (a << s | a >> (32 - s)) + b
/* Four steps, whose words are @k, @k + @by and so on. */
#define STEPS(f, k, by, s1, s2, s3, s4, t1, t2, t3, t4)                                            \
  STEP (f, a, b, c, d, (k) % 16, s1, t1);                                                          \
  STEP (f, d, a, b, c, (k + by) % 16, s2, t2);                                                     \
  STEP (f, c, d, a, b, (k + 2 * by) % 16, s3, t3);                                                 \
  STEP (f, b, c, d, a, (k + 3 * by) % 16, s4, t4)

/* Moves on by a block in every lane. */
static inline void
load_words (Vector words[WORDS], const guint8 *at[LANES])
{
  for (guint lane = 0; lane < LANES; lane++)
    {
      for (guint word = 0; word < WORDS; word++)
        {
          guint32 value;

          memcpy (&value, at[lane] + word * sizeof value, sizeof value);
          words[word][lane] = GUINT32_FROM_LE (value);
        }
      at[lane] += BLOCK;
    }
}

/* Takes @n blocks in each lane. */
FOR_EACH_PROCESSOR static void
take_blocks (Vector state[4], const guint8 *at[LANES], gsize n)
{
  Vector words[WORDS];

  for (; n > 0; n--)
    {
      Vector a = state[0];
      Vector b = state[1];
      Vector c = state[2];
      Vector d = state[3];

      load_words (words, at);
      STEPS (F, 0, 1, 7, 12, 17, 22, 0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee);
      STEPS (F, 4, 1, 7, 12, 17, 22, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501);
      STEPS (F, 8, 1, 7, 12, 17, 22, 0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be);
      STEPS (F, 12, 1, 7, 12, 17, 22, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821);
      STEPS (G, 1, 5, 5, 9, 14, 20, 0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa);
      STEPS (G, 5, 5, 5, 9, 14, 20, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8);
      STEPS (G, 9, 5, 5, 9, 14, 20, 0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed);
      STEPS (G, 13, 5, 5, 9, 14, 20, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a);
      STEPS (H, 5, 3, 4, 11, 16, 23, 0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c);
      STEPS (H, 1, 3, 4, 11, 16, 23, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70);
      STEPS (H, 13, 3, 4, 11, 16, 23, 0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05);
      STEPS (H, 9, 3, 4, 11, 16, 23, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665);
      STEPS (I, 0, 7, 6, 10, 15, 21, 0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039);
      STEPS (I, 12, 7, 6, 10, 15, 21, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1);
      STEPS (I, 8, 7, 6, 10, 15, 21, 0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1);
      STEPS (I, 4, 7, 6, 10, 15, 21, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391);
      state[0] += a;
      state[1] += b;
      state[2] += c;
      state[3] += d;
    }
}

static void
make_end (Lane *lane, const guint8 *rest, gsize length)
{
  guint64 bits = GUINT64_TO_LE ((guint64) lane->message->length * 8);

  lane->at = lane->end;
  lane->in_end = TRUE;
  lane->blocks = length + 9 <= BLOCK ? 1 : 2;
  memset (lane->end, 0, sizeof lane->end);
  if (length > 0)
    memcpy (lane->end, rest, length);
  lane->end[length] = 0x80;
  memcpy (lane->end + lane->blocks * BLOCK - 8, &bits, sizeof bits);
}

/* Gives lane @number the next message; with none left it goes round in zeros. */
static void
begin_message (Lanes *self, guint number)
{
  static const guint32 INITIAL[4] = { 0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476 };
  Lane *lane = &self->lanes[number];

  lane->message = self->n > 0 ? *self->next++ : NULL;
  lane->in_end = FALSE;
  if (!lane->message)
    return;
  self->n--;
  for (guint i = 0; i < 4; i++)
    self->state[i][number] = INITIAL[i];
  lane->at = lane->message->bytes;
  lane->blocks = lane->message->length / BLOCK;
  if (lane->blocks == 0)
    make_end (lane, lane->message->bytes, lane->message->length);
}

static void
end_message (Lanes *self, guint number)
{
  for (guint i = 0; i < 4; i++)
    {
      guint32 word = GUINT32_TO_LE (self->state[i][number]);

      memcpy (self->lanes[number].message->digest + 4 * i, &word, sizeof word);
    }
}

/* The blocks of lane @number are all taken. */
static void
go_on (Lanes *self, guint number)
{
  Lane *lane = &self->lanes[number];

  if (!lane->in_end)
    {
      make_end (lane, lane->at, lane->message->length % BLOCK);
      return;
    }
  end_message (self, number);
  begin_message (self, number);
}

/* Returns: how many blocks every lane has that is not idle; 0 where all are */
static gsize
find_common_blocks (const Lanes *self, const Lane **busy)
{
  gsize blocks = 0;

  for (guint i = 0; i < LANES; i++)
    if (self->lanes[i].message && (blocks == 0 || self->lanes[i].blocks < blocks))
      {
        *busy = &self->lanes[i];
        blocks = (*busy)->blocks;
      }
  return blocks;
}

static void
fill_lanes (Lanes *self)
{
  const Lane *busy = NULL;
  gsize blocks;

  for (guint i = 0; i < LANES; i++)
    begin_message (self, i);
  while ((blocks = find_common_blocks (self, &busy)) > 0)
    {
      const guint8 *at[LANES];

      /* An idle lane takes what another takes. */
      for (guint i = 0; i < LANES; i++)
        at[i] = self->lanes[i].message ? self->lanes[i].at : busy->at;
      take_blocks (self->state, at, blocks);
      for (guint i = 0; i < LANES; i++)
        {
          Lane *lane = &self->lanes[i];

          if (!lane->message)
            continue;
          lane->at += blocks * BLOCK;
          lane->blocks -= blocks;
          if (lane->blocks == 0)
            go_on (self, i);
        }
    }
}

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  const WireMd5Message *left = *(const WireMd5Message *const *) a;
  const WireMd5Message *right = *(const WireMd5Message *const *) b;

  return (left->length < right->length) - (left->length > right->length);
}

/* Returns: how many of @messages, which are sorted, are so long that they had better go alone */
static gsize
hash_longest (WireMd5Message **messages, gsize n)
{
  guint64 total = 0;
  gsize i;

  for (i = 0; i < n; i++)
    total += messages[i]->length;
  for (i = 0; i < n && messages[i]->length > total / LANES_WORTH_IT; i++)
    {
      WireDigests digests;

      wire_digests_of_bytes (WIRE_DIGEST_BIT (WIRE_DIGEST_MD5), messages[i]->bytes,
                             messages[i]->length, &digests);
      memcpy (messages[i]->digest, digests.values[WIRE_DIGEST_MD5], WIRE_MD5_SIZE);
      total -= messages[i]->length;
    }
  return i;
}

/**
 * wire_md5_many:
 * @messages: what is hashed; their digests are filled in
 * @n: how many; the more of similar length, the faster
 *
 * Any thread.
 */
void
wire_md5_many (WireMd5Message *messages, gsize n)
{
  g_autofree WireMd5Message **sorted = g_new (WireMd5Message *, n);
  Lanes lanes = { .next = sorted };
  gsize alone;

  if (n == 0)
    return;
  for (gsize i = 0; i < n; i++)
    sorted[i] = &messages[i];
  /* The longest first, so that the lanes end at about the same time. */
  qsort (sorted, n, sizeof *sorted, compare_lengths);
  alone = hash_longest (sorted, n);
  lanes.next += alone;
  lanes.n = n - alone;
  fill_lanes (&lanes);
}

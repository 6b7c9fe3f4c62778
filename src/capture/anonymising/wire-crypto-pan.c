/* wire-crypto-pan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/anonymising/wire-crypto-pan.h"

#include "base/wire-gcrypt.h"
#include "base/wire-text-hash.h"

#include <glib/gi18n.h>
#include <string.h>

#define AES_BLOCK 16u
#define HARDWARE 6u

/* The bit of a hardware address that says it is that of a group: the lowest of the first byte. */
#define GROUP_BIT 7u

/* Addresses that are remembered; then they are forgotten, and computed again. */
#define KEPT_MAX (256u * 1024)

/* An address as the table has it. */
typedef struct
{
  guint8 length;
  guint8 bytes[WIRE_CRYPTO_PAN_MAX];
} Address;

struct _WireCryptoPan
{
  gcry_cipher_hd_t cipher;
  guint8 padding[AES_BLOCK];
  GHashTable *kept; /* Address → Address */
};

static guint
hash_address (gconstpointer key)
{
  return wire_bytes_hash (key, sizeof (Address));
}

static gboolean
equal_addresses (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Address)) == 0;
}

static gboolean
set_up (WireCryptoPan *self, const guint8 *key)
{
  return gcry_cipher_open (&self->cipher, GCRY_CIPHER_AES128, GCRY_CIPHER_MODE_ECB,
                           GCRY_CIPHER_SECURE)
             == 0
         && gcry_cipher_setkey (self->cipher, key, AES_BLOCK) == 0
         && gcry_cipher_encrypt (self->cipher, self->padding, AES_BLOCK, key + AES_BLOCK, AES_BLOCK)
                == 0;
}

/** Returns: (transfer full) (nullable): the mapping that @key makes; @error where libgcrypt fails
 */
WireCryptoPan *
wire_crypto_pan_new (const guint8 key[WIRE_CRYPTO_PAN_KEY], GError **error)
{
  g_autoptr (WireCryptoPan) self = g_new0 (WireCryptoPan, 1);

  wire_gcrypt_begin ();
  self->kept = g_hash_table_new_full (hash_address, equal_addresses, g_free, g_free);
  if (set_up (self, key))
    return g_steal_pointer (&self);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               _ ("Addresses cannot be anonymised: libgcrypt does not have AES."));
  return NULL;
}

void
wire_crypto_pan_free (WireCryptoPan *self)
{
  gcry_cipher_close (self->cipher);
  explicit_bzero (self->padding, sizeof self->padding);
  g_hash_table_unref (self->kept);
  g_free (self);
}

/** Returns: whether @text is a key: 64 hexadecimal digits, and nothing else */
gboolean
wire_crypto_pan_parse_key (const char *text, guint8 key[WIRE_CRYPTO_PAN_KEY])
{
  if (strlen (text) != 2 * WIRE_CRYPTO_PAN_KEY)
    return FALSE;
  for (gsize i = 0; i < WIRE_CRYPTO_PAN_KEY; i++)
    {
      int high = g_ascii_xdigit_value (text[2 * i]);
      int low = g_ascii_xdigit_value (text[2 * i + 1]);

      if (high < 0 || low < 0)
        return FALSE;
      key[i] = (guint8) (high << 4 | low);
    }
  return TRUE;
}

/** Fills @key with a key that nobody has. */
void
wire_crypto_pan_make_key (guint8 key[WIRE_CRYPTO_PAN_KEY])
{
  wire_gcrypt_begin ();
  gcry_randomize (key, WIRE_CRYPTO_PAN_KEY, GCRY_STRONG_RANDOM);
}

/* What is encrypted for bit @bit: the bits of the address before it, and then those of the padding.
 */
static void
make_block (const WireCryptoPan *self, const Address *address, guint bit, guint8 *block)
{
  guint whole = bit / 8;

  memcpy (block, address->bytes, whole);
  memcpy (block + whole, self->padding + whole, AES_BLOCK - whole);
  if (bit % 8 > 0)
    {
      guint8 mask = (guint8) (0xff00 >> bit % 8);

      block[whole] = (guint8) ((address->bytes[whole] & mask) | (self->padding[whole] & ~mask));
    }
}

static void
compute (WireCryptoPan *self, const Address *address, Address *out)
{
  guint8 blocks[8 * WIRE_CRYPTO_PAN_MAX][AES_BLOCK];
  guint n_bits = address->length * 8;

  for (guint bit = 0; bit < n_bits; bit++)
    make_block (self, address, bit, blocks[bit]);
  gcry_cipher_encrypt (self->cipher, blocks, n_bits * AES_BLOCK, NULL, 0);
  *out = *address;
  for (guint bit = 0; bit < n_bits; bit++)
    if (blocks[bit][0] & 0x80 && !(address->length == HARDWARE && bit == GROUP_BIT))
      out->bytes[bit / 8] ^= (guint8) (0x80 >> bit % 8);
}

/**
 * wire_crypto_pan_address:
 * @self: a mapping
 * @address: is replaced; in network order
 * @length: 4 for IPv4, 16 for IPv6, 6 for a hardware address, whose group bit stays as it is
 */
void
wire_crypto_pan_address (WireCryptoPan *self, guint8 *address, gsize length)
{
  Address key = { .length = (guint8) length };
  const Address *found;

  g_return_if_fail (length <= WIRE_CRYPTO_PAN_MAX);

  memcpy (key.bytes, address, length);
  found = g_hash_table_lookup (self->kept, &key);
  if (!found)
    {
      Address *computed = g_new0 (Address, 1);

      compute (self, &key, computed);
      if (g_hash_table_size (self->kept) >= KEPT_MAX)
        g_hash_table_remove_all (self->kept);
      g_hash_table_insert (self->kept, g_memdup2 (&key, sizeof key), computed);
      found = computed;
    }
  memcpy (address, found->bytes, length);
}

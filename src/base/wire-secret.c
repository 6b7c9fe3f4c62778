/* wire-secret.c
 *
 * The secure memory of libgcrypt is searched from its beginning for each block, so that a hundred
 * thousand small ones would take minutes. Blocks of many slots are taken from it instead; those
 * that are free are linked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-secret.h"

#include "base/wire-gcrypt.h"

#define SLOTS 64u

typedef union _Slot
{
  union _Slot *next; /* while it is free */
  guint8 bytes[WIRE_SECRET_SIZE];
} Slot;

static GMutex lock;
static Slot *free_slots;

static void
add_slots (void)
{
  Slot *slots = gcry_calloc_secure (SLOTS, sizeof (Slot));

  if (!slots)
    g_error ("out of memory for secrets");
  for (guint i = 0; i < SLOTS; i++)
    {
      slots[i].next = free_slots;
      free_slots = &slots[i];
    }
}

/**
 * wire_secret_new:
 *
 * Any thread.
 *
 * Returns: (transfer full): %WIRE_SECRET_SIZE zeroed bytes that are not written to a swap file,
 *   as far as the system lets programs lock memory. Free them with wire_secret_free().
 */
gpointer
wire_secret_new (void)
{
  Slot *slot;

  wire_gcrypt_begin ();
  g_mutex_lock (&lock);
  if (!free_slots)
    add_slots ();
  slot = free_slots;
  free_slots = slot->next;
  g_mutex_unlock (&lock);
  slot->next = NULL;
  return slot;
}

/** Wipes @secret, which may be %NULL, and gives its memory back. Any thread. */
void
wire_secret_free (gpointer secret)
{
  Slot *slot = secret;

  if (!slot)
    return;
  wire_secret_wipe (slot, sizeof *slot);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  slot->next = free_slots;
  free_slots = slot;
}

/** Overwrites @length @bytes with zeros, which the compiler may not leave out. */
void
wire_secret_wipe (gpointer bytes, gsize length)
{
  if (length > 0)
    explicit_bzero (bytes, length);
}

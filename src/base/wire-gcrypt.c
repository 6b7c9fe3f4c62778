/* wire-gcrypt.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-gcrypt.h"

/* What is locked into memory at first. More is added as it is needed; that part can be swapped out
 * where the system locks no more for a user. */
#define SECURE_BYTES (64 * 1024)

/**
 * wire_gcrypt_begin:
 *
 * Gets libgcrypt ready, with memory for secrets: call it before any other function of that library.
 * Later calls do nothing. Any thread.
 */
void
wire_gcrypt_begin (void)
{
  static gsize ready = 0;

  if (!g_once_init_enter (&ready))
    return;
  if (!gcry_control (GCRYCTL_INITIALIZATION_FINISHED_P))
    {
      gcry_check_version (NULL);
      gcry_control (GCRYCTL_SUSPEND_SECMEM_WARN);
      gcry_control (GCRYCTL_INIT_SECMEM, SECURE_BYTES, 0);
      gcry_control (GCRYCTL_AUTO_EXPAND_SECMEM, SECURE_BYTES);
      gcry_control (GCRYCTL_INITIALIZATION_FINISHED, 0);
    }
  g_once_init_leave (&ready, 1);
}

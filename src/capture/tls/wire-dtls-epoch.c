/* wire-dtls-epoch.c: which records came (RFC 6347, section 4.1.2.6)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/wire-dtls-epoch.h"

/* Of so many records before the newest one, it is known whether they came. */
#define WINDOW 64u

/** Releases what @self owns. */
void
wire_dtls_epoch_clear (WireDtlsEpoch *self)
{
  g_clear_pointer (&self->protection, wire_tls_protection_free);
}

static guint64
get_number (const WireDtlsRecord *record)
{
  return record->number & (G_MAXUINT64 >> 16);
}

/** Returns: whether @record came before; one that is too old to tell counts as such */
gboolean
wire_dtls_epoch_has_seen (const WireDtlsEpoch *self, const WireDtlsRecord *record)
{
  guint64 number = get_number (record);
  guint64 back = self->newest - number;

  if (self->count == 0 || number > self->newest)
    return FALSE;
  return back >= WINDOW || (self->seen >> back & 1);
}

/** Notes that @record came, which did not come before. */
void
wire_dtls_epoch_note (WireDtlsEpoch *self, const WireDtlsRecord *record)
{
  guint64 number = get_number (record);
  guint64 ahead = number > self->newest ? number - self->newest : 0;

  if (ahead > 0 || self->count == 0)
    {
      self->seen = ahead >= WINDOW ? 0 : self->seen << ahead;
      self->newest = number;
    }
  self->seen |= G_GUINT64_CONSTANT (1) << (self->newest - number);
  self->count++;
}

/** Returns: how many records were sent before the newest one and did not come, or not in time */
guint64
wire_dtls_epoch_count_missing (const WireDtlsEpoch *self)
{
  return self->count > 0 ? self->newest + 1 - self->count : 0;
}

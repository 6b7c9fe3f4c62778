/* wire-tls-side.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/wire-tls-side.h"

/* Bytes that may be decrypted in vain for each side: looking ahead is work that who made a capture
 * could ask for without end. */
#define MAX_TRIED (G_GUINT64_CONSTANT (64) * 1024 * 1024)

/** Releases all; @self is new again. */
void
wire_tls_side_clear (WireTlsSide *self)
{
  g_clear_pointer (&self->protection, wire_tls_protection_free);
  wire_tls_side_forget_waiting (self);
  *self = (WireTlsSide){ 0 };
}

/** @self will change to @protection, which it takes, after those that it was told of before. */
void
wire_tls_side_await (WireTlsSide *self, WireTlsProtection *protection)
{
  g_queue_push_tail (&self->waiting, protection);
}

/** @self changes to none of what it was told of. */
void
wire_tls_side_forget_waiting (WireTlsSide *self)
{
  g_queue_clear_full (&self->waiting, (GDestroyNotify) wire_tls_protection_free);
}

static void
protect_with (WireTlsSide *self, WireTlsProtection *protection)
{
  g_clear_pointer (&self->protection, wire_tls_protection_free);
  self->protection = protection;
  self->number = 0;
}

/**
 * wire_tls_side_change:
 * @self: a side
 *
 * It said that its next record is protected by the next of what it was told to await.
 *
 * Returns: whether there is something
 */
gboolean
wire_tls_side_change (WireTlsSide *self)
{
  WireTlsProtection *next = g_queue_pop_head (&self->waiting);

  if (next)
    protect_with (self, next);
  return next != NULL;
}

/** It said that it changes its keys (RFC 8446, section 4.6.3). */
void
wire_tls_side_update (WireTlsSide *self)
{
  if (self->protection)
    protect_with (self, wire_tls_protection_update (self->protection));
}

/** Gives the memory of ciphers back until the next record comes. */
void
wire_tls_side_rest (WireTlsSide *self)
{
  if (self->protection)
    wire_tls_protection_rest (self->protection);
  for (GList *link = self->waiting.head; link; link = link->next)
    wire_tls_protection_rest (link->data);
}

/** @length bytes of it were not captured, or belong to a record that was not. */
void
wire_tls_side_lose (WireTlsSide *self, guint64 length)
{
  self->lost += length;
  if (self->protection)
    wire_tls_protection_pass (self->protection, NULL);
}

/** @record could not be opened. */
void
wire_tls_side_fail (WireTlsSide *self, const WireTlsRecord *record)
{
  self->failed++;
  self->lost += WIRE_TLS_RECORD_HEAD + record->length;
  if (self->protection)
    wire_tls_protection_pass (self->protection, record);
}

/* Returns: how many records may have been lost */
static guint64
count_ahead (const WireTlsSide *self, const WireTlsProtection *protection)
{
  guint64 ahead = self->lost / wire_tls_protection_get_overhead (protection);

  return MIN (MAX (ahead, self->failed), WIRE_TLS_MAX_AHEAD);
}

/* Returns: whether @protection opens the record with one of the numbers from @first on */
static gboolean
try_numbers (WireTlsSide *self,
             WireTlsProtection *protection,
             guint64 first,
             const WireTlsRecord *record,
             WireTlsPlain *plain,
             guint64 *found)
{
  guint64 ahead = count_ahead (self, protection);

  for (guint64 i = 0; i <= ahead; i++)
    {
      if (wire_tls_protection_open (protection, record, first + i, plain))
        {
          *found = first + i;
          return TRUE;
        }
      if (i > 0 && self->tried >= MAX_TRIED)
        return FALSE;
      self->tried += record->length;
    }
  return FALSE;
}

/* What the lost bytes had in them, besides heads and tags: @records of them. */
static guint64
estimate_missing (const WireTlsSide *self, guint64 records)
{
  guint64 overhead = records * wire_tls_protection_get_overhead (self->protection);

  if (records == 0)
    return 0; /* what was lost was no record of this connection */
  return self->lost > overhead ? self->lost - overhead : 0;
}

static WireTlsOpened
settle (WireTlsSide *self, const WireTlsRecord *record, guint64 number)
{
  self->missing = self->lost > 0 ? estimate_missing (self, number - self->number) : 0;
  self->passed = self->skipped + (number - self->number);
  self->skipped = 0;
  self->number = number + 1;
  self->lost = 0;
  self->failed = 0;
  self->opened++;
  wire_tls_protection_pass (self->protection, record);
  return WIRE_TLS_OPENED;
}

/* Returns: whether the record belongs to a protection that nobody said had begun, which is then
 * that of the side */
static gboolean
try_waiting (WireTlsSide *self, const WireTlsRecord *record, WireTlsPlain *plain, guint64 *found)
{
  for (GList *link = self->waiting.head; link; link = link->next)
    {
      WireTlsProtection *protection = link->data;

      if (!try_numbers (self, protection, 0, record, plain, found))
        continue;
      if (self->protection && self->number == 0)
        self->skipped++;
      while (wire_tls_side_change (self) && self->protection != protection)
        self->skipped++;
      return TRUE;
    }
  return FALSE;
}

static gboolean
may_update (const WireTlsSide *self)
{
  WireTlsKeyKind kind =
      self->protection ? wire_tls_protection_get_kind (self->protection) : WIRE_TLS_KEY_NONE;

  return kind == WIRE_TLS_KEY_CLIENT_TRAFFIC || kind == WIRE_TLS_KEY_SERVER_TRAFFIC;
}

/* The message that says that keys change may be among what was lost. */
static gboolean
try_update (WireTlsSide *self, const WireTlsRecord *record, WireTlsPlain *plain, guint64 *found)
{
  WireTlsProtection *next;

  if (self->lost == 0 || !may_update (self) || self->tried >= MAX_TRIED)
    return FALSE;
  next = wire_tls_protection_update (self->protection);
  if (try_numbers (self, next, 0, record, plain, found))
    {
      protect_with (self, next);
      return TRUE;
    }
  wire_tls_protection_free (next);
  return FALSE;
}

static WireTlsOpened
open_plain (const WireTlsRecord *record, WireTlsPlain *plain)
{
  plain->type = record->head[0];
  plain->length = record->length;
  memcpy (plain->bytes, record->fragment, record->length);
  return WIRE_TLS_PLAINTEXT;
}

/* In TLS 1.3, what is encrypted says that it is application data; before, all is encrypted from a
 * Change Cipher Spec on. */
static gboolean
is_plain (const WireTlsSide *self, const WireTlsRecord *record)
{
  guint8 type = record->head[0];

  if (type == WIRE_TLS_APPLICATION_DATA)
    return FALSE;
  if (self->version >= WIRE_TLS_1_3)
    return TRUE;
  return !self->protection && !(self->waiting.head && self->lost > 0);
}

/**
 * wire_tls_side_open:
 * @self: who sent the record
 * @record: a record
 * @plain: (inout): see #WireTlsPlain
 *
 * After a loss, numbers ahead of the next one are tried too, within bounds, and what the side was
 * told to await. Where a record is not opened, tell wire_tls_side_fail(), or try another.
 *
 * Returns: what became of it
 */
WireTlsOpened
wire_tls_side_open (WireTlsSide *self, const WireTlsRecord *record, WireTlsPlain *plain)
{
  guint64 number;

  self->missing = 0;
  if (is_plain (self, record))
    return open_plain (record, plain);
  if (self->protection
      && try_numbers (self, self->protection, self->number, record, plain, &number))
    return settle (self, record, number);
  if (try_waiting (self, record, plain, &number) || try_update (self, record, plain, &number))
    return settle (self, record, number);
  if (!self->protection && record->head[0] != WIRE_TLS_APPLICATION_DATA
      && self->version < WIRE_TLS_1_3)
    return open_plain (record, plain);
  return WIRE_TLS_NOT_OPENED;
}

/* wire-tls-record-reader.c: RFC 8446, section 5.1
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/wire-tls-record-reader.h"

#include <string.h>

/* A reader at work on a piece. */
typedef struct
{
  WireTlsRecordReader *reader;
  const WireStreamPiece *piece;
  const WireTlsRecordTaker *taker;
  gpointer user_data;
} Work;

/** Releases what @self holds; it is new again. */
void
wire_tls_record_reader_clear (WireTlsRecordReader *self)
{
  g_clear_pointer (&self->held, g_byte_array_unref);
  *self = (WireTlsRecordReader){ 0 };
}

static gsize
get_length (const guint8 *head)
{
  return (gsize) head[3] << 8 | head[4];
}

/**
 * wire_tls_record_may_start:
 * @bytes: some bytes
 * @length: of @bytes, at least 1
 *
 * Returns: whether @bytes may begin a record, as far as there are any
 */
gboolean
wire_tls_record_may_start (const guint8 *bytes, gsize length)
{
  if (bytes[0] < WIRE_TLS_CHANGE_CIPHER_SPEC || bytes[0] > WIRE_TLS_HEARTBEAT)
    return FALSE;
  if (length > 1 && bytes[1] != 3)
    return FALSE;
  if (length > 2 && bytes[2] > 4)
    return FALSE;
  return length < WIRE_TLS_RECORD_HEAD || get_length (bytes) <= WIRE_TLS_MAX_FRAGMENT;
}

static void
lose (const Work *work, guint64 length)
{
  if (length > 0)
    work->taker->lose (length, work->piece, work->user_data);
}

static gboolean
take (const Work *work, const guint8 *bytes, gboolean sure)
{
  WireTlsRecord record = { bytes, bytes + WIRE_TLS_RECORD_HEAD, get_length (bytes) };

  return work->taker->take (&record, sure, work->piece, work->user_data);
}

static void
hold (const Work *work, const guint8 *bytes, gsize length)
{
  if (!work->reader->held)
    work->reader->held = g_byte_array_new ();
  g_byte_array_append (work->reader->held, bytes, (guint) length);
}

static void
let_go (WireTlsRecordReader *reader, gsize length)
{
  if (length >= reader->held->len)
    g_clear_pointer (&reader->held, g_byte_array_unref);
  else if (length > 0)
    g_byte_array_remove_range (reader->held, 0, (guint) length);
}

/* Looking for a record */

/* A record that begins at @bytes. @last: nothing more comes. Returns: bytes of it that are done
 * with; 0 where more must come first */
static gsize
try_candidate (const Work *work, const guint8 *bytes, gsize length, gboolean last)
{
  gsize total;

  if (!wire_tls_record_may_start (bytes, length))
    return 1;
  if (length < WIRE_TLS_RECORD_HEAD)
    return last ? 1 : 0;
  total = WIRE_TLS_RECORD_HEAD + get_length (bytes);
  if (total > length)
    return last ? 1 : 0;
  return take (work, bytes, FALSE) ? total : 1;
}

/* Returns: how many bytes are done with. @reader is not lost any longer where a record was found.
 */
static gsize
seek_in (const Work *work, const guint8 *bytes, gsize length, gboolean last)
{
  gsize begin = 0; /* of what is not said to be lost yet */
  gsize at = 0;

  while (at < length)
    {
      gsize done;

      if (wire_tls_record_may_start (bytes + at, length - at) && at > begin)
        {
          lose (work, at - begin);
          begin = at;
        }
      done = try_candidate (work, bytes + at, length - at, last);
      if (done == 0)
        break;
      at += done;
      if (done == 1)
        continue;
      work->reader->lost = FALSE;
      return at;
    }
  lose (work, at - begin);
  return at;
}

/* One record after the other */

/* What makes no sense is held, and a record is to be looked for in it. */
static void
read_records (const Work *work, const guint8 *bytes, gsize length)
{
  while (length > 0)
    {
      gsize total = WIRE_TLS_RECORD_HEAD;

      if (!wire_tls_record_may_start (bytes, length))
        {
          work->reader->lost = TRUE;
          hold (work, bytes, length);
          return;
        }
      if (length >= WIRE_TLS_RECORD_HEAD)
        total += get_length (bytes);
      if (length < total)
        {
          hold (work, bytes, length);
          return;
        }
      take (work, bytes, TRUE);
      bytes += total;
      length -= total;
    }
}

/* Looks for records among what is held. @last: nothing more comes */
static void
seek (const Work *work, gboolean last)
{
  WireTlsRecordReader *reader = work->reader;

  while (reader->lost && reader->held)
    {
      gsize done = seek_in (work, reader->held->data, reader->held->len, last);

      if (reader->lost)
        {
          let_go (reader, done);
          return;
        }
      g_autoptr (GByteArray) rest = g_steal_pointer (&reader->held);
      read_records (work, rest->data + done, rest->len - done);
    }
}

/* Returns: bytes that the record that is held still lacks; of its head first */
static gsize
count_missing (const GByteArray *held)
{
  if (held->len < WIRE_TLS_RECORD_HEAD)
    return WIRE_TLS_RECORD_HEAD - held->len;
  return WIRE_TLS_RECORD_HEAD + get_length (held->data) - held->len;
}

/* Adds to the record that is held as many bytes as it lacks. Returns: how many these are */
static gsize
fill_held (const Work *work, const guint8 *bytes, gsize length)
{
  WireTlsRecordReader *reader = work->reader;
  gsize taken = 0;

  while (taken < length && reader->held)
    {
      gsize n = MIN (count_missing (reader->held), length - taken);

      g_byte_array_append (reader->held, bytes + taken, (guint) n);
      taken += n;
      if (!wire_tls_record_may_start (reader->held->data, reader->held->len))
        return taken;
      if (count_missing (reader->held) == 0)
        {
          g_autoptr (GByteArray) whole = g_steal_pointer (&reader->held);

          take (work, whole->data, TRUE);
        }
    }
  return taken;
}

static void
add_bytes (const Work *work, const guint8 *bytes, gsize length)
{
  WireTlsRecordReader *reader = work->reader;
  gsize skipped = (gsize) MIN (reader->skip, length);
  gsize taken = 0;

  lose (work, skipped);
  reader->skip -= skipped;
  bytes += skipped;
  length -= skipped;
  if (length == 0)
    return;
  if (!reader->lost && reader->held)
    taken = fill_held (work, bytes, length);
  if (!reader->lost && !reader->held)
    read_records (work, bytes + taken, length - taken);
  else if (reader->lost || taken < length
           || !wire_tls_record_may_start (reader->held->data, reader->held->len))
    {
      reader->lost = TRUE;
      hold (work, bytes + taken, length - taken);
    }
  seek (work, FALSE);
}

static void
add_gap (const Work *work, guint64 length)
{
  WireTlsRecordReader *reader = work->reader;
  gsize held = reader->held ? reader->held->len : 0;
  guint64 awaited = reader->skip; /* to the end of the record that it falls into */

  if (!reader->lost && held >= WIRE_TLS_RECORD_HEAD)
    awaited = count_missing (reader->held);
  lose (work, held + length);
  g_clear_pointer (&reader->held, g_byte_array_unref);
  if (reader->lost)
    return;
  reader->lost = length > awaited;
  reader->skip = length > awaited ? 0 : awaited - length;
}

/**
 * wire_tls_record_reader_add:
 * @self: of one side
 * @piece: what comes next
 * @taker: takes records and losses
 * @user_data: for @taker
 */
void
wire_tls_record_reader_add (WireTlsRecordReader *self,
                            const WireStreamPiece *piece,
                            const WireTlsRecordTaker *taker,
                            gpointer user_data)
{
  const Work work = { self, piece, taker, user_data };

  if (piece->data)
    add_bytes (&work, piece->data, piece->length);
  else
    add_gap (&work, piece->length);
}

/** Nothing more comes after @last: what looked like the beginning of a record may not have been
 * one. */
void
wire_tls_record_reader_end (WireTlsRecordReader *self,
                            const WireStreamPiece *last,
                            const WireTlsRecordTaker *taker,
                            gpointer user_data)
{
  const Work work = { self, last, taker, user_data };

  seek (&work, TRUE);
  if (self->held)
    lose (&work, self->held->len);
  g_clear_pointer (&self->held, g_byte_array_unref);
}

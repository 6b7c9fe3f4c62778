/* wire-capture-query.c: what is asked of a capture, also while it loads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-capture-private.h"
#include "capture/wire-read-lock.h"

#include "capture/decode/wire-frame-decode.h"

#include <glib/gi18n.h>
#include <inttypes.h>

static WireReadLock *
lock_to_read (WireCapture *self)
{
  return wire_read_lock (&self->lock, &self->waiting);
}

static WireReader *
get_reader (WireCapture *self)
{
  g_autoptr (WireReadLock) lock = lock_to_read (self);

  return self->reader;
}

/** Returns: (transfer none) (nullable): what the file is, in words; %NULL before it was opened */
const char *
wire_capture_get_format (WireCapture *self)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (self), NULL);

  WireReader *reader = get_reader (self);

  return reader ? wire_reader_get_format (reader) : NULL;
}

void
wire_capture_get_summary (WireCapture *self, WireCaptureSummary *summary)
{
  g_return_if_fail (WIRE_IS_CAPTURE (self));

  g_autoptr (WireReadLock) lock = lock_to_read (self);

  *summary = self->summary;
}

/** Returns: (transfer full): sentences for the user; all of them are there once it is loaded */
char **
wire_capture_get_warnings (WireCapture *self)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (self), NULL);

  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (WireReadLock) lock = lock_to_read (self);

  for (guint i = 0; i < self->warnings->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (self->warnings, i));
  return g_strv_builder_end (builder);
}

/** Returns: (transfer full) (nullable) (element-type guint32): packets, from 0, of which fragments
 * say different bytes of the same place, of a capture that is loaded; %NULL where there are none */
GHashTable *
wire_capture_get_contradicting (WireCapture *self)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (self), NULL);

  g_autoptr (WireReadLock) lock = lock_to_read (self);

  return self->contradicting ? g_hash_table_ref (self->contradicting) : NULL;
}

/** Adds what a later look at @self could not find out to what wire_capture_get_warnings() says,
 * once. Any thread. */
void
wire_capture_add_warning (WireCapture *self, const char *sentence)
{
  g_return_if_fail (WIRE_IS_CAPTURE (self));

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (!g_ptr_array_find_with_equal_func (self->warnings, sentence, g_str_equal, NULL))
    g_ptr_array_add (self->warnings, g_strdup (sentence));
}

/* A sender whose network card makes checksums has none in a capture of its own: a wrong one tells
 * something only where others of the same flow are right. With the lock held. */
static void
add_wrong_checksums (WireCapture *self, WireUndecodedTable *undecoded)
{
  GHashTableIter iter;
  gpointer flow, packets;
  guint64 n = 0;

  if (!self->wrong)
    return;
  g_hash_table_iter_init (&iter, self->wrong);
  while (g_hash_table_iter_next (&iter, &flow, &packets))
    if (wire_flow_table_get (self->flows, GPOINTER_TO_UINT (flow))->checked)
      n += GPOINTER_TO_UINT (packets);
  if (n > 0)
    wire_undecoded_table_add (undecoded, WIRE_UNDECODED_CHECKSUM, 0, n);
}

/** Fills @undecoded with what is not decoded so far, the kind of most packets first. */
void
wire_capture_get_undecoded (WireCapture *self, WireUndecodedTable *undecoded)
{
  g_return_if_fail (WIRE_IS_CAPTURE (self));

  g_autoptr (WireReadLock) lock = lock_to_read (self);

  *undecoded = self->undecoded;
  add_wrong_checksums (self, undecoded);
  wire_undecoded_table_sort (undecoded);
}

/** Returns: (transfer full) (nullable): a sentence that counts the packets whose contents are not
 *   known, by reason; %NULL where there are none. Without it, “nothing was downloaded” may not be
 *   said. */
char *
wire_capture_tell_undecoded (WireCapture *self)
{
  WireUndecodedTable undecoded = { 0 };

  wire_capture_get_undecoded (self, &undecoded);
  return wire_undecoded_table_tell (&undecoded);
}

/** Returns: (transfer full): the warnings, and the sentence on what is not decoded where there is
 * one: what has to be said with any answer about the capture */
char **
wire_capture_get_remarks (WireCapture *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) warnings = wire_capture_get_warnings (self);
  g_autofree char *undecoded = wire_capture_tell_undecoded (self);

  g_strv_builder_addv (builder, (const char **) warnings);
  if (undecoded)
    g_strv_builder_add (builder, undecoded);
  return g_strv_builder_end (builder);
}

/** Returns: how many interfaces were seen so far */
guint
wire_capture_get_n_interfaces (WireCapture *self)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (self), 0);

  WireReader *reader = get_reader (self);

  return reader ? wire_reader_get_n_interfaces (reader) : 0;
}

/** Returns: interface @index, which must exist; its name is owned by @self */
WireInterface
wire_capture_get_interface (WireCapture *self, guint index)
{
  return wire_reader_get_interface (get_reader (self), index);
}

gboolean
wire_capture_get_origin (WireCapture *self, guint index, WireInterfaceOrigin *origin)
{
  WireReader *reader = get_reader (self);

  return reader && wire_reader_get_origin (reader, index, origin);
}

gboolean
wire_capture_get_block (WireCapture *self, guint index, WireReaderBlock *block)
{
  WireReader *reader = get_reader (self);

  return reader && wire_reader_get_block (reader, index, block);
}

guint32
wire_capture_get_n_packets (WireCapture *self)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (self), 0);

  g_autoptr (WireReadLock) lock = lock_to_read (self);

  return wire_packet_index_get_length (self->index);
}

/** Returns: whether there is a packet @packet; @record is filled where there is */
gboolean
wire_capture_get_packet (WireCapture *self, guint32 packet, WirePacketRecord *record)
{
  return wire_capture_get_packets (self, packet, 1, record) == 1;
}

/**
 * wire_capture_get_packets:
 * @self: a capture
 * @first: the first packet wanted
 * @n: how many are wanted; some thousand at once are right
 * @records: takes them
 *
 * Returns: how many there are from @first on, at most @n
 */
guint32
wire_capture_get_packets (WireCapture *self, guint32 first, guint32 n, WirePacketRecord *records)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (self), 0);

  g_autoptr (WireReadLock) lock = lock_to_read (self);

  return wire_packet_index_copy (self->index, first, n, records);
}

/**
 * wire_capture_get_packets_inside:
 *
 * As wire_capture_get_packets(), but the flow of a packet is that of its innermost IP header.
 */
guint32
wire_capture_get_packets_inside (WireCapture *self,
                                 guint32 first,
                                 guint32 n,
                                 WirePacketRecord *records)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (self), 0);

  g_autoptr (WireReadLock) lock = lock_to_read (self);

  n = wire_packet_index_copy (self->index, first, n, records);
  wire_inside_index_patch (self->inside, first, n, records);
  return n;
}

/** Returns: how many packets carry an IP header inside another one, or more than one packet */
guint32
wire_capture_get_n_inside (WireCapture *self)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (self), 0);

  g_autoptr (WireReadLock) lock = lock_to_read (self);

  return wire_inside_index_get_length (self->inside);
}

/**
 * wire_capture_read_bytes:
 * @self: a capture
 * @offset: where they begin, as in #WirePacketRecord or #WireExtent
 * @length: how many
 * @error: as wire_reader_read_at() or wire_derived_read() sets it
 *
 * Reads part of the file again, or derived bytes. Blocks.
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes *
wire_capture_read_bytes (WireCapture *self, guint64 offset, guint32 length, GError **error)
{
  g_autofree guint8 *bytes = NULL;

  g_return_val_if_fail (WIRE_IS_CAPTURE (self), NULL);

  if (!(offset & WIRE_EXTENT_DERIVED))
    return wire_reader_read_at (get_reader (self), offset, length, error);
  bytes = g_malloc (length);
  if (!wire_derived_read (self->hearing.derived, offset, bytes, length, error))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&bytes), length);
}

/** As wire_capture_read_bytes(), into memory of the caller's. */
gboolean
wire_capture_read_into (
    WireCapture *self, guint64 offset, guint8 *buffer, gsize length, GError **error)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (self), FALSE);

  if (offset & WIRE_EXTENT_DERIVED)
    return wire_derived_read (self->hearing.derived, offset, buffer, length, error);
  return wire_reader_read_into (get_reader (self), offset, buffer, length, error);
}

/** Returns: (transfer full) (nullable): the captured bytes of @packet, read again. Blocks. */
GBytes *
wire_capture_read_packet (WireCapture *self, guint32 packet, GError **error)
{
  WirePacketRecord record;

  if (!wire_capture_get_packet (self, packet, &record))
    {
      guint32 n = wire_capture_get_n_packets (self);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   ngettext ("Packet %" PRId64 " does not exist: the capture has %u packet.",
                             "Packet %" PRId64 " does not exist: the capture has %u packets.", n),
                   (gint64) packet + 1, n);
      return NULL;
    }
  return wire_capture_read_bytes (self, record.offset, record.captured, error);
}

/**
 * wire_capture_read_frame:
 * @self: a capture
 * @packet: counted from 0
 * @frame: (out): the packet, taken apart; valid as long as the bytes are held
 * @error: set where %NULL is returned
 *
 * Returns: (transfer full) (nullable): the captured bytes of @packet, read again. Blocks.
 */
GBytes *
wire_capture_read_frame (WireCapture *self, guint32 packet, WireFrame *frame, GError **error)
{
  GBytes *bytes = wire_capture_read_packet (self, packet, error);
  WirePacketRecord record;

  if (!bytes || !wire_capture_get_packet (self, packet, &record))
    return NULL;
  wire_frame_decode (frame, wire_capture_get_interface (self, record.interface).link_type,
                     g_bytes_get_data (bytes, NULL), record.captured, record.length);
  return bytes;
}

/** Returns: how many flows have a number so far: those of outermost IP headers, and those that are
 *   inside tunnels only, whose figures are 0. #WireCaptureSummary counts the first kind. */
guint32
wire_capture_get_n_flows (WireCapture *self)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (self), 0);

  g_autoptr (WireReadLock) lock = lock_to_read (self);

  return wire_flow_table_get_length (self->flows);
}

/** Returns: whether there is a flow @flow; @out is filled where there is */
gboolean
wire_capture_get_flow (WireCapture *self, guint32 flow, WireFlow *out)
{
  return wire_capture_get_flows (self, flow, 1, out) == 1;
}

/**
 * wire_capture_get_flows:
 * @self: a capture
 * @first: the first flow wanted
 * @n: how many are wanted; some thousand at once are right
 * @flows: takes them
 *
 * Returns: how many there are from @first on, at most @n
 */
guint32
wire_capture_get_flows (WireCapture *self, guint32 first, guint32 n, WireFlow *flows)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (self), 0);

  g_autoptr (WireReadLock) lock = lock_to_read (self);
  guint32 length = wire_flow_table_get_length (self->flows);

  n = first < length ? MIN (n, length - first) : 0;
  for (guint32 i = 0; i < n; i++)
    flows[i] = *wire_flow_table_get (self->flows, first + i);
  return n;
}

/** Returns: the flow of @tuple, in this direction only, or %WIRE_FLOW_NONE */
guint32
wire_capture_find_flow (WireCapture *self, const WireTuple *tuple)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (self), WIRE_FLOW_NONE);

  g_autoptr (WireReadLock) lock = lock_to_read (self);

  return wire_flow_table_find (self->flows, tuple);
}

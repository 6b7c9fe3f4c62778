/* wire-reader.c: opens a capture file, and hands out its packets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reading/wire-capture-magic.h"
#include "capture/reading/wire-reader-window.h"

#include <glib/gi18n.h>

G_DEFINE_QUARK (wire_reader_error_quark, wire_reader_error)

/* Read at a time. Small enough that what the kernel copies is still in the second-level cache when
 * it is decoded: 256 KiB measured faster than 64 KiB and than 1 MiB. */
#define WINDOW_BYTES (256 * 1024)

/* What tells a format. */
#define HEAD_BYTES 24

static void
fail_unknown (WireReader *reader, GError **error)
{
  const char *name = wire_source_get_name (reader->source);
  const char *foreign = wire_capture_magic_find_foreign (reader->window.bytes, reader->window.end);

  if (reader->window.end == 0)
    g_set_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_EMPTY, _ ("“%s” is an empty archive."),
                 name);
  else if (foreign)
    g_set_error (
        error, WIRE_READER_ERROR, WIRE_READER_ERROR_NOT_CAPTURE,
        _ ("“%s” is a capture of another kind (%s), which Wirecase does not read. “editcap” "
           "of Wireshark may turn it into pcapng."),
        name, foreign);
  else
    g_set_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_NOT_CAPTURE,
                 _ ("“%s” is not a capture file (neither pcap nor pcapng)."), name);
}

static gboolean
recognise (WireReader *reader, GError **error)
{
  g_autoptr (GError) problem = NULL;
  GError *local = NULL;

  wire_reader_fill_window (reader, HEAD_BYTES, &problem);
  if (reader->window.end > 0
      && (wire_pcap_open (reader, reader->window.bytes, reader->window.end, &local)
          || (!local && wire_pcapng_open (reader, reader->window.bytes, reader->window.end, &local))
          || (!local
              && wire_snoop_open (reader, reader->window.bytes, reader->window.end, &local))))
    return TRUE; /* a problem comes again with the first packet */

  if (local)
    g_propagate_error (error, local);
  else if (problem)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    fail_unknown (reader, error);
  return FALSE;
}

/**
 * wire_reader_open:
 * @path: a file, or `-` for standard input
 * @cancellable: (nullable): ends opening, and every later wire_reader_next_batch()
 * @error: #WIRE_READER_ERROR or #G_IO_ERROR: one sentence that names the file
 *
 * Returns: (transfer full) (nullable): a reader before the first packet
 */
WireReader *
wire_reader_open (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (WireReader) reader = g_new0 (WireReader, 1);

  reader->directory = wire_reader_directory_new ();
  wire_reader_pages_init (&reader->pages, WINDOW_BYTES);
  reader->source = wire_source_open (path, cancellable, error);
  if (!reader->source)
    return NULL;
  reader->window.may_refill = TRUE;
  if (!recognise (reader, error))
    return NULL;
  return g_steal_pointer (&reader);
}

void
wire_reader_free (WireReader *self)
{
  g_clear_pointer (&self->source, wire_source_free);
  g_clear_error (&self->pending);
  g_clear_pointer (&self->secrets, g_ptr_array_unref);
  wire_reader_directory_free (self->directory);
  g_free (self->format);
  wire_reader_pages_clear (&self->pages);
  g_free (self);
}

/**
 * wire_reader_take_secrets:
 * @self: a reader
 *
 * For the thread that reads on.
 *
 * Returns: (transfer full) (nullable) (element-type GBytes): key logs that came among the packets
 *   since this was last called; %NULL for none
 */
GPtrArray *
wire_reader_take_secrets (WireReader *self)
{
  return g_steal_pointer (&self->secrets);
}

/* Ends reading. A file that is cut or broken because it was changed meanwhile is called changed. */
static void
end_reading (WireReader *reader)
{
  GError *changed = NULL;

  reader->ended = TRUE;
  if (reader->pending && reader->pending->domain != WIRE_READER_ERROR)
    return;
  if (wire_source_check_unchanged (reader->source, &changed))
    return;
  g_clear_error (&reader->pending);
  reader->pending = changed;
}

/**
 * wire_reader_next_batch:
 * @packets: (out caller-allocates): filled
 * @n: room in @packets, at least 1
 * @error: set where 0 is returned and the file did not simply end
 *
 * Reads up to @n packets whose data stay valid together until the next call, or for as long as
 * somebody holds them (wire_reader_hold()). Fewer come where more
 * would have to be read from the disk first, and before an error, which comes with the next call.
 *
 * Returns: how many packets came; 0 at the end and on error
 */
guint
wire_reader_next_batch (WireReader *self, WirePacket *packets, guint n, GError **error)
{
  guint filled = 0;
  WireNext next = WIRE_NEXT_PACKET;

  g_return_val_if_fail (n > 0, 0);

  self->window.may_refill = TRUE;
  while (filled < n && !self->ended)
    {
      next = self->next (self, &packets[filled], &self->pending);
      if (next == WIRE_NEXT_PART)
        continue;
      if (next != WIRE_NEXT_PACKET)
        break;
      filled++;
      self->n_packets++;
      self->window.may_refill = FALSE;
    }
  if (next == WIRE_NEXT_END || next == WIRE_NEXT_ERROR)
    end_reading (self);
  if (filled == 0 && self->pending)
    g_propagate_error (error, g_steal_pointer (&self->pending));
  return filled;
}

/**
 * wire_reader_hold:
 * @self: a reader that gave a batch
 *
 * Keeps the data of the last batch as they are, while others are read. For the thread that reads.
 *
 * Returns: (transfer full): to be given to wire_reader_page_release() before the reader is freed
 */
WireReaderPage *
wire_reader_hold (WireReader *self)
{
  g_atomic_int_inc (&self->window.page->holds);
  return self->window.page;
}

/** Returns: bytes of the file that are in memory for the last batch; more than a megabyte only
 * where packets are longer than that */
gsize
wire_reader_get_window_size (const WireReader *self)
{
  return self->window.size;
}

/**
 * wire_reader_read_at:
 * @offset: a packet's
 * @captured: its length in bytes
 * @error: %WIRE_READER_ERROR_CHANGED where the file is not what it was
 *
 * Reads a packet's bytes again. Any thread.
 *
 * Returns: (transfer full) (nullable): @captured bytes
 */
GBytes *
wire_reader_read_at (WireReader *self, guint64 offset, guint32 captured, GError **error)
{
  g_autofree guint8 *bytes = g_malloc (captured);

  if (!wire_source_read_at (self->source, offset, bytes, captured, error))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&bytes), captured);
}

/** As wire_reader_read_at(), into memory of the caller's. */
gboolean
wire_reader_read_into (
    WireReader *self, guint64 offset, guint8 *buffer, gsize length, GError **error)
{
  return wire_source_read_at (self->source, offset, buffer, length, error);
}

/** Returns: (transfer none): such as `pcap`, `pcap, nanoseconds` or `pcapng, gzip` */
const char *
wire_reader_get_format (WireReader *self)
{
  return self->format;
}

/** Returns: share of the file that was read, 0 … 1, or -1 where its size is not known */
double
wire_reader_get_fraction (WireReader *self)
{
  return wire_source_get_fraction (self->source);
}

/** Returns: interfaces that were described so far. Any thread. */
guint
wire_reader_get_n_interfaces (WireReader *self)
{
  return wire_reader_directory_get_n_interfaces (self->directory);
}

/** Returns: a copy of an interface; its name stays the reader's. Any thread. */
WireInterface
wire_reader_get_interface (WireReader *self, guint index)
{
  WireInterfaceClock clock = { 0 };

  wire_reader_directory_get_clock (self->directory, index, &clock);
  return clock.interface;
}

/** Copies how the file describes an interface. Any thread. Returns: whether there is one */
gboolean
wire_reader_get_origin (WireReader *self, guint index, WireInterfaceOrigin *origin)
{
  WireInterfaceClock clock;

  if (!wire_reader_directory_get_clock (self->directory, index, &clock))
    return FALSE;
  *origin = clock.origin;
  return TRUE;
}

/** Copies where a block is that holds no packet, counted from 0. Any thread. Returns: whether there
 * is one */
gboolean
wire_reader_get_block (WireReader *self, guint index, WireReaderBlock *block)
{
  return wire_reader_directory_get_block (self->directory, index, block);
}

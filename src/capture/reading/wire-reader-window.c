/* wire-reader-window.c: the window over the file, and what the formats share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reading/wire-reader-window.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* Takes @problem of the source. A source knows what of the file cannot be unpacked, but not which
 * packet that would have been. */
static WireNext
fail_source (WireReader *reader, GError *problem, GError **error)
{
  if (problem->domain == WIRE_READER_ERROR)
    {
      g_set_error (
          error, problem->domain, problem->code,
          _ ("%s Packet %" PRIu64 " would begin at byte %" PRIu64 " of the unpacked capture."),
          problem->message, reader->n_packets + 1, wire_reader_get_offset (reader));
      g_error_free (problem);
    }
  else
    g_propagate_error (error, problem);
  return WIRE_NEXT_ERROR;
}

/* What is left goes to the front; of another page, where packets of this one are still looked at
 * or one that comes is longer. */
static void
move_window (WireReader *reader, gsize length)
{
  WireReaderWindow *window = &reader->window;
  WireReaderPage *page = wire_reader_pages_take (&reader->pages, window->page, length);
  gsize left = window->end - window->start;

  if (left > 0)
    memmove (page->bytes, window->bytes + window->start, left);
  /* Keys, perhaps, which are wiped where they are by then. */
  if (page != window->page && left > 0)
    memset (window->bytes + window->start, 0, left);
  window->page = page;
  window->bytes = page->bytes;
  window->size = page->size;
  window->offset += window->start;
  window->start = 0;
  window->end = left;
}

/**
 * wire_reader_fill_window:
 * @length: bytes wanted at the start
 *
 * Moves what is left to the front and fills up after it.
 *
 * Returns: %WIRE_NEXT_PACKET when they are there, %WIRE_NEXT_END where the file ends before them
 * (what there is is in the window), %WIRE_NEXT_REFILL where it may not move now
 */
WireNext
wire_reader_fill_window (WireReader *self, gsize length, GError **error)
{
  GError *local = NULL;

  if (!self->window.may_refill)
    return WIRE_NEXT_REFILL;

  move_window (self, length);
  while (self->window.end < length && !self->window.at_end)
    {
      gssize n = wire_source_fill (self->source, self->window.bytes + self->window.end,
                                   self->window.size - self->window.end, &local);

      if (n < 0)
        return fail_source (self, local, error);
      self->window.at_end = n == 0;
      self->window.end += (gsize) n;
    }
  return self->window.end >= length ? WIRE_NEXT_PACKET : WIRE_NEXT_END;
}

/* Moves past @length bytes that nobody looks at. */
WireNext
wire_reader_skip (WireReader *self, guint64 length, GError **error)
{
  gsize have = self->window.end - self->window.start;
  GError *local = NULL;

  if (length <= have)
    {
      self->window.start += (gsize) length;
      return WIRE_NEXT_PACKET;
    }
  if (!self->window.may_refill)
    return WIRE_NEXT_REFILL;
  if (!wire_source_skip (self->source, length - have, &local))
    {
      if (!local)
        return wire_reader_fail_cut (self, error);
      return fail_source (self, local, error);
    }
  self->window.offset += self->window.end + (length - have);
  self->window.start = self->window.end = 0;
  return WIRE_NEXT_PACKET;
}

/* The file ends inside the packet or block that begins at the start of the window. */
WireNext
wire_reader_fail_cut (WireReader *self, GError **error)
{
  g_set_error (
      error, WIRE_READER_ERROR, WIRE_READER_ERROR_CUT,
      _ ("“%s” is cut short: it ends inside packet %" PRIu64 ", which begins at byte %" PRIu64 "."),
      wire_source_get_name (self->source), self->n_packets + 1, wire_reader_get_offset (self));
  return WIRE_NEXT_ERROR;
}

/* What is at the start of the window cannot be read. @format says what of it is wrong. */
WireNext
wire_reader_fail_broken (WireReader *self, GError **error, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (
      error, WIRE_READER_ERROR, WIRE_READER_ERROR_BROKEN,
      _ ("“%s” is damaged where packet %" PRIu64 " should begin, at byte %" PRIu64 ": %s."),
      wire_source_get_name (self->source), self->n_packets + 1, wire_reader_get_offset (self),
      what);
  return WIRE_NEXT_ERROR;
}

void
wire_reader_set_format (WireReader *self, const char *format)
{
  const char *packing = wire_source_get_packing (self->source);

  self->format = packing ? g_strdup_printf ("%s, %s", format, packing) : g_strdup (format);
}

/** Returns: the longest packet that is believed on @link_type, in bytes */
guint32
wire_reader_get_packet_max (guint32 link_type)
{
  switch (link_type)
    {
    case 189: /* LINKTYPE_USB_LINUX */
    case 220: /* LINKTYPE_USB_LINUX_MMAPPED */
    case 231: /* LINKTYPE_DBUS */
    case 249: /* LINKTYPE_USBPCAP */
      return WIRE_PACKET_MAX_LARGE;
    default:
      return WIRE_PACKET_MAX;
    }
}

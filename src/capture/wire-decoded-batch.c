/* wire-decoded-batch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-decoded-batch.h"

/** Makes @self, which is all zeros, empty. */
void
wire_decoded_batch_init (WireDecodedBatch *self)
{
  self->further = g_array_new (FALSE, FALSE, sizeof (WireFurtherFlow));
  self->wrong = g_array_new (FALSE, FALSE, sizeof (guint));
  self->segments = g_array_sized_new (FALSE, FALSE, sizeof (WireSegment), WIRE_CAPTURE_BATCH);
}

/** Lets go of what @self has, so that it can be filled again. */
void
wire_decoded_batch_empty (WireDecodedBatch *self)
{
  self->n = self->n_fragments = 0;
  self->undecoded.n = 0;
  g_array_set_size (self->segments, 0);
  g_array_set_size (self->further, 0);
  g_array_set_size (self->wrong, 0);
  g_clear_pointer (&self->secrets, g_ptr_array_unref);
  g_clear_pointer (&self->datagrams, g_ptr_array_unref);
  g_clear_pointer (&self->page, wire_reader_page_release);
}

/** Frees what @self owns, but not @self itself. */
void
wire_decoded_batch_clear (WireDecodedBatch *self)
{
  wire_decoded_batch_empty (self);
  g_array_unref (self->further);
  g_array_unref (self->wrong);
  g_array_unref (self->segments);
}

/* wire-reader-page.h: memory that pieces of a capture file are read into
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reading/wire-reader.h"

G_BEGIN_DECLS

/**
 * WireReaderPage:
 * @holds: how many want it to stay as it is; atomic
 * @size: of @bytes
 *
 * Whoever looks at packets in one thread while the next ones are read in another holds the page
 * that they are in. Then the reader goes on in another page.
 */
struct _WireReaderPage
{
  int holds;
  gsize size;
  guint8 bytes[];
};

/**
 * WireReaderPages:
 * @all: (element-type WireReaderPage): those there are
 * @size: of each, but of those for longer packets
 *
 * Pages that are used in turn: memory that was written before costs no page faults.
 */
typedef struct
{
  GPtrArray *all;
  gsize size;
} WireReaderPages;

void wire_reader_pages_init (WireReaderPages *pages, gsize size);
void wire_reader_pages_clear (WireReaderPages *pages);
WireReaderPage *wire_reader_pages_take (WireReaderPages *pages,
                                        WireReaderPage *current,
                                        gsize size);

G_END_DECLS

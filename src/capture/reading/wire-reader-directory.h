/* wire-reader-directory.h: interfaces and blocks of a capture file, for any thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reading/wire-reader.h"

G_BEGIN_DECLS

/** Interfaces of one file. The packet index has 16 bits for them. */
#define WIRE_INTERFACES_MAX 65535

/**
 * WireInterfaceClock:
 * @interface: as the file describes it; owns its name
 * @origin: where and how
 * @binary: time stamps count units of 2^-@exponent seconds; otherwise of 10^-@exponent
 * @exponent: of the unit
 * @offset: seconds that are added
 *
 * An interface, and how its time stamps count.
 */
typedef struct
{
  WireInterface interface;
  WireInterfaceOrigin origin;
  gboolean binary;
  guint8 exponent;
  gint64 offset;
} WireInterfaceClock;

/**
 * WireReaderDirectory:
 *
 * What a file says between its packets. The thread that reads adds to it; every function but
 * wire_reader_directory_peek_clock() may be called in any thread.
 */
typedef struct _WireReaderDirectory WireReaderDirectory;

WireReaderDirectory *wire_reader_directory_new (void);
void wire_reader_directory_free (WireReaderDirectory *self);

gboolean wire_reader_directory_add_interface (WireReaderDirectory *self,
                                              const WireInterfaceClock *clock);
guint wire_reader_directory_get_n_interfaces (WireReaderDirectory *self);
gboolean wire_reader_directory_get_clock (WireReaderDirectory *self,
                                          guint index,
                                          WireInterfaceClock *clock);
const WireInterfaceClock *wire_reader_directory_peek_clock (const WireReaderDirectory *self,
                                                            guint64 index);
void wire_reader_directory_set_resolution (WireReaderDirectory *self, guint index, guint8 value);

void wire_reader_directory_add_block (WireReaderDirectory *self, const WireReaderBlock *block);
gboolean wire_reader_directory_get_block (WireReaderDirectory *self,
                                          guint index,
                                          WireReaderBlock *block);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireReaderDirectory, wire_reader_directory_free)

G_END_DECLS

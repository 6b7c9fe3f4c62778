/* wire-reader-directory.c: interfaces and blocks of a capture file, for any thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reading/wire-reader-directory.h"

/* Types of pcapng blocks that writers of captures look at. */
#define BLOCK_SECTION 0x0a0d0d0au
#define BLOCK_NAMES 4u
#define BLOCK_STATISTICS 5u
#define BLOCK_SECRETS 10u

struct _WireReaderDirectory
{
  GMutex lock;
  GArray *clocks; /* of WireInterfaceClock */
  GArray *blocks; /* of WireReaderBlock */
};

static void
clear_clock (gpointer data)
{
  WireInterfaceClock *clock = data;

  g_free (clock->interface.name);
}

/** Returns: (transfer full): without interfaces and blocks */
WireReaderDirectory *
wire_reader_directory_new (void)
{
  WireReaderDirectory *self = g_new0 (WireReaderDirectory, 1);

  g_mutex_init (&self->lock);
  self->clocks = g_array_new (FALSE, FALSE, sizeof (WireInterfaceClock));
  g_array_set_clear_func (self->clocks, clear_clock);
  self->blocks = g_array_new (FALSE, FALSE, sizeof (WireReaderBlock));
  return self;
}

/** Frees @self, and the names of its interfaces. */
void
wire_reader_directory_free (WireReaderDirectory *self)
{
  g_array_unref (self->clocks);
  g_array_unref (self->blocks);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * wire_reader_directory_add_interface:
 * @clock: copied; its name is taken over where it is added
 *
 * Returns: %FALSE where there are %WIRE_INTERFACES_MAX already
 */
gboolean
wire_reader_directory_add_interface (WireReaderDirectory *self, const WireInterfaceClock *clock)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->clocks->len >= WIRE_INTERFACES_MAX)
    return FALSE;
  g_array_append_val (self->clocks, *clock);
  return TRUE;
}

/** Returns: interfaces that were described so far */
guint
wire_reader_directory_get_n_interfaces (WireReaderDirectory *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->clocks->len;
}

/**
 * wire_reader_directory_get_clock:
 * @index: of an interface, from 0 in the whole file
 * @clock: (out caller-allocates): a copy; its name stays that of @self
 *
 * Returns: whether there is such an interface
 */
gboolean
wire_reader_directory_get_clock (WireReaderDirectory *self, guint index, WireInterfaceClock *clock)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (index >= self->clocks->len)
    return FALSE;
  *clock = g_array_index (self->clocks, WireInterfaceClock, index);
  return TRUE;
}

/**
 * wire_reader_directory_peek_clock:
 * @index: of an interface, from 0 in the whole file
 *
 * For the thread that adds interfaces, which needs no lock to read them.
 *
 * Returns: (nullable): the interface, until the next one is added
 */
const WireInterfaceClock *
wire_reader_directory_peek_clock (const WireReaderDirectory *self, guint64 index)
{
  return index < self->clocks->len ? &g_array_index (self->clocks, WireInterfaceClock, index)
                                   : NULL;
}

/** Notes in which unit the time stamps of interface @index turned out to be, as if_tsresol of
 * pcapng says it. */
void
wire_reader_directory_set_resolution (WireReaderDirectory *self, guint index, guint8 value)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_return_if_fail (index < self->clocks->len);
  g_array_index (self->clocks, WireInterfaceClock, index).origin.resolution = value;
}

/** Notes where @block is, if a writer of packets into another file looks at such blocks. Beyond
 * %WIRE_READER_BLOCKS_MAX none is noted. */
void
wire_reader_directory_add_block (WireReaderDirectory *self, const WireReaderBlock *block)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (block->type != BLOCK_SECTION && block->type != BLOCK_NAMES && block->type != BLOCK_STATISTICS
      && block->type != BLOCK_SECRETS)
    return;
  if (self->blocks->len < WIRE_READER_BLOCKS_MAX)
    g_array_append_val (self->blocks, *block);
}

/**
 * wire_reader_directory_get_block:
 * @index: counted from 0
 * @block: (out caller-allocates): a copy
 *
 * Returns: whether there is such a block
 */
gboolean
wire_reader_directory_get_block (WireReaderDirectory *self, guint index, WireReaderBlock *block)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (index >= self->blocks->len)
    return FALSE;
  *block = g_array_index (self->blocks, WireReaderBlock, index);
  return TRUE;
}

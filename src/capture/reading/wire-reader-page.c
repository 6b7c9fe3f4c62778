/* wire-reader-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reading/wire-reader-page.h"

static gboolean
is_held (WireReaderPage *page)
{
  return g_atomic_int_get (&page->holds) > 0;
}

/** Makes @self, for pieces of @size bytes. */
void
wire_reader_pages_init (WireReaderPages *self, gsize size)
{
  self->all = g_ptr_array_new_with_free_func (g_free);
  self->size = size;
}

/** Frees all pages: nobody holds one any longer. */
void
wire_reader_pages_clear (WireReaderPages *self)
{
  g_clear_pointer (&self->all, g_ptr_array_unref);
}

/* What is too small for the longest packet so far is not kept: packets may grow without end. */
static WireReaderPage *
find_free (WireReaderPages *self, const WireReaderPage *current, gsize size)
{
  for (guint i = self->all->len; i > 0; i--)
    {
      WireReaderPage *page = g_ptr_array_index (self->all, i - 1);

      if (page == current || is_held (page))
        continue;
      if (page->size >= size)
        return page;
      g_ptr_array_remove_index_fast (self->all, i - 1);
    }
  return NULL;
}

/**
 * wire_reader_pages_take:
 * @self: pages
 * @current: (nullable): the one that is read into
 * @size: how many bytes are needed at least
 *
 * Returns: (transfer none): @current where nobody holds it and it is large enough; otherwise
 * another page that nobody holds. @current stays until the next call.
 */
WireReaderPage *
wire_reader_pages_take (WireReaderPages *self, WireReaderPage *current, gsize size)
{
  WireReaderPage *page;

  if (current && current->size >= size && !is_held (current))
    return current;
  page = find_free (self, current, size);
  if (page)
    return page;
  size = MAX (size, self->size);
  page = g_malloc (sizeof *page + size);
  page->holds = 0;
  page->size = size;
  g_ptr_array_add (self->all, page);
  return page;
}

void
wire_reader_page_release (WireReaderPage *self)
{
  g_atomic_int_add (&self->holds, -1);
}

/* wire-pages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-pages.h"

#include <sys/mman.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/* What Linux on x86-64 and arm64 calls a huge page. Tables of a million flows are read at random,
 * and with pages of 4 KiB every look also waits for the page tables: measured, a third of the time.
 */
#define HUGE_PAGE ((gsize) 2 * 1024 * 1024)

/* Returns: @size bytes at a multiple of HUGE_PAGE, cut out of a mapping that is larger by as much
 */
static gpointer
map_aligned (gsize size)
{
  gsize larger = size + HUGE_PAGE;
  char *mapped = mmap (NULL, larger, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  gsize before;

  if (mapped == MAP_FAILED)
    return MAP_FAILED;
  before = (HUGE_PAGE - (gsize) mapped % HUGE_PAGE) % HUGE_PAGE;
  if (before > 0)
    munmap (mapped, before);
  munmap (mapped + before + size, larger - before - size);
  return mapped + before;
}

/**
 * wire_pages_new:
 * @size: bytes, a multiple of 4096
 *
 * Memory straight from the system: it takes no room before it is written to, is not copied when it
 * is given back, and comes in huge pages where it is large and the system has them. Ends the
 * program where there is none, as g_malloc() does.
 *
 * Returns: (transfer full): zeroed memory, for wire_pages_free()
 */
gpointer
wire_pages_new (gsize size)
{
  gpointer pages = size < HUGE_PAGE ? mmap (NULL, size, PROT_READ | PROT_WRITE,
                                            MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
                                    : map_aligned (size);

  if (pages == MAP_FAILED)
    g_error ("cannot map %" G_GSIZE_FORMAT " bytes of memory", size);
#ifdef MADV_HUGEPAGE
  if (size >= HUGE_PAGE)
    madvise (pages, size, MADV_HUGEPAGE); /* advice: where it is not taken, all works the same */
#endif
  return pages;
}

/** Gives back @pages (nullable) of @size bytes. */
void
wire_pages_free (gpointer pages, gsize size)
{
  if (pages)
    munmap (pages, size);
}

/** Gives back what g_free() has kept for the next g_malloc(). For when much was freed at once; it
 * costs milliseconds. Any thread. */
void
wire_pages_trim (void)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif
}

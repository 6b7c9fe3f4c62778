/* wire-segment-versions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-segment-versions.h"

/* Returns: the first version that begins at @offset or later */
static guint
find_version (const GArray *versions, guint64 offset)
{
  guint low = 0;
  guint high = versions->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (versions, WireSegmentVersion, middle).offset >= offset)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

/* Returns: the next version from @next on that @extent meets */
static const WireSegmentVersion *
meet (const GArray *versions, const WireExtent *extent, guint *next)
{
  for (; *next < versions->len; (*next)++)
    {
      const WireSegmentVersion *version = &g_array_index (versions, WireSegmentVersion, *next);

      if (version->offset >= extent->offset + extent->length)
        return NULL;
      if (version->offset + version->length > extent->offset)
        {
          (*next)++;
          return version;
        }
    }
  return NULL;
}

/* Where a search for what @extent meets has to begin: no version is longer than a segment. */
static guint
find_before (const GArray *versions, const WireExtent *extent)
{
  guint64 back = MIN (extent->offset, G_GUINT64_CONSTANT (65536));

  return find_version (versions, extent->offset - back);
}

/**
 * wire_segment_versions_count:
 * @versions: of wire_version_search()
 * @body: bytes of a stream
 * @first: (out) (nullable): the first of them
 *
 * Returns: bytes of @body of which there are two versions
 */
guint64
wire_segment_versions_count (const GArray *versions,
                             const WireBody *body,
                             const WireSegmentVersion **first)
{
  guint64 n = 0;

  *first = NULL;
  for (guint32 i = 0; versions->len > 0 && i < body->n; i++)
    {
      const WireExtent *extent = &body->extents[i];
      guint next =
          extent->offset == WIRE_EXTENT_GAP ? versions->len : find_before (versions, extent);
      const WireSegmentVersion *version;

      while ((version = meet (versions, extent, &next)))
        {
          if (!*first)
            *first = version;
          n += MIN (version->offset + version->length, extent->offset + extent->length)
               - MAX (version->offset, extent->offset);
        }
    }
  return n;
}

/* Adds @extent with what came second in place of what came first. */
static void
add_exchanged (const GArray *versions, const WireExtent *extent, WireBody *other)
{
  guint64 at = extent->offset;
  guint64 end = extent->offset + extent->length;
  guint next = find_before (versions, extent);
  const WireSegmentVersion *version;

  while ((version = meet (versions, extent, &next)))
    {
      guint64 from = MAX (version->offset, at);
      guint64 to = MIN (version->offset + version->length, end);

      if (from >= to) /* a third version */
        continue;
      if (at < from)
        wire_body_add (other, at, (guint32) (from - at), extent->packet);
      wire_body_add (other, version->other + (from - version->offset), (guint32) (to - from),
                     version->other_packet);
      at = to;
    }
  if (at < end)
    wire_body_add (other, at, (guint32) (end - at), extent->packet);
}

/**
 * wire_segment_versions_exchange:
 * @versions: of wire_version_search()
 * @body: bytes of a stream
 * @other: zeroed; becomes @body with the bytes that came second wherever there are two versions
 */
void
wire_segment_versions_exchange (const GArray *versions, const WireBody *body, WireBody *other)
{
  for (guint32 i = 0; i < body->n; i++)
    if (body->extents[i].offset == WIRE_EXTENT_GAP)
      wire_body_add_gap (other, body->extents[i].length, body->extents[i].packet);
    else
      add_exchanged (versions, &body->extents[i], other);
}

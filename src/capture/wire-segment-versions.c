/* wire-segment-versions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-segment-versions.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/** Returns: as `--json` writes it */
const char *
wire_version_taken_to_key (WireVersionTaken taken)
{
  static const char *const KEYS[] = {
    [WIRE_VERSION_UNKNOWN] = "unknown",
    [WIRE_VERSION_FIRST] = "first",
    [WIRE_VERSION_FIRST_IN_ORDER] = "first-likely",
    [WIRE_VERSION_FIRST_BY_CHECKSUM] = "first-likely",
    [WIRE_VERSION_SECOND_BY_CHECKSUM] = "second-likely",
  };

  g_return_val_if_fail (taken < G_N_ELEMENTS (KEYS), NULL);
  return KEYS[taken];
}

/** Returns: a sentence about which version the receiver took, and why */
const char *
wire_version_taken_describe (WireVersionTaken taken)
{
  switch (taken)
    {
    case WIRE_VERSION_FIRST:
      return _ ("The receiver acknowledged the first version before the second came.");
    case WIRE_VERSION_FIRST_IN_ORDER:
      return _ ("The receiver likely took the first version: nothing was missing before it.");
    case WIRE_VERSION_FIRST_BY_CHECKSUM:
      return _ ("The receiver likely took the first version: the second has a wrong checksum.");
    case WIRE_VERSION_SECOND_BY_CHECKSUM:
      return _ ("The receiver likely took the second version: the first has a wrong checksum.");
    default:
      return _ ("Which version the receiver took is not known.");
    }
}

/**
 * wire_segment_versions_describe:
 * @versions: (element-type WireSegmentVersion): of one stream
 *
 * Returns: (transfer full) (nullable): how many bytes were sent twice, how many of them differ,
 *   where, and which version was likely taken; %NULL where there are none
 */
char *
wire_segment_versions_describe (const GArray *versions)
{
  const WireSegmentVersion *first = (gconstpointer) versions->data;
  guint64 bytes = 0, different = 0;
  guint same = 0;

  for (guint i = 0; i < versions->len; i++)
    {
      const WireSegmentVersion *version = &g_array_index (versions, WireSegmentVersion, i);

      bytes += version->length;
      different += version->different;
      same += version->taken == first->taken;
    }
  if (versions->len == 0)
    return NULL;
  return g_strdup_printf (
      /* Translators: two counts, two packet numbers, and a sentence about which version was taken
       */
      ngettext ("%" PRIu64 " byte was sent twice, with other content the second time (%" PRIu64
                " differs, first in packets %u and %u). %s",
                "%" PRIu64 " bytes were sent twice, with other content the second time (%" PRIu64
                " differ, first in packets %u and %u). %s",
                (gulong) bytes),
      bytes, different, first->packet + 1, first->other_packet + 1,
      wire_version_taken_describe (same == versions->len ? first->taken : WIRE_VERSION_UNKNOWN));
}

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

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Forms of any bytes: the same parts however they are cut, none beyond the body, and none before
 * the one that was told last. The first byte says how long the boundary is, which follows; of the
 * rest, runs of 0xff are missing.
 */

#include "capture/http/wire-http-parameter.h"
#include "capture/http/wire-multipart.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define MAX_BOUNDARY 16u

typedef struct
{
  GString *out;
  guint64 end; /* of the last part */
} Found;

static void
found_cb (const WireMultipartPart *part, gpointer user_data)
{
  Found *found = user_data;
  g_autofree char *head = g_strndup (part->head.data, part->head.length);
  g_autofree char *name = wire_http_find_file_name (head);

  g_assert (part->offset >= found->end);
  g_assert (part->head.length <= WIRE_MULTIPART_MAX_HEAD);
  g_assert (!name || g_utf8_validate (name, -1, NULL));
  found->end = part->offset + part->size;
  g_string_append_printf (found->out,
                          "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %d %" G_GSIZE_FORMAT "\n",
                          part->offset, part->size, part->ended, part->head.length);
}

static char *
read_form (const char *boundary, const guint8 *body, gsize size, gsize step)
{
  Found found = { g_string_new (NULL), 0 };
  g_autoptr (WireMultipart) multipart = wire_multipart_new (boundary, found_cb, &found);
  gsize n;

  for (gsize at = 0; at < size; at += n)
    {
      const guint8 *missing = memchr (body + at, 0xff, MIN (step, size - at));

      n = missing == body + at ? 1
          : missing            ? (gsize) (missing - body) - at
                               : MIN (step, size - at);
      if (missing == body + at)
        wire_multipart_add_gap (multipart, n);
      else
        wire_multipart_add (multipart, body + at, n);
    }
  wire_multipart_end (multipart);
  g_assert (found.end <= size);
  return g_string_free (found.out, FALSE);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  char boundary[MAX_BOUNDARY + 1] = { 0 };
  gsize length = size > 0 ? 1 + data[0] % MAX_BOUNDARY : 0;

  if (size < 1 + length)
    return 0;
  memcpy (boundary, data + 1, length);
  if (!boundary[0])
    return 0;
  g_autofree char *whole = read_form (boundary, data + 1 + length, size - 1 - length, size);
  g_autofree char *bytes = read_form (boundary, data + 1 + length, size - 1 - length, 1);

  g_assert_cmpstr (whole, ==, bytes);
  return 0;
}

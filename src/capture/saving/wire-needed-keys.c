/* wire-needed-keys.c
 *
 * A line of a key log begins with a label, and then the random number of the client's first
 * message. Where that message is among the packets, they need the line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/saving/wire-needed-keys.h"

#include "base/wire-secret-text.h"
#include "base/wire-text-hash.h"
#include "capture/wire-packet-scan.h"
#include "files/lists/wire-lines.h"

#include <string.h>

#define RANDOM 32u
#define RANDOM_DIGITS (2 * RANDOM)

/* The client's first message: its type, three bytes of length, two of version, the number. */
#define HELLO_TYPE 1u
#define HELLO_HEAD 6u
#define DTLS_HELLO_HEAD 14u

/* What lines may take together, in bytes. */
#define LINES_MAX (256u * 1024 * 1024)

static guint
hash_random (gconstpointer key)
{
  return wire_bytes_hash (key, RANDOM);
}

static gboolean
equal_randoms (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, RANDOM) == 0;
}

static void
free_lines (gpointer data)
{
  wire_secret_text_free (data);
}

static gboolean
parse_random (const char *digits, guint8 *random)
{
  for (guint i = 0; i < RANDOM; i++)
    {
      int high = g_ascii_xdigit_value (digits[2 * i]);
      int low = high < 0 ? -1 : g_ascii_xdigit_value (digits[2 * i + 1]);

      if (low < 0)
        return FALSE;
      random[i] = (guint8) (high << 4 | low);
    }
  return digits[RANDOM_DIGITS] == ' ' || digits[RANDOM_DIGITS] == '\t';
}

/* Editors write a byte order mark, and people indent. */
static const char *
skip_mark (const char *line)
{
  if (g_str_has_prefix (line, "\xef\xbb\xbf"))
    line += 3;
  return line + strspn (line, " \t");
}

static void
take_line (GHashTable *lines, const char *line)
{
  const char *blank;
  guint8 random[RANDOM];
  GString *found;

  line = skip_mark (line);
  blank = strpbrk (line, " \t");
  if (line[0] == '#' || !blank || strlen (blank + 1) <= RANDOM_DIGITS
      || !parse_random (blank + 1, random))
    return;
  found = g_hash_table_lookup (lines, random);
  if (!found)
    {
      found = g_string_new (NULL);
      g_hash_table_insert (lines, g_memdup2 (random, RANDOM), found);
    }
  wire_secret_text_append (found, line, strlen (line));
  wire_secret_text_append (found, "\n", 1);
}

/* Files that hold private keys have no such lines. */
static gboolean
read_lines (GHashTable *lines, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (WireLines) file = wire_lines_open (path, cancellable, error);
  WireLine line;
  int got;

  if (!file)
    return FALSE;
  wire_lines_limit (file, LINES_MAX);
  while ((got = wire_lines_next (file, &line, error)) > 0)
    if (!line.too_long)
      take_line (lines, line.text);
  return got == 0;
}

/* Returns: (nullable): the number of the first message of a client that may begin at @message, of
 * which there are @length bytes; in DTLS more comes in front of it (RFC 6347, section 4.2.2). */
static const guint8 *
find_random (const guint8 *message, gsize length)
{
  if (message[4] == 3)
    return message + HELLO_HEAD;
  if (length >= DTLS_HELLO_HEAD + RANDOM && message[DTLS_HELLO_HEAD - 2] == 0xfe)
    return message + DTLS_HELLO_HEAD;
  return NULL;
}

/* Adds the lines for every first message of a client in @data; each is needed once. */
static void
look_at (GHashTable *lines, const guint8 *data, gsize length, GString *needed)
{
  const gsize least = HELLO_HEAD + RANDOM;
  const guint8 *p = data;
  const guint8 *end = data + length;

  while ((gsize) (end - p) >= least && (p = memchr (p, HELLO_TYPE, (gsize) (end - p) - least + 1)))
    {
      const guint8 *random = find_random (p, (gsize) (end - p));
      GString *found = random ? g_hash_table_lookup (lines, random) : NULL;

      if (found)
        {
          wire_secret_text_append (needed, found->str, found->len);
          g_hash_table_remove (lines, random);
        }
      p++;
    }
}

/**
 * wire_needed_keys_find:
 * @capture: a capture
 * @packets: (element-type guint32): packets of it, in ascending order
 * @paths: files with keys
 * @cancellable: (nullable): ends it early
 * @error: set where %NULL is returned
 *
 * Connections whose first message is not among the packets, or lies across two of them, need keys
 * that are not found.
 *
 * Returns: (transfer full) (nullable): the lines that are needed, as a key log; empty where there
 *   are none. Free them with wire_secret_text_free()
 */
GString *
wire_needed_keys_find (WireCapture *capture,
                       const GArray *packets,
                       const char *const *paths,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GHashTable) lines =
      g_hash_table_new_full (hash_random, equal_randoms, g_free, free_lines);
  g_autoptr (WirePacketScan) scan = wire_packet_scan_new (capture);
  g_autoptr (WireSecretText) needed = g_string_new (NULL);

  for (guint i = 0; paths[i]; i++)
    if (!read_lines (lines, paths[i], cancellable, error))
      return NULL;
  for (guint i = 0; i < packets->len && g_hash_table_size (lines) > 0; i++)
    {
      WirePacketRecord record;
      const guint8 *data;

      if (!wire_capture_get_packet (capture, g_array_index (packets, guint32, i), &record))
        break;
      data = wire_packet_scan_read (scan, &record, error);
      if (!data)
        return NULL;
      look_at (lines, data, record.captured, needed);
    }
  return g_steal_pointer (&needed);
}

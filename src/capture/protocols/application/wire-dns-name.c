/* wire-dns-name.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/application/wire-dns-name.h"

#include "base/wire-printable.h"

/* RFC 1035, section 2.3.4: octets of a name, lengths included. */
#define NAME_MAX_BYTES 255

/* More than a name has labels serve no purpose but to keep the reader busy. */
#define JUMPS_MAX 127

enum
{
  LABEL_PLAIN = 0x00,
  LABEL_POINTER = 0xc0,
  LABEL_TYPE = 0xc0,
};

typedef struct
{
  WireCursor labels;
  gsize run; /* where the labels that are being read began */
  gsize octets;
  guint jumps;
  GString *out;
  gboolean ok;
} Reader;

/* A dot inside a label is no border between labels (RFC 4343, section 2.1). */
static void
append_label (GString *out, const guint8 *bytes, gsize length)
{
  g_autofree char *text = wire_printable (bytes, length);

  for (const char *p = text; *p; p++)
    {
      if (*p == '.')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
}

/* A pointer may only point at a name that is before the one it is part of (RFC 1035, section
 * 4.1.4: “a prior occurrence”). As each jump then goes further back, none can loop. */
static gboolean
follow_pointer (Reader *reader)
{
  gsize here = reader->labels.position;
  gsize target = wire_cursor_be16 (&reader->labels) & 0x3fff;

  if (reader->labels.failed)
    g_string_append (reader->out, "<cut>");
  else if (target > here)
    g_string_append_printf (reader->out, "<pointer forward to %" G_GSIZE_FORMAT ">", target);
  else if (target >= reader->run)
    g_string_append_printf (reader->out, "<pointer to %" G_GSIZE_FORMAT " loops>", target);
  else if (++reader->jumps > JUMPS_MAX)
    g_string_append (reader->out, "<too many pointers>");
  else
    {
      reader->run = reader->labels.position = target;
      return TRUE;
    }
  return FALSE;
}

/* Returns: %FALSE where the label ends the name or breaks it; @ok tells which. */
static gboolean
read_label (Reader *reader)
{
  WireCursor *labels = &reader->labels;
  guint8 length = wire_cursor_u8 (labels);
  gboolean plain = (length & LABEL_TYPE) == LABEL_PLAIN;
  const guint8 *bytes = plain ? wire_cursor_take (labels, length) : NULL;

  reader->octets += length + 1u;
  reader->ok = FALSE;
  if (!plain)
    g_string_append_printf (reader->out, "<label of unknown type 0x%02x>", length & LABEL_TYPE);
  else if (labels->failed)
    g_string_append (reader->out, "<cut>");
  else if (reader->octets > NAME_MAX_BYTES)
    g_string_append (reader->out, "<longer than 255 bytes>");
  else
    reader->ok = TRUE;
  if (!reader->ok || length == 0)
    return FALSE;

  append_label (reader->out, bytes, length);
  g_string_append_c (reader->out, '.');
  return TRUE;
}

static gboolean
at_pointer (const WireCursor *labels)
{
  const guint8 *first = wire_cursor_peek (labels, 1);

  return first && (*first & LABEL_TYPE) == LABEL_POINTER;
}

/**
 * wire_dns_name_read:
 * @message: its data begins where the message does, as compression pointers count from there;
 *   moves past the name, and fails where the name does not end in it
 * @out: takes the name, made printable, without the dot of the root; “.” for the root alone. What
 *   is wrong with a name (a pointer that loops or points forward, which is not followed) is in
 *   angle brackets after what could be read.
 *
 * Returns: %FALSE where the name is broken
 */
gboolean
wire_dns_name_read (WireCursor *message, GString *out)
{
  Reader reader = { .labels = *message, .run = message->position, .out = out, .ok = TRUE };
  gsize start = out->len;

  while (!at_pointer (&reader.labels) && read_label (&reader))
    ;

  /* Only the name's own bytes move the message: up to its first pointer, with that. */
  gboolean compressed = reader.ok && at_pointer (&reader.labels);
  *message = reader.labels;
  message->failed |= !reader.ok;
  if (compressed)
    wire_cursor_skip (message, 2);

  while (compressed && reader.ok)
    {
      if (!at_pointer (&reader.labels))
        compressed = read_label (&reader);
      else
        reader.ok = follow_pointer (&reader);
    }

  if (reader.ok && out->len == start)
    g_string_append_c (out, '.');
  else if (reader.ok)
    g_string_truncate (out, out->len - 1);
  return reader.ok;
}

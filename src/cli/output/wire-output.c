/* wire-output.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/output/wire-output.h"

#include "base/wire-time.h"
#include "cli/output/wire-json-writer.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#define BUFFER_BYTES (256 * 1024)

/** Call once, before anything is written. */
void
wire_output_begin (void)
{
  /* The parent may have it ignored; then `… | head` would read a capture to its end. */
  signal (SIGPIPE, SIG_DFL);
  setvbuf (stdout, NULL, isatty (STDOUT_FILENO) ? _IOLBF : _IOFBF, BUFFER_BYTES);
}

/**
 * wire_output_end:
 * @error: set where something could not be written, such as to a full disk
 *
 * Call once, after everything is written.
 */
gboolean
wire_output_end (GError **error)
{
  gboolean failed = fflush (stdout) != 0;

  if (!failed && !ferror (stdout))
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
               _ ("The answer could not be written: %s."), g_strerror (errno));
  return FALSE;
}

/** Writes bytes as they are. */
void
wire_output_bytes (const char *bytes, gsize length)
{
  fwrite (bytes, 1, length, stdout);
}

static WireOutputFunc output_func;
static gpointer output_data;

/** From now on @func gets what wire_output_json() would write; %NULL ends that. */
void
wire_output_set_func (WireOutputFunc func, gpointer user_data)
{
  output_func = func;
  output_data = user_data;
}

/* What was written without a builder is read again for who wants objects. */
static void
hand_on_line (const char *line)
{
  g_autoptr (JsonNode) root = json_from_string (line, NULL);

  if (root && JSON_NODE_HOLDS_OBJECT (root))
    output_func (root, output_data);
}

/** @line: without its end */
void
wire_output_line (const char *line)
{
  if (output_func)
    {
      hand_on_line (line);
      return;
    }
  fputs (line, stdout);
  putc_unlocked ('\n', stdout);
}

/** Writes what @builder built, one object, on a line of its own, and makes it ready for the next.
 */
void
wire_output_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = output_func ? NULL : wire_json_write (root);

  if (output_func)
    output_func (root, output_data);
  else
    wire_output_line (text);
  json_builder_reset (builder);
}

/* Keys */

/** A key whose value is not known (%NULL) is left out. */
void
wire_json_add_string (JsonBuilder *builder, const char *key, const char *value)
{
  if (!value)
    return;
  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, value);
}

void
wire_json_add_int (JsonBuilder *builder, const char *key, gint64 value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_int_value (builder, value);
}

void
wire_json_add_boolean (JsonBuilder *builder, const char *key, gboolean value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_boolean_value (builder, value);
}

/** A string: JSON numbers are doubles to most readers, and those lose nanoseconds. */
void
wire_json_add_time (JsonBuilder *builder, const char *key, gint64 time)
{
  char text[WIRE_TIME_TEXT_MAX];

  if (time != WIRE_TIME_NONE)
    wire_json_add_string (builder, key, wire_time_to_text (time, text));
}

/** Adds protocol, src, sport, dst and dport; ports only where the protocol has them. */
void
wire_json_add_tuple (JsonBuilder *builder, const WireTuple *tuple)
{
  gboolean has_ports = wire_protocol_has_ports (tuple->protocol) && !tuple->ports_unknown;
  char name[16];
  char src[WIRE_ADDRESS_TEXT_MAX];
  char dst[WIRE_ADDRESS_TEXT_MAX];

  wire_json_add_string (builder, "protocol", wire_ip_protocol_name (tuple->protocol, name));
  wire_json_add_string (builder, "src", wire_address_to_text (tuple->family, tuple->src, src));
  if (has_ports)
    wire_json_add_int (builder, "sport", tuple->src_port);
  wire_json_add_string (builder, "dst", wire_address_to_text (tuple->family, tuple->dst, dst));
  if (has_ports)
    wire_json_add_int (builder, "dport", tuple->dst_port);
  if (tuple->ports_unknown)
    wire_json_add_boolean (builder, "ports_unknown", TRUE);
}

/**
 * wire_time_to_text:
 * @time: nanoseconds since 1970, or %WIRE_TIME_NONE, which gives `-`
 *
 * Returns: @buffer: seconds since 1970 with nine decimals
 */
const char *
wire_time_to_text (gint64 time, char buffer[WIRE_TIME_TEXT_MAX])
{
  guint64 distance = time < 0 ? -(guint64) time : (guint64) time;

  if (time == WIRE_TIME_NONE)
    return g_strlcpy (buffer, "-", WIRE_TIME_TEXT_MAX), buffer;
  g_snprintf (buffer, WIRE_TIME_TEXT_MAX, "%s%" G_GUINT64_FORMAT ".%09" G_GUINT64_FORMAT,
              time < 0 ? "-" : "", distance / 1000000000, distance % 1000000000);
  return buffer;
}

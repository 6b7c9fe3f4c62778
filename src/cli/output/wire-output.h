/* wire-output.h: answers on standard output, as text or as JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-address.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Everything is written through stdio, in large pieces where nobody watches. Who reads may leave at
 * any time: the process then ends by SIGPIPE, without a word. */

void wire_output_begin (void);
gboolean wire_output_end (GError **error);

void wire_output_line (const char *line);
void wire_output_bytes (const char *bytes, gsize length);
void wire_output_json (JsonBuilder *builder);

/** Takes an object in place of standard output. */
typedef void (*WireOutputFunc) (JsonNode *root, gpointer user_data);

void wire_output_set_func (WireOutputFunc func, gpointer user_data);

void wire_json_add_string (JsonBuilder *builder, const char *key, const char *value);

/** Adds a member with a whole number. */
void wire_json_add_int (JsonBuilder *builder, const char *key, gint64 value);

/** Adds a member that is true or false. */
void wire_json_add_boolean (JsonBuilder *builder, const char *key, gboolean value);

void wire_json_add_time (JsonBuilder *builder, const char *key, gint64 time);
void wire_json_add_tuple (JsonBuilder *builder, const WireTuple *tuple);

/** Longest text of a time and its NUL. */
#define WIRE_TIME_TEXT_MAX 32

const char *wire_time_to_text (gint64 time, char buffer[WIRE_TIME_TEXT_MAX]);

G_END_DECLS

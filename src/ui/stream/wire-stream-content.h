/* wire-stream-content.h: what was said on a stream, on the screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "capture/follow/wire-stream-lines.h"

G_BEGIN_DECLS

#define WIRE_TYPE_STREAM_CONTENT (wire_stream_content_get_type ())
/** WireStreamContent: what was said on a stream, on the screen */
G_DECLARE_FINAL_TYPE (WireStreamContent, wire_stream_content, WIRE, STREAM_CONTENT, GtkWidget)

void wire_stream_content_set_transcript (WireStreamContent *content,
                                         WireStreamTranscript *transcript,
                                         const char *const names[2]);
/** To be called where the transcript has become longer. */
void wire_stream_content_grew (WireStreamContent *content);
void wire_stream_content_set_sides (WireStreamContent *content, WireStreamSides sides);
/** Shows bytes as @form says: text, hexadecimal or escapes. */
void wire_stream_content_set_form (WireStreamContent *content, WireStreamForm form);
/** Returns: how bytes are shown */
WireStreamForm wire_stream_content_get_form (WireStreamContent *content);

guint64 wire_stream_content_get_cursor (WireStreamContent *content);
gboolean wire_stream_content_get_selection (WireStreamContent *content,
                                            guint64 *start,
                                            guint64 *end);
void wire_stream_content_select (WireStreamContent *content, guint64 start, guint64 end);
/** Copies what is selected to the clipboard. */
char *wire_stream_content_copy (WireStreamContent *content);
/** Returns: how many lines are laid out by now */
guint64 wire_stream_content_count_lines (WireStreamContent *content);
/** Returns: (transfer full): line @line as a screen reader says it */
char *wire_stream_content_describe_line (WireStreamContent *content, guint64 number);

G_END_DECLS

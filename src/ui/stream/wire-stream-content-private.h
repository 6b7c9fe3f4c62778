/* wire-stream-content-private.h: what the aspects of a stream's content share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/stream/wire-stream-content.h"
#include "ui/widgets/wire-scroll.h"

G_BEGIN_DECLS

struct _WireStreamContent
{
  GtkWidget parent_instance;

  WireStreamTranscript *transcript;
  char *names[2]; /* `→ 192.0.2.1:80`, by side */
  WireStreamSides sides;
  WireStreamForm form;

  WireStreamLines *lines; /* that are shown */
  WireStreamLines *fresh; /* that will be, as soon as some are laid out; or NULL */
  WireJob *layout;        /* that lays out the newer of both, or NULL */
  gboolean grown;         /* the transcript, since @layout began */

  gboolean announced; /* the line of the cursor */

  guint64 cursor; /* a place, as are the next */
  guint64 anchor; /* where the selection began; where the cursor is, without one */
  guint64 wanted; /* to be seen once it is laid out, or NOWHERE */
  gboolean wanted_at_top;
  int goal; /* pixels from the left where the cursor goes up and down */

  WireStreamLine line; /* looked at last */
  WireStreamText text; /* of it */

  WireScroll scroll;
};

#define WIRE_STREAM_MARGIN 12 /* pixels around everything */
#define WIRE_STREAM_INDENT 28 /* … before the second side */
#define WIRE_STREAM_BAR 4     /* … of the bar that tells the sides apart */
#define WIRE_STREAM_PADDING 8 /* … between it and the text */

/* Of a line in hexadecimal: offset, digits, ASCII and what is between them, in characters. */
#define WIRE_STREAM_HEX_16 76
#define WIRE_STREAM_HEX_8 43
#define WIRE_STREAM_HEX_4 27

#define WIRE_STREAM_MIN_COLUMNS 16

/** No place. */
#define WIRE_STREAM_NOWHERE G_MAXUINT64

guint64 wire_stream_content_get_n_lines (WireStreamContent *content);
gboolean wire_stream_content_load_line (WireStreamContent *content, guint64 number);
PangoLayout *wire_stream_content_make_layout (WireStreamContent *content);
int wire_stream_content_get_indent (guint side);
guint64 wire_stream_content_find_line (WireStreamContent *content, guint64 place);

int wire_stream_content_get_frame (void);
void wire_stream_content_configure (WireStreamContent *content);
void wire_stream_content_fit (WireStreamContent *content);
void wire_stream_content_lay_out (WireStreamContent *content);
void wire_stream_content_stop_layout (WireStreamContent *content);
void wire_stream_content_want (WireStreamContent *content, guint64 place, gboolean at_top);
void wire_stream_content_announce (WireStreamContent *content);

void wire_stream_content_move_to (WireStreamContent *content, guint64 place, gboolean keeps_anchor);

void wire_stream_content_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);
void wire_stream_content_install_copy (GtkWidgetClass *widget_class);
void wire_stream_content_init_input (WireStreamContent *content);

G_END_DECLS

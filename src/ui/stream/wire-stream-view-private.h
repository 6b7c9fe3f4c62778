/* wire-stream-view-private.h: what the aspects of the stream view share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/stream/wire-stream-content.h"
#include "ui/stream/wire-stream-layers.h"
#include "ui/stream/wire-stream-versions.h"
#include "ui/stream/wire-stream-view.h"
#include "ui/widgets/wire-find-bar.h"

G_BEGIN_DECLS

/** Bytes of one direction, to be selected. */
typedef struct
{
  guint side;
  guint64 position;
  guint64 length;
} WireStreamWanted;

struct _WireStreamView
{
  AdwBin parent_instance;

  WireCapture *capture;
  guint32 stream;
  WireStreamTranscript *transcript;
  char *endpoints[2]; /* by side */

  WireJob *follow;          /* that puts the stream together, or NULL */
  WireStreamSides saving;   /* what the file that is asked for will get */
  WireStreamWanted *wanted; /* bytes to be selected as soon as they are there, or NULL */

  GtkLabel *title;
  WireStreamLayers *layers;
  GtkDropDown *sides;
  GtkLabel *facts_a;
  GtkLabel *facts_b;
  GtkLabel *summary;
  WireFindBar *find_bar;
  GtkStack *stack;
  WireStreamContent *content;
  GtkLabel *status;
  GtkButton *packet_button;
  GtkWidget *popover;
};

WireStreamSides wire_stream_view_get_sides (WireStreamView *view);
gboolean wire_stream_view_get_span (WireStreamView *view, WireStreamSpan *span);

WireStreamVersions *wire_stream_view_get_versions (WireStreamView *view);
void wire_stream_view_update_facts (WireStreamView *view);

void wire_stream_view_select_wanted (WireStreamView *view);

void wire_stream_view_bind_search (GtkWidgetClass *widget_class);

void wire_stream_view_install_actions (GtkWidgetClass *widget_class);
void wire_stream_view_init_menu (WireStreamView *view);
void wire_stream_view_update_actions (WireStreamView *view);

G_END_DECLS

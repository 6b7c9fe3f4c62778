/* wire-packet-view-private.h: what the aspects of the packet view share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/packets/wire-comment-bar.h"
#include "ui/packets/wire-field-tree.h"
#include "ui/widgets/wire-find-bar.h"
#include "ui/widgets/wire-hex-view.h"
#include "ui/packets/wire-packet-rows.h"
#include "ui/packets/wire-packet-view.h"
#include "ui/lists/wire-row-menu.h"

G_BEGIN_DECLS

/** Which packets are saved as a capture: those that the filter lets through, those that are marked,
 * the selected one and what belongs together with it, or those of a transfer or request. */
typedef enum
{
  WIRE_PACKETS_SHOWN,
  WIRE_PACKETS_MARKED,
  WIRE_PACKETS_THIS,
  WIRE_PACKETS_FLOW,
  WIRE_PACKETS_CONVERSATION,
  WIRE_PACKETS_STREAM,
  WIRE_PACKETS_SIDE,
  WIRE_PACKETS_OBJECT,
  WIRE_PACKETS_EXCHANGE,
} WirePacketsSaved;

struct _WirePacketView
{
  AdwBin parent_instance;

  WireCaptureSession *session;
  WireView *view;
  WirePacketRows *cells;
  WireRowList *rows;
  GtkSingleSelection *selection;
  gboolean stale; /* the session has another view, to be shown with this widget */
  gboolean grows; /* every packet is in its own place, so that the list only grows */
  guint wanted;   /* the packet that stays selected, whatever the filter does */
  GBytes *bytes;  /* of the packet shown below */
  WireTimeDisplay time_display;
  gboolean save_keys;

  GtkStack *stack;
  WireFindBar *find_bar;
  GtkColumnView *column_view;
  WireFieldTree *tree;
  WireHexView *hex;
  WireRowMenu *menu;
};

void wire_packet_view_bind_search (GtkWidgetClass *widget_class);
void wire_packet_view_install_actions (GtkWidgetClass *widget_class);
void wire_packet_view_init_menu (WirePacketView *self);
void wire_packet_view_update_actions (WirePacketView *self);
void wire_packet_view_ask_packet (WirePacketView *self);
void wire_packet_view_save_to (WirePacketView *self,
                               WirePacketsSaved what,
                               guint32 number,
                               GFile *file);
void wire_packet_view_ask_to_save (WirePacketView *self, WirePacketsSaved what, guint32 number);
void wire_packet_view_install_saving (GtkWidgetClass *widget_class);
void wire_packet_view_update_saving (WirePacketView *self, gboolean flow, gboolean stream);

void wire_packet_view_show_again (WirePacketView *self);

/* wire-packet-view-marks.c */
void wire_packet_view_install_marks (GtkWidgetClass *widget_class);
void wire_packet_view_update_marks (WirePacketView *self);

/* wire-packet-view-comments.c */
WireCommentBar *wire_packet_view_get_comments (WirePacketView *self);
void wire_packet_view_show_comments (WirePacketView *self, guint packet);
void wire_packet_view_bind_comments (GtkWidgetClass *widget_class);

/* wire-packet-view-decrypted.c */
void wire_packet_view_show_decrypted (WirePacketView *self, WireCapture *capture, guint32 packet);
void wire_packet_view_bind_decrypted (GtkWidgetClass *widget_class);

G_END_DECLS

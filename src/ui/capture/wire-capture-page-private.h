/* wire-capture-page-private.h: what the capture page and its actions share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/capture/wire-capture-page.h"
#include "ui/session/wire-capture-keys.h"
#include "ui/session/wire-capture-session.h"
#include "ui/downloads/wire-download-view.h"
#include "ui/session/wire-filter-bar.h"
#include "ui/flows/wire-flow-view.h"
#include "ui/hosts/wire-host-view.h"
#include "ui/http/wire-http-view.h"
#include "ui/capture/wire-capture-place.h"
#include "ui/capture/wire-overview-view.h"
#include "ui/messages/wire-message-view.h"
#include "ui/packets/wire-packet-view.h"
#include "ui/search/wire-search-page.h"
#include "ui/stream/wire-stream-view.h"
#include "ui/tls/wire-tls-view.h"
#include "ui/widgets/wire-notice.h"

G_BEGIN_DECLS

struct _WireCapturePage
{
  AdwBin parent_instance;

  WireCaptureSession *session;
  WireCaptureKeys *keys;   /* of the capture */
  WireJob *job;            /* that loads */
  WireCapturePlace *place; /* that is gone to when it has, or NULL */

  GtkStack *stack;
  WireSearchPage *search;
  gboolean from_search; /* the stream that is followed was gone to from there */
  WireNotice *banner;
  gboolean banner_repeats; /* what the Overview says as well */
  WireNotice *key_notice;
  WireFilterBar *filter_bar;
  GtkStack *views;
  WireOverviewView *overview;
  WirePacketView *packets;
  WireFlowView *flows;
  WireHttpView *http;
  WireDownloadView *downloads;
  WireStreamView *stream;
  WireTlsView *tls;
};

/* wire-capture-page.c */
void wire_capture_page_read_again (WireCapturePage *self);

/* wire-capture-page-place.c */
void wire_capture_page_show_pending (WireCapturePage *self);

/* wire-capture-page-names.c */
void wire_capture_page_follow_names (WireCapturePage *self);
void wire_capture_page_name_session (WireCapturePage *self);

/* wire-capture-page-titles.c */
void wire_capture_page_update_titles (WireCapturePage *self);
void wire_capture_page_follow_counts (WireCapturePage *self);

/* wire-capture-page-actions.c */
gboolean wire_capture_page_is_following (WireCapturePage *self);
void wire_capture_page_install_actions (GtkWidgetClass *widget_class);

/* wire-capture-page-titles.c */
WireHostView *wire_capture_page_get_hosts (WireCapturePage *self);
WireMessageView *wire_capture_page_get_messages (WireCapturePage *self);

/* wire-capture-page-export.c */
void wire_capture_page_export_logs (WireCapturePage *self);

/* wire-capture-page-keys.c */
void wire_capture_page_attach_keys (WireCapturePage *self, GFile *file);
void wire_capture_page_offer_keys (WireCapturePage *self);
void wire_capture_page_choose_keys (WireCapturePage *self);
void wire_capture_page_read_keys_again (WireCapturePage *self);
void wire_capture_page_forget_keys (WireCapturePage *self);

G_END_DECLS

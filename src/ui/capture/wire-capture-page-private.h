/* wire-capture-page-private.h: what the capture page and its actions share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/capture/wire-capture-page.h"
#include "ui/session/wire-capture-session.h"
#include "ui/downloads/wire-download-view.h"
#include "ui/session/wire-filter-bar.h"
#include "ui/flows/wire-flow-view.h"
#include "ui/http/wire-http-view.h"
#include "ui/capture/wire-overview-view.h"
#include "ui/packets/wire-packet-view.h"
#include "ui/stream/wire-stream-view.h"

G_BEGIN_DECLS

struct _WireCapturePage
{
  AdwBin parent_instance;

  WireCaptureSession *session;
  WireJob *job; /* that loads */

  GtkStack *stack;
  GtkRevealer *loading;
  GtkProgressBar *progress;
  GtkRevealer *banner;
  GtkLabel *banner_label;
  gboolean banner_wanted;  /* there is something to say, and it was not hidden */
  gboolean banner_repeats; /* … what the Overview says as well */
  WireFilterBar *filter_bar;
  GtkStackSwitcher *switcher;
  guint showing_tab; /* the source that brings the tab into sight, or 0 */
  GtkStack *views;
  WireOverviewView *overview;
  WirePacketView *packets;
  WireFlowView *flows;
  WireHttpView *http;
  WireDownloadView *downloads;
  WireStreamView *stream;
};

void wire_capture_page_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS

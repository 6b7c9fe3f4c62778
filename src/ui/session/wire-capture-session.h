/* wire-capture-session.h: a capture and how it is being looked at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object.h"
#include "capture/view/wire-view.h"
#include "ui/session/wire-host-search.h"

G_BEGIN_DECLS

#define WIRE_TYPE_CAPTURE_SESSION (wire_capture_session_get_type ())
/** WireCaptureSession: a capture and how it is being looked at */
G_DECLARE_FINAL_TYPE (WireCaptureSession, wire_capture_session, WIRE, CAPTURE_SESSION, GObject)

WireCaptureSession *wire_capture_session_new (WireCapture *capture);

WireCapture *wire_capture_session_get_capture (WireCaptureSession *session);
WireFilter *wire_capture_session_get_filter (WireCaptureSession *session);
WireView *wire_capture_session_get_view (WireCaptureSession *session);
WireJob *wire_capture_session_get_job (WireCaptureSession *session);
gboolean wire_capture_session_get_busy (WireCaptureSession *session);
WireJob *wire_capture_session_get_listing (WireCaptureSession *session);
WireObjectList *wire_capture_session_get_objects (WireCaptureSession *session);
WireHostSearch *wire_capture_session_get_hosts (WireCaptureSession *session);

void wire_capture_session_begin_with (WireCaptureSession *session, WireFilter *filter);
void wire_capture_session_load (WireCaptureSession *session);
void wire_capture_session_list_objects (WireCaptureSession *session);
void wire_capture_session_stop (WireCaptureSession *session);
void wire_capture_session_set_filter (WireCaptureSession *session, WireFilter *filter);
void wire_capture_session_set_inside (WireCaptureSession *session, gboolean inside);
void wire_capture_session_add_condition (WireCaptureSession *session,
                                         const WireCondition *condition);

G_END_DECLS

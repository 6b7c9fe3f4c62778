/* wire-report-window.h: writing a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/cases/wire-case-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_REPORT_WINDOW (wire_report_window_get_type ())
/** WireReportWindow: writing a report */
G_DECLARE_FINAL_TYPE (WireReportWindow, wire_report_window, WIRE, REPORT_WINDOW, AdwWindow)

/**
 * WireReportWritten:
 * @file: the report
 * @owner: what wire_report_window_present() was given
 */
typedef void (*WireReportWritten) (GFile *file, GtkWindow *owner);

void wire_report_offer (GtkWidget *toasts, GFile *file, const char *sentence);
void wire_report_window_present (GtkWindow *parent,
                                 const char *capture,
                                 WireCaseStore *store,
                                 WireReportWritten written);

G_END_DECLS

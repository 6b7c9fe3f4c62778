/* wire-case-request.h: what a command on a case was asked for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-capture.h"
#include "cases/wire-case-evidence.h"
#include "cli/command/wire-cli.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** What was asked for. Clear it with wire_case_request_clear(). */
typedef struct
{
  const char *path;
  char **rest;   /* operands after the action and the case */
  char *on;      /* KIND:PLACE of a note */
  char *capture; /* evidence that the note is about */
  char *mark;
  char *colour;
  char *tags;
  char *offset; /* seconds */
  char *password_file;
  gboolean all;
  WireCliOptions *options;
  JsonBuilder *builder; /* NULL: text */
} WireCaseRequest;

/** Frees what @request owns, but not @request itself. */
void wire_case_request_clear (WireCaseRequest *request);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireCaseRequest, wire_case_request_clear)

/** Prints the JSON object that was begun. */
void wire_case_request_end_row (const WireCaseRequest *request);
/** Returns: (transfer full) (nullable): the evidence that @name is, by path or digest */
WireCaseEvidence *wire_case_request_find_evidence (WireCase *opened,
                                                   const char *name,
                                                   GError **error);

/** Reads a capture for a report: @options: #WireCliOptions. A WireReportLoad. */
WireCapture *wire_case_request_load (const char *path, gpointer options, GError **error);

/** Exports what the case is about. */
gboolean wire_case_request_export (const WireCaseRequest *request, GError **error);

/** Prints what happened in all captures, in the order of corrected time. */
gboolean wire_case_request_timeline (const WireCaseRequest *request, GError **error);

/** Runs a command on each capture. */
gboolean wire_case_request_each (const WireCaseRequest *request, GError **error);

/** Prints which captures have the same packets. */
gboolean wire_case_request_taps (const WireCaseRequest *request, GError **error);

/** What was used, filters with names, and the list of files as the case knows them. */
gboolean wire_case_request_use (const WireCaseRequest *request, GError **error);
gboolean wire_case_request_list_means (const WireCaseRequest *request, GError **error);
gboolean wire_case_request_save_filter (const WireCaseRequest *request, GError **error);
gboolean wire_case_request_list_filters (const WireCaseRequest *request, GError **error);
gboolean wire_case_request_list (const WireCaseRequest *request, GError **error);

/** The commands on notes: each does what @request asks for. */
gboolean wire_case_request_write_note (const WireCaseRequest *request, GError **error);
gboolean wire_case_request_edit_note (const WireCaseRequest *request, GError **error);
gboolean wire_case_request_remove_note (const WireCaseRequest *request, GError **error);
gboolean wire_case_request_restore_note (const WireCaseRequest *request, GError **error);
gboolean wire_case_request_list_notes (const WireCaseRequest *request, GError **error);

G_END_DECLS

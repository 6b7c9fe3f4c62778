/* wire-case-row.h: a row of a table about several captures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cases/wire-case-evidence.h"
#include "cases/wire-case-notes.h"

G_BEGIN_DECLS

#define WIRE_TYPE_CASE_ROW (wire_case_row_get_type ())

/** Something in a capture of a case, with the way to it. A worker makes it; then it is read only.
 */
G_DECLARE_FINAL_TYPE (WireCaseRow, wire_case_row, WIRE, CASE_ROW, GObject)

WireCaseRow *wire_case_row_new (const WireCaseEvidence *evidence,
                                gint64 time,
                                char *text,
                                char *detail);
void wire_case_row_set_way (WireCaseRow *row, WireCaseNote *way);

/** Returns: the number of its evidence in the case */
gint64 wire_case_row_get_evidence (WireCaseRow *row);

/** Returns: (transfer none): the path of its capture, as the case has it, printable */
const char *wire_case_row_get_capture (WireCaseRow *row);

/** Returns: nanoseconds since 1970, with the clock of its capture corrected, or %WIRE_TIME_NONE */
gint64 wire_case_row_get_time (WireCaseRow *row);

/** Returns: (transfer none): what it is, printable */
const char *wire_case_row_get_text (WireCaseRow *row);

/** Returns: (transfer none): more about it, printable; may be empty */
const char *wire_case_row_get_detail (WireCaseRow *row);

const WireCaseNote *wire_case_row_get_way (WireCaseRow *row);
gboolean wire_case_row_matches (WireCaseRow *row, const char *wanted);
int wire_case_row_compare (gconstpointer a, gconstpointer b);

G_END_DECLS

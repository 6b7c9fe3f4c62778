/* wire-report.h: what a report says, whatever it is written as
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "report/wire-report-chart.h"
#include "report/wire-report-picture.h"

G_BEGIN_DECLS

/**
 * WireReportColumn:
 * @key: for programs
 * @title: for people, not translated yet; a literal
 * @figure: a number, which is set to the right
 * @code: a digest, a command or an address, which is set in letters of one width
 */
typedef struct
{
  const char *key;
  const char *title;
  gboolean figure;
  gboolean code;
} WireReportColumn;

/**
 * WireReportSection:
 * @key: for programs
 * @heading: for people
 * @paragraphs: (element-type utf8): in order
 * @columns: (nullable): of the table below them
 * @n_columns: of @columns
 * @rows: (element-type GStrv): a cell a column; may be empty
 * @pictures: (nullable) (element-type WireReportPicture): one a row, in the same order
 * @chart: (nullable): what the rows look like
 */
typedef struct
{
  char *key;
  char *heading;
  GPtrArray *paragraphs;
  const WireReportColumn *columns;
  guint n_columns;
  GPtrArray *rows;
  GPtrArray *pictures;
  WireReportChart *chart;
} WireReportSection;

/**
 * WireReport:
 * @title: of all
 * @sections: (element-type WireReportSection): in order
 * @picture_bytes: of all its pictures
 *
 * Text of evidence in it is as it was found: each writer makes it harmless in its own form. Used by
 * one thread at a time.
 */
typedef struct
{
  char *title;
  GPtrArray *sections;
  gsize picture_bytes;
} WireReport;

WireReport *wire_report_new (const char *title);

/** Frees @report and what it owns. */
void wire_report_free (WireReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireReport, wire_report_free)

WireReportSection *wire_report_add_section (WireReport *report,
                                            const char *key,
                                            const char *heading,
                                            const WireReportColumn *columns,
                                            guint n_columns);
const char *wire_report_column_get_title (const WireReportColumn *column);
void wire_report_add_paragraph (WireReportSection *section, char *text);
void wire_report_add_row (WireReportSection *section, ...) G_GNUC_NULL_TERMINATED;
const char *wire_report_section_get_cell (const WireReportSection *section,
                                          char **cells,
                                          const char *key);
void wire_report_add_picture (WireReport *report,
                              WireReportSection *section,
                              WireReportPicture *picture);

G_END_DECLS

/* wire-report-pdf-private.h: the page that is written on, for the files that write PDF
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "report/wire-report.h"

#include <cairo.h>
#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* A4 in points, and what stays free around. */
#define WIRE_PDF_WIDTH 595.0
#define WIRE_PDF_HEIGHT 842.0
#define WIRE_PDF_MARGIN 48.0
#define WIRE_PDF_BETWEEN 6.0

/* Where on which page the next thing goes. */
typedef struct
{
  cairo_surface_t *surface;
  cairo_t *cairo;
  PangoLayout *layout;
  double y;
  guint page;
} WirePdfPages;

void wire_pdf_need_room (WirePdfPages *self, double height);

/* wire-report-pdf-figures.c */
void wire_pdf_show_chart (WirePdfPages *self, const WireReportChart *chart);
gboolean wire_pdf_shows_picture (const WireReportPicture *picture);
void wire_pdf_show_picture (WirePdfPages *self, const WireReportPicture *picture);

G_END_DECLS

/* wire-report-picture.h: a picture of the evidence in a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Pixels of the widest and highest picture that is put into a report. */
#define WIRE_REPORT_PICTURE_MAX_EDGE 8192u

/** Pixels of the largest one: who opens the report decodes it. */
#define WIRE_REPORT_PICTURE_MAX_PIXELS (12u * 1000 * 1000)

/**
 * WireReportPicture:
 * @bytes: the file, as it was sent
 * @type: its media type; a literal
 * @width: pixels, as its head says
 * @height: likewise
 *
 * Wirecase does not decode pictures for a report. It looks at their heads only, and passes the
 * bytes on to what shows the report.
 */
typedef struct
{
  GBytes *bytes;
  const char *type;
  guint32 width;
  guint32 height;
} WireReportPicture;

WireReportPicture *wire_report_picture_new (GBytes *bytes);

/** Frees @picture and drops its bytes. */
void wire_report_picture_free (WireReportPicture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireReportPicture, wire_report_picture_free)

G_END_DECLS

/* wire-case-export.h: what a case is about, in a folder or a ZIP for others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "report/wire-report-make.h"

G_BEGIN_DECLS

/**
 * WireCaseExport:
 * @wish: the case, and how its captures are read; the report has all parts
 * @to: a folder, or a file where it ends in `.zip`; neither must be there yet
 * @all: all transfers; else those that notes are on
 * @password: (nullable): of the ZIP, which is encrypted with AES-256 then
 *
 * What is exported, and where to.
 */
typedef struct
{
  WireReportWish wish;
  const char *to;
  gboolean all;
  const char *password;
} WireCaseExport;

/**
 * WireCaseExported:
 * @transfers: that were saved
 * @packets: that were saved
 * @failed: (element-type utf8): what could not be, and why, in sentences
 */
typedef struct
{
  guint transfers;
  guint packets;
  GPtrArray *failed;
} WireCaseExported;

/** Frees what @exported owns, but not @exported itself. */
void wire_case_exported_clear (WireCaseExported *exported);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireCaseExported, wire_case_exported_clear)

gboolean wire_case_export (const WireCaseExport *wish,
                           WireCaseExported *exported,
                           WireJob *job,
                           GError **error);

G_END_DECLS

/* wire-lpd-job.h: jobs that a client gives to a printer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-channel.h"

G_BEGIN_DECLS

/**
 * WireLpdJob:
 *
 * One connection, with its files and what is said of them. Used by the loading thread.
 */
typedef struct _WireLpdJob WireLpdJob;

WireLpdJob *wire_lpd_job_new (WireChannel *channel);

/** Frees @job and what it owns. */
void wire_lpd_job_free (WireLpdJob *job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireLpdJob, wire_lpd_job_free)

gboolean wire_lpd_file_parse (const char *line,
                              gboolean *control,
                              guint64 *size,
                              const char **name);
void wire_lpd_job_add (WireLpdJob *job, guint side, const WireStreamPiece *piece);
void wire_lpd_job_end (WireLpdJob *job, guint side, gboolean orderly);

G_END_DECLS

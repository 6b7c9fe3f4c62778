/* wire-text-trial.h: what converting a text file would do, and how it reads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "text/wire-text-convert.h"

G_BEGIN_DECLS

/**
 * WireTextTrial:
 * @from: (owned): the codec it was read in
 * @guess: (owned) (nullable): why that codec was taken, where it was not given
 * @beginning: (owned): how the text begins
 * @report: what was read, and what would be lost
 *
 * A plain value. Made by a worker, then read by the main thread.
 */
typedef struct
{
  char *from;
  char *guess;
  char *beginning;
  WireConversionReport report;
} WireTextTrial;

WireTextTrial *wire_text_trial_run (const char *path,
                                    const WireConversion *conversion,
                                    WireJob *job,
                                    GError **error);
/** Frees @trial. */
void wire_text_trial_free (WireTextTrial *trial);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireTextTrial, wire_text_trial_free)

char *wire_text_trial_describe_lines (const WireTextTrial *trial);
char *wire_text_trial_describe_loss (const WireTextTrial *trial, const char *to);

G_END_DECLS

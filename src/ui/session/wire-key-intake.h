/* wire-key-intake.h: tells files with keys from others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"

G_BEGIN_DECLS

/**
 * WireKeyIntakeDone:
 * @keys: those of the files that have keys
 * @others: the other files; where there is a problem, the file that it is about, and those that
 * were not looked at
 * @problem: (nullable): what is wrong with a file that should have keys
 * @owner: what the intake was given
 *
 * Called once on the main thread.
 */
typedef void (*WireKeyIntakeDone) (const char *const *keys,
                                   const char *const *others,
                                   const GError *problem,
                                   GObject *owner);

void wire_key_intake_sort (const char *const *paths, WireKeyIntakeDone done, GObject *owner);
void wire_key_intake_check (const char *const *paths, WireKeyIntakeDone done, GObject *owner);

G_END_DECLS

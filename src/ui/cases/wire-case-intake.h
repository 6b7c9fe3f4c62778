/* wire-case-intake.h: files that become evidence of a case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "ui/cases/wire-case-store.h"

G_BEGIN_DECLS

/**
 * WireCaseAdded:
 * @store: the case
 * @digests: SHA-256 of each path that was added, in their order, up to a %NULL
 * @error: (nullable): why not all of them were
 * @owner: what wire_case_intake_start() was given
 */
typedef void (*WireCaseAdded) (WireCaseStore *store,
                               const char *const *digests,
                               const GError *error,
                               GObject *owner);

void wire_case_intake_start (WireCaseStore *store,
                             const char *const *paths,
                             WireCaseAdded added,
                             GObject *owner);

void wire_case_intake_use (WireCaseStore *store,
                           const char *kind,
                           const char *path,
                           GObject *owner);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/evidence/wire-evidence-list.h"

WireEvidence *evidence_new (const char *path, const char *content);
GPtrArray *matches_new (const char *set, WireHashSetKind kind, const char *name);

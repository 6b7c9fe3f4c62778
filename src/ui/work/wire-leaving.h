/* wire-leaving.h: what closing a window would end, and whether to end it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GPtrArray *wire_leaving_work_new (void);
void wire_leaving_work_add (GPtrArray *work, const char *what);
void wire_leaving_work_add_job (GPtrArray *work, WireJob *job);
void wire_leaving_work_add_jobs (GPtrArray *work);
void wire_leaving_ask (GtkWindow *parent, GPtrArray *work, GPtrArray *windows);

G_END_DECLS

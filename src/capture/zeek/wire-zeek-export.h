/* wire-zeek-export.h: a capture becomes Zeek's logs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "capture/wire-capture.h"
#include "capture/zeek/log/wire-zeek-folder.h"
#include "files/types/wire-type.h"

G_BEGIN_DECLS

gboolean wire_zeek_export_capture (WireCapture *capture,
                                   WireZeekFolder *folder,
                                   WireTypeDetector *detector,
                                   gboolean ignore_checksums,
                                   WireJob *job,
                                   GError **error);

G_END_DECLS

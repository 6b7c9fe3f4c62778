/* wire-mail-file-name.h: what a part of a mail is called as a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gmime/gmime.h>

G_BEGIN_DECLS

const char *wire_mail_find_file_name (GMimeObject *part);

G_END_DECLS

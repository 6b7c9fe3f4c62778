/* wire-imap-structure.h: what the parts of a mail are, as BODYSTRUCTURE says (RFC 9051,
 * section 7.5.2)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Parts in parts; what is deeper is not read. */
#define WIRE_IMAP_STRUCTURE_MAX_DEPTH 50u

/** Values in one structure. */
#define WIRE_IMAP_STRUCTURE_MAX_VALUES 20000u

/** Takes what is before the content of part @section if the mail is read as a whole: fields of
 * a head, up to and including an empty line. */
typedef void (*WireImapStructureSink) (const char *section, const char *head, gpointer user_data);

void wire_imap_structure_read (const char *text, WireImapStructureSink take, gpointer user_data);

G_END_DECLS

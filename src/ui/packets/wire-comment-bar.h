/* wire-comment-bar.h: comments on the selected packet, and changes to comments
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/view/wire-view.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_COMMENT_BAR (wire_comment_bar_get_type ())
/** WireCommentBar: comments on the selected packet, and changes to comments */
G_DECLARE_FINAL_TYPE (WireCommentBar, wire_comment_bar, WIRE, COMMENT_BAR, AdwBin)

void wire_comment_bar_show (WireCommentBar *bar, WireCapture *capture, guint32 packet);
void wire_comment_bar_edit (WireCommentBar *bar);

GHashTable *wire_comment_bar_copy_edits (WireCommentBar *bar);
void wire_comment_bar_note_saved (WireCommentBar *bar, WireView *view);
guint wire_comment_bar_count_unsaved (WireCommentBar *bar);

G_END_DECLS

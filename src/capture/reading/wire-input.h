/* wire-input.h: a file or standard input, as its bytes are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WireInput:
 *
 * What was named on the command line or chosen in the window, opened: a regular file, or standard
 * input, for which it waits without being deaf to a cancellation. For one thread, but for
 * wire_input_check_unchanged() and the descriptor.
 */
typedef struct _WireInput WireInput;

WireInput *wire_input_open (const char *path, GCancellable *cancellable, GError **error);

/** Frees @input and what it owns. */
void wire_input_free (WireInput *input);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireInput, wire_input_free)

gssize wire_input_read (WireInput *input, guint8 *buffer, gsize size, GError **error);
gboolean wire_input_seek (WireInput *input, guint64 position);
gboolean wire_input_check_unchanged (WireInput *input, GError **error);
gboolean wire_input_fail (const WireInput *input, int code, GError **error);
void wire_input_expect_all (WireInput *input);

int wire_input_get_fd (const WireInput *input);
gboolean wire_input_is_pipe (const WireInput *input);
const char *wire_input_get_name (const WireInput *input);
guint64 wire_input_get_size (const WireInput *input);
guint64 wire_input_get_position (const WireInput *input);
double wire_input_get_fraction (const WireInput *input);

G_END_DECLS

/* wire-codec-button.h: chooses a codec among all that there are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_CODEC_BUTTON (wire_codec_button_get_type ())
/** WireCodecButton: chooses a codec among all that there are */
G_DECLARE_FINAL_TYPE (WireCodecButton, wire_codec_button, WIRE, CODEC_BUTTON, AdwBin)

/** Returns: (transfer none): the name of the codec that is chosen */
const char *wire_codec_button_get_codec (WireCodecButton *button);
void wire_codec_button_set_codec (WireCodecButton *button, const char *codec);

G_END_DECLS

/* wire-pieces-plot.h: how a byte stream was cut by who sent it and by who received it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "sockets/wire-pieces.h"

G_BEGIN_DECLS

#define WIRE_TYPE_PIECES_PLOT (wire_pieces_plot_get_type ())
/** WirePiecesPlot: how a byte stream was cut by who sent it and by who received it */
G_DECLARE_FINAL_TYPE (WirePiecesPlot, wire_pieces_plot, WIRE, PIECES_PLOT, GtkWidget)

void wire_pieces_plot_set_pieces (WirePiecesPlot *plot, WirePieces *pieces);
char *wire_pieces_plot_describe (WirePiecesPlot *plot);

G_END_DECLS

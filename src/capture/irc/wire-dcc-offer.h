/* wire-dcc-offer.h: files that IRC users offer each other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-address.h"

G_BEGIN_DECLS

/** A size that nobody said. */
#define WIRE_DCC_UNKNOWN G_MAXUINT64

/**
 * WireDccOffer:
 * @name: of the file; owned
 * @from: (nullable): who says so; owned
 * @family: of @address
 * @address: where the connection will go to
 * @port: likewise; 0: the other one shall listen, and say where (“reverse DCC”)
 * @size: of the file, or %WIRE_DCC_UNKNOWN
 * @token: (nullable): what an offer and its answer have in common; owned
 *
 * A line such as `PRIVMSG bob :^ADCC SEND name address port size^A`.
 */
typedef struct
{
  char *name;
  char *from;
  guint8 family;
  guint8 address[16];
  guint16 port;
  guint64 size;
  char *token;
} WireDccOffer;

/** Frees what @offer owns, but not @offer itself. */
void wire_dcc_offer_clear (WireDccOffer *offer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireDccOffer, wire_dcc_offer_clear)

gboolean wire_dcc_offer_parse (const char *line, WireDccOffer *offer);

G_END_DECLS

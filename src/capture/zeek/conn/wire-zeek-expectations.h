/* wire-zeek-expectations.h: connections that another one announces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/zeek/conn/wire-zeek-connection.h"

G_BEGIN_DECLS

/** Ports that may be expected at once; the oldest are forgotten. */
#define WIRE_ZEEK_MAX_EXPECTED 4096u

/**
 * WireZeekExpectations:
 *
 * Addresses and ports that FTP names for its data (RFC 959 and 2428), and IRC for files that are
 * sent, so that conn.log can call those connections ftp-data and irc-dcc-data. For one thread.
 */
typedef struct _WireZeekExpectations WireZeekExpectations;

WireZeekExpectations *wire_zeek_expectations_new (void);

/** Frees @expectations and what it owns. */
void wire_zeek_expectations_free (WireZeekExpectations *expectations);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireZeekExpectations, wire_zeek_expectations_free)

void wire_zeek_expectations_listen (WireZeekExpectations *expectations,
                                    const WireZeekConnection *connection,
                                    guint side,
                                    const guint8 *data,
                                    gsize length);
void wire_zeek_expectations_meet (WireZeekExpectations *expectations,
                                  WireZeekConnection *connection);

G_END_DECLS

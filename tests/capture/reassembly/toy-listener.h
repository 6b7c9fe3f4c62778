/* toy-listener.h: a protocol that only tests speak
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listening.h"

/* A client says "TOY\n" first; a server may have said "220 hello\n" before. From then on each piece
 * is a command where it is one of these, and is only noted otherwise:
 *
 *   TUNNEL\n    what follows on both sides is another conversation
 *   UPGRADE\n   likewise, and it is the toy's, whatever it begins with
 *   SECRET\n    likewise, encrypted: letters have the other case
 *   FILE name\n the next piece is a file
 *   PART name\n likewise, which is a part of the last one
 *   PORT n\n    the next connection to port n is the toy's
 *   HOLD n\n    asks for n bytes of memory
 *   WARN\n      the capture gets a warning
 *   AGAIN\n     asks for a second pass
 *   BYE\n       the toy leaves
 *   OTHER\n     the toy says that this is not its protocol
 *
 * Its log is a GString of all that happened. */
extern const WireListener toy_listener;

/* A client says "TOYS\n" or, in another conversation, "OTHER\n" first. Notes what it hears in the
 * same log, with a `+` before it. */
extern const WireListener second_listener;

/* Datagrams that begin with "toy"; the conversation goes on. */
extern const WireListener toy_datagram_listener;

/* wire-mqtt-listener.h: MQTT in the table of listeners
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listening.h"

G_BEGIN_DECLS

/** MQTT 3.1, 3.1.1 and 5 (OASIS): each message that is published is a transfer. */
extern const WireListener wire_mqtt_listener;

G_END_DECLS

/* wire-mqtt-packet.h: how a control packet of MQTT begins (MQTT 3.1.1 and 5.0, section 2)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Types of packets: the upper half of the first byte. */
#define WIRE_MQTT_CONNECT 1
#define WIRE_MQTT_PUBLISH 3

guint wire_mqtt_packet_read_fixed (const guint8 *bytes, gsize length, guint32 *rest);
gboolean wire_mqtt_packet_may_begin (const guint8 *bytes, gsize length);

G_END_DECLS

/* wire-host-services.h: which services hosts offer, and which they use
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/hosts/wire-host-traffic.h"

G_BEGIN_DECLS

/** More of each than this are counted, not kept. */
#define WIRE_HOST_MAX_SERVICES (64u * 1024)

/**
 * WireServiceProof:
 * @WIRE_SERVICE_GUESSED: both sides sent, and how the connection began was not captured; the lower
 *   port is taken for the server's
 * @WIRE_SERVICE_ANSWERED: who was asked first answered; of TCP, it accepted the connection
 * @WIRE_SERVICE_SILENT: it was asked, and did not answer, or refused
 */
typedef enum
{
  WIRE_SERVICE_SILENT,
  WIRE_SERVICE_GUESSED,
  WIRE_SERVICE_ANSWERED,
} WireServiceProof;

/**
 * WireHostService:
 * @node: number of the address that offers it
 * @client: number of an address that uses it; of what is offered, of the first
 * @protocol: IP protocol number
 * @proof: #WireServiceProof
 * @port: of @node
 * @flows: how many conversations
 * @packets: of both directions
 * @bytes: likewise
 * @first_flow: the first of its flows
 */
typedef struct
{
  guint32 node;
  guint32 client;
  guint8 protocol;
  guint8 proof;
  guint16 port;
  guint32 flows;
  guint32 clients;
  guint32 first_flow;
  guint64 packets;
  guint64 bytes;
} WireHostService;

/**
 * WireHostServices:
 *
 * Worked out of all flows of a capture. Immutable.
 */
typedef struct _WireHostServices WireHostServices;

WireHostServices *wire_host_services_new (WireCapture *capture, const WireHostTraffic *traffic);

/** Frees @services and what it owns. */
void wire_host_services_free (WireHostServices *services);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireHostServices, wire_host_services_free)

const GPtrArray *wire_host_services_get_offered (const WireHostServices *services, guint32 node);
const GPtrArray *wire_host_services_get_used (const WireHostServices *services, guint32 node);
guint32 wire_host_services_get_left_out (const WireHostServices *services);
const char *wire_service_usual_name (guint8 protocol, guint16 port);

G_END_DECLS

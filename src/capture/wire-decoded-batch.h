/* wire-decoded-batch.h: some dozens of packets, decoded and not yet published
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/decode/wire-undecoded-table.h"
#include "capture/index/wire-flow-table.h"
#include "capture/index/wire-packet-index.h"
#include "capture/reading/wire-reader.h"
#include "capture/reassembly/wire-stream-direction.h"

G_BEGIN_DECLS

/** Packets decoded, hashed and then published at once. Enough that the flow table's waits for
 * memory overlap, few enough that a batch stays in the cache; a lock taken once for 64 packets is
 * lost in the noise. */
#define WIRE_CAPTURE_BATCH 64u

/** A fragment of the batch: what the fragment table wants to know. */
typedef struct
{
  WireTuple tuple;
  guint32 id;
  guint32 position;
  gboolean later;
} WireDecodedFragment;

/** A flow that is not its packet's own: inside a tunnel, or of a datagram that was in fragments. */
typedef struct
{
  WireFlowSample sample;
  guint32 position; /* of the packet; G_MAXUINT where only the segment matters */
  guint32 segment;  /* that has this flow, or G_MAXUINT */
  gboolean wrong;   /* its checksum is */
} WireFurtherFlow;

/**
 * WireDecodedBatch:
 * @n: packets
 * @first_packet: number of the first of them
 * @fraction: as wire_reader_get_fraction() had it after they were read
 * @secrets: (nullable) (element-type GBytes): key logs that came with them
 * @page: (nullable): the bytes that @segments point to
 * @datagrams: (nullable): further ones, that were put together of fragments
 * @records: what the index will have of them, but for their flows
 * @samples: what the flow table will have of them
 * @n_fragments: how many of @fragments are there
 * @further: of #WireFurtherFlow
 * @segments: of #WireSegment, where they are wanted
 * @wrong: positions of packets with wrong checksums, outside tunnels
 * @undecoded: what of these packets was not decoded
 *
 * What reading and decoding a batch of packets gives, without any lock. One thread fills it,
 * another one takes it.
 */
typedef struct
{
  guint n;
  guint32 first_packet;
  double fraction;
  GPtrArray *secrets;
  WireReaderPage *page;
  GPtrArray *datagrams;
  guint n_fragments;
  GArray *further;
  GArray *segments;
  GArray *wrong;
  WireUndecodedTable undecoded;
  WirePacketRecord records[WIRE_CAPTURE_BATCH];
  WireFlowSample samples[WIRE_CAPTURE_BATCH];
  WireDecodedFragment fragments[WIRE_CAPTURE_BATCH];
} WireDecodedBatch;

void wire_decoded_batch_init (WireDecodedBatch *batch);
void wire_decoded_batch_empty (WireDecodedBatch *batch);
void wire_decoded_batch_clear (WireDecodedBatch *batch);

G_END_DECLS

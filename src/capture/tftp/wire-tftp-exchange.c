/* wire-tftp-exchange.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tftp/wire-tftp-exchange.h"

#include "capture/tftp/wire-tftp-blocks.h"

#include <string.h>

/*
 * @request: its strings are @name and @mode; opcode 0 where it was not captured
 * @blocks: what came of the file
 * @confirmed: a block was acknowledged
 * @taking: the last datagram was a new block, of which more may come
 * @error: (nullable): what ended it
 */
struct _WireTftpExchange
{
  gatomicrefcount references;
  WireTftpPacket request;
  char *name;
  char *mode;
  WireTransfer transfer; /* as far as it is known */
  WireTftpOptions agreed;
  WireTftpBlocks *blocks;
  gboolean confirmed;
  gboolean taking;
  gboolean done;
  char *error;
};

/**
 * wire_tftp_exchange_new:
 * @request: that asks for it; its opcode is not one of a request where that was not captured
 * @piece: that brought it
 * @stream: likewise
 *
 * Returns: (transfer full): an exchange of no block
 */
WireTftpExchange *
wire_tftp_exchange_new (const WireTftpPacket *request, const WireStreamPiece *piece, guint32 stream)
{
  WireTftpExchange *self = g_new0 (WireTftpExchange, 1);
  gboolean known = request->opcode == WIRE_TFTP_READ || request->opcode == WIRE_TFTP_WRITE;

  g_atomic_ref_count_init (&self->references);
  self->request = *request;
  self->request.opcode = known ? request->opcode : 0;
  self->name = known ? g_strdup (request->name) : NULL;
  self->mode = known ? g_strdup (request->mode) : NULL;
  self->agreed.size = WIRE_TFTP_UNKNOWN;
  self->blocks = wire_tftp_blocks_new ();
  self->transfer = (WireTransfer){
    .stream = stream,
    .asked_on = WIRE_TRANSFER_NONE,
    .packet = piece->packet,
    .last_packet = piece->packet,
    .time = piece->time,
  };
  return self;
}

/** Returns: (transfer full): @self */
WireTftpExchange *
wire_tftp_exchange_ref (WireTftpExchange *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
wire_tftp_exchange_unref (WireTftpExchange *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->name);
  g_free (self->mode);
  g_free (self->error);
  wire_tftp_blocks_free (self->blocks);
  g_free (self);
}

/** Whether @request is the one of @self, sent again before anything came. */
gboolean
wire_tftp_exchange_is_same (const WireTftpExchange *self, const WireTftpPacket *request)
{
  return !self->done && wire_tftp_blocks_is_empty (self->blocks)
         && self->request.opcode == request->opcode && g_strcmp0 (self->name, request->name) == 0
         && g_strcmp0 (self->mode, request->mode) == 0;
}

/** Whether it is among the transfers already, or came to nothing. */
gboolean
wire_tftp_exchange_is_done (const WireTftpExchange *self)
{
  return self->done;
}

/** Returns: bytes of memory that its blocks take */
gsize
wire_tftp_exchange_get_cost (const WireTftpExchange *self)
{
  return wire_tftp_blocks_get_cost (self->blocks);
}

static gboolean
is_upload (const WireTftpExchange *self)
{
  return self->request.opcode == WIRE_TFTP_WRITE;
}

static gboolean
is_text (const WireTftpExchange *self)
{
  return self->mode && g_ascii_strcasecmp (self->mode, "netascii") == 0;
}

static void
take_block (WireTftpExchange *self,
            guint16 number,
            guint side,
            guint32 stream,
            const WireStreamPiece *piece)
{
  gboolean first = wire_tftp_blocks_is_empty (self->blocks);

  self->taking = wire_tftp_blocks_add (self->blocks, number, self->agreed.window <= 1, piece);
  if (!self->taking)
    return;
  if (first)
    {
      if (stream != self->transfer.stream)
        self->transfer.asked_on = self->transfer.stream;
      self->transfer.stream = stream;
      self->transfer.sender = (guint8) side;
    }
  self->transfer.last_packet = piece->packet;
}

static void
take_error (WireTftpExchange *self, const WireTftpPacket *packet, gboolean from_client)
{
  g_autofree char *message = g_utf8_make_valid (packet->name ? packet->name : "", -1);

  if (!self->error)
    self->error = g_strdup_printf ("The %s ended the transfer with error %u, “%s”.",
                                   from_client ? "client" : "server", packet->number, message);
}

/**
 * wire_tftp_exchange_add:
 * @self: an exchange
 * @packet: the next datagram of it, which is not a request
 * @from_client: who sent it
 * @side: likewise, of @stream
 * @stream: that brought it
 * @piece: its bytes, as far as they came in one packet
 */
void
wire_tftp_exchange_add (WireTftpExchange *self,
                        const WireTftpPacket *packet,
                        gboolean from_client,
                        guint side,
                        guint32 stream,
                        const WireStreamPiece *piece)
{
  self->taking = FALSE;
  if (packet->opcode == WIRE_TFTP_OACK)
    self->agreed = packet->options;
  else if (packet->opcode == WIRE_TFTP_ERROR)
    take_error (self, packet, from_client);
  else if (packet->opcode == WIRE_TFTP_ACK && from_client != is_upload (self))
    self->confirmed |= wire_tftp_blocks_acknowledge (self->blocks, packet->number);
  else if (packet->opcode == WIRE_TFTP_DATA && from_client == is_upload (self))
    take_block (self, packet->number, side, stream, piece);
}

/** More bytes of the last datagram, which came in several packets, or a gap in it. */
void
wire_tftp_exchange_add_more (WireTftpExchange *self,
                             gboolean from_client,
                             const WireStreamPiece *piece)
{
  if (!self->taking || from_client != is_upload (self)
      || !wire_tftp_blocks_add_more (self->blocks, piece))
    return;
  self->transfer.last_packet = piece->packet;
}

/* What became of it */

/* Where the answer to the options was not captured, blocks that are longer than usual tell that it
 * was yes. */
static guint32
find_block_size (const WireTftpExchange *self)
{
  guint32 longest = wire_tftp_blocks_get_longest (self->blocks);

  if (self->agreed.block_size)
    return self->agreed.block_size;
  if (longest <= WIRE_TFTP_BLOCK)
    return WIRE_TFTP_BLOCK;
  return MAX (longest, self->request.options.block_size);
}

/** Whether the last block was acknowledged, or an error ended it: nothing more comes. */
gboolean
wire_tftp_exchange_has_ended (const WireTftpExchange *self)
{
  guint32 size = self->agreed.block_size ? self->agreed.block_size : WIRE_TFTP_BLOCK;

  if (self->error)
    return TRUE;
  return wire_tftp_blocks_is_acknowledged (self->blocks)
         && wire_tftp_blocks_get_last_length (self->blocks) < size;
}

static guint64
get_told_size (const WireTftpExchange *self)
{
  if (is_text (self))
    return WIRE_TFTP_UNKNOWN;
  return self->agreed.size != WIRE_TFTP_UNKNOWN ? self->agreed.size
         : is_upload (self)                     ? self->request.options.size
                                                : WIRE_TFTP_UNKNOWN;
}

static const char *
tell_problem (const WireTftpExchange *self, guint32 block_size, const WireTransfer *transfer)
{
  guint64 told = get_told_size (self);

  if (self->error)
    return self->error;
  if (!wire_tftp_blocks_are_regular (self->blocks, block_size))
    return "Its blocks are not all of the size that was agreed on.";
  if (wire_tftp_blocks_get_last_length (self->blocks) >= block_size)
    return "Its end was not captured.";
  if (transfer->body.missing > 0)
    return "Blocks of it were not captured.";
  if (wire_tftp_blocks_has_skipped (self->blocks) && told == WIRE_TFTP_UNKNOWN)
    return "After block 65,535 comes block 1: block 0 was left out, or not captured.";
  if (told != WIRE_TFTP_UNKNOWN && told != transfer->body.size)
    return "It is not as long as was announced.";
  return NULL;
}

static void
fill_name (const WireTftpExchange *self, WireTransferLog *log, WireTransfer *transfer)
{
  const char *slash = strrchr (self->name, '/');
  const char *backslash = strrchr (self->name, '\\');
  const char *last = MAX (slash, backslash);
  const char *name = last && last[1] ? last + 1 : self->name;

  transfer->name = wire_transfer_log_keep (log, name, strlen (name));
  transfer->path = wire_transfer_log_keep (log, self->name, strlen (self->name));
}

static void
deliver (WireTftpExchange *self, WireTransferLog *log)
{
  WireTransfer *transfer = wire_transfer_log_append (log, NULL);
  guint32 block_size = find_block_size (self);
  guint64 told = get_told_size (self);
  const char *problem;

  if (!transfer)
    return;
  self->transfer.parent = transfer->parent;
  self->transfer.expected = transfer->expected;
  *transfer = self->transfer;
  transfer->protocol = "TFTP";
  transfer->direction = is_upload (self) ? WIRE_TRANSFER_UPLOAD : WIRE_TRANSFER_DOWNLOAD;
  transfer->method = self->request.opcode == 0 ? NULL : is_upload (self) ? "WRQ" : "RRQ";
  transfer->flags = is_text (self) ? WIRE_TRANSFER_TEXT : 0;
  if (self->name)
    fill_name (self, log, transfer);
  wire_tftp_blocks_fill (self->blocks, block_size, &transfer->body);
  if (told != WIRE_TFTP_UNKNOWN && told > transfer->body.size)
    transfer->expected = told;
  problem = tell_problem (self, block_size, transfer);
  transfer->problem = wire_transfer_log_keep (log, problem, problem ? strlen (problem) : 0);
  if (!problem)
    transfer->flags |= WIRE_TRANSFER_COMPLETE;
}

/** Nothing more comes: what there is becomes a transfer of @log, once. */
void
wire_tftp_exchange_finish (WireTftpExchange *self, WireTransferLog *log)
{
  if (self->done)
    return;
  self->done = TRUE;
  if (!wire_tftp_blocks_is_empty (self->blocks) && (self->request.opcode || self->confirmed))
    deliver (self, log);
  wire_tftp_blocks_free (self->blocks);
  self->blocks = wire_tftp_blocks_new ();
}

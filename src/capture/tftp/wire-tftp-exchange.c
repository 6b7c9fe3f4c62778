/* wire-tftp-exchange.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tftp/wire-tftp-exchange.h"

#include "capture/reassembly/wire-scattered.h"

#include <string.h>

/* Blocks of one file: 32 GiB of the smallest usual ones. */
#define MAX_BLOCKS (64u * 1024 * 1024)

/* Numbers on the wire. */
#define NUMBERS 65536u

/*
 * @block: counted from 1, without a wrap
 * @at: of the first byte, in the block
 * @offset: where the bytes are; %WIRE_EXTENT_GAP: they were not captured
 */
typedef struct
{
  guint64 block;
  guint64 offset;
  guint32 at;
  guint32 length;
  guint32 packet;
} Run;

/*
 * @request: its strings are @name and @mode; opcode 0 where it was not captured
 * @runs: (element-type Run): in the order in which they came
 * @seen: a bit a block
 * @base: what is added to numbers on the wire
 * @high: the highest block so far
 * @high_length: how long that one is
 * @skipped: after 65,535 came 1
 * @acknowledged: the last number that was acknowledged
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
  GArray *runs;
  GByteArray *seen;
  guint64 base;
  guint64 high;
  guint32 high_length;
  gboolean skipped;
  guint16 acknowledged;
  gboolean confirmed;
  gboolean taking;
  gboolean broken;
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
  self->runs = g_array_new (FALSE, FALSE, sizeof (Run));
  self->seen = g_byte_array_new ();
  self->transfer = (WireTransfer){
    .stream = stream, .packet = piece->packet, .last_packet = piece->packet, .time = piece->time
  };
  return self;
}

/** Returns: (transfer full): @exchange */
WireTftpExchange *
wire_tftp_exchange_ref (WireTftpExchange *exchange)
{
  g_atomic_ref_count_inc (&exchange->references);
  return exchange;
}

void
wire_tftp_exchange_unref (WireTftpExchange *exchange)
{
  if (!g_atomic_ref_count_dec (&exchange->references))
    return;
  g_free (exchange->name);
  g_free (exchange->mode);
  g_free (exchange->error);
  g_array_unref (exchange->runs);
  g_byte_array_unref (exchange->seen);
  g_free (exchange);
}

/** Whether @request is the one of @exchange, sent again before anything came. */
gboolean
wire_tftp_exchange_is_same (const WireTftpExchange *exchange, const WireTftpPacket *request)
{
  return !exchange->done && exchange->runs->len == 0 && exchange->request.opcode == request->opcode
         && g_strcmp0 (exchange->name, request->name) == 0
         && g_strcmp0 (exchange->mode, request->mode) == 0;
}

/** Whether it is among the transfers already, or came to nothing. */
gboolean
wire_tftp_exchange_is_done (const WireTftpExchange *exchange)
{
  return exchange->done;
}

/** Returns: bytes of memory that its blocks take */
gsize
wire_tftp_exchange_get_cost (const WireTftpExchange *exchange)
{
  return exchange->runs->len * sizeof (Run) + exchange->seen->len;
}

/* Blocks */

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

/* Returns: whether @block is new; notes that it came */
static gboolean
note_block (WireTftpExchange *self, guint64 block)
{
  guint byte = (guint) (block / 8);
  guint8 bit = (guint8) (1 << block % 8);

  if (byte >= self->seen->len)
    {
      guint before = self->seen->len;

      g_byte_array_set_size (self->seen, byte + 1 + byte / 4);
      memset (self->seen->data + before, 0, self->seen->len - before);
    }
  if (self->seen->data[byte] & bit)
    return FALSE;
  self->seen->data[byte] |= bit;
  return TRUE;
}

/* Returns: the block that @number is nearest to, from 1 on; 0 where there is none */
static guint64
unroll (WireTftpExchange *self, guint16 number)
{
  guint64 block;

  /* Who acknowledged 65,535 and gets 1 next has a server that leaves 0 out. */
  if (number == 1 && self->acknowledged == G_MAXUINT16 && self->agreed.window <= 1
      && self->high == self->base + G_MAXUINT16)
    {
      self->skipped = TRUE;
      self->base += NUMBERS - 1;
    }
  block = self->base + number;
  if (block + NUMBERS / 2 < self->high)
    {
      self->base += NUMBERS;
      return block + NUMBERS;
    }
  if (block > self->high + NUMBERS / 2 && block >= NUMBERS)
    return block - NUMBERS;
  return block;
}

static void
keep_run (WireTftpExchange *self, const Run *run)
{
  g_array_append_val (self->runs, *run);
  self->transfer.last_packet = run->packet;
}

static void
take_block (WireTftpExchange *self,
            guint16 number,
            guint side,
            guint32 stream,
            const WireStreamPiece *piece)
{
  guint64 block = unroll (self, number);
  const Run run = {
    .block = block,
    .offset = piece->offset + WIRE_TFTP_HEAD,
    .length = piece->length - WIRE_TFTP_HEAD,
    .packet = piece->packet,
  };

  if (block == 0 || block > MAX_BLOCKS || block > self->high + NUMBERS / 2)
    {
      self->broken = TRUE;
      return;
    }
  if (!note_block (self, block))
    return;
  if (self->runs->len == 0)
    {
      self->transfer.stream = stream;
      self->transfer.sender = (guint8) side;
    }
  self->taking = TRUE;
  if (block > self->high)
    self->high_length = run.length;
  self->high = MAX (self->high, block);
  keep_run (self, &run);
}

static void
take_acknowledgement (WireTftpExchange *self, guint16 number)
{
  self->acknowledged = number;
  self->confirmed |= self->high > 0 && number == (guint16) (self->high - self->base);
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
 * @exchange: an exchange
 * @packet: the next datagram of it, which is not a request
 * @from_client: who sent it
 * @side: likewise, of @stream
 * @stream: that brought it
 * @piece: its bytes, as far as they came in one packet
 */
void
wire_tftp_exchange_add (WireTftpExchange *exchange,
                        const WireTftpPacket *packet,
                        gboolean from_client,
                        guint side,
                        guint32 stream,
                        const WireStreamPiece *piece)
{
  exchange->taking = FALSE;
  if (packet->opcode == WIRE_TFTP_OACK)
    exchange->agreed = packet->options;
  else if (packet->opcode == WIRE_TFTP_ERROR)
    take_error (exchange, packet, from_client);
  else if (packet->opcode == WIRE_TFTP_ACK && from_client != is_upload (exchange))
    take_acknowledgement (exchange, packet->number);
  else if (packet->opcode == WIRE_TFTP_DATA && from_client == is_upload (exchange))
    take_block (exchange, packet->number, side, stream, piece);
}

/** More bytes of the last datagram, which came in several packets, or a gap in it. */
void
wire_tftp_exchange_add_more (WireTftpExchange *exchange,
                             gboolean from_client,
                             const WireStreamPiece *piece)
{
  const Run *last = exchange->runs->len > 0
                        ? &g_array_index (exchange->runs, Run, exchange->runs->len - 1)
                        : NULL;
  Run run;

  if (!exchange->taking || !last || from_client != is_upload (exchange)
      || piece->sequence != WIRE_TFTP_HEAD + last->at + last->length)
    return;
  run = (Run){
    .block = last->block,
    .offset = piece->data ? piece->offset : WIRE_EXTENT_GAP,
    .at = last->at + last->length,
    .length = piece->length,
    .packet = piece->packet,
  };
  if (run.block == exchange->high)
    exchange->high_length = run.at + run.length;
  keep_run (exchange, &run);
}

/* What became of it */

static guint32
get_longest (const WireTftpExchange *self)
{
  guint32 longest = 0;

  for (guint i = 0; i < self->runs->len; i++)
    {
      const Run *run = &g_array_index (self->runs, Run, i);

      longest = MAX (longest, run->at + run->length);
    }
  return longest;
}

/* Where the answer to the options was not captured, blocks that are longer than usual tell that it
 * was yes. */
static guint32
find_block_size (const WireTftpExchange *self)
{
  guint32 longest = get_longest (self);

  if (self->agreed.block_size)
    return self->agreed.block_size;
  if (longest <= WIRE_TFTP_BLOCK)
    return WIRE_TFTP_BLOCK;
  return MAX (longest, self->request.options.block_size);
}

/** Whether the last block was acknowledged, or an error ended it: nothing more comes. */
gboolean
wire_tftp_exchange_has_ended (const WireTftpExchange *exchange)
{
  guint32 size = exchange->agreed.block_size ? exchange->agreed.block_size : WIRE_TFTP_BLOCK;

  if (exchange->error)
    return TRUE;
  return exchange->high > 0 && exchange->acknowledged == (guint16) (exchange->high - exchange->base)
         && exchange->high_length < size;
}

static void
fill_body (const WireTftpExchange *self, guint32 block_size, WireTransfer *transfer)
{
  g_autoptr (WireScattered) scattered = wire_scattered_new ();
  guint64 size = self->high > 0 ? (self->high - 1) * block_size + self->high_length : 0;

  for (guint i = 0; i < self->runs->len; i++)
    {
      const Run *run = &g_array_index (self->runs, Run, i);

      if (run->length > 0 && run->offset != WIRE_EXTENT_GAP)
        wire_scattered_add (scattered, (run->block - 1) * block_size + run->at, run->offset,
                            run->length, run->packet);
    }
  wire_scattered_fill (scattered, size, &transfer->body);
}

/* Each block but the last must be as long as was agreed. */
static gboolean
is_regular (const WireTftpExchange *self, guint32 block_size)
{
  guint64 total = 0;

  for (guint i = 0; i < self->runs->len; i++)
    {
      const Run *run = &g_array_index (self->runs, Run, i);
      gboolean ends =
          i + 1 == self->runs->len || g_array_index (self->runs, Run, i + 1).block != run->block;

      total = run->at + run->length;
      if (total > block_size || (ends && run->block < self->high && total != block_size))
        return FALSE;
    }
  return !self->broken;
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
  if (!is_regular (self, block_size))
    return "Its blocks are not all of the size that was agreed on.";
  if (self->high_length >= block_size)
    return "Its end was not captured.";
  if (transfer->body.missing > 0)
    return "Blocks of it were not captured.";
  if (self->skipped && told == WIRE_TFTP_UNKNOWN)
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
  fill_body (self, block_size, transfer);
  if (told != WIRE_TFTP_UNKNOWN && told > transfer->body.size)
    transfer->expected = told;
  problem = tell_problem (self, block_size, transfer);
  transfer->problem = wire_transfer_log_keep (log, problem, problem ? strlen (problem) : 0);
  if (!problem)
    transfer->flags |= WIRE_TRANSFER_COMPLETE;
}

/** Nothing more comes: what there is becomes a transfer of @log, once. */
void
wire_tftp_exchange_finish (WireTftpExchange *exchange, WireTransferLog *log)
{
  if (exchange->done)
    return;
  exchange->done = TRUE;
  if (exchange->runs->len > 0 && (exchange->request.opcode || exchange->confirmed))
    deliver (exchange, log);
  g_array_unref (exchange->runs);
  g_byte_array_unref (exchange->seen);
  exchange->runs = g_array_new (FALSE, FALSE, sizeof (Run));
  exchange->seen = g_byte_array_new ();
}

/* wire-ftp-deliver.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/ftp/wire-ftp-deliver.h"

#include "capture/ftp/wire-ftp-path.h"

#include <inttypes.h>

/* How a job ended, by the server's last word. */
static gboolean
is_done (const WireFtpJob *job)
{
  return job->code == 226 || job->code == 250;
}

static gboolean
is_refused (const WireFtpJob *job)
{
  return job->code >= 400;
}

/* Returns: the side of @data that sends what was asked for; where nobody knows what that was, the
 *   one that sent something */
static guint
find_sender (const WireFtpOffer *offer, const WireFtpData *data)
{
  guint listening = wire_ftp_offer_find_listening (offer, &data->tuple);

  if (offer->job.verb == WIRE_FTP_UNKNOWN)
    return data->sides[0].body.size == 0;
  return wire_ftp_offer_is_upload (offer) == offer->active ? listening : !listening;
}

static gboolean
is_upload (const WireFtpOffer *offer, const WireFtpData *data)
{
  guint listening;

  if (offer->job.verb != WIRE_FTP_UNKNOWN || !data)
    return wire_ftp_offer_is_upload (offer);
  listening = wire_ftp_offer_find_listening (offer, &data->tuple);
  return (find_sender (offer, data) == listening) == offer->active;
}

/* Whether the size that the server said says how many bytes should have come. */
static gboolean
knows_size (const WireFtpOffer *offer)
{
  const WireFtpJob *job = &offer->job;

  return job->total != WIRE_FTP_UNKNOWN_SIZE && job->total >= job->offset
         && !(job->flags & (WIRE_FTP_JOB_TEXT | WIRE_FTP_JOB_PACKED | WIRE_FTP_JOB_BLOCKS))
         && !wire_ftp_offer_is_upload (offer);
}

static gboolean
has_whole_size (const WireFtpOffer *offer, const WireFtpDataSide *side)
{
  return knows_size (offer) && offer->job.offset + side->body.size == offer->job.total;
}

/* Whether all that there was to come came, from the job's offset on. */
static gboolean
reaches_end (const WireFtpOffer *offer, const WireFtpDataSide *side)
{
  const WireFtpJob *job = &offer->job;

  if (side->body.missing > 0 || job->flags & WIRE_FTP_JOB_BLOCKS
      || (side->body.size > 0 && !side->anchored))
    return FALSE;
  if (has_whole_size (offer, side))
    return TRUE;
  return is_done (job) && side->orderly && !(job->flags & WIRE_FTP_JOB_ABOR)
         && (!knows_size (offer) || job->offset + side->body.size > job->total);
}

/* Returns: (nullable): a literal, or kept by @log */
static const char *
tell_end (WireTransferLog *log, const WireFtpOffer *offer, const WireFtpDataSide *side)
{
  const WireFtpJob *job = &offer->job;
  g_autofree char *sentence = NULL;

  if (is_refused (job))
    {
      sentence = g_strdup_printf ("The server ended the transfer with “%s”.", job->reply);
      return wire_transfer_log_keep (log, sentence, strlen (sentence));
    }
  if (job->flags & WIRE_FTP_JOB_ABOR)
    return "The client asked the server to break off the transfer.";
  if (!is_done (job))
    return "The server's reply that ends the transfer was not captured.";
  if (side->body.missing > 0)
    return "Bytes of the data connection were not captured.";
  if (side->body.size > 0 && !side->anchored)
    return "The beginning of the data connection was not captured.";
  if (!side->orderly)
    return "The end of the data connection was not captured, or it was reset.";
  return "The server announced another size than it sent.";
}

static gboolean
both_spoke (const WireFtpData *data)
{
  return data->sides[0].body.size > 0 && data->sides[1].body.size > 0;
}

/* What is appended is all that there is to send. */
static gboolean
begins_later (const WireFtpJob *job)
{
  return job->offset > 0 && job->verb != WIRE_FTP_APPE;
}

static const char *
tell_problem (WireTransferLog *log, const WireFtpOffer *offer, const WireFtpData *data)
{
  const WireFtpJob *job = &offer->job;
  const WireFtpDataSide *side = data ? &data->sides[find_sender (offer, data)] : NULL;

  if (!side)
    return "Its data connection was not found in the capture.";
  if (data->encrypted && side->body.size == 0)
    return "Its data connection is encrypted, and was not decrypted.";
  if (job->flags & WIRE_FTP_JOB_BLOCKS)
    return "It was sent in block or compressed mode, which is not taken apart.";
  if (both_spoke (data))
    return "Its data connection carried bytes in both directions, which FTP does not do.";
  if (!reaches_end (offer, side))
    return tell_end (log, offer, side);
  if (job->flags & WIRE_FTP_JOB_UNPLACED)
    return "Commands before it were not captured: it may be a part of the file.";
  if (begins_later (job))
    return "It is a part of the file: what comes before it was not sent in this transfer.";
  if (job->verb == WIRE_FTP_UNKNOWN && !has_whole_size (offer, side))
    return "The command that asked for it was not captured: it may be a listing, or a part of a "
           "file.";
  if (job->verb == WIRE_FTP_UNKNOWN)
    return "The command that asked for it was not captured.";
  return NULL;
}

static void
fill_name (WireTransferLog *log, const WireFtpJob *job, WireTransfer *transfer)
{
  const char *name;

  if (job->user)
    transfer->user = wire_transfer_log_keep (log, job->user, strlen (job->user));
  if (!job->path || !*job->path)
    return;
  name = wire_ftp_path_get_name (job->path);
  transfer->path = wire_transfer_log_keep (log, job->path, strlen (job->path));
  transfer->name = wire_transfer_log_keep (log, name, strlen (name));
}

/* Whether all that this transfer had to send is there: of a file that is fetched or stored, from
 * its first byte to its last. Where the command is not known, only the size of the file tells. */
static gboolean
is_whole (const WireFtpOffer *offer, const WireFtpDataSide *side)
{
  const WireFtpJob *job = &offer->job;

  return side && !begins_later (job) && !(job->flags & WIRE_FTP_JOB_UNPLACED)
         && (job->verb == WIRE_FTP_UNKNOWN ? has_whole_size (offer, side)
                                           : reaches_end (offer, side));
}

/* What is known of the data connection. */
static void
fill_data (const WireFtpOffer *offer, WireFtpData *data, WireTransfer *transfer)
{
  guint sender = find_sender (offer, data);
  WireFtpDataSide *side = &data->sides[sender];

  transfer->stream = data->stream;
  transfer->asked_on = offer->stream;
  transfer->sender = (guint8) sender;
  transfer->last_packet = side->last_packet;
  if (offer->job.verb == WIRE_FTP_UNKNOWN || side->body.size > 0)
    {
      transfer->packet = side->packet;
      transfer->time = side->time;
    }
  wire_body_copy (&side->body, &transfer->body);
  wire_body_trim (&transfer->body);
  if (data->encrypted)
    transfer->flags |= WIRE_TRANSFER_DECRYPTED;
}

static void
fill_expected (const WireFtpOffer *offer, const WireFtpDataSide *side, WireTransfer *transfer)
{
  const WireFtpJob *job = &offer->job;

  transfer->offset = job->offset;
  if (knows_size (offer))
    transfer->expected = job->total;
  else if (job->offset > 0)
    transfer->expected = job->offset + transfer->body.size;
  if (is_whole (offer, side))
    {
      transfer->flags |= WIRE_TRANSFER_COMPLETE;
      transfer->expected = transfer->body.size;
    }
}

/* Returns: kept by @log, or a literal */
static const char *
tell_place (WireTransferLog *log, const WireFtpJob *job)
{
  g_autofree char *sentence = NULL;

  if (job->offset == 0)
    return "It was appended to the file: what that held before, if anything, is not known.";
  sentence =
      g_strdup_printf ("It was appended to the file, which had %" PRIu64 " bytes.", job->offset);
  return wire_transfer_log_keep (log, sentence, strlen (sentence));
}

static WireTransfer *
add_transfer (WireListening *listening, const WireFtpOffer *offer, WireFtpData *data)
{
  WireTransferLog *log = wire_listening_get_transfers (listening);
  const WireFtpJob *job = &offer->job;
  WireTransfer *transfer = wire_transfer_log_append (log, NULL);
  gboolean upload = is_upload (offer, data);

  if (!transfer)
    return NULL;
  transfer->protocol = "FTP";
  transfer->direction = upload ? WIRE_TRANSFER_UPLOAD : WIRE_TRANSFER_DOWNLOAD;
  transfer->sender = upload ? offer->client : !offer->client;
  transfer->stream = offer->stream;
  transfer->packet = job->packet;
  transfer->last_packet = job->packet;
  transfer->time = job->time;
  transfer->method = wire_ftp_verb_get_name (job->verb);
  if (job->flags & WIRE_FTP_JOB_TEXT)
    transfer->flags |= WIRE_TRANSFER_TEXT;
  if (job->flags & WIRE_FTP_JOB_PACKED)
    transfer->content_encoding = "deflate";
  fill_name (log, job, transfer);
  if (data)
    fill_data (offer, data, transfer);
  fill_expected (offer, data ? &data->sides[find_sender (offer, data)] : NULL, transfer);
  transfer->problem = tell_problem (log, offer, data);
  if (job->verb == WIRE_FTP_APPE)
    transfer->note = tell_place (log, job);
  if (job->flags & WIRE_FTP_JOB_UNPLACED || (job->verb == WIRE_FTP_APPE && job->offset == 0))
    transfer->flags |= WIRE_TRANSFER_UNPLACED;
  return transfer;
}

/* Whether bytes on the wire are those of the file. */
static gboolean
is_plain (const WireFtpJob *job)
{
  return !(job->flags & (WIRE_FTP_JOB_TEXT | WIRE_FTP_JOB_PACKED | WIRE_FTP_JOB_BLOCKS));
}

static WireFtpPart
make_part (const WireFtpOffer *offer, WireTransferDirection direction)
{
  WireFtpPart part = { .path = offer->job.path,
                       .stream = offer->stream,
                       .asked = offer->job.packet };

  memcpy (part.ends, offer->control.src, 16);
  memcpy (part.ends + 16, offer->control.dst, 16);
  part.ends[32] = direction;
  return part;
}

/* What is appended begins where the file ends. */
static void
place_appended (WireFtpOffer *offer, const WireFtpJoin *join)
{
  WireFtpJob *job = &offer->job;
  WireFtpPart part = make_part (offer, WIRE_TRANSFER_UPLOAD);

  part.asked = job->after;

  if (job->verb == WIRE_FTP_APPE && job->offset == 0 && job->path && is_plain (job)
      && !(job->flags & WIRE_FTP_JOB_UNHEARD))
    job->offset = wire_ftp_join_find_end (join, &part);
}

/* An upload that is not a part changes the file all the same. */
static void
lose_end (const WireFtpOffer *offer, const WireTransfer *transfer, WireFtpJoin *join)
{
  WireFtpPart part = make_part (offer, transfer->direction);

  part.path = transfer->path;
  if (transfer->path && transfer->direction == WIRE_TRANSFER_UPLOAD)
    wire_ftp_join_lose_end (join, &part);
}

/* The first byte of a part must be known to be the one that was asked for, and none be missing. */
static void
add_part (const WireFtpOffer *offer,
          const WireFtpData *data,
          const WireTransfer *transfer,
          WireFtpJoin *join)
{
  const WireFtpDataSide *side = &data->sides[find_sender (offer, data)];
  WireFtpPart part = make_part (offer, transfer->direction);

  if (!transfer->path || !side->anchored || side->body.missing > 0 || side->body.size == 0
      || !is_plain (&offer->job) || transfer->flags & WIRE_TRANSFER_UNPLACED
      || offer->job.verb == WIRE_FTP_UNKNOWN)
    {
      lose_end (offer, transfer, join);
      return;
    }
  part.path = transfer->path;
  part.transfer = transfer;
  part.reaches_end = reaches_end (offer, side);
  wire_ftp_join_add (join, &part);
}

/* Takes the body of @data. */
static void
add_listing (WireListening *listening, const WireFtpOffer *offer, WireFtpData *data)
{
  WireFtpDataSide *side = &data->sides[find_sender (offer, data)];
  const WireSessionListing listing = {
    .command = wire_ftp_verb_get_name (offer->job.verb),
    .path = offer->job.path,
    .packet = offer->job.packet,
    .time = offer->job.time,
    .complete = reaches_end (offer, side),
    .decrypted = data->encrypted,
    .body = side->body,
  };

  if (!offer->session)
    return;
  side->body = (WireBody){ 0 };
  wire_session_log_add_listing (wire_listening_get_sessions (listening), offer->session, &listing);
}

/* Whether there is something to tell of a job without a data connection: what the server began, or
 * says that it ended, was transferred. */
static gboolean
was_carried (const WireFtpJob *job)
{
  return !is_refused (job) && (job->flags & WIRE_FTP_JOB_BEGUN || is_done (job));
}

/**
 * wire_ftp_deliver:
 * @listening: of the capture
 * @offer: that is settled
 * @data: (nullable): the data connection that it announced
 * @join: what puts parts together
 *
 * Notes what came as a transfer, or as a listing of the session.
 */
void
wire_ftp_deliver (WireListening *listening,
                  WireFtpOffer *offer,
                  WireFtpData *data,
                  WireFtpJoin *join)
{
  gboolean silent = !data || (data->sides[0].body.size == 0 && data->sides[1].body.size == 0);
  gboolean known = offer->job.verb != WIRE_FTP_UNKNOWN || offer->job.flags & WIRE_FTP_JOB_BEGUN;
  WireTransfer *transfer;

  if (silent ? !known || !was_carried (&offer->job) : !known && both_spoke (data))
    return;
  if (wire_ftp_verb_lists (offer->job.verb))
    {
      if (data)
        add_listing (listening, offer, data);
      return;
    }
  place_appended (offer, join);
  transfer = add_transfer (listening, offer, data);
  if (transfer && data)
    add_part (offer, data, transfer, join);
  else if (transfer)
    lose_end (offer, transfer, join);
}

/** Notes what came on @data, which more than one control connection may have asked for. */
void
wire_ftp_deliver_ambiguous (WireListening *listening, WireFtpData *data)
{
  WireTransferLog *log = wire_listening_get_transfers (listening);
  g_autoptr (GString) sentence =
      g_string_new ("More than one control connection announced this port:");
  WireTransfer *transfer = NULL;
  guint n = 0;

  for (guint i = 0; i < data->candidates->len; i++)
    {
      WireFtpOffer *offer = g_ptr_array_index (data->candidates, i);
      const WireFtpJob *job = &offer->job;

      if (job->verb == WIRE_FTP_UNKNOWN)
        continue;
      if (!transfer)
        transfer = add_transfer (listening, offer, data);
      g_string_append_printf (sentence, "%s “%s %s”", n++ > 0 ? " or" : " this is",
                              wire_ftp_verb_get_name (job->verb), job->path ? job->path : "");
    }
  if (!transfer)
    return;
  g_string_append_c (sentence, '.');
  transfer->name = NULL;
  transfer->path = NULL;
  transfer->user = NULL;
  transfer->method = NULL;
  transfer->asked_on = WIRE_TRANSFER_NONE;
  transfer->flags &= (guint8) ~WIRE_TRANSFER_COMPLETE;
  transfer->problem = wire_transfer_log_keep (log, sentence->str, sentence->len);
}

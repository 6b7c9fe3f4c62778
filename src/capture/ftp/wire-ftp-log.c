/* wire-ftp-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/ftp/wire-ftp-log.h"

#include "capture/ftp/wire-ftp-deliver.h"
#include "capture/ftp/wire-ftp-join.h"
#include "capture/ftp/wire-ftp-listener.h"
#include "capture/reassembly/wire-listening.h"

#include <glib/gi18n.h>

/* Offers that are awaited at one port, and in all. */
#define MAX_AT_PORT 32u
#define MAX_OFFERS 32768u

struct _WireFtpLog
{
  WireListening *listening;
  GHashTable *by_port; /* to GPtrArray of the WireFtpOffer that are awaited there */
  GHashTable *offers;  /* a set of those that are not settled and done; owned */
  GHashTable *datas;   /* a set of WireFtpData that nobody has yet; owned */
  WireFtpJoin *join;
};

/** Returns: (transfer full): a log of no connection */
WireFtpLog *
wire_ftp_log_new (WireListening *listening)
{
  WireFtpLog *self = g_new0 (WireFtpLog, 1);

  self->listening = listening;
  self->by_port = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->offers = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) wire_ftp_offer_free, NULL);
  self->datas = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) wire_ftp_data_free, NULL);
  self->join = wire_ftp_join_new (wire_listening_get_transfers (listening));
  return self;
}

void
wire_ftp_log_free (WireFtpLog *self)
{
  g_hash_table_unref (self->by_port);
  g_hash_table_unref (self->offers);
  g_hash_table_unref (self->datas);
  wire_ftp_join_free (self->join);
  g_free (self);
}

/** Returns: (transfer none): the listeners of the capture */
WireListening *
wire_ftp_log_get_listening (const WireFtpLog *self)
{
  return self->listening;
}

/* Awaiting */

static gpointer
get_key (const WireFtpOffer *offer)
{
  return GUINT_TO_POINTER (offer->address.port);
}

/* Returns: (transfer none): the offers that are awaited at the port of @offer */
static GPtrArray *
ensure_port (WireFtpLog *self, const WireFtpOffer *offer)
{
  GPtrArray *there = g_hash_table_lookup (self->by_port, get_key (offer));

  if (!there)
    {
      there = g_ptr_array_new ();
      g_hash_table_insert (self->by_port, get_key (offer), there);
    }
  return there;
}

static void
withdraw (WireFtpLog *self, WireFtpOffer *offer)
{
  GPtrArray *there = g_hash_table_lookup (self->by_port, get_key (offer));

  wire_ftp_offer_forget (offer, wire_listening_get_expectations (self->listening));
  if (there && g_ptr_array_remove (there, offer) && there->len == 0)
    g_hash_table_remove (self->by_port, get_key (offer));
}

static void
await (WireFtpLog *self, WireFtpOffer *offer)
{
  GPtrArray *there = ensure_port (self, offer);

  if (there->len == MAX_AT_PORT)
    withdraw (self, g_ptr_array_index (there, 0));
  g_ptr_array_add (ensure_port (self, offer), offer);
  wire_ftp_offer_await (offer, wire_listening_get_expectations (self->listening),
                        &wire_ftp_data_listener);
}

/** Awaits the connection of @offer, which is taken. */
void
wire_ftp_log_add (WireFtpLog *self, WireFtpOffer *offer)
{
  offer->log = self;
  g_hash_table_add (self->offers, offer);
  if (offer->address.port == 0)
    return;
  if (g_hash_table_size (self->offers) <= MAX_OFFERS)
    await (self, offer);
  else
    wire_listening_warn (self->listening,
                         _ ("FTP announced too many data connections at once: not all of them "
                            "were looked for."));
}

/** The connection of @offer is awaited no longer, as another one takes its place. */
void
wire_ftp_log_replace (WireFtpLog *self, WireFtpOffer *offer)
{
  offer->over = TRUE;
  withdraw (self, offer);
}

/* Whose data connection it is */

static void
drop_offer_if_done (WireFtpLog *self, WireFtpOffer *offer)
{
  if (!offer->settled || offer->candidates->len > 0)
    return;
  if (!offer->delivered)
    wire_ftp_deliver (self->listening, offer, offer->own, self->join);
  if (offer->own)
    g_hash_table_remove (self->datas, offer->own);
  g_hash_table_remove (self->offers, offer);
}

static gboolean
agrees (const WireFtpOffer *offer, const WireFtpData *data)
{
  guint listening = wire_ftp_offer_find_listening (offer, &data->tuple);
  gboolean client_sends = wire_ftp_offer_is_upload (offer);
  guint sender = client_sends == offer->active ? listening : !listening;

  return offer->job.verb == WIRE_FTP_UNKNOWN || data->sides[sender].body.size > 0
         || data->sides[!sender].body.size == 0;
}

/* Returns: how many of the offers ask for what came on @data; the last of them is @found */
static guint
count_likely (const WireFtpData *data, gboolean asked, WireFtpOffer **found)
{
  guint n = 0;

  for (guint i = 0; i < data->candidates->len; i++)
    {
      WireFtpOffer *offer = g_ptr_array_index (data->candidates, i);
      gboolean has_job =
          offer->job.verb != WIRE_FTP_UNKNOWN || offer->job.flags & WIRE_FTP_JOB_BEGUN;

      if (has_job != asked || offer->own || (asked && !agrees (offer, data)))
        continue;
      *found = offer;
      n++;
    }
  return n;
}

/* Between two servers, both of which were asked to by their clients: one listens, one calls. */
static gboolean
is_between_servers (const WireFtpData *data)
{
  const WireFtpOffer *a;
  const WireFtpOffer *b;

  if (data->candidates->len != 2)
    return FALSE;
  a = g_ptr_array_index (data->candidates, 0);
  b = g_ptr_array_index (data->candidates, 1);
  return a->active != b->active && wire_ftp_offer_is_upload (a) != wire_ftp_offer_is_upload (b);
}

static void
assign (WireFtpLog *self, WireFtpData *data)
{
  WireFtpOffer *found = NULL;
  guint n = count_likely (data, TRUE, &found);

  if (n == 0)
    n = count_likely (data, FALSE, &found);
  if (n == 1)
    found->own = data;
  if (n <= 1)
    return;
  if (!is_between_servers (data))
    wire_ftp_deliver_ambiguous (self->listening, data);
  for (guint i = 0; i < data->candidates->len; i++)
    {
      WireFtpOffer *offer = g_ptr_array_index (data->candidates, i);

      if (is_between_servers (data))
        wire_ftp_deliver (self->listening, offer, data, self->join);
      offer->delivered = TRUE;
    }
}

static gboolean
is_decided (const WireFtpData *data)
{
  for (guint i = 0; i < data->candidates->len; i++)
    if (!((const WireFtpOffer *) g_ptr_array_index (data->candidates, i))->settled)
      return FALSE;
  return data->ended;
}

/* All is known that can be: @data is given to whose it is. */
static void
decide (WireFtpLog *self, WireFtpData *data)
{
  g_autoptr (GPtrArray) candidates = NULL;
  gboolean owned = FALSE;

  if (!is_decided (data))
    return;
  assign (self, data);
  candidates = g_ptr_array_copy (data->candidates, NULL, NULL);
  g_ptr_array_set_size (data->candidates, 0);
  for (guint i = 0; i < candidates->len; i++)
    {
      WireFtpOffer *offer = g_ptr_array_index (candidates, i);

      owned |= offer->own == data;
      g_ptr_array_remove (offer->candidates, data);
    }
  for (guint i = 0; i < candidates->len; i++)
    drop_offer_if_done (self, g_ptr_array_index (candidates, i));
  if (!owned)
    g_hash_table_remove (self->datas, data);
}

/** The control connection will say nothing more about @offer. It may be gone then. */
void
wire_ftp_log_settle (WireFtpLog *self, WireFtpOffer *offer)
{
  g_autoptr (GPtrArray) datas = g_ptr_array_copy (offer->candidates, NULL, NULL);

  wire_ftp_log_replace (self, offer);
  offer->settled = TRUE;
  if (datas->len == 0)
    drop_offer_if_done (self, offer);
  for (guint i = 0; i < datas->len; i++)
    decide (self, g_ptr_array_index (datas, i));
}

static void
link_to (WireFtpData *data, WireFtpOffer *offer)
{
  if (data->candidates->len >= WIRE_FTP_MAX_CANDIDATES
      || offer->candidates->len >= WIRE_FTP_MAX_CANDIDATES)
    return;
  g_ptr_array_add (data->candidates, offer);
  g_ptr_array_add (offer->candidates, data);
}

/**
 * wire_ftp_log_meet:
 * @self: a log
 * @offer: that was awaited
 * @channel: what came
 *
 * Returns: (transfer none): the data connection, owned by @self. Other offers of the same port and
 *   other end, which might have meant it as well, are remembered with it.
 */
WireFtpData *
wire_ftp_log_meet (WireFtpLog *self, WireFtpOffer *offer, WireChannel *channel)
{
  WireFtpData *data = wire_ftp_data_new (channel);
  const GPtrArray *there = g_hash_table_lookup (self->by_port, get_key (offer));

  data->log = self;
  g_hash_table_add (self->datas, data);
  link_to (data, offer);
  for (guint i = 0; there && i < there->len; i++)
    {
      WireFtpOffer *other = g_ptr_array_index (there, i);

      if (other != offer
          && (wire_ftp_offer_meets (other, &data->tuple)
              || wire_ftp_offer_is_relayed (other, &data->tuple)))
        link_to (data, other);
    }
  if (data->candidates->len == 1)
    withdraw (self, offer);
  return data;
}

/** Nothing more comes of @data. It may be gone then. */
void
wire_ftp_log_end_data (WireFtpLog *self, WireFtpData *data)
{
  WireFtpOffer *offer = data->candidates->len > 0 ? g_ptr_array_index (data->candidates, 0) : NULL;

  wire_ftp_data_leave (data);
  if (!offer || (wire_ftp_data_is_silent (data) && data->candidates->len == 1 && !offer->over))
    {
      /* A connection that was refused is tried again. */
      if (offer)
        {
          g_ptr_array_remove (offer->candidates, data);
          await (self, offer);
        }
      g_hash_table_remove (self->datas, data);
      return;
    }
  decide (self, data);
}

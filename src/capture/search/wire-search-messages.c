/* wire-search-messages.c: looks for something in transfers, heads of HTTP and names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/search/wire-capture-search.h"

#include "capture/objects/wire-object-decoder.h"
#include "capture/wire-capture-body.h"

#include <string.h>

/* Of one source of bytes. */
typedef struct
{
  const WireCaptureSearch *search;
  WireSearchFeed feed;
  WireContentDecoder *decoder; /* NULL where nothing is undone */
  gboolean stopped;
} Reading;

/* A WireContentSink. */
static gboolean
take_content (const guint8 *bytes, gsize length, gpointer user_data)
{
  Reading *self = user_data;
  const WireCaptureSearch *search = self->search;

  self->stopped = !wire_search_feed_add (&self->feed, search->pattern, bytes, length, search->found,
                                         search->user_data);
  return !self->stopped;
}

/* A WireBodyVisitor. */
static gboolean
take_bytes (const guint8 *bytes, guint32 length, gpointer user_data)
{
  Reading *self = user_data;

  if (self->decoder)
    return bytes && wire_content_decoder_add (self->decoder, bytes, length) == WIRE_CONTENT_MORE;
  if (bytes)
    return take_content (bytes, length, self);
  wire_search_feed_skip (&self->feed, length);
  return TRUE;
}

/* Returns: whether more is wanted; @error is set where @body cannot be read */
static gboolean
read_body (Reading *self, const WireBody *body, WireJob *job, GError **error)
{
  GCancellable *cancellable = job ? wire_job_get_cancellable (job) : NULL;
  gboolean done;

  self->feed.hit.packet = body->n > 0 ? body->extents[0].packet : G_MAXUINT32;
  done =
      wire_capture_visit_body (self->search->capture, body, take_bytes, self, cancellable, error);
  wire_search_feed_clear (&self->feed);
  return done && !self->stopped;
}

/* A coding that does not end may lack its end alone. */
static void
note_rest (const Reading *self)
{
  WireContentState state = wire_content_decoder_get_state (self->decoder);

  if (self->search->rest && !self->stopped && state != WIRE_CONTENT_MORE
      && state != WIRE_CONTENT_END)
    self->search->rest->undecoded++;
}

static gboolean
search_sent (const WireCaptureSearch *self, guint32 object, WireJob *job, GError **error)
{
  Reading reading = { .search = self, .feed = { .hit = { .place = "body", .number = object } } };
  g_auto (WireBody) body = { 0 };

  wire_object_list_get_body (self->list, object, &body);
  return read_body (&reading, &body, job, error);
}

static gboolean
search_decoded (const WireCaptureSearch *self, guint32 object, WireJob *job, GError **error)
{
  Reading reading = { .search = self, .feed = { .hit = { .place = "decoded", .number = object } } };
  const WireObject *coded = wire_object_list_get (self->list, object);
  g_autoptr (WireContentDecoder) decoder = NULL;
  g_auto (WireBody) body = { 0 };
  gboolean more;

  if (!wire_content_is_coded (coded->content_encoding))
    return TRUE;
  decoder = wire_object_decoder_new (coded, take_content, &reading);
  reading.decoder = decoder;
  wire_object_list_get_body (self->list, object, &body);
  more = read_body (&reading, &body, job, error);
  note_rest (&reading);
  return more;
}

static gboolean
search_name (const WireCaptureSearch *self, guint32 object, const char *key, const char *name)
{
  guint32 packet = wire_object_list_get (self->list, object)->packet;
  WireSearchFeed feed = { .hit = {
                              .place = "name", .number = object, .packet = packet, .key = key } };
  gboolean more = !name
                  || wire_search_feed_add (&feed, self->pattern, (const guint8 *) name,
                                           strlen (name), self->found, self->user_data);

  wire_search_feed_clear (&feed);
  return more;
}

static gboolean
search_names (const WireCaptureSearch *self, guint32 i)
{
  const WireObject *object = wire_object_list_get (self->list, i);
  const WireTransferMail *mail = object->origin.mail;

  return search_name (self, i, "uri", object->uri) && search_name (self, i, "host", object->host)
         && search_name (self, i, "referer", object->referer)
         && search_name (self, i, "location", object->location)
         && search_name (self, i, "name", object->origin.name)
         && search_name (self, i, "path", object->origin.path)
         && search_name (self, i, "user", object->origin.user)
         && search_name (self, i, "subject", mail ? mail->subject : NULL)
         && search_name (self, i, "from", mail ? mail->from : NULL)
         && search_name (self, i, "to", mail ? mail->to : NULL)
         && search_name (self, i, "message_id", mail ? mail->message_id : NULL);
}

static gboolean
search_objects (const WireCaptureSearch *self, WireJob *job, GError **error)
{
  guint32 n = wire_object_list_get_length (self->list);

  for (guint32 i = 0; i < n; i++)
    {
      if (wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      wire_job_set_progress (job, (double) i / n, NULL);
      if (self->places & WIRE_SEARCH_BODIES
          && !(search_sent (self, i, job, error) && search_decoded (self, i, job, error)))
        return FALSE;
      if (self->places & WIRE_SEARCH_NAMES && !search_names (self, i))
        return FALSE;
    }
  return TRUE;
}

static gboolean
search_head (const WireCaptureSearch *self,
             guint32 exchange,
             const WireHttpMessage *message,
             WireJob *job,
             GError **error)
{
  Reading reading = { .search = self,
                      .feed = { .hit = { .place = "head",
                                         .number = message->packet,
                                         .part = exchange,
                                         .side = message->kind != WIRE_HTTP_REQUEST } } };
  g_auto (WireBody) head = { 0 };
  g_auto (WireBody) trailers = { 0 };

  if (message->kind == WIRE_HTTP_NOTHING)
    return TRUE;
  if (wire_capture_get_message_places (self->capture, exchange, message->kind, &head, NULL)
      && !read_body (&reading, &head, job, error))
    return FALSE;
  return !wire_capture_get_message_trailers (self->capture, exchange, message->kind, &trailers)
         || read_body (&reading, &trailers, job, error);
}

static gboolean
search_heads (const WireCaptureSearch *self, WireJob *job, GError **error)
{
  WireHttpExchange exchange;

  for (guint32 i = 0; wire_capture_get_exchange (self->capture, i, &exchange); i++)
    if (wire_job_set_error_if_cancelled (job, error)
        || !search_head (self, i, &exchange.request, job, error)
        || !search_head (self, i, &exchange.response, job, error))
      return FALSE;
  return TRUE;
}

gboolean
wire_search_messages (const WireCaptureSearch *search, WireJob *job, GError **error)
{
  GError *local = NULL;

  if (search->places & (WIRE_SEARCH_BODIES | WIRE_SEARCH_NAMES)
      && !search_objects (search, job, &local) && !local)
    return TRUE; /* who hears of it has enough */
  if (!local && search->places & WIRE_SEARCH_HEADS)
    search_heads (search, job, &local);
  if (!local)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

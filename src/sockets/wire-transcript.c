/* wire-transcript.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sockets/wire-transcript.h"

#include "base/wire-printable.h"
#include "sockets/wire-transcript-spool.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * WireTranscript:
 *
 * The last events, whole, and the lab's lines of all of them: those go into a file without a name
 * as they come, so that a server that runs for a week can still be saved. Belongs to one thread,
 * but for wire_transcript_write().
 */
struct _WireTranscript
{
  GObject parent_instance;

  WireSocketRole role;
  WireSocketEvent **ring; /* of @capacity; the oldest is number @first */
  guint capacity;
  guint first;
  guint n;
  gsize bytes; /* of their pieces */
  guint64 forgotten;
  WireTranscriptSpool *spool;
};

G_DEFINE_FINAL_TYPE (WireTranscript, wire_transcript, G_TYPE_OBJECT)

/* Of a peer that was killed or broke the connection off. */
#define KILLED_LINE "#<INFO> Socket Shutdown Received - Exiting...\n"

static char *
print_data (const WireSocketEvent *event)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (event->data, &length);

  return wire_printable (data, length);
}

/* The lab's line, which is the same for both, and which of them it was. */
static char *
broken_lines (const WireSocketEvent *event, const char *peer)
{
  if (event->message)
    return g_strdup_printf (KILLED_LINE "#<INFO> %s\n", event->message);
  return g_strdup_printf (KILLED_LINE "#<INFO> The %s reset the connection.\n", peer);
}

static char *
server_lines (const WireSocketEvent *event)
{
  g_autofree char *text = NULL;
  g_autofree char *local = wire_socket_endpoint_to_string (&event->local);

  switch (event->kind)
    {
    case WIRE_SOCKET_LISTENING:
      return g_strdup_printf ("#<INFO> Server Initialising on %s\n#<INFO> Awaiting connection...\n",
                              local);
    case WIRE_SOCKET_CONNECTED:
      return g_strdup_printf ("#<INFO> A client on: ('%s', %u) has connected.\n", event->peer.host,
                              event->peer.port);
    case WIRE_SOCKET_RECEIVED:
      text = print_data (event);
      return g_strdup_printf ("#<INFO> Received: %s\n", text);
    case WIRE_SOCKET_SHUTDOWN:
      return event->message ? broken_lines (event, "client")
                            : g_strdup ("#<INFO> End of Data - Socket Exiting...\n");
    case WIRE_SOCKET_RESET:
      return broken_lines (event, "client");
    default:
      return NULL;
    }
}

static char *
client_lines (const WireSocketEvent *event)
{
  g_autofree char *text = NULL;

  switch (event->kind)
    {
    case WIRE_SOCKET_CONNECTED:
      return g_strdup_printf ("#<INFO> Connected to server %s, %u\n", event->peer.host,
                              event->peer.port);
    case WIRE_SOCKET_RECEIVED:
      text = print_data (event);
      return g_strdup_printf ("#<INFO> Reply Received: %s\n", text);
    case WIRE_SOCKET_RESET:
      return broken_lines (event, "server");
    case WIRE_SOCKET_CLOSED:
      return g_strdup ("#<INFO> exiting...\n");
    default:
      return NULL;
    }
}

/**
 * wire_socket_event_to_lab_lines:
 * @self: of a server or of a client, as @role says
 *
 * The lab's own words, which are never translated. Bytes that cannot be shown are escaped.
 *
 * Returns: (transfer full) (nullable): lines with their ends; %NULL where the lab says nothing
 */
char *
wire_socket_event_to_lab_lines (const WireSocketEvent *self, WireSocketRole role)
{
  if (self->kind == WIRE_SOCKET_ERROR)
    return g_strdup_printf ("#<INFO> %s\n", self->message);
  return role == WIRE_SOCKET_SERVER ? server_lines (self) : client_lines (self);
}

static WireSocketEvent *
peek (const WireTranscript *self, guint event)
{
  return event < self->n ? self->ring[(self->first + event) % self->capacity] : NULL;
}

static void
make_room (WireTranscript *self)
{
  guint capacity = MAX (2 * self->capacity, 64);
  WireSocketEvent **ring;

  if (self->n < self->capacity)
    return;
  ring = g_new (WireSocketEvent *, capacity);
  for (guint i = 0; i < self->n; i++)
    ring[i] = peek (self, i);
  g_free (self->ring);
  self->ring = ring;
  self->capacity = capacity;
  self->first = 0;
}

static WireSocketEvent *
pop (WireTranscript *self)
{
  WireSocketEvent *oldest = peek (self, 0);

  self->first = (self->first + 1) % self->capacity;
  self->n--;
  return oldest;
}

static gsize
count_bytes (const WireSocketEvent *event)
{
  return event->data ? g_bytes_get_size (event->data) : 0;
}

static void
wire_transcript_finalize (GObject *object)
{
  WireTranscript *self = WIRE_TRANSCRIPT (object);

  while (self->n > 0)
    wire_socket_event_unref (pop (self));
  g_free (self->ring);
  g_clear_pointer (&self->spool, wire_transcript_spool_free);
  G_OBJECT_CLASS (wire_transcript_parent_class)->finalize (object);
}

static void
wire_transcript_class_init (WireTranscriptClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wire_transcript_finalize;
}

static void
wire_transcript_init (WireTranscript *self)
{
  (void) self;
}

/** Returns: (transfer full): an empty transcript */
WireTranscript *
wire_transcript_new (WireSocketRole role)
{
  WireTranscript *self = g_object_new (WIRE_TYPE_TRANSCRIPT, NULL);

  self->role = role;
  self->spool = wire_transcript_spool_new (role);
  return self;
}

/** Adds @event, and lets go of the oldest where there are too many in memory. */
void
wire_transcript_add (WireTranscript *self, WireSocketEvent *event)
{
  g_return_if_fail (WIRE_IS_TRANSCRIPT (self));

  make_room (self);
  self->ring[(self->first + self->n++) % self->capacity] = wire_socket_event_ref (event);
  self->bytes += count_bytes (event);
  wire_transcript_spool_add (self->spool, event);
  while (self->n > WIRE_TRANSCRIPT_MAX_EVENTS
         || (self->bytes > WIRE_TRANSCRIPT_MAX_BYTES && self->n > 1))
    {
      g_autoptr (WireSocketEvent) oldest = pop (self);

      self->bytes -= count_bytes (oldest);
      self->forgotten++;
    }
}

/** Returns: how many events are in memory */
guint
wire_transcript_get_length (WireTranscript *self)
{
  g_return_val_if_fail (WIRE_IS_TRANSCRIPT (self), 0);
  return self->n;
}

/** Returns: how many are no longer: their lines are on the disk */
guint64
wire_transcript_get_forgotten (WireTranscript *self)
{
  g_return_val_if_fail (WIRE_IS_TRANSCRIPT (self), 0);
  return self->forgotten;
}

/** Returns: bytes that wire_transcript_write() would write just now. Any thread. */
guint64
wire_transcript_get_size (WireTranscript *self)
{
  g_return_val_if_fail (WIRE_IS_TRANSCRIPT (self), 0);

  return wire_transcript_spool_get_size (self->spool);
}

/** Returns: (transfer none) (nullable): event number @event of those in memory, the oldest being 0
 */
WireSocketEvent *
wire_transcript_get (WireTranscript *self, guint event)
{
  g_return_val_if_fail (WIRE_IS_TRANSCRIPT (self), NULL);
  return peek (self, event);
}

/** Returns: (transfer full) (element-type WireSocketEvent): the events in memory, for a worker */
GPtrArray *
wire_transcript_list (WireTranscript *self)
{
  GPtrArray *events;

  g_return_val_if_fail (WIRE_IS_TRANSCRIPT (self), NULL);

  events = g_ptr_array_new_full (self->n, (GDestroyNotify) wire_socket_event_unref);
  for (guint i = 0; i < self->n; i++)
    g_ptr_array_add (events, wire_socket_event_ref (peek (self, i)));
  return events;
}

static gboolean
contains (const WireSocketEvent *event, const char *needle)
{
  g_autofree char *text = event->data ? print_data (event) : g_strdup (event->message);
  g_autofree char *folded = text ? g_utf8_casefold (text, -1) : NULL;

  return folded && strstr (folded, needle);
}

static gsize
get_size (const WireSocketEvent *event)
{
  return event->data ? g_bytes_get_size (event->data) : 0;
}

/**
 * wire_transcript_find_some:
 * @text: to look for, in either case
 * @from: event to begin with
 * @left: how many events to look at; then, how many of them were not looked at
 *
 * Looks at as many events as hold %WIRE_TRANSCRIPT_FIND_BYTES, and at one at least, so that the
 * caller can do something else before it goes on.
 *
 * Returns: the first of them whose bytes or message contain @text, going round at the end;
 *   %G_MAXUINT where none does
 */
guint
wire_transcript_find_some (
    WireTranscript *self, const char *text, guint from, gboolean backwards, guint *left)
{
  g_autofree char *needle = g_utf8_casefold (text, -1);
  gsize looked = 0;
  guint n;

  g_return_val_if_fail (WIRE_IS_TRANSCRIPT (self), G_MAXUINT);

  n = self->n;
  for (guint i = 0; *left > 0 && looked < WIRE_TRANSCRIPT_FIND_BYTES; i++)
    {
      guint at = (backwards ? from + n - i % n : from + i) % n;
      const WireSocketEvent *event = wire_transcript_get (self, at);

      --*left;
      looked += get_size (event);
      if (contains (event, needle))
        return at;
    }
  return G_MAXUINT;
}

/**
 * wire_transcript_find:
 * @text: to look for, in either case
 * @from: event to begin with
 *
 * Looks at all events at once; see wire_transcript_find_some().
 *
 * Returns: the next event in memory, from @from on, whose bytes or message contain @text, going
 *   round at the end; %G_MAXUINT where none does
 */
guint
wire_transcript_find (WireTranscript *self, const char *text, guint from, gboolean backwards)
{
  guint found = G_MAXUINT;
  guint n, left;

  g_return_val_if_fail (WIRE_IS_TRANSCRIPT (self), G_MAXUINT);

  n = left = self->n;
  while (left > 0 && found == G_MAXUINT)
    {
      guint done = n - left;
      guint at = (backwards ? from + n - done : from + done) % n;

      found = wire_transcript_find_some (self, text, at, backwards, &left);
    }
  return found;
}

/**
 * wire_transcript_write:
 * @out: where to
 * @cancellable: (nullable): polled now and then
 *
 * Writes the lab's lines of all events, those that are no longer in memory too, and says so where
 * the disk did not take them all. Any thread, while the transcript grows.
 *
 * Returns: %FALSE with a #GIOErrorEnum where @out does not take it
 */
gboolean
wire_transcript_write (WireTranscript *self,
                       GOutputStream *out,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (WIRE_IS_TRANSCRIPT (self), FALSE);

  return wire_transcript_spool_write (self->spool, out, cancellable, error);
}

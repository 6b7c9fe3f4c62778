/* wire-listening.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reassembly/wire-listening.h"

#include <glib/gi18n.h>
#include <string.h>

/* More sentences than this about one capture help nobody. */
#define MAX_WARNINGS 50u

/* What belongs to a row of the table. */
typedef struct
{
  gpointer log;
  gsize charged;
} Place;

struct _WireListening
{
  WireListeningSetup setup;
  WireListenerIndex *index; /* of its rows */
  GStrv key_files;
  WireListeningTuple get_tuple;
  gpointer user_data;
  Place *places;   /* by row */
  gsize pending;   /* bytes of conversations that nobody has recognised yet */
  guint unheard;   /* times that there were too many of them */
  GQueue open;     /* of WireChannel, the one that has been quiet for the longest first */
  guint32 resumed; /* conversations that were given up, and went on */
  gboolean again;
  GPtrArray *inner;       /* of WireInnerStream */
  GHashTable *inner_of;   /* from a stream, and 1, to the GArray of its places in @inner */
  guint32 inner_pieces;   /* of all of them */
  gboolean inner_is_full; /* some were too many */
  GPtrArray *warnings;
  WireDerived *derived;
  WireTransferLog *transfers;
  WireSessionLog *sessions;
  WireExpectations *expectations;
};

/**
 * wire_listening_new:
 * @setup: what to hear with; copied
 * @get_tuple: tells who talks on a stream
 * @user_data: for @get_tuple
 *
 * Returns: (transfer full): the listeners, who have heard nothing yet
 */
WireListening *
wire_listening_new (const WireListeningSetup *setup,
                    WireListeningTuple get_tuple,
                    gpointer user_data)
{
  WireListening *self = g_new0 (WireListening, 1);
  guint n = 0;

  while (setup->rows[n])
    n++;
  self->setup = *setup;
  self->key_files = g_strdupv ((char **) setup->key_files);
  if (setup->secrets)
    g_ptr_array_ref (setup->secrets);
  self->get_tuple = get_tuple;
  self->user_data = user_data;
  self->index = wire_listener_index_new (setup->rows);
  self->places = g_new0 (Place, n);
  g_queue_init (&self->open);
  self->inner = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_inner_stream_free);
  self->inner_of =
      g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, (GDestroyNotify) g_array_unref);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  self->derived =
      setup->derived ? wire_derived_ref (setup->derived) : wire_derived_new (WIRE_DERIVED_MAX);
  self->transfers = wire_transfer_log_new ();
  self->sessions = wire_session_log_new ();
  self->expectations = wire_expectations_new ();
  return self;
}

/** Conversations must have been closed before. */
void
wire_listening_free (WireListening *self)
{
  for (guint i = 0; self->setup.rows[i]; i++)
    if (self->places[i].log && self->setup.rows[i]->log_free)
      self->setup.rows[i]->log_free (self->places[i].log);
  wire_expectations_free (self->expectations);
  wire_session_log_free (self->sessions);
  wire_transfer_log_free (self->transfers);
  wire_derived_unref (self->derived);
  g_hash_table_unref (self->inner_of);
  g_ptr_array_unref (self->inner);
  g_ptr_array_unref (self->warnings);
  g_clear_pointer (&self->setup.secrets, g_ptr_array_unref);
  g_strfreev (self->key_files);
  wire_listener_index_free (self->index);
  g_free (self->places);
  g_free (self);
}

/** Returns: (transfer none): the table of listeners, up to a %NULL */
const WireListener *const *
wire_listening_get_rows (const WireListening *listening)
{
  return listening->setup.rows;
}

/** Returns: (transfer none): that table by first bytes, which tells whose a conversation is */
const WireListenerIndex *
wire_listening_get_index (const WireListening *self)
{
  return self->index;
}

/** Returns: (nullable): the listener of that name */
const WireListener *
wire_listening_find_row (const WireListening *self, const char *name)
{
  for (guint i = 0; self->setup.rows[i]; i++)
    if (strcmp (self->setup.rows[i]->name, name) == 0)
      return self->setup.rows[i];
  return NULL;
}

/* Returns: (nullable) */
static Place *
find_place (const WireListening *self, const WireListener *row)
{
  for (guint i = 0; self->setup.rows[i]; i++)
    if (self->setup.rows[i] == row)
      return &self->places[i];
  return NULL;
}

/** Returns: (transfer none) (nullable): what @row keeps of the capture, made where it is not there
 *   yet; %NULL where the table has no such row. For the loading thread. */
gpointer
wire_listening_get_log (WireListening *self, const WireListener *row)
{
  Place *place = find_place (self, row);

  if (place && !place->log && row->log_new)
    place->log = row->log_new (self);
  return place ? place->log : NULL;
}

/** As wire_listening_get_log(), but %NULL where nothing was kept so far: for those who read. */
gpointer
wire_listening_peek_log (const WireListening *self, const WireListener *row)
{
  const Place *place = find_place (self, row);

  return place ? place->log : NULL;
}

/** Returns: (transfer none): where bytes go that no packet holds */
WireDerived *
wire_listening_get_derived (const WireListening *self)
{
  return self->derived;
}

/** Returns: (transfer none): where what was sent or received is listed */
WireTransferLog *
wire_listening_get_transfers (const WireListening *self)
{
  return self->transfers;
}

/** Returns: (transfer none): where it is noted what clients and servers said to each other */
WireSessionLog *
wire_listening_get_sessions (const WireListening *self)
{
  return self->sessions;
}

/** Returns: (transfer none): where to say that a connection will come */
WireExpectations *
wire_listening_get_expectations (const WireListening *self)
{
  return self->expectations;
}

/** Returns: (transfer none) (nullable) (array zero-terminated=1): paths of files with keys */
const char *const *
wire_listening_get_key_files (const WireListening *listening)
{
  return (const char *const *) listening->key_files;
}

/** Returns: (transfer none) (nullable) (element-type GBytes): key logs that the capture brings
 *   along */
GPtrArray *
wire_listening_get_secrets (const WireListening *self)
{
  return self->setup.secrets;
}

/** Returns: see #WireListeningSetup */
gsize
wire_listening_get_log_memory (const WireListening *self)
{
  return self->setup.log_memory;
}

/** Returns: whether it is known who talks on @stream; @tuple, from @side to the other, is filled in
 *   then */
gboolean
wire_listening_get_tuple (const WireListening *self, guint32 stream, guint side, WireTuple *tuple)
{
  return self->get_tuple && self->get_tuple (stream, side, tuple, self->user_data);
}

/**
 * wire_listening_add_inner:
 * @self: the listeners
 * @stream: the number of a stream
 * @label: (nullable): what is inside of it
 * @decrypted: it was encrypted there
 *
 * Returns: (transfer none): a conversation that people can follow
 */
WireInnerStream *
wire_listening_add_inner (WireListening *self,
                          guint32 stream,
                          const char *label,
                          gboolean decrypted)
{
  WireInnerStream *inner = wire_inner_stream_new (stream, label, decrypted);
  GArray *places = g_hash_table_lookup (self->inner_of, GUINT_TO_POINTER (stream));

  if (!places)
    {
      places = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (self->inner_of, GUINT_TO_POINTER (stream), places);
    }
  g_array_append_val (places, self->inner->len);
  g_ptr_array_add (self->inner, inner);
  return inner;
}

/** Returns: (transfer none) (nullable): conversation number @inner, from 0, inside of @stream */
const WireInnerStream *
wire_listening_get_inner (const WireListening *self, guint32 stream, guint inner)
{
  const GArray *places = g_hash_table_lookup (self->inner_of, GUINT_TO_POINTER (stream));

  return places && inner < places->len
             ? g_ptr_array_index (self->inner, g_array_index (places, guint, inner))
             : NULL;
}

/** Returns: whether one more piece of a conversation that people can follow may be kept; where it
 * may not, that is reported in the end */
gboolean
wire_listening_note_piece (WireListening *self)
{
  if (self->inner_pieces < WIRE_INNER_STREAM_MAX_PIECES)
    {
      self->inner_pieces++;
      return TRUE;
    }
  self->inner_is_full = TRUE;
  return FALSE;
}

/** See wire_channel_charge(). */
gboolean
wire_listening_charge (WireListening *self, const WireListener *row, gsize before, gsize now)
{
  Place *place = find_place (self, row);

  g_return_val_if_fail (place != NULL, FALSE);
  place->charged += now - before;
  return place->charged <= row->budget;
}

/** Notes that a conversation that nobody has recognised had @before bytes waiting and has @now.
 * Returns: whether there is room for them; where there is not, that is reported in the end */
gboolean
wire_listening_hold (WireListening *self, gsize before, gsize now)
{
  self->pending += now - before;
  if (self->pending <= WIRE_LISTENING_MAX_PENDING || now <= before)
    return TRUE;
  self->unheard++;
  return FALSE;
}

/** Whether so much waits in memory that it should wait elsewhere. */
gboolean
wire_listening_is_crowded (const WireListening *self)
{
  return self->pending > WIRE_LISTENING_CROWDED;
}

/** Notes that the beginning of a conversation is lost, which is reported in the end. */
void
wire_listening_miss (WireListening *self)
{
  self->unheard++;
}

/** Something was heard of @conversation, the link of a #WireChannel. */
void
wire_listening_note_heard (WireListening *self, GList *conversation)
{
  if (self->open.tail == conversation)
    return;
  if (conversation->prev || conversation->next)
    g_queue_unlink (&self->open, conversation);
  g_queue_push_tail_link (&self->open, conversation);
}

/** @conversation has ended. */
void
wire_listening_note_closed (WireListening *self, GList *conversation)
{
  g_queue_unlink (&self->open, conversation);
}

/** Returns: (transfer none) (nullable): the #WireChannel that is to be given up, as too many are
 *   open; %NULL where there is room for all */
gpointer
wire_listening_find_quietest (const WireListening *self)
{
  return self->open.length > WIRE_LISTENING_MAX_OPEN ? self->open.head->data : NULL;
}

/** Notes that a conversation that was given up goes on, which is reported in the end. */
void
wire_listening_note_resumed (WireListening *self)
{
  self->resumed++;
}

/** Adds @sentence to the warnings of the capture, once however often it is said. */
void
wire_listening_warn (WireListening *self, const char *sentence)
{
  if (self->warnings->len < MAX_WARNINGS
      && !g_ptr_array_find_with_equal_func (self->warnings, sentence, g_str_equal, NULL))
    g_ptr_array_add (self->warnings, g_strdup (sentence));
}

/** For a listener whose keys came after what they open, as a capture may bring them at its end:
 * once all is heard, all is heard once more. Asking for it again in the second pass is in vain. */
void
wire_listening_ask_again (WireListening *self)
{
  self->again = TRUE;
}

/** Whether wire_listening_ask_again() was called, or a listener wants all to be heard once more. */
gboolean
wire_listening_wants_again (const WireListening *self)
{
  for (guint i = 0; self->setup.rows[i]; i++)
    {
      const WireListener *row = self->setup.rows[i];

      if (row->wants_again && self->places[i].log && row->wants_again (self->places[i].log))
        return TRUE;
    }
  return self->again;
}

static void
tell_unheard (const WireListening *self, GStrvBuilder *builder)
{
  g_autofree char *sentence = g_strdup_printf (
      ngettext (
          "The beginning of %u connection was not looked at: too many were unfinished at once.",
          "The beginnings of %u connections were not looked at: too many were unfinished at "
          "once.",
          self->unheard),
      self->unheard);

  if (self->unheard > 0)
    g_strv_builder_add (builder, sentence);
}

static void
tell_resumed (const WireListening *self, GStrvBuilder *builder)
{
  g_autofree char *sentence = g_strdup_printf (
      ngettext ("%u connection went on after it had been given up, because it was quiet and too "
                "many others were open: what it said then is missing, or is listed by itself.",
                "%u connections went on after they had been given up, because they were quiet and "
                "too many others were open: what they said then is missing, or is listed by "
                "itself.",
                self->resumed),
      self->resumed);

  if (self->resumed > 0)
    g_strv_builder_add (builder, sentence);
}

static void
tell_unkept (const WireListening *self, GStrvBuilder *builder)
{
  guint32 left_out = wire_session_log_get_left_out (self->sessions);
  g_autofree char *sentence = g_strdup_printf (
      ngettext (
          "%u line of what clients and servers said was left out: there are too many to keep.",
          "%u lines of what clients and servers said were left out: there are too many to "
          "keep.",
          left_out),
      left_out);

  if (left_out > 0)
    g_strv_builder_add (builder, sentence);
}

/** Returns: (transfer full): a sentence each on what could not be heard or kept; empty where all
 *   was */
GStrv
wire_listening_tell_problems (const WireListening *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *derived = wire_derived_tell_problem (self->derived);
  guint32 left_out = wire_transfer_log_get_left_out (self->transfers);
  g_autofree char *transfers = g_strdup_printf (
      ngettext ("%u transfer was left out: there are too many to keep.",
                "%u transfers were left out: there are too many to keep.", left_out),
      left_out);

  for (guint i = 0; i < self->warnings->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (self->warnings, i));
  tell_unheard (self, builder);
  tell_resumed (self, builder);
  if (self->inner_is_full)
    g_strv_builder_add (builder, _ ("Some decrypted streams can be followed only in part: they are "
                                    "in too many pieces."));
  if (left_out > 0)
    g_strv_builder_add (builder, transfers);
  tell_unkept (self, builder);
  if (derived)
    g_strv_builder_add (builder, derived);
  return g_strv_builder_end (builder);
}

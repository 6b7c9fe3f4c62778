/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/sockets/wire-transcript-search.h"

/* Found nothing yet. */
#define PENDING (G_MAXUINT - 1)

#define PIECE (WIRE_TRANSCRIPT_FIND_BYTES / 2 + 1)

typedef struct
{
  WireTranscript *transcript;
  WireTranscriptSearch *search;
  guint found;
} Fixture;

static void
found_cb (Fixture *self, guint event)
{
  g_assert_cmpuint (self->found, ==, PENDING);
  self->found = event;
}

static void
add (Fixture *self, const char *text)
{
  static const WireSocketEndpoint NOWHERE = { 0 };
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (WireSocketEvent) event =
      wire_socket_event_new (WIRE_SOCKET_RECEIVED, 1, &NOWHERE, &NOWHERE, bytes, NULL);

  wire_transcript_add (self->transcript, event);
}

/* Ten events of more than half a piece each; the last one alone ends in “Needle”. */
static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *hay = g_strnfill (PIECE, 'x');
  g_autofree char *with = g_strconcat (hay, "Needle", NULL);

  (void) data;
  self->transcript = wire_transcript_new (WIRE_SOCKET_SERVER);
  self->search = wire_transcript_search_new ();
  self->found = PENDING;
  g_signal_connect_swapped (self->search, "found", G_CALLBACK (found_cb), self);
  for (guint i = 0; i < 9; i++)
    add (self, hay);
  add (self, with);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  (void) data;
  g_assert_finalize_object (self->search);
  g_assert_finalize_object (self->transcript);
}

static guint
wait_for_it (Fixture *self)
{
  guint turns = 0;

  while (self->found == PENDING)
    {
      g_main_context_iteration (NULL, TRUE);
      turns++;
    }
  g_assert_false (wire_transcript_search_is_running (self->search));
  return turns;
}

/* The main loop turns between pieces of two events. */
static void
test_in_pieces (Fixture *self, gconstpointer data)
{
  (void) data;
  wire_transcript_search_start (self->search, self->transcript, "needle", 0, FALSE);
  g_assert_cmpuint (self->found, ==, PENDING);
  g_assert_cmpuint (wait_for_it (self), >=, 4);
  g_assert_cmpuint (self->found, ==, 9);

  self->found = PENDING;
  wire_transcript_search_start (self->search, self->transcript, "needle", 8, TRUE);
  wait_for_it (self);
  g_assert_cmpuint (self->found, ==, 9);

  self->found = PENDING;
  wire_transcript_search_start (self->search, self->transcript, "absent", 3, TRUE);
  wait_for_it (self);
  g_assert_cmpuint (self->found, ==, G_MAXUINT);
}

/* What is near is found at once. */
static void
test_at_once (Fixture *self, gconstpointer data)
{
  (void) data;
  wire_transcript_search_start (self->search, self->transcript, "NEEDLE", 9, FALSE);
  g_assert_cmpuint (self->found, ==, 9);
}

static void
test_overtaken (Fixture *self, gconstpointer data)
{
  (void) data;
  wire_transcript_search_start (self->search, self->transcript, "absent", 0, FALSE);
  g_assert_true (wire_transcript_search_is_running (self->search));
  wire_transcript_search_start (self->search, self->transcript, "x", 4, FALSE);
  g_assert_cmpuint (self->found, ==, 4);
  while (g_main_context_iteration (NULL, FALSE))
    ;

  self->found = PENDING;
  wire_transcript_search_start (self->search, self->transcript, "absent", 0, FALSE);
  wire_transcript_search_stop (self->search);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (self->found, ==, PENDING);
}

/* The oldest events go while it looks; the number is the one that the event has then. */
static void
test_while_events_come (Fixture *self, gconstpointer data)
{
  (void) data;
  wire_transcript_search_start (self->search, self->transcript, "needle", 0, FALSE);
  for (guint i = 0; i < WIRE_TRANSCRIPT_MAX_EVENTS - 5; i++)
    add (self, "y");
  wait_for_it (self);
  g_assert_cmpuint (self->found, ==, 9 - wire_transcript_get_forgotten (self->transcript));
  g_assert_cmpuint (wire_transcript_get_forgotten (self->transcript), ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/transcript-search/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("in-pieces", test_in_pieces);
  ADD ("at-once", test_at_once);
  ADD ("overtaken", test_overtaken);
  ADD ("while-events-come", test_while_events_come);
  return g_test_run ();
}

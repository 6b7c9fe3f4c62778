/* wire-session-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reassembly/wire-session-log.h"

#include <string.h>

#define STRING_BLOCK 8192

struct _WireSessionLog
{
  GPtrArray *sessions;
  GStringChunk *strings;
  gsize text; /* bytes of strings */
  guint32 events;
  guint32 left_out;
};

static void
listing_clear (gpointer data)
{
  wire_body_clear (&((WireSessionListing *) data)->body);
}

static GArray *
new_listings (void)
{
  GArray *listings = g_array_new (FALSE, FALSE, sizeof (WireSessionListing));

  g_array_set_clear_func (listings, listing_clear);
  return listings;
}

void
wire_session_clear (WireSession *self)
{
  g_clear_pointer (&self->events, g_array_unref);
  g_clear_pointer (&self->listings, g_array_unref);
}

static void
session_free (gpointer data)
{
  wire_session_clear (data);
  g_free (data);
}

/** Returns: (transfer full): an empty log */
WireSessionLog *
wire_session_log_new (void)
{
  WireSessionLog *self = g_new0 (WireSessionLog, 1);

  self->sessions = g_ptr_array_new_with_free_func (session_free);
  self->strings = g_string_chunk_new (STRING_BLOCK);
  return self;
}

void
wire_session_log_free (WireSessionLog *self)
{
  g_ptr_array_unref (self->sessions);
  g_string_chunk_free (self->strings);
  g_free (self);
}

/** Returns: (transfer none) (nullable): a new session, to be filled in; %NULL where there are as
 *   many as may be, which is counted */
WireSession *
wire_session_log_append (WireSessionLog *self)
{
  WireSession *session;

  if (self->sessions->len == WIRE_SESSION_MAX)
    {
      self->left_out++;
      return NULL;
    }
  session = g_new0 (WireSession, 1);
  session->events = g_array_new (FALSE, FALSE, sizeof (WireSessionEvent));
  session->listings = new_listings ();
  g_ptr_array_add (self->sessions, session);
  return session;
}

/** Returns: (transfer none) (nullable): @length bytes of @text as UTF-8, for as long as @self
 * lives; %NULL where there is no room, or @text is %NULL */
const char *
wire_session_log_keep (WireSessionLog *self, const char *text, gsize length)
{
  g_autofree char *valid = NULL;

  if (!text || length > WIRE_SESSION_MAX_TEXT - self->text)
    return NULL;
  valid = g_utf8_make_valid (text, (gssize) length);
  length = strlen (valid);
  self->text += MIN (length + 1, WIRE_SESSION_MAX_TEXT - self->text);
  return g_string_chunk_insert_len (self->strings, valid, (gssize) length);
}

static gboolean
is_full (WireSessionLog *self)
{
  if (self->events < WIRE_SESSION_MAX_EVENTS && self->text < WIRE_SESSION_MAX_TEXT)
    {
      self->events++;
      return FALSE;
    }
  self->left_out++;
  return TRUE;
}

/** Adds a copy of @event, and of its strings, to @session. */
void
wire_session_log_add (WireSessionLog *self, WireSession *session, const WireSessionEvent *event)
{
  WireSessionEvent kept = *event;

  if (is_full (self))
    return;
  kept.text = event->text ? wire_session_log_keep (self, event->text, strlen (event->text)) : NULL;
  kept.other =
      event->other ? wire_session_log_keep (self, event->other, strlen (event->other)) : NULL;
  g_array_append_val (session->events, kept);
}

/** Adds @listing to @session: its body is taken, its strings are copied. */
void
wire_session_log_add_listing (WireSessionLog *self,
                              WireSession *session,
                              const WireSessionListing *listing)
{
  WireSessionListing kept = *listing;

  if (is_full (self))
    {
      wire_body_clear (&kept.body);
      return;
    }
  kept.path =
      listing->path ? wire_session_log_keep (self, listing->path, strlen (listing->path)) : NULL;
  wire_body_trim (&kept.body);
  g_array_append_val (session->listings, kept);
}

/** Returns: how many sessions there are */
guint32
wire_session_log_get_length (const WireSessionLog *self)
{
  return self->sessions->len;
}

/** Returns: (transfer none): session number @session, which must exist */
const WireSession *
wire_session_log_get (const WireSessionLog *self, guint32 session)
{
  g_return_val_if_fail (session < self->sessions->len, NULL);

  return g_ptr_array_index (self->sessions, session);
}

/** Returns: how many sessions and events were too many to keep */
guint32
wire_session_log_get_left_out (const WireSessionLog *self)
{
  return self->left_out;
}

/** Makes @copy a copy of @self; clear it. Its strings live as long as the log. */
void
wire_session_copy (const WireSession *self, WireSession *copy)
{
  *copy = *self;
  copy->events = g_array_copy (self->events);
  copy->listings = new_listings ();
  for (guint i = 0; i < self->listings->len; i++)
    {
      const WireSessionListing *listing = &g_array_index (self->listings, WireSessionListing, i);
      WireSessionListing own = *listing;

      wire_body_copy (&listing->body, &own.body);
      g_array_append_val (copy->listings, own);
    }
}

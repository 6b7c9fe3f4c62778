/* wire-transcript-spool.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sockets/wire-transcript-spool.h"

#include "base/wire-io.h"
#include "base/wire-spool.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* What one read of the spool brings. */
#define CHUNK (256u * 1024)

/* Bytes of events that may wait to be written. Beyond, who adds has to wait, too: whoever sends
 * more than the disk takes is slowed down. */
#define MAX_WAITING ((gsize) 16 * 1024 * 1024)

/* What an event takes beside its bytes. */
#define EVENT_BYTES 200u

struct _WireTranscriptSpool
{
  WireSocketRole role;
  int file;        /* -1 where there is none */
  GThread *thread; /* from the first event on */
  GMutex lock;     /* of what follows */
  GCond changed;   /* the thread has something to do, or has done something */
  GQueue waiting;  /* of WireSocketEvent */
  gsize waiting_bytes;
  guint64 added; /* events */
  guint64 done;  /* of them */
  gboolean ending;
  guint64 written; /* bytes */
  gboolean cut;    /* what came after those did not fit */
};

/** Returns: (transfer full): nothing so far; its thread begins with the first event */
WireTranscriptSpool *
wire_transcript_spool_new (WireSocketRole role)
{
  WireTranscriptSpool *self = g_new0 (WireTranscriptSpool, 1);

  self->role = role;
  /* Where temporary files are, and gone with the program, however it ends. */
  self->file = wire_spool_open (_ ("transcript"), NULL);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_queue_init (&self->waiting);
  return self;
}

void
wire_transcript_spool_free (WireTranscriptSpool *self)
{
  g_mutex_lock (&self->lock);
  self->ending = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  if (self->thread)
    g_thread_join (self->thread);
  g_queue_clear_full (&self->waiting, (GDestroyNotify) wire_socket_event_unref);
  if (self->file >= 0)
    close (self->file);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* Writing */

static gsize
count_bytes (const WireSocketEvent *event)
{
  return EVENT_BYTES + (event->data ? g_bytes_get_size (event->data) : 0);
}

/* Once a line has no room, those after it are not written either: a transcript may end early, but
 * not lack something in its middle. For the thread, which alone changes @written and @cut. */
static void
write_lines (WireTranscriptSpool *self, const WireSocketEvent *event)
{
  g_autofree char *lines = self->cut ? NULL : wire_socket_event_to_lab_lines (event, self->role);
  gsize length = lines ? strlen (lines) : 0;
  gboolean written = length == 0
                     || (self->file >= 0 && self->written + length <= WIRE_TRANSCRIPT_MAX_SPOOL
                         && wire_io_pwrite (self->file, lines, length, self->written));

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (written)
    self->written += length;
  else
    self->cut = TRUE;
  self->done++;
  self->waiting_bytes -= count_bytes (event);
  g_cond_broadcast (&self->changed);
}

/* Returns: (transfer full) (nullable): the next event, for which it waits; %NULL at the end */
static WireSocketEvent *
take (WireTranscriptSpool *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  while (g_queue_is_empty (&self->waiting) && !self->ending)
    g_cond_wait (&self->changed, &self->lock);
  return self->ending ? NULL : g_queue_pop_head (&self->waiting);
}

static gpointer
run (gpointer data)
{
  WireTranscriptSpool *self = data;
  WireSocketEvent *event;

  while ((event = take (self)))
    {
      write_lines (self, event);
      wire_socket_event_unref (event);
    }
  return NULL;
}

/** Has the lines of @event written after those of the events before. */
void
wire_transcript_spool_add (WireTranscriptSpool *self, WireSocketEvent *event)
{
  if (!self->thread)
    self->thread = g_thread_new ("transcript", run, self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  while (self->waiting_bytes > MAX_WAITING)
    g_cond_wait (&self->changed, &self->lock);
  g_queue_push_tail (&self->waiting, wire_socket_event_ref (event));
  self->waiting_bytes += count_bytes (event);
  self->added++;
  g_cond_broadcast (&self->changed);
}

/* Reading */

/* Waits until the lines of all events are written that were added by now. Returns: their bytes */
static guint64
wait_for_lines (WireTranscriptSpool *self, gboolean *cut)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  guint64 added = self->added;
  while (self->done < added)
    g_cond_wait (&self->changed, &self->lock);
  *cut = self->cut;
  return self->written;
}

/** Returns: bytes that wire_transcript_spool_write() would write just now */
guint64
wire_transcript_spool_get_size (WireTranscriptSpool *self)
{
  gboolean cut;

  return wait_for_lines (self, &cut);
}

/** See wire_transcript_write(). */
gboolean
wire_transcript_spool_write (WireTranscriptSpool *self,
                             GOutputStream *out,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autofree char *chunk = g_malloc (CHUNK);
  gboolean cut;
  guint64 end = wait_for_lines (self, &cut);
  const char *note = cut ? _ ("The disk was full, so what came after this is missing.\n") : "";

  for (guint64 offset = 0; offset < end;)
    {
      gssize n = pread (self->file, chunk, MIN (CHUNK, end - offset), (off_t) offset);

      if (n <= 0)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                       _ ("The transcript could not be read from its temporary file: %s."),
                       g_strerror (n < 0 ? errno : EIO));
          return FALSE;
        }
      if (!g_output_stream_write_all (out, chunk, (gsize) n, NULL, cancellable, error))
        return FALSE;
      offset += (guint64) n;
    }
  return g_output_stream_write_all (out, note, strlen (note), NULL, cancellable, error);
}

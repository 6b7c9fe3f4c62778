/* wire-ftp-session.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/ftp/wire-ftp-session.h"

#include "capture/ftp/wire-ftp-path.h"
#include "capture/ftp/wire-ftp-session-private.h"
#include "capture/reassembly/wire-listening.h"

/* Commands that wait for their answers; the oldest are forgotten. */
#define MAX_PENDING 64u

/** Returns: (transfer full): a session of which nothing is known; @session: (nullable): where it is
 *   noted */
WireFtpSession *
wire_ftp_session_new (WireFtpLog *log, WireSession *session)
{
  WireFtpSession *self = g_new0 (WireFtpSession, 1);

  self->log = log;
  self->session = session;
  g_queue_init (&self->pending);
  return self;
}

/** Nothing more is said: what was announced is settled. */
void
wire_ftp_session_free (WireFtpSession *self)
{
  wire_ftp_session_settle (self, 0, NULL);
  g_queue_clear_full (&self->pending, (GDestroyNotify) wire_ftp_pending_free);
  g_free (self->folder);
  g_free (self->user);
  g_free (self->asked_user);
  g_free (self->rename_from);
  g_free (self->uploaded);
  g_free (self->size_path);
  g_free (self);
}

/** Says who talks: @control is from the client to the server, @client its side of @stream. */
void
wire_ftp_session_set_ends (WireFtpSession *self,
                           const WireTuple *control,
                           guint32 stream,
                           guint8 client)
{
  self->control = *control;
  self->stream = stream;
  self->client = client;
  if (self->session)
    self->session->client = client;
}

/** What follows was encrypted. */
void
wire_ftp_session_set_decrypted (WireFtpSession *self)
{
  if (self->session)
    self->session->decrypted = TRUE;
}

/** Notes an event of kind @kind, which @line brought. */
void
wire_ftp_session_note (WireFtpSession *self,
                       WireSessionEventKind kind,
                       const WireFtpLine *line,
                       const char *text,
                       const char *other)
{
  const WireSessionEvent event = {
    .kind = (guint8) kind,
    .side = line->side,
    .packet = line->packet,
    .time = line->time,
    .text = text,
    .other = other,
  };

  if (self->session)
    wire_session_log_add (wire_listening_get_sessions (wire_ftp_log_get_listening (self->log)),
                          self->session, &event);
}

/* Of a command without an answer the answer was not captured: none is awaited. */
static void
forget_command (WireFtpSession *self, const WireFtpOffer *offer, gboolean answered)
{
  GList *next;

  for (GList *at = self->pending.head; at; at = next)
    {
      WireFtpPending *command = at->data;

      next = at->next;
      if (command->offer != offer)
        continue;
      command->offer = NULL;
      if (answered)
        continue;
      wire_ftp_pending_free (command);
      g_queue_delete_link (&self->pending, at);
    }
}

/** The last word about what was announced last: @code with @reply, or 0 where there is none. */
void
wire_ftp_session_settle (WireFtpSession *self, guint code, const char *reply)
{
  WireFtpOffer *offer = g_steal_pointer (&self->current);

  if (!offer)
    return;
  forget_command (self, offer, code != 0);
  offer->job.code = (guint16) code;
  g_free (offer->job.reply);
  offer->job.reply = g_strdup (reply);
  wire_ftp_log_settle (self->log, offer);
}

/* Commands */

/* Returns: (transfer none): what is announced, or, where that was not captured, something to keep
 *   the job in */
static WireFtpOffer *
ensure_current (WireFtpSession *self)
{
  const WireFtpAddress nowhere = { 0 };

  if (self->current)
    return self->current;
  self->current = wire_ftp_offer_new (&nowhere, FALSE);
  self->current->control = self->control;
  self->current->stream = self->stream;
  self->current->client = self->client;
  wire_ftp_log_add (self->log, self->current);
  return self->current;
}

/* What LIST takes in addition to a path is for ls. */
static const char *
skip_options (WireFtpVerb verb, const char *argument)
{
  while (wire_ftp_verb_lists (verb) && *argument == '-')
    {
      argument += strcspn (argument, " ");
      argument += *argument == ' ';
    }
  return argument;
}

/** A transfer has begun where REST said: the next one begins elsewhere. */
void
wire_ftp_session_use_rest (WireFtpSession *self)
{
  self->rest = 0;
  self->unplaced = FALSE;
  self->lost = 0;
}

/* What is appended goes on where the upload before it to the same file ended. */
static void
note_upload (WireFtpSession *self, WireFtpJob *job)
{
  job->after = G_MAXUINT32;
  if (job->verb != WIRE_FTP_STOR && job->verb != WIRE_FTP_STOU && job->verb != WIRE_FTP_APPE)
    return;
  if (job->path && g_strcmp0 (job->path, self->uploaded) == 0)
    job->after = self->uploaded_at;
  g_free (self->uploaded);
  self->uploaded = g_strdup (job->path);
  self->uploaded_at = job->packet;
}

static void
begin_job (WireFtpSession *self, WireFtpPending *command)
{
  WireFtpOffer *offer = ensure_current (self);
  WireFtpJob *job = &offer->job;
  const char *argument = skip_options (command->verb, command->argument);

  if (job->flags & WIRE_FTP_JOB_BEGUN && job->verb != WIRE_FTP_UNKNOWN)
    {
      wire_ftp_session_settle (self, 0, NULL);
      offer = ensure_current (self);
      job = &offer->job;
    }
  wire_ftp_job_clear (job);
  offer->session = self->session;
  job->verb = command->verb;
  job->packet = command->packet;
  job->time = command->time;
  job->user = g_strdup (self->user);
  job->flags = self->flags;
  job->flags |= command->unplaced ? WIRE_FTP_JOB_UNPLACED : 0;
  job->flags |= command->unheard ? WIRE_FTP_JOB_UNHEARD : 0;
  job->offset = command->verb == WIRE_FTP_APPE ? 0 : command->rest;
  if (*argument || wire_ftp_verb_lists (command->verb))
    job->path = wire_ftp_path_join (self->folder, *argument ? argument : ".");
  if (job->path && !*job->path)
    g_clear_pointer (&job->path, g_free); /* the folder of the login, wherever that is */
  if (self->size_path && g_strcmp0 (job->path, self->size_path) == 0)
    job->total = self->size;
  if (command->verb == WIRE_FTP_APPE && job->total != WIRE_FTP_UNKNOWN_SIZE)
    job->offset = job->total;
  note_upload (self, job);
  command->waits = FALSE;
  command->offer = offer;
}

/* Whether the connection of the next transfer is not announced yet: a client that does not wait for
 * answers sends PASV and RETR together. */
static gboolean
awaits_announcement (const WireFtpSession *self)
{
  for (const GList *at = self->pending.tail; at; at = at->prev)
    {
      const WireFtpPending *command = at->data;

      if (command->verb == WIRE_FTP_PASV || command->verb == WIRE_FTP_EPSV)
        return TRUE;
      if (wire_ftp_verb_transfers (command->verb))
        return FALSE;
    }
  return FALSE;
}

/* Whatever comes next is not where this one's REST said. */
static void
place_command (WireFtpSession *self, WireFtpPending *command)
{
  command->rest = self->rest;
  command->unplaced = self->unplaced;
  command->unheard = self->lost != 0;
  wire_ftp_session_use_rest (self);
}

/** Its connection was announced, or never will be: the first transfer of the commands @from
 * (nullable) that waits for that begins. */
void
wire_ftp_session_begin_waiting (WireFtpSession *self, GList *from)
{
  for (GList *at = from; at; at = at->next)
    {
      WireFtpPending *command = at->data;

      if (command->waits)
        begin_job (self, command);
      if (wire_ftp_verb_transfers (command->verb))
        return;
    }
}

static void
ask_to_abort (WireFtpSession *self)
{
  if (self->current && self->current->job.verb != WIRE_FTP_UNKNOWN)
    self->current->job.flags |= WIRE_FTP_JOB_ABOR;
}

static void
hear_command (WireFtpSession *self, const WireFtpLine *line)
{
  WireFtpPending *command = g_new0 (WireFtpPending, 1);
  const char *argument;

  command->verb = wire_ftp_verb_read (line->text, &argument);
  command->argument = g_strdup (argument);
  command->packet = line->packet;
  command->time = line->time;
  if (command->verb == WIRE_FTP_REST)
    self->rest = g_ascii_strtoull (argument, NULL, 10);
  if (wire_ftp_verb_transfers (command->verb))
    {
      place_command (self, command);
      command->waits = awaits_announcement (self);
      if (!command->waits)
        begin_job (self, command);
    }
  if (command->verb == WIRE_FTP_ABOR)
    ask_to_abort (self);
  g_queue_push_tail (&self->pending, command);
  if (self->pending.length > MAX_PENDING)
    wire_ftp_pending_free (g_queue_pop_head (&self->pending));
}

/* Lines */

/* Whatever one side alone said that was not captured, the other one answered it. */
static void
lose (WireFtpSession *self, const WireFtpLine *line)
{
  if (self->current)
    self->current->job.flags |= WIRE_FTP_JOB_UNHEARD;
  self->lost |= line->side == self->client ? 1 : 2;
  self->unplaced |= self->lost == 3;
  if (line->side == self->client)
    {
      wire_ftp_session_begin_waiting (self, self->pending.head);
      g_queue_clear_full (&self->pending, (GDestroyNotify) wire_ftp_pending_free);
      g_queue_init (&self->pending);
      g_clear_pointer (&self->folder, g_free);
    }
  else
    self->multiline = 0;
  wire_ftp_session_note (self, WIRE_SESSION_LOST, line, NULL, NULL);
}

static void
hear_answer (WireFtpSession *self, const WireFtpLine *line)
{
  gboolean goes_on = FALSE;
  guint code = wire_ftp_read_code (line->text, &goes_on);

  if (self->multiline && (code != self->multiline || goes_on))
    return;
  self->multiline = goes_on ? (guint16) code : 0;
  if (code && !goes_on)
    wire_ftp_session_answer (self, code, line);
}

/** The next line, or what was not captured in place of some. */
void
wire_ftp_session_hear (WireFtpSession *self, const WireFtpLine *line)
{
  if (self->session && line->packet < self->session->packet)
    {
      self->session->packet = line->packet;
      self->session->time = line->time;
    }
  if (line->lost)
    {
      lose (self, line);
      return;
    }
  wire_ftp_session_note (self, WIRE_SESSION_SAID, line, line->text, NULL);
  if (line->offer)
    {
      wire_ftp_session_settle (self, 0, NULL);
      self->current = line->offer;
    }
  if (line->side == self->client)
    hear_command (self, line);
  else
    hear_answer (self, line);
}

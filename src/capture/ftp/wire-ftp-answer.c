/* wire-ftp-answer.c: what answers say of the commands before them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/ftp/wire-ftp-path.h"
#include "capture/ftp/wire-ftp-session-private.h"
#include "capture/reassembly/wire-listening.h"

#include <string.h>

static gboolean
is_yes (guint code)
{
  return code >= 200 && code < 300;
}

/* Who is there, and where */

static void
log_in (WireFtpSession *self, guint code, const WireFtpLine *line)
{
  WireSessionLog *log = wire_listening_get_sessions (wire_ftp_log_get_listening (self->log));
  gboolean in = code == 230 || code == 202 || code == 232;

  if (!self->asked_user || code < 200 || (code >= 300 && code < 400))
    return;
  wire_ftp_session_note (self, in ? WIRE_SESSION_LOGGED_IN : WIRE_SESSION_LOGIN_REFUSED, line,
                         self->asked_user, NULL);
  if (!in)
    return;
  g_free (self->user);
  self->user = g_strdup (self->asked_user);
  if (self->session)
    self->session->user = wire_session_log_keep (log, self->user, strlen (self->user));
}

static void
ask_in (WireFtpSession *self, const WireFtpPending *command, guint code, const WireFtpLine *line)
{
  g_free (self->asked_user);
  self->asked_user = g_strdup (command->argument);
  self->flags |= WIRE_FTP_JOB_TEXT; /* the type that a session begins with */
  log_in (self, code, line);
}

static void
set_folder (WireFtpSession *self, char *folder)
{
  g_free (self->folder);
  self->folder = folder;
}

static void
change_folder (WireFtpSession *self, const WireFtpPending *command, guint code)
{
  if (is_yes (code))
    set_folder (self, wire_ftp_path_join (
                          self->folder, command->verb == WIRE_FTP_CDUP ? ".." : command->argument));
}

static void
set_mode (WireFtpSession *self, const WireFtpPending *command)
{
  char letter = g_ascii_toupper (*command->argument);

  if (command->verb == WIRE_FTP_TYPE)
    {
      self->flags &= (guint8) ~WIRE_FTP_JOB_TEXT;
      self->flags |= letter == 'A' || letter == 'E' ? WIRE_FTP_JOB_TEXT : 0;
      return;
    }
  self->flags &= (guint8) ~(WIRE_FTP_JOB_PACKED | WIRE_FTP_JOB_BLOCKS);
  self->flags |= letter == 'Z' ? WIRE_FTP_JOB_PACKED : 0;
  self->flags |= letter == 'B' || letter == 'C' ? WIRE_FTP_JOB_BLOCKS : 0;
}

/* Files */

static void
note_size (WireFtpSession *self, const WireFtpPending *command, const char *reply)
{
  g_clear_pointer (&self->size_path, g_free);
  if (strlen (reply) <= 4 || !g_ascii_isdigit (reply[4]) || self->flags & WIRE_FTP_JOB_TEXT)
    return;
  self->size_path = wire_ftp_path_join (self->folder, command->argument);
  self->size = g_ascii_strtoull (reply + 4, NULL, 10);
}

static void
note_path (WireFtpSession *self,
           WireSessionEventKind kind,
           const WireFtpPending *command,
           const WireFtpLine *line)
{
  g_autofree char *path = wire_ftp_path_join (self->folder, command->argument);

  wire_ftp_session_note (self, kind, line, path, NULL);
}

static void
rename_to (WireFtpSession *self, const WireFtpPending *command, const WireFtpLine *line)
{
  g_autofree char *from = g_steal_pointer (&self->rename_from);
  g_autofree char *to = wire_ftp_path_join (self->folder, command->argument);

  wire_ftp_session_note (self, WIRE_SESSION_RENAMED, line, from, to);
}

/* Transfers */

/* `… for NAME (123 bytes).` is what most servers say of what they send. */
static gboolean
find_told_size (const char *reply, guint64 *size)
{
  const char *bytes = strstr (reply, " bytes");
  const char *at = bytes;

  while (at && at > reply && g_ascii_isdigit (at[-1]))
    at--;
  if (!at || at == bytes || at == reply || at[-1] != '(')
    return FALSE;
  *size = g_ascii_strtoull (at, NULL, 10);
  return TRUE;
}

/* The name that the server gave to what came by STOU (RFC 1123, section 4.1.2.9), or of a file
 * whose command was not captured. */
static void
take_told_name (WireFtpSession *self, WireFtpJob *job, const char *reply)
{
  /* The last of these says in other answers what was asked for. */
  static const char *const BEFORE[] = { "FILE: ", "unique file name:", " for " };
  gsize n = G_N_ELEMENTS (BEFORE) - (job->path ? 1 : 0);
  const char *at = NULL;
  const char *end;
  g_autofree char *name = NULL;

  for (gsize i = 0; i < n && !at; i++)
    {
      at = strstr (reply, BEFORE[i]);
      at = at ? at + strlen (BEFORE[i]) : NULL;
    }
  if (!at)
    return;
  end = strstr (at, " (");
  end = end ? end : at + strcspn (at, ")");
  name = g_strstrip (g_strndup (at, (gsize) (end - at)));
  if (*name)
    {
      g_free (job->path);
      job->path = wire_ftp_path_join (self->folder, name);
    }
}

/* What came by a command that was not captured may be a listing. */
static gboolean
tells_of_listing (const char *reply)
{
  g_autofree char *lower = g_ascii_strdown (reply, -1);

  return strstr (lower, "listing") || strstr (lower, "file list") || strstr (lower, "/bin/ls")
         || strstr (lower, "directory");
}

static void
hear_begin (WireFtpSession *self, WireFtpPending *command, const WireFtpLine *line)
{
  WireFtpOffer *offer;
  WireFtpJob *job;
  guint64 size;

  if (command && command->waits) /* the answer that announces its connection was not captured */
    wire_ftp_session_begin_waiting (self, g_queue_find (&self->pending, command));
  if (command)
    command->begun = TRUE;
  offer = command && command->offer ? command->offer : self->current;
  if (!offer)
    return;
  job = &offer->job;
  job->flags |= WIRE_FTP_JOB_BEGUN;
  if (job->verb == WIRE_FTP_UNKNOWN && tells_of_listing (line->text))
    {
      job->verb = WIRE_FTP_LIST;
      offer->session = self->session;
    }
  if (job->verb == WIRE_FTP_UNKNOWN || job->verb == WIRE_FTP_STOU)
    take_told_name (self, job, line->text);
  if (job->verb == WIRE_FTP_UNKNOWN)
    {
      job->offset = self->rest;
      job->flags |= self->unplaced ? WIRE_FTP_JOB_UNPLACED : 0;
      wire_ftp_session_use_rest (self);
      job->packet = line->packet;
      job->time = line->time;
      job->flags |= self->flags & WIRE_FTP_JOB_TEXT;
    }
  /* Of what begins later in the file, some servers tell the size of all, others that of the rest.
   */
  if (job->offset == 0 && find_told_size (line->text, &size))
    job->total = size;
}

/* What was asked was not captured. It was REST, or else RNFR. */
static void
hear_more_wanted (WireFtpSession *self, const char *reply)
{
  g_autofree char *lower = g_ascii_strdown (reply, -1);
  const char *told = lower + strcspn (lower, " ");
  gboolean restarts = strstr (lower, "rest") != NULL;

  told += strcspn (told, "0123456789");
  if (restarts && *told)
    self->rest = g_ascii_strtoull (told, NULL, 10);
  else if (restarts || (!strstr (lower, "rnto") && !strstr (lower, "name")))
    self->unplaced = TRUE;
}

/* Refused before it began, the connection that was announced may serve for something else. */
static void
hear_end (WireFtpSession *self, WireFtpPending *command, guint code, const WireFtpLine *line)
{
  WireFtpOffer *offer = command ? command->offer : self->current;

  if (!offer || offer != self->current)
    return;
  if (offer->job.verb == WIRE_FTP_STOU)
    take_told_name (self, &offer->job, line->text);
  if (code >= 400 && !(offer->job.flags & WIRE_FTP_JOB_BEGUN) && offer->candidates->len == 0)
    wire_ftp_job_clear (&offer->job);
  else
    wire_ftp_session_settle (self, code, line->text);
}

/* Which command it answers */

/* Returns: (nullable): the first command that @code may answer. Where answers before it are
 *   missing, what they were to is forgotten; but while a transfer runs, others may be answered
 *   before it is. */
static GList *
find_answered (WireFtpSession *self, guint code)
{
  GList *at = self->pending.head;
  const WireFtpPending *first = at ? at->data : NULL;

  while (at && !wire_ftp_verb_may_get (((const WireFtpPending *) at->data)->verb, code))
    at = at->next;
  while (at && at != self->pending.head && !first->begun)
    {
      wire_ftp_pending_free (g_queue_pop_head (&self->pending));
      first = self->pending.head->data;
    }
  return at;
}

static void
understand (WireFtpSession *self, WireFtpPending *command, guint code, const WireFtpLine *line)
{
  switch (command->verb)
    {
    case WIRE_FTP_USER:
      ask_in (self, command, code, line);
      break;
    case WIRE_FTP_PASS:
      log_in (self, code, line);
      break;
    case WIRE_FTP_REIN:
      g_clear_pointer (&self->user, g_free);
      g_clear_pointer (&self->folder, g_free);
      break;
    case WIRE_FTP_CWD:
    case WIRE_FTP_CDUP:
      change_folder (self, command, code);
      break;
    case WIRE_FTP_PASV:
    case WIRE_FTP_EPSV:
      wire_ftp_session_begin_waiting (self, g_queue_find (&self->pending, command)->next);
      break;
    case WIRE_FTP_PORT:
    case WIRE_FTP_EPRT:
      if (code >= 400)
        wire_ftp_session_settle (self, 0, NULL);
      break;
    case WIRE_FTP_REST:
      if (code >= 400)
        self->rest = 0;
      break;
    default:
      if (wire_ftp_verb_transfers (command->verb))
        hear_end (self, command, code, line);
      break;
    }
}

static void
understand_yes (WireFtpSession *self, WireFtpPending *command, const WireFtpLine *line)
{
  char *told;

  switch (command->verb)
    {
    case WIRE_FTP_PWD:
      told = wire_ftp_path_read_quoted (line->text);
      if (told)
        set_folder (self, told);
      break;
    case WIRE_FTP_TYPE:
    case WIRE_FTP_MODE:
      set_mode (self, command);
      break;
    case WIRE_FTP_SIZE:
      note_size (self, command, line->text);
      break;
    case WIRE_FTP_RNTO:
      rename_to (self, command, line);
      break;
    case WIRE_FTP_DELE:
      note_path (self, WIRE_SESSION_DELETED, command, line);
      break;
    case WIRE_FTP_MKD:
      note_path (self, WIRE_SESSION_MADE_FOLDER, command, line);
      break;
    case WIRE_FTP_RMD:
      note_path (self, WIRE_SESSION_REMOVED_FOLDER, command, line);
      break;
    default:
      break;
    }
}

/** The last line of a reply with @code. */
void
wire_ftp_session_answer (WireFtpSession *self, guint code, const WireFtpLine *line)
{
  GList *at = find_answered (self, code);
  WireFtpPending *command = at ? at->data : NULL;
  gboolean transfers = command && wire_ftp_verb_transfers (command->verb);

  if (code < 200)
    {
      if (!command || transfers)
        hear_begin (self, command, line);
      return;
    }
  if (!command)
    {
      if (code == 226 || code == 426 || code == 451 || code == 552)
        hear_end (self, NULL, code, line);
      else if (code == 350)
        hear_more_wanted (self, line->text);
      return;
    }
  understand (self, command, code, line);
  if (is_yes (code))
    understand_yes (self, command, line);
  if (command->verb == WIRE_FTP_RNFR && code == 350)
    {
      g_free (self->rename_from);
      self->rename_from = wire_ftp_path_join (self->folder, command->argument);
    }
  g_queue_delete_link (&self->pending, at);
  wire_ftp_pending_free (command);
}

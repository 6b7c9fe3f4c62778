/* wire-lpd-job.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/lpd/wire-lpd-job.h"

#include "capture/lpd/wire-lpd-control.h"
#include "capture/reassembly/wire-listening.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_LINE 512u
#define MAX_CONTROL (64u * 1024)
#define OWN_COST 1024u

#define RECEIVE_JOB '\2'
#define CONTROL_FILE '\2'
#define DATA_FILE '\3'

/* What the client sends next. */
typedef enum
{
  COMMAND,
  FILE_COMMAND,
  CONTENT,
  CONTENT_END, /* a zero */
  LOST,
} State;

/*
 * WireLpdJob:
 * @client: the side that prints; %G_MAXUINT where that is not known yet
 * @left: bytes of the file that are still to come
 * @endless: there are as many as come until the connection ends
 * @transfer: (nullable): what the file is listed as
 * @control: (nullable): the file, where it says what the job is; it may come before the others
 * @in_control: it is what comes
 * @files: (element-type WireTransfer): of the job; their names are what they were sent as
 */
struct _WireLpdJob
{
  WireChannel *channel;
  guint client;
  State state;
  GString *line;
  guint64 left;
  gboolean endless;
  WireTransfer *transfer;
  GString *control;
  gboolean in_control;
  GPtrArray *files;
  gsize charged;
};

/** Returns: (transfer full): a connection on which nothing was said yet */
WireLpdJob *
wire_lpd_job_new (WireChannel *channel)
{
  WireLpdJob *self = g_new0 (WireLpdJob, 1);

  self->channel = channel;
  self->client = G_MAXUINT;
  self->line = g_string_new (NULL);
  self->files = g_ptr_array_new ();
  wire_channel_charge (channel, 0, OWN_COST);
  self->charged = OWN_COST;
  return self;
}

static void
get_lost (WireLpdJob *self, const char *problem)
{
  if (self->transfer)
    self->transfer->problem = problem;
  self->transfer = NULL;
  if (self->control)
    g_string_free (g_steal_pointer (&self->control), TRUE);
  self->state = LOST;
}

void
wire_lpd_job_free (WireLpdJob *self)
{
  get_lost (self, N_ ("Its connection could not be read to its end."));
  wire_channel_charge (self->channel, self->charged, 0);
  g_ptr_array_unref (self->files);
  g_string_free (self->line, TRUE);
  g_free (self);
}

/* Files */

/**
 * wire_lpd_file_parse:
 * @line: of a client, without its end: that a file comes
 * @control: (out): whether it says what the job is
 * @size: (out): how long it is; 0 where the connection ends it
 * @name: (out): what it is sent as, in @line
 *
 * Returns: whether it is that (RFC 1179, sections 6.2 and 6.3)
 */
gboolean
wire_lpd_file_parse (const char *line, gboolean *control, guint64 *size, const char **name)
{
  char *end;

  if ((*line != CONTROL_FILE && *line != DATA_FILE) || !g_ascii_isdigit (line[1]))
    return FALSE;
  *control = *line == CONTROL_FILE;
  *size = g_ascii_strtoull (line + 1, &end, 10);
  *name = end + 1;
  return *end == ' ' && end[1] == (*control ? 'c' : 'd') && end[2] == 'f' && *size <= G_MAXINT64;
}

static WireTransferLog *
get_transfers (const WireLpdJob *self)
{
  return wire_listening_get_transfers (wire_channel_get_listening (self->channel));
}

static void
begin_data (WireLpdJob *self, const char *name, guint64 size, const WireStreamPiece *piece)
{
  WireTransferLog *log = get_transfers (self);
  WireTransfer *transfer = wire_transfer_log_append (log, NULL);

  self->transfer = transfer;
  if (!transfer)
    return;
  transfer->protocol = "LPD";
  transfer->direction = WIRE_TRANSFER_UPLOAD;
  transfer->sender = (guint8) self->client;
  transfer->flags = wire_channel_is_decrypted (self->channel) ? WIRE_TRANSFER_DECRYPTED : 0;
  transfer->stream = wire_channel_get_stream (self->channel);
  transfer->packet = transfer->last_packet = piece->packet;
  transfer->time = piece->time;
  transfer->expected = self->endless ? WIRE_TRANSFER_UNKNOWN : size;
  transfer->name = wire_transfer_log_keep (log, name, strlen (name));
  if (self->files->len < WIRE_LPD_MAX_FILES)
    g_ptr_array_add (self->files, transfer);
}

/* A job has one; where there is another one, that is another job’s. */
static void
begin_control (WireLpdJob *self)
{
  if (self->control)
    g_string_free (self->control, TRUE);
  self->control = g_string_new (NULL);
  self->in_control = TRUE;
}

static void
begin_file (WireLpdJob *self, const WireStreamPiece *piece)
{
  gboolean control;
  const char *name;

  if (!wire_lpd_file_parse (self->line->str, &control, &self->left, &name))
    return; /* the job is given up, or something else is asked */
  self->endless = self->left == 0 && !control;
  self->state = CONTENT;
  if (control && self->left > MAX_CONTROL)
    get_lost (self, NULL);
  else if (control)
    begin_control (self);
  else
    begin_data (self, name, self->left, piece);
}

/* What was sent before it is named by it, and what comes after it; each file once. */
static void
take_control (WireLpdJob *self)
{
  g_auto (WireLpdControl) control = { 0 };
  WireTransferLog *log = get_transfers (self);

  wire_lpd_control_parse (self->control->str, self->control->len, &control);
  for (guint i = 0; i < self->files->len; i++)
    {
      WireTransfer *file = g_ptr_array_index (self->files, i);
      const char *name = file->name && g_str_has_prefix (file->name, "df")
                             ? wire_lpd_control_find_name (&control, file->name)
                             : NULL;
      const char *last = name ? strrchr (name, '/') : NULL;

      if (control.user)
        file->user = wire_transfer_log_keep (log, control.user, strlen (control.user));
      if (!name)
        continue;
      if (last && last[1])
        file->path = wire_transfer_log_keep (log, name, strlen (name));
      name = last && last[1] ? last + 1 : name;
      file->name = wire_transfer_log_keep (log, name, strlen (name));
    }
}

static void
end_file (WireLpdJob *self, gboolean whole)
{
  WireTransfer *transfer = g_steal_pointer (&self->transfer);

  if (transfer)
    {
      if (whole && transfer->body.missing == 0)
        transfer->flags |= WIRE_TRANSFER_COMPLETE;
      else if (!whole)
        transfer->problem = N_ ("The client gave it up.");
      wire_body_trim (&transfer->body);
    }
}

/* Bytes */

static void
read_line (WireLpdJob *self, const WireStreamPiece *piece)
{
  if (self->state == COMMAND && *self->line->str == RECEIVE_JOB)
    self->state = FILE_COMMAND;
  else if (self->state == FILE_COMMAND)
    begin_file (self, piece);
  g_string_truncate (self->line, 0);
}

static guint32
add_content (WireLpdJob *self, const WireStreamPiece *piece, guint32 at)
{
  guint32 n = piece->length - at;

  if (!self->endless)
    n = (guint32) MIN (n, self->left);
  if (self->in_control && piece->data)
    g_string_append_len (self->control, (const char *) piece->data + at, (gssize) n);
  if (self->transfer && piece->data)
    wire_body_add (&self->transfer->body, piece->offset + at, n, piece->packet);
  else if (self->transfer && n > 0)
    wire_body_add_gap (&self->transfer->body, n, piece->packet);
  if (self->transfer)
    self->transfer->last_packet = piece->packet;
  self->left -= self->endless ? 0 : n;
  return n;
}

static void
end_content (WireLpdJob *self, guint8 end)
{
  if (!self->in_control)
    end_file (self, end == 0);
  self->in_control = FALSE;
  self->state = FILE_COMMAND;
  if (self->control)
    take_control (self);
}

static void
add_bytes (WireLpdJob *self, const WireStreamPiece *piece)
{
  for (guint32 at = 0; at < piece->length && self->state != LOST;)
    if (self->state == CONTENT)
      {
        at += add_content (self, piece, at);
        if (self->left == 0 && !self->endless)
          self->state = CONTENT_END;
      }
    else if (self->state == CONTENT_END)
      end_content (self, piece->data[at++]);
    else if (piece->data[at] == '\n')
      {
        at++;
        read_line (self, piece);
      }
    else if (self->line->len < MAX_LINE)
      g_string_append_c (self->line, (char) piece->data[at++]);
    else
      get_lost (self, NULL);
}

static void
add_gap (WireLpdJob *self, const WireStreamPiece *gap)
{
  gboolean of_file = self->state == CONTENT && (self->endless || gap->length <= self->left);

  if (of_file && !self->in_control)
    {
      add_content (self, gap, 0);
      if (self->left == 0 && !self->endless)
        self->state = CONTENT_END;
      return;
    }
  if (self->state == CONTENT && !self->in_control)
    add_content (self, gap, 0);
  get_lost (self, N_ ("Some of its bytes were not captured."));
}

/* A server answers with a zero, or says that it does not take what it got. */
static void
hear_server (WireLpdJob *self, const WireStreamPiece *piece)
{
  WireTransfer *last = self->files->len > 0 ? self->files->pdata[self->files->len - 1] : NULL;

  if (piece->data && *piece->data != 0 && last && !last->note)
    last->note = N_ ("The server refused it.");
}

/** The next bytes of @side, or a gap. */
void
wire_lpd_job_add (WireLpdJob *self, guint side, const WireStreamPiece *piece)
{
  gsize now;

  if (self->client == G_MAXUINT && piece->data)
    self->client = *piece->data == RECEIVE_JOB ? side : !side;
  if (side != self->client)
    hear_server (self, piece);
  else if (piece->data)
    add_bytes (self, piece);
  else if (self->state != LOST)
    add_gap (self, piece);
  now = OWN_COST + (self->control ? self->control->allocated_len : 0)
        + self->files->len * sizeof (gpointer);
  if (!wire_channel_charge (self->channel, self->charged, now))
    get_lost (self, N_ ("There was no room for it."));
  self->charged = now;
}

/** Nothing more comes from @side. A file whose size was not told ends with the connection. */
void
wire_lpd_job_end (WireLpdJob *self, guint side, gboolean orderly)
{
  if (side != self->client || self->state != CONTENT || !self->endless)
    return;
  if (orderly)
    end_content (self, 0);
  else
    get_lost (self, N_ ("The end of its connection was not captured: there may be more of it."));
}

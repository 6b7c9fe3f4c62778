/* wire-ftp-control.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/ftp/wire-ftp-control.h"

#include "capture/ftp/wire-ftp-lines.h"
#include "capture/ftp/wire-ftp-session.h"
#include "capture/reassembly/wire-listening.h"

#include <glib/gi18n.h>
#include <string.h>

/* Lines that wait to be understood. Beyond, the first of them are, whether or not what the other
 * side said at that time is there. */
#define MAX_LINES 4096u
#define KEPT_LINES 256u

/* What a line takes in addition to its text. */
#define LINE_COST (sizeof (WireFtpLine) + 16)

/* Not known. */
#define NOBODY 2u

/*
 * @outer: (nullable): this one is inside of it, in TLS: what is said here is said there
 * @lines: (element-type WireFtpLine): what was said and is not understood yet
 * @foreseen: (element-type WireFtpLine): what was seen before its turn
 * @server: the side that answers, or %NOBODY
 * @current: (nullable): what was announced last
 * @in_tls: bits: the sides whose bytes are TLS by now
 * @clear: the client asked for TLS to end
 */
struct _WireFtpControl
{
  WireChannel *channel;
  WireFtpControl *outer;
  WireFtpLog *log;
  WireFtpSession *session;
  WireFtpLines sides[2];
  GPtrArray *lines;
  GPtrArray *foreseen;
  guint order;
  guint server;
  WireFtpOffer *current;
  WireChannel *tls;
  guint8 in_tls;
  gboolean clear;
  gboolean full;
  gsize charged;
};

static void
free_line (gpointer data)
{
  WireFtpLine *line = data;

  g_free (line->text);
  g_free (line);
}

static WireSession *
note_session (WireFtpControl *self)
{
  WireSession *session = wire_session_log_append (
      wire_listening_get_sessions (wire_ftp_log_get_listening (self->log)));

  if (!session)
    return NULL;
  session->protocol = "FTP";
  session->stream = wire_channel_get_stream (self->channel);
  session->decrypted = wire_channel_is_decrypted (self->channel);
  session->packet = G_MAXUINT32; /* until the first line */
  return session;
}

/** Returns: (transfer full): a control connection on which nothing was said yet. The hint of
 *   @channel is the one that it is inside of, or %NULL */
WireFtpControl *
wire_ftp_control_new (WireChannel *channel)
{
  WireFtpControl *self = g_new0 (WireFtpControl, 1);

  self->channel = channel;
  self->outer = wire_channel_get_hint (channel);
  self->server = NOBODY;
  if (self->outer)
    return self;
  self->log = wire_channel_get_log (channel);
  self->lines = g_ptr_array_new_with_free_func (free_line);
  self->foreseen = g_ptr_array_new_with_free_func (free_line);
  self->session = wire_ftp_session_new (self->log, note_session (self));
  return self;
}

/* Who keeps what is said: @self, or the one that it is inside of. */
static WireFtpControl *
get_root (WireFtpControl *self)
{
  return self->outer ? self->outer : self;
}

/* Understanding */

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const WireFtpLine *one = *(const WireFtpLine *const *) a;
  const WireFtpLine *two = *(const WireFtpLine *const *) b;

  if (one->packet != two->packet)
    return one->packet < two->packet ? -1 : 1;
  return one->order < two->order ? -1 : one->order > two->order;
}

static void
set_ends (WireFtpControl *self)
{
  guint client = self->server == NOBODY ? 0 : !self->server;
  WireTuple tuple = { 0 };

  wire_channel_get_tuple (self->channel, client, &tuple);
  wire_ftp_session_set_ends (self->session, &tuple, wire_channel_get_stream (self->channel),
                             (guint8) client);
}

/* Of all lines but the last @keep. */
static void
understand (WireFtpControl *self, guint keep)
{
  guint n = self->lines->len > keep ? self->lines->len - keep : 0;

  set_ends (self);
  g_ptr_array_sort (self->lines, compare_lines);
  for (guint i = 0; i < n; i++)
    wire_ftp_session_hear (self->session, g_ptr_array_index (self->lines, i));
  if (n == 0)
    return;
  g_ptr_array_remove_range (self->lines, 0, n);
  self->current = NULL; /* it may be gone */
}

void
wire_ftp_control_free (WireFtpControl *self)
{
  g_clear_pointer (&self->tls, wire_channel_close);
  for (guint i = 0; i < 2; i++)
    wire_ftp_lines_clear (&self->sides[i]);
  if (!self->outer)
    {
      understand (self, 0);
      wire_channel_charge (self->channel, self->charged, 0);
      for (guint i = 0; i < self->foreseen->len; i++)
        wire_ftp_log_settle (self->log,
                             ((WireFtpLine *) g_ptr_array_index (self->foreseen, i))->offer);
      wire_ftp_session_free (self->session);
      g_ptr_array_unref (self->lines);
      g_ptr_array_unref (self->foreseen);
    }
  g_free (self);
}

/* Announcing */

static gboolean
read_address (const WireFtpControl *self,
              guint side,
              const char *text,
              WireFtpAddress *address,
              gboolean *active)
{
  const char *argument;
  WireFtpVerb verb;

  *active = side != self->server;
  if (!*active)
    return (g_str_has_prefix (text, "227 ") && wire_ftp_address_parse_pasv (text + 4, address))
           || (g_str_has_prefix (text, "229 ") && wire_ftp_address_parse_epsv (text + 4, address));
  verb = wire_ftp_verb_read (text, &argument);
  return (verb == WIRE_FTP_PORT && wire_ftp_address_parse_port (argument, address))
         || (verb == WIRE_FTP_EPRT && wire_ftp_address_parse_eprt (argument, address));
}

/* Returns: (transfer none) (nullable): what @text announces */
static WireFtpOffer *
announce (WireFtpControl *self, guint side, const char *text, gboolean decrypted)
{
  WireFtpAddress address;
  WireFtpOffer *offer;
  gboolean active;

  if (!read_address (self, side, text, &address, &active))
    return NULL;
  offer = wire_ftp_offer_new (&address, active);
  offer->client = (guint8) !self->server;
  offer->stream = wire_channel_get_stream (self->channel);
  wire_channel_get_tuple (self->channel, offer->client, &offer->control);
  offer->decrypted = decrypted;
  if (self->current)
    wire_ftp_log_replace (self->log, self->current);
  self->current = offer;
  wire_ftp_log_add (self->log, offer);
  return offer;
}

/* Returns: (transfer none) (nullable): what the line announces, where that was foreseen */
static WireFtpOffer *
find_foreseen (WireFtpControl *self, const WireFtpLine *line)
{
  for (guint i = 0; i < self->foreseen->len; i++)
    {
      WireFtpLine *seen = g_ptr_array_index (self->foreseen, i);
      WireFtpOffer *offer = seen->offer;

      if (seen->packet != line->packet || seen->side != line->side
          || strcmp (seen->text, line->text) != 0)
        continue;
      g_ptr_array_remove_index (self->foreseen, i);
      return offer;
    }
  return NULL;
}

/* Segments are sent again. */
static gboolean
has_foreseen (const WireFtpControl *self, guint side, const char *text)
{
  for (guint i = 0; i < self->foreseen->len; i++)
    {
      const WireFtpLine *seen = g_ptr_array_index (self->foreseen, i);

      if (seen->side == side && strcmp (seen->text, text) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Which side answers shows with the first line that tells. */
static void
find_server (WireFtpControl *self, guint side, const char *text)
{
  if (self->server != NOBODY)
    return;
  if (wire_ftp_read_code (text, NULL))
    self->server = side;
  else if (wire_ftp_verb_read (text, NULL) != WIRE_FTP_UNKNOWN)
    self->server = !side;
}

static void
look_ahead (WireFtpControl *self, guint side, const char *text)
{
  WireFtpVerb verb;

  if (side == self->server)
    return;
  verb = wire_ftp_verb_read (text, NULL);
  if (wire_ftp_verb_transfers (verb) && self->current)
    self->current->asked = TRUE;
  self->clear |= verb == WIRE_FTP_CCC;
}

/* Lines */

static gboolean
charge (WireFtpControl *self, gsize more)
{
  gsize now = self->charged + more;

  if (!wire_channel_charge (self->channel, self->charged, now))
    {
      wire_channel_charge (self->channel, now, self->charged);
      return FALSE;
    }
  self->charged = now;
  return TRUE;
}

/* Takes @line. */
static void
record (WireFtpControl *self, WireFtpLine *line)
{
  line->order = self->order++;
  g_ptr_array_add (self->lines, line);
  if (self->lines->len >= MAX_LINES
      || !charge (self, LINE_COST + (line->text ? strlen (line->text) : 0)))
    {
      understand (self, self->lines->len >= MAX_LINES ? KEPT_LINES : 0);
      wire_channel_charge (self->channel, self->charged, 0);
      self->charged = 0;
    }
}

typedef struct
{
  WireFtpControl *control;
  guint side;
} Side;

static WireFtpLine *
new_line (guint side, const WireStreamPiece *piece, const char *text)
{
  WireFtpLine *line = g_new0 (WireFtpLine, 1);

  line->packet = piece->packet;
  line->time = piece->time;
  line->side = (guint8) side;
  line->text = g_strdup (text);
  return line;
}

/* A WireFtpLineTaken. */
static void
take_line (const char *text, const WireStreamPiece *piece, gpointer user_data)
{
  const Side *own = user_data;
  WireFtpControl *root = get_root (own->control);
  WireFtpLine *line = new_line (own->side, piece, text);

  find_server (root, own->side, text);
  line->offer = find_foreseen (root, line);
  if (!line->offer)
    line->offer =
        announce (root, own->side, text, wire_channel_is_decrypted (own->control->channel));
  look_ahead (root, own->side, text);
  record (root, line);
}

/* A WireFtpLineTaken, of a segment that is not in order yet. */
static void
foresee_line (const char *text, const WireStreamPiece *piece, gpointer user_data)
{
  const Side *own = user_data;
  WireFtpControl *self = own->control;
  WireFtpLine *line;

  if (self->foreseen->len >= KEPT_LINES || has_foreseen (self, own->side, text))
    return;
  find_server (self, own->side, text);
  line = new_line (own->side, piece, text);
  line->offer = announce (self, own->side, text, FALSE);
  look_ahead (self, own->side, text);
  if (line->offer)
    g_ptr_array_add (self->foreseen, line);
  else
    free_line (line);
}

static void
begin_tls (WireFtpControl *self)
{
  const WireChannelOptions options = { .listener = "TLS", .inner = "FTP", .hint = self };

  if (self->tls)
    return;
  self->tls = wire_channel_open (self->channel, &options);
  wire_ftp_session_set_decrypted (self->session);
}

/* TLS begins with a record, and ends, after CCC, with a byte that cannot begin one. */
static void
add_bytes (WireFtpControl *self, guint side, const WireStreamPiece *piece)
{
  Side own = { self, side };
  WireStreamPiece rest = *piece;
  guint32 n = 0;

  if (self->in_tls & 1 << side && self->clear && (rest.data[0] < 0x14 || rest.data[0] > 0x17))
    self->in_tls &= (guint8) ~(1 << side);
  if (!(self->in_tls & 1 << side))
    n = wire_ftp_lines_add (&self->sides[side], &rest, take_line, &own);
  if (n == rest.length)
    return;
  rest.data += n;
  rest.offset += n;
  rest.position += n;
  rest.sequence += n;
  rest.length -= n;
  if (self->outer)
    return;
  begin_tls (self);
  self->in_tls |= (guint8) (1 << side);
  wire_channel_add (self->tls, side, &rest);
}

static void
add_gap (WireFtpControl *self, guint side, const WireStreamPiece *gap)
{
  WireFtpLine *line;

  if (self->in_tls & 1 << side)
    {
      wire_channel_add (self->tls, side, gap);
      return;
    }
  wire_ftp_lines_lose (&self->sides[side]);
  line = new_line (side, gap, NULL);
  line->lost = TRUE;
  record (get_root (self), line);
}

/** The next bytes of @side, or a gap. */
void
wire_ftp_control_add (WireFtpControl *self, guint side, const WireStreamPiece *piece)
{
  if (piece->data)
    add_bytes (self, side, piece);
  else
    add_gap (self, side, piece);
}

/** Bytes of @side came before others that are missing, so that it is not their turn yet. What they
 * announce may come before it is. */
void
wire_ftp_control_foresee (WireFtpControl *self, guint side, const WireStreamPiece *piece)
{
  WireFtpLines lines = { 0 };
  Side own = { self, side };

  if (!self->outer && !(self->in_tls & 1 << side) && piece->data)
    wire_ftp_lines_add (&lines, piece, foresee_line, &own);
  wire_ftp_lines_clear (&lines);
}

/** Nothing more comes from @side. */
void
wire_ftp_control_end (WireFtpControl *self, guint side, gboolean orderly)
{
  if (self->tls)
    wire_channel_end (self->tls, side, orderly);
}

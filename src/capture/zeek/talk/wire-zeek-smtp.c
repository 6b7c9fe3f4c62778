/* wire-zeek-smtp.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/talk/wire-zeek-smtp.h"

#include "capture/frame/wire-address.h"
#include "capture/zeek/talk/wire-zeek-addresses.h"

#include <netinet/in.h>

/* Commands that wait for an answer at once; more are not distinguished. */
#define MAX_PENDING 1000u

/* What an answer may be to. */
typedef enum
{
  OTHER,
  DATA,
  BDAT,
  END_OF_TEXT,
  STARTTLS,
} Asked;

/* One connection. */
typedef struct
{
  const WireZeekConnection *connection;
  WireZeekLines lines[2];
  WireZeekLines text; /* of a mail that comes in chunks */
  GArray *pending;    /* of Asked */
  WireZeekSmtpRow *row;
  char *helo;
  guint mails;
  gboolean over;       /* TLS follows */
  gboolean in_text;    /* the client sends a mail, up to a dot */
  guint64 chunk;       /* bytes of it that follow */
  gboolean last_chunk; /* was announced */
  gboolean in_mail;    /* a mail goes on in chunks */
  gboolean in_head;
  GString *field; /* of the head; goes on in lines that begin with a blank */
} Talk;

struct _WireZeekSmtp
{
  GHashTable *talks; /* number of the connection → Talk */
  GPtrArray *order;  /* of Talk */
  GPtrArray *rows;
};

static void
free_talk (gpointer data)
{
  Talk *talk = data;

  wire_zeek_lines_clear (&talk->lines[0]);
  wire_zeek_lines_clear (&talk->lines[1]);
  wire_zeek_lines_clear (&talk->text);
  g_array_unref (talk->pending);
  g_clear_pointer (&talk->row, wire_zeek_smtp_row_free);
  g_string_free (talk->field, TRUE);
  g_free (talk->helo);
  g_free (talk);
}

/** Returns: (transfer full): no mails yet */
WireZeekSmtp *
wire_zeek_smtp_new (void)
{
  WireZeekSmtp *self = g_new0 (WireZeekSmtp, 1);

  self->talks = g_hash_table_new (NULL, NULL);
  self->order = g_ptr_array_new_with_free_func (free_talk);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_zeek_smtp_row_free);
  return self;
}

void
wire_zeek_smtp_free (WireZeekSmtp *self)
{
  g_hash_table_unref (self->talks);
  g_ptr_array_unref (self->order);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static void
add_end (GPtrArray *path, const WireZeekConnection *connection, const guint8 *address)
{
  char text[WIRE_ADDRESS_TEXT_MAX];

  g_ptr_array_add (
      path, g_strdup (wire_address_to_text ((WireFamily) connection->tuple.family, address, text)));
}

static void
begin_row (Talk *talk, gint64 time)
{
  const WireTuple *tuple = &talk->connection->tuple;

  g_clear_pointer (&talk->row, wire_zeek_smtp_row_free);
  talk->row = wire_zeek_smtp_row_new (talk->connection->number, time);
  talk->row->depth = talk->mails + 1;
  talk->row->helo = g_strdup (talk->helo);
  add_end (talk->row->path, talk->connection, tuple->dst);
  add_end (talk->row->path, talk->connection, tuple->src);
}

/* What the client did up to here is a row. */
static void
end_row (WireZeekSmtp *self, Talk *talk, gint64 time)
{
  if (!talk->row->active)
    return;
  if (self->rows->len < WIRE_ZEEK_MAX_SMTP)
    g_ptr_array_add (self->rows, g_steal_pointer (&talk->row));
  begin_row (talk, time);
}

static void
ask (Talk *talk, Asked asked)
{
  if (talk->pending->len < MAX_PENDING)
    g_array_append_val (talk->pending, asked);
}

static void
begin_mail (Talk *talk)
{
  talk->in_head = TRUE;
  talk->in_mail = TRUE;
  g_string_truncate (talk->field, 0);
}

static void
end_field (Talk *talk)
{
  if (talk->field->len > 0)
    wire_zeek_smtp_row_take_field (talk->row, talk->field->str);
  g_string_truncate (talk->field, 0);
}

static void
end_mail (Talk *talk)
{
  if (talk->in_head)
    end_field (talk);
  talk->in_head = talk->in_mail = talk->in_text = FALSE;
}

/* A line of a mail. */
static void
take_text (Talk *talk, const GString *line)
{
  if (!talk->in_head)
    return;
  if (line->len > 0 && (line->str[0] == ' ' || line->str[0] == '\t'))
    {
      if (talk->field->len + line->len <= WIRE_ZEEK_MAX_LINE)
        g_string_append_len (talk->field, line->str, (gssize) line->len);
      return;
    }
  end_field (talk);
  g_string_append_len (talk->field, line->str, (gssize) line->len);
  talk->in_head = line->len > 0;
}

static void
take_line_of_text (Talk *talk, const GString *line)
{
  GString undotted = *line;

  if (g_str_equal (line->str, "."))
    {
      end_mail (talk);
      ask (talk, END_OF_TEXT);
      return;
    }
  if (line->len > 1 && line->str[0] == '.')
    undotted.str++, undotted.len--;
  take_text (talk, &undotted);
}

static void
take_chunk_size (Talk *talk, const char *argument)
{
  char *end = NULL;
  guint64 size = g_ascii_isdigit (*argument) ? g_ascii_strtoull (argument, &end, 10) : 0;

  ask (talk, BDAT);
  talk->last_chunk |= g_str_has_suffix (argument, " LAST");
  if (!end || (*end && !g_ascii_isspace (*end)) || size >= G_MAXINT64)
    return;
  if (!talk->in_mail)
    begin_mail (talk);
  talk->chunk = size;
  if (size == 0 && talk->last_chunk)
    end_mail (talk);
}

static void
take_command (WireZeekSmtp *self, Talk *talk, const char *line, gint64 time)
{
  const char *argument;

  if ((argument = wire_zeek_line_get_argument (line, "BDAT")))
    {
      take_chunk_size (talk, argument);
      return;
    }
  if ((argument = wire_zeek_line_get_argument (line, "MAIL")))
    {
      if (g_ascii_strncasecmp (argument, "from:", 5) == 0)
        end_row (self, talk, time);
      wire_zeek_smtp_row_take_sender (talk->row, argument);
    }
  else if ((argument = wire_zeek_line_get_argument (line, "RCPT")))
    wire_zeek_smtp_row_take_recipient (talk->row, argument);
  else if ((argument = wire_zeek_line_get_argument (line, "EHLO"))
           || (argument = wire_zeek_line_get_argument (line, "HELO")))
    {
      wire_zeek_keep_text (&talk->helo, argument);
      wire_zeek_keep_text (&talk->row->helo, argument);
    }
  if (wire_zeek_line_get_argument (line, "DATA"))
    ask (talk, DATA);
  else
    ask (talk, wire_zeek_line_get_argument (line, "STARTTLS") ? STARTTLS : OTHER);
}

static void
take_client_line (WireZeekSmtp *self, Talk *talk, const GString *line, gint64 time)
{
  if (talk->in_text)
    take_line_of_text (talk, line);
  else if (line->len > 0)
    take_command (self, talk, line->str, time);
}

static void
note_text (Talk *talk, guint32 packet)
{
  if (!talk->in_mail)
    return;
  talk->row->first_packet = MIN (talk->row->first_packet, packet);
  talk->row->last_packet = MAX (talk->row->last_packet, packet);
}

/* Bytes of a mail that are counted and not ended. A line may go on in the next chunk. */
static void
take_chunk (Talk *talk, const WireZeekPayload *payload, const guint8 **bytes, gsize *length)
{
  gsize n = (gsize) MIN (*length, talk->chunk);
  const guint8 *at = *bytes;
  gsize left = n;
  const GString *line;

  note_text (talk, payload->packet);
  while ((line = wire_zeek_lines_next (&talk->text, &at, &left)))
    take_text (talk, line);
  *bytes += n;
  *length -= n;
  talk->chunk -= n;
  if (talk->chunk == 0 && talk->last_chunk)
    {
      wire_zeek_lines_clear (&talk->text);
      end_mail (talk);
    }
}

static void
take_client (WireZeekSmtp *self, Talk *talk, const WireZeekPayload *payload)
{
  const guint8 *bytes = payload->data;
  gsize length = payload->length;

  wire_zeek_lines_begin (&talk->lines[0], payload);
  talk->chunk -= MIN (talk->chunk, payload->missing);
  while (length > 0 && !talk->over)
    {
      const GString *line;

      if (talk->chunk > 0)
        {
          take_chunk (talk, payload, &bytes, &length);
          continue;
        }
      note_text (talk, payload->packet);
      line = wire_zeek_lines_next (&talk->lines[0], &bytes, &length);
      if (line)
        take_client_line (self, talk, line, payload->time);
    }
}

/* Returns: what the answer is to */
static Asked
take_asked (Talk *talk, gboolean goes_on)
{
  Asked asked = OTHER;

  if (talk->pending->len == 0)
    return OTHER;
  asked = g_array_index (talk->pending, Asked, 0);
  if (!goes_on)
    g_array_remove_index (talk->pending, 0);
  return asked;
}

static void
begin_tls (Talk *talk)
{
  talk->row->tls = TRUE;
  talk->row->active = TRUE;
  talk->over = TRUE;
}

static void
take_answer (WireZeekSmtp *self, Talk *talk, const char *line, gint64 time)
{
  guint code = (guint) g_ascii_strtoull (line, NULL, 10);
  gboolean goes_on = line[3] == '-';
  Asked asked = take_asked (talk, goes_on);
  const char *text = line + 3 + (line[3] != '\0');

  g_free (talk->row->last_reply);
  talk->row->last_reply = g_strdup_printf ("%u %s", code, text);
  if (goes_on)
    return;
  if (asked == DATA && code == 354)
    {
      begin_mail (talk);
      talk->in_text = TRUE;
    }
  else if (asked == STARTTLS && code == 220)
    begin_tls (talk);
  else if (asked == END_OF_TEXT || (asked == BDAT && talk->last_chunk))
    {
      talk->mails++;
      talk->last_chunk = FALSE;
      end_row (self, talk, time);
      begin_row (talk, time);
    }
}

static void
take_server (WireZeekSmtp *self, Talk *talk, const WireZeekPayload *payload)
{
  const guint8 *bytes = payload->data;
  gsize length = payload->length;
  const GString *line;

  wire_zeek_lines_begin (&talk->lines[1], payload);
  while (!talk->over && (line = wire_zeek_lines_next (&talk->lines[1], &bytes, &length)))
    if (line->len >= 3 && g_ascii_isdigit (line->str[0]) && g_ascii_isdigit (line->str[1])
        && g_ascii_isdigit (line->str[2]))
      take_answer (self, talk, line->str, payload->time);
}

/* Servers speak first; through a proxy that answers before, a bit later. */
static gboolean
may_begin (const WireZeekPayload *payload)
{
  const WireZeekConnection *connection = payload->connection;
  guint16 port = connection->tuple.dst_port;

  if (connection->segments[0] > 3 || connection->segments[1] > 3)
    return FALSE;
  if ((port == 25 || port == 587) && connection->segments[0] + connection->segments[1] == 1)
    return TRUE;
  return payload->side == 1 && payload->length > 4 && memcmp (payload->data, "220", 3) == 0
         && (payload->data[3] == ' ' || payload->data[3] == '-');
}

static Talk *
begin (WireZeekSmtp *self, const WireZeekPayload *payload)
{
  Talk *talk;

  if (!may_begin (payload) || self->order->len >= WIRE_ZEEK_MAX_SMTP)
    return NULL;
  talk = g_new0 (Talk, 1);
  talk->connection = payload->connection;
  talk->pending = g_array_new (FALSE, FALSE, sizeof (Asked));
  talk->field = g_string_new (NULL);
  ask (talk, OTHER); /* the server's greeting */
  begin_row (talk, payload->time);
  g_ptr_array_add (self->order, talk);
  g_hash_table_insert (self->talks, GUINT_TO_POINTER (payload->connection->number), talk);
  return talk;
}

/** Takes what connections carry. */
void
wire_zeek_smtp_hear (WireZeekSmtp *self, const WireZeekPayload *payload)
{
  Talk *talk;

  if (payload->connection->tuple.protocol != IPPROTO_TCP || payload->length == 0)
    return;
  talk = g_hash_table_lookup (self->talks, GUINT_TO_POINTER (payload->connection->number));
  if (!talk)
    talk = begin (self, payload);
  if (!talk || talk->over)
    return;
  if (payload->side == 0)
    take_client (self, talk, payload);
  else
    take_server (self, talk, payload);
}

/** The capture is over: what was not answered is a row, too. */
void
wire_zeek_smtp_end (WireZeekSmtp *self)
{
  for (guint i = 0; i < self->order->len; i++)
    {
      Talk *talk = g_ptr_array_index (self->order, i);

      end_mail (talk);
      end_row (self, talk, talk->row->time);
    }
}

guint
wire_zeek_smtp_get_length (const WireZeekSmtp *self)
{
  return self->rows->len;
}

/** Returns: (transfer none): a row, counted from 0 */
const WireZeekSmtpRow *
wire_zeek_smtp_get (const WireZeekSmtp *self, guint i)
{
  return g_ptr_array_index (self->rows, i);
}

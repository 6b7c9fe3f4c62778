/* wire-zeek-ftp.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/talk/wire-zeek-ftp.h"

#include "capture/zeek/talk/wire-zeek-ftp-command.h"
#include "capture/zeek/talk/wire-zeek-ftp-reply.h"

#include <netinet/in.h>

/* Zeek's bounds. */
#define MAX_PENDING 20u
#define MAX_VERB 100u
#define MAX_ARGUMENT 4096u
#define MAX_NAME 128u

#define HIDDEN "<hidden>"

/* One control connection. */
typedef struct
{
  const WireZeekConnection *connection;
  WireZeekLines lines[2];
  GPtrArray *pending;          /* of WireZeekFtpCommand */
  WireZeekFtpCommand *current; /* copy of the one that the last answer is to */
  guint numbers;
  guint goes_on;      /* code of an answer of several lines */
  WireZeekFtpRow row; /* what is known so far */
  char *folder;
  gboolean over; /* TLS follows, or what is not FTP */
} Talk;

struct _WireZeekFtp
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
  g_ptr_array_unref (talk->pending);
  g_clear_pointer (&talk->current, wire_zeek_ftp_command_free);
  wire_zeek_ftp_row_clear (&talk->row);
  g_free (talk->folder);
  g_free (talk);
}

/** Returns: (transfer full): no conversations yet */
WireZeekFtp *
wire_zeek_ftp_new (void)
{
  WireZeekFtp *self = g_new0 (WireZeekFtp, 1);

  self->talks = g_hash_table_new (NULL, NULL);
  self->order = g_ptr_array_new_with_free_func (free_talk);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_zeek_ftp_row_free);
  return self;
}

void
wire_zeek_ftp_free (WireZeekFtp *self)
{
  g_hash_table_unref (self->talks);
  g_ptr_array_unref (self->order);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static void
add_command (Talk *talk, const char *verb, const char *argument, gint64 time)
{
  if (talk->pending->len < MAX_PENDING)
    g_ptr_array_add (talk->pending,
                     wire_zeek_ftp_command_new (++talk->numbers, time, verb, argument));
}

/* Passwords of people are not for logs; those of guests are none. */
static gboolean
is_guest (const Talk *talk)
{
  static const char *const GUESTS[] = { "anonymous", "ftp", "ftpuser", "guest" };

  for (gsize i = 0; i < G_N_ELEMENTS (GUESTS); i++)
    if (g_ascii_strcasecmp (talk->row.user, GUESTS[i]) == 0)
      return TRUE;
  return FALSE;
}

static char *
make_url (const Talk *talk, const char *argument)
{
  const WireTuple *tuple = &talk->connection->tuple;
  char address[WIRE_ADDRESS_TEXT_MAX];
  g_autofree char *path = wire_zeek_ftp_join_path (talk->folder, argument);
  gboolean six = tuple->family == WIRE_FAMILY_IPV6;

  wire_address_to_text ((WireFamily) tuple->family, tuple->dst, address);
  return g_strdup_printf ("ftp://%s%s%s%s%s", six ? "[" : "", address, six ? "]" : "",
                          *path == '/' ? "" : "/", path);
}

static char *
make_argument (const Talk *talk, const WireZeekFtpCommand *command)
{
  char *text;

  if (g_str_equal (command->verb, "PASS") && !is_guest (talk))
    return g_strdup (HIDDEN);
  if (!wire_zeek_ftp_command_names_file (command))
    return *command->argument ? g_strndup (command->argument, MAX_ARGUMENT) : NULL;
  text = make_url (talk, command->argument);
  if (strlen (text) > MAX_ARGUMENT)
    text[MAX_ARGUMENT] = '\0';
  return text;
}

/* @command is over: a row, if it is one that has rows. */
static void
end_command (WireZeekFtp *self, Talk *talk, const WireZeekFtpCommand *command, guint32 packet)
{
  WireZeekFtpRow *row = &talk->row;

  row->time = command->time;
  row->packet = packet;
  wire_zeek_keep_text (&row->verb, command->verb);
  g_free (row->argument);
  row->argument = make_argument (talk, command);
  if (row->password && !is_guest (talk))
    wire_zeek_keep_text (&row->password, HIDDEN);
  if (wire_zeek_ftp_command_is_logged (command) && self->rows->len < WIRE_ZEEK_MAX_FTP)
    g_ptr_array_add (self->rows, wire_zeek_ftp_row_copy (row));
  row->file_size = -1;
  row->has_channel = FALSE;
  row->since = packet;
}

static guint
find_number (const Talk *talk, guint number)
{
  guint i = 0;

  while (i < talk->pending->len
         && ((WireZeekFtpCommand *) g_ptr_array_index (talk->pending, i))->number != number)
    i++;
  return i;
}

static void
announce (Talk *talk, const WireFtpAddress *address, gboolean passive)
{
  talk->row.channel = *address;
  talk->row.has_channel = TRUE;
  talk->row.passive = passive;
  if (address->family == WIRE_FAMILY_NONE)
    {
      talk->row.channel.family = talk->connection->tuple.family;
      memcpy (talk->row.channel.address, talk->connection->tuple.dst,
              sizeof talk->row.channel.address);
    }
}

static void
take_command (WireZeekFtp *self,
              Talk *talk,
              const char *verb,
              const char *argument,
              const WireZeekPayload *payload)
{
  WireFtpAddress address;
  guint done = talk->current && talk->row.code > 0 ? find_number (talk, talk->current->number)
                                                   : talk->pending->len;

  if (done < talk->pending->len)
    {
      g_ptr_array_remove_index (talk->pending, done);
      end_command (self, talk, talk->current, payload->packet);
    }
  add_command (talk, verb, argument, payload->time);
  if (g_ascii_strcasecmp (verb, "USER") == 0)
    {
      g_free (talk->row.user);
      talk->row.user = g_strndup (argument, MAX_NAME);
    }
  else if (g_ascii_strcasecmp (verb, "PASS") == 0)
    {
      g_free (talk->row.password);
      talk->row.password = g_strndup (argument, MAX_NAME);
    }
  else if ((g_ascii_strcasecmp (verb, "PORT") == 0
            && wire_ftp_address_parse_port (argument, &address))
           || (g_ascii_strcasecmp (verb, "EPRT") == 0
               && wire_ftp_address_parse_eprt (argument, &address)))
    announce (talk, &address, FALSE);
}

static void
take_client_line (WireZeekFtp *self, Talk *talk, const char *line, const WireZeekPayload *payload)
{
  g_autofree char *verb = NULL;
  gsize length = 0;

  while (g_ascii_isspace (*line))
    line++;
  while (g_ascii_isgraph (line[length]))
    length++;
  if (length < 3 || length > MAX_VERB || (line[length] && !g_ascii_isspace (line[length])))
    return;
  verb = g_strndup (line, length);
  line += length;
  while (g_ascii_isspace (*line))
    line++;
  take_command (self, talk, verb, line, payload);
}

static void
set_folder (Talk *talk, char *folder)
{
  g_free (talk->folder);
  talk->folder = folder;
}

static void
change_folder (Talk *talk, WireZeekFtpCommand *command, guint code, const char *text)
{
  if (command->changed_folder)
    return;
  if (g_str_equal (command->verb, "CWD") && code == 250)
    set_folder (talk, wire_zeek_ftp_join_path (talk->folder, command->argument));
  else if (g_str_equal (command->verb, "CDUP") && (code == 200 || code == 250))
    set_folder (talk, wire_zeek_ftp_join_path (talk->folder, "/.."));
  else if ((g_str_equal (command->verb, "PWD") || g_str_equal (command->verb, "XPWD"))
           && code == 257)
    set_folder (talk, wire_zeek_ftp_reply_find_path (text));
  else
    return;
  command->changed_folder = TRUE;
}

/* What the first or only line of an answer says. */
static void
read_answer (Talk *talk, const WireZeekFtpCommand *command, guint code, const char *text)
{
  WireFtpAddress address;

  if ((code == 150 && g_str_equal (command->verb, "RETR"))
      || (code == 213 && g_str_equal (command->verb, "SIZE")))
    talk->row.file_size =
        (gint64) MIN (wire_zeek_ftp_reply_find_count (text), (guint64) G_MAXINT64);
  else if ((g_str_equal (command->verb, "PASV") || g_str_equal (command->verb, "EPSV"))
           && ((code == 227 && wire_ftp_address_parse_pasv (text, &address))
               || (code == 229 && wire_ftp_address_parse_epsv (text, &address))))
    announce (talk, &address, TRUE);
}

static void
take_answer (WireZeekFtp *self,
             Talk *talk,
             guint code,
             const char *text,
             gboolean goes_on,
             const WireZeekPayload *payload)
{
  guint place = wire_zeek_ftp_commands_find (talk->pending, code, text);
  WireZeekFtpCommand *command =
      place < talk->pending->len ? g_ptr_array_index (talk->pending, place) : NULL;

  g_clear_pointer (&talk->current, wire_zeek_ftp_command_free);
  talk->current = command ? wire_zeek_ftp_command_new (command->number, command->time,
                                                       command->verb, command->argument)
                          : wire_zeek_ftp_command_new (0, payload->time, "<unknown>", "");
  talk->row.code = code;
  g_free (talk->row.text);
  talk->row.text = g_strndup (text, MAX_ARGUMENT);
  if (goes_on)
    return;
  read_answer (talk, talk->current, code, text);
  if (command)
    change_folder (talk, command, code, text);
  if (talk->pending->len > 1)
    {
      g_ptr_array_remove_index (talk->pending, place);
      end_command (self, talk, talk->current, payload->packet);
    }
}

static const char *
skip_blanks (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;
  return text;
}

static void
take_server_line (WireZeekFtp *self, Talk *talk, const char *line, const WireZeekPayload *payload)
{
  guint code = wire_zeek_ftp_reply_read_code (line);

  if (talk->goes_on && !(code == talk->goes_on && line[3] == ' '))
    {
      if (talk->row.code == 0 || wire_zeek_ftp_reply_is_inside (line))
        take_answer (self, talk, 0, line, TRUE, payload);
      return;
    }
  if (code < 100 || (line[3] && line[3] != ' ' && line[3] != '-'))
    {
      talk->over = TRUE;
      return;
    }
  talk->goes_on = line[3] == '-' ? code : 0;
  take_answer (self, talk, code, skip_blanks (line + 3 + (line[3] == '-')), line[3] == '-',
               payload);
  talk->over |= code == 234;
}

static void
take (WireZeekFtp *self, Talk *talk, const WireZeekPayload *payload)
{
  const guint8 *bytes = payload->data;
  gsize length = payload->length;
  const GString *line;

  wire_zeek_lines_begin (&talk->lines[payload->side], payload);
  while (!talk->over
         && (line = wire_zeek_lines_next (&talk->lines[payload->side], &bytes, &length)))
    if (line->len > 0 && payload->side == 0)
      take_client_line (self, talk, line->str, payload);
    else if (line->len > 0)
      take_server_line (self, talk, line->str, payload);
}

static gboolean
may_begin (const WireZeekPayload *payload)
{
  const WireZeekConnection *connection = payload->connection;
  guint16 port = connection->tuple.dst_port;

  if (connection->segments[0] + connection->segments[1] > 1 || port == 25 || port == 587)
    return FALSE;
  return port == 21 || port == 2811
         || (payload->side == 1 && payload->length > 4
             && (memcmp (payload->data, "220", 3) == 0 || memcmp (payload->data, "120", 3) == 0)
             && (payload->data[3] == ' ' || payload->data[3] == '-'));
}

static Talk *
begin (WireZeekFtp *self, const WireZeekPayload *payload)
{
  Talk *talk;

  if (!may_begin (payload) || self->order->len >= WIRE_ZEEK_MAX_FTP)
    return NULL;
  talk = g_new0 (Talk, 1);
  talk->connection = payload->connection;
  talk->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_zeek_ftp_command_free);
  talk->folder = g_strdup (".");
  talk->row.connection = payload->connection->number;
  talk->row.user = g_strdup ("<unknown>");
  talk->row.file_size = -1;
  add_command (talk, WIRE_ZEEK_FTP_GREETING, "", payload->time);
  g_ptr_array_add (self->order, talk);
  g_hash_table_insert (self->talks, GUINT_TO_POINTER (payload->connection->number), talk);
  return talk;
}

/** Takes what connections carry. */
void
wire_zeek_ftp_hear (WireZeekFtp *self, const WireZeekPayload *payload)
{
  Talk *talk;

  if (payload->connection->tuple.protocol != IPPROTO_TCP || payload->length == 0)
    return;
  talk = g_hash_table_lookup (self->talks, GUINT_TO_POINTER (payload->connection->number));
  if (!talk)
    talk = begin (self, payload);
  if (talk && !talk->over)
    take (self, talk, payload);
}

/** The capture is over: commands that wait are rows, too. */
void
wire_zeek_ftp_end (WireZeekFtp *self)
{
  for (guint i = 0; i < self->order->len; i++)
    {
      Talk *talk = g_ptr_array_index (self->order, i);

      for (guint k = 0; k < talk->pending->len; k++)
        end_command (self, talk, g_ptr_array_index (talk->pending, k), G_MAXUINT32);
    }
}

guint
wire_zeek_ftp_get_length (const WireZeekFtp *self)
{
  return self->rows->len;
}

/** Returns: (transfer none): a row, counted from 0 */
const WireZeekFtpRow *
wire_zeek_ftp_get (const WireZeekFtp *self, guint i)
{
  return g_ptr_array_index (self->rows, i);
}

/* wire-mail-heads.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/mail/wire-mail-heads.h"

/* More of a field is left out: a head may have thousands of recipients. */
#define MAX_FIELD (16u * 1024)

void
wire_mail_heads_clear (WireMailHeads *self)
{
  g_free (self->subject);
  g_free (self->from);
  g_free (self->to);
  g_free (self->date);
  g_free (self->message_id);
  *self = (WireMailHeads){ 0 };
}

/**
 * wire_mail_heads_get_options:
 *
 * Bytes of fields that say no charset are UTF-8 where they can be, and else what most programs that
 * do so mean.
 *
 * Returns: (transfer none): how mails are read. Any thread.
 */
GMimeParserOptions *
wire_mail_heads_get_options (void)
{
  static const char *charsets[] = { "utf-8", "windows-1252", NULL };
  static gsize once;
  static GMimeParserOptions *options;

  if (g_once_init_enter (&once))
    {
      g_mime_init ();
      options = g_mime_parser_options_new ();
      g_mime_parser_options_set_fallback_charsets (options, charsets);
      g_once_init_leave (&once, 1);
    }
  return options;
}

/* Returns: (transfer full) (nullable): the field, on one line, encoded words (RFC 2047) decoded */
static char *
decode_field (GMimeHeader *header)
{
  const char *raw = header ? g_mime_header_get_raw_value (header) : NULL;
  g_autofree char *cut = raw ? g_strndup (raw, MAX_FIELD) : NULL;
  g_autofree char *line = cut ? g_mime_utils_header_unfold (cut) : NULL;

  if (!line)
    return NULL;
  g_strstrip (line);
  return *line ? g_mime_utils_header_decode_text (wire_mail_heads_get_options (), line) : NULL;
}

static char *
read_field (GMimeObject *object, const char *name)
{
  return decode_field (
      g_mime_header_list_get_header (g_mime_object_get_header_list (object), name));
}

/** @heads: (out): cleared by the caller */
void
wire_mail_heads_read (GMimeMessage *message, WireMailHeads *heads)
{
  GMimeObject *object = GMIME_OBJECT (message);

  heads->subject = read_field (object, "Subject");
  heads->from = read_field (object, "From");
  heads->to = read_field (object, "To");
  heads->date = read_field (object, "Date");
  heads->message_id = read_field (object, "Message-ID");
}

/** Returns: the same strings, which @self still owns */
WireTransferMail
wire_mail_heads_get (const WireMailHeads *self)
{
  return (WireTransferMail){
    .subject = self->subject,
    .from = self->from,
    .to = self->to,
    .date = self->date,
    .message_id = self->message_id,
  };
}

/** Returns: (transfer full) (nullable): the first @length of @bytes as a mail */
GMimeMessage *
wire_mail_heads_parse (GByteArray *bytes, gsize length)
{
  GMimeStream *whole = g_mime_stream_mem_new ();
  GMimeStream *stream;
  GMimeParser *parser;
  GMimeMessage *message;

  g_mime_stream_mem_set_byte_array (GMIME_STREAM_MEM (whole), bytes);
  stream = g_mime_stream_substream (whole, 0, (gint64) length);
  parser = g_mime_parser_new_with_stream (stream);
  message = g_mime_parser_construct_message (parser, wire_mail_heads_get_options ());
  g_object_unref (parser);
  g_object_unref (stream);
  g_object_unref (whole);
  return message;
}

/**
 * wire_mail_heads_list:
 * @message: a mail
 * @most: how many fields at most
 * @left_out: (out): how many more there are
 *
 * Returns: (transfer full): all its fields as lines, each on one, encoded words (RFC 2047) decoded
 */
char *
wire_mail_heads_list (GMimeMessage *message, guint most, guint *left_out)
{
  GMimeHeaderList *list = g_mime_object_get_header_list (GMIME_OBJECT (message));
  guint n = (guint) MAX (g_mime_header_list_get_count (list), 0);
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < MIN (n, most); i++)
    {
      GMimeHeader *header = g_mime_header_list_get_header_at (list, (int) i);
      g_autofree char *value = decode_field (header);

      g_string_append_printf (lines, "%s: %s\n", g_mime_header_get_name (header),
                              value ? value : "");
    }
  *left_out = n - MIN (n, most);
  return g_string_free (lines, FALSE);
}

/* wire-mail-reading.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/mail/wire-mail-reading.h"

#include "capture/mail/wire-mail-file-name.h"
#include "capture/mail/wire-mail-content.h"
#include "capture/mail/wire-mail-heads.h"
#include "capture/mail/wire-mail-html.h"

#include <string.h>

typedef struct
{
  GString *plain;
  GString *html;
  guint parts;
  gboolean cut;
} Texts;

void
wire_mail_reading_clear (WireMailReading *self)
{
  g_free (self->heads);
  g_free (self->plain);
  g_free (self->html);
  *self = (WireMailReading){ 0 };
}

/* Between characters. */
static gsize
bound (Texts *self, const char *text, gsize have)
{
  gsize length = strlen (text);
  gsize room = have < WIRE_MAIL_READING_MAX ? WIRE_MAIL_READING_MAX - have : 0;

  if (length <= room)
    return length;
  self->cut = TRUE;
  while (room > 0 && (text[room] & 0xc0) == 0x80)
    room--;
  return room;
}

static void
take_text (Texts *self, GMimeTextPart *part, GString *to)
{
  g_autofree char *text = g_mime_text_part_get_text (part);
  gsize length = text ? bound (self, text, to->len) : 0;

  if (length == 0)
    return;
  if (to->len > 0)
    g_string_append (to, "\n\n");
  g_string_append_len (to, text, (gssize) length);
}

static gboolean
is_attached (GMimeObject *object)
{
  const char *disposition = g_mime_object_get_disposition (object);

  return (disposition && g_ascii_strcasecmp (disposition, "attachment") == 0)
         || (GMIME_IS_PART (object) && wire_mail_find_file_name (object));
}

/* Not into mails in the mail: each has a row of its own. */
static void
walk (Texts *self, GMimeObject *object, guint depth)
{
  GMimeContentType *type = g_mime_object_get_content_type (object);

  if (depth > WIRE_MAIL_CONTENT_MAX_DEPTH || ++self->parts > WIRE_MAIL_CONTENT_MAX_PARTS)
    {
      self->cut = TRUE;
      return;
    }
  if (GMIME_IS_MULTIPART (object))
    {
      int n = g_mime_multipart_get_count (GMIME_MULTIPART (object));

      for (int i = 0; i < n; i++)
        walk (self, g_mime_multipart_get_part (GMIME_MULTIPART (object), i), depth + 1);
    }
  else if (GMIME_IS_TEXT_PART (object) && !is_attached (object))
    take_text (self, GMIME_TEXT_PART (object),
               g_mime_content_type_is_type (type, "text", "html") ? self->html : self->plain);
}

static void
read_message (WireMailReading *reading, GMimeMessage *message)
{
  Texts texts = { g_string_new (NULL), g_string_new (NULL), 0, FALSE };
  GMimeObject *body = g_mime_message_get_mime_part (message);

  reading->heads =
      wire_mail_heads_list (message, WIRE_MAIL_READING_MAX_FIELDS, &reading->more_heads);
  if (body)
    walk (&texts, body, 0);
  if (texts.html->len > 0)
    reading->html = wire_mail_html_to_text (texts.html->str, texts.html->len);
  g_string_free (texts.html, TRUE);
  reading->plain = g_string_free (texts.plain, texts.plain->len == 0);
  reading->cut |= texts.cut;
}

/**
 * wire_mail_reading_read:
 * @self: (out): cleared by the caller
 * @bytes: a mail, zeros where some are missing
 * @length: of @bytes
 *
 * Reads the mail within the bounds of wire_mail_content_read(). Takes long: call it in a worker.
 */
void
wire_mail_reading_read (WireMailReading *self, const guint8 *bytes, gsize length)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (wire_mail_content_get_lock ());
  g_autoptr (WireMailText) text = wire_mail_text_new ();
  GMimeMessage *message;
  gsize within;

  *self = (WireMailReading){ 0 };
  wire_mail_text_add (text, bytes, length);
  within = wire_mail_text_find_bound (text);
  self->cut = within < length;
  message = within > 0 ? wire_mail_heads_parse (wire_mail_text_peek (text), within) : NULL;
  if (message)
    read_message (self, message);
  g_clear_object (&message);
}

/** @date: (nullable): the field of that name. Returns: nanoseconds since 1970, or %WIRE_TIME_NONE
 * where it does not tell (RFC 5322, section 3.3) */
gint64
wire_mail_reading_get_time (const char *date)
{
  GDateTime *time = date ? g_mime_utils_header_decode_date (date) : NULL;
  gint64 seconds = time ? g_date_time_to_unix (time) : 0;

  if (!time)
    return WIRE_TIME_NONE;
  g_date_time_unref (time);
  return seconds > -G_MAXINT64 / 2000000000 && seconds < G_MAXINT64 / 2000000000
             ? seconds * 1000000000
             : WIRE_TIME_NONE;
}

/* wire-mail-leaves.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/mail/wire-mail-leaves.h"

#include "capture/mail/wire-mail-file-name.h"
#include "capture/mail/wire-mail-content.h"
#include "capture/mail/wire-mail-heads.h"
#include "capture/mail/wire-mail-inlined.h"

/* A mail that is being walked. */
typedef struct
{
  const guint8 *bytes;
  gsize length;
  WireMailLeafSink take;
  gpointer user_data;
  guint place;
} Walk;

static void walk (Walk *self, GMimeObject *object, guint depth);

static gboolean
is_coded (GMimeContentEncoding encoding)
{
  return encoding == GMIME_CONTENT_ENCODING_BASE64
         || encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE
         || encoding == GMIME_CONTENT_ENCODING_UUENCODE;
}

/* Returns: (transfer full): @leaf's content, where that is coded */
static GByteArray *
decode (const Walk *self, WireMailLeaf *leaf, GMimeContentEncoding encoding)
{
  GByteArray *bytes = g_byte_array_new ();
  gsize length = leaf->to - leaf->from;
  GMimeEncoding state;
  gsize n;

  if (encoding == GMIME_CONTENT_ENCODING_UUENCODE)
    {
      wire_mail_inlined_decode (self->bytes + leaf->from, length, bytes);
      leaf->content = bytes->data;
      leaf->length = bytes->len;
      return bytes;
    }
  g_mime_encoding_init_decode (&state, encoding);
  g_byte_array_set_size (bytes, (guint) g_mime_encoding_outlen (&state, length));
  n = g_mime_encoding_flush (&state, (const char *) self->bytes + leaf->from, length,
                             (char *) bytes->data);
  leaf->content = bytes->data;
  leaf->length = MIN (n, bytes->len);
  return bytes;
}

static void
take_leaf (Walk *self, GMimePart *part)
{
  GMimeDataWrapper *content = g_mime_part_get_content (part);
  GMimeStream *stream = content ? g_mime_data_wrapper_get_stream (content) : NULL;
  GMimeContentEncoding encoding = g_mime_part_get_content_encoding (part);
  g_autoptr (GByteArray) decoded = NULL;
  WireMailLeaf leaf = { .name = wire_mail_find_file_name (GMIME_OBJECT (part)),
                        .place = self->place };

  if (!stream)
    return;
  leaf.from = (gsize) CLAMP (stream->bound_start, 0, (gint64) self->length);
  leaf.to =
      stream->bound_end < 0 ? self->length : (gsize) MIN (stream->bound_end, (gint64) self->length);
  if (leaf.from >= leaf.to)
    return;
  leaf.content = self->bytes + leaf.from;
  leaf.length = leaf.to - leaf.from;
  leaf.quoted = encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE;
  if (is_coded (encoding))
    decoded = decode (self, &leaf, encoding);
  self->take (&leaf, self->user_data);
}

static void
walk_multipart (Walk *self, GMimeMultipart *multipart, guint depth)
{
  int n = g_mime_multipart_get_count (multipart);

  for (int i = 0; i < n; i++)
    walk (self, g_mime_multipart_get_part (multipart, i), depth + 1);
}

static void
walk (Walk *self, GMimeObject *object, guint depth)
{
  GMimeMessage *inner;

  if (depth > WIRE_MAIL_CONTENT_MAX_DEPTH || self->place >= WIRE_MAIL_CONTENT_MAX_PARTS)
    return;
  self->place++;
  if (GMIME_IS_MULTIPART (object))
    walk_multipart (self, GMIME_MULTIPART (object), depth);
  else if (GMIME_IS_MESSAGE_PART (object))
    {
      inner = g_mime_message_part_get_message (GMIME_MESSAGE_PART (object));
      if (inner && g_mime_message_get_mime_part (inner))
        walk (self, g_mime_message_get_mime_part (inner), depth + 1);
    }
  else if (GMIME_IS_PART (object))
    take_leaf (self, GMIME_PART (object));
}

/**
 * wire_mail_leaves_read:
 * @mail: all of it, as it was sent
 * @take: is called for each part that has no parts, attachment or not
 * @user_data: for @take
 *
 * Any thread; one at a time.
 */
void
wire_mail_leaves_read (GBytes *mail, WireMailLeafSink take, gpointer user_data)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (wire_mail_content_get_lock ());
  gsize length;
  const guint8 *bytes = g_bytes_get_data (mail, &length);
  Walk self = { bytes, length, take, user_data, 0 };
  GMimeParserOptions *options = wire_mail_heads_get_options ();
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer ((const char *) bytes, length);
  GMimeParser *parser = g_mime_parser_new_with_stream (stream);
  GMimeMessage *message = g_mime_parser_construct_message (parser, options);

  if (message && g_mime_message_get_mime_part (message))
    walk (&self, g_mime_message_get_mime_part (message), 0);
  g_clear_object (&message);
  g_object_unref (parser);
  g_object_unref (stream);
}

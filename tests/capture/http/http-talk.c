/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/capture/http/http-talk.h"

#include "capture/objects/wire-object-content.h"

#include <string.h>

#define CLIENT "192.0.2.2:40000"
#define SERVER "192.0.2.1:80"
#define SYN 0x02

void
http_talk_begin (HttpTalk *self)
{
  *self = (HttpTalk){ .builder = capture_builder_new (1), .next = { 1, 1 } };
  capture_builder_add_segment (self->builder, 0, CLIENT, SERVER, SYN, 0, "", 0);
  capture_builder_add_segment (self->builder, 0, SERVER, CLIENT, SYN | HTTP_TALK_ACK, 0, "", 0);
}

void
http_talk_clear (HttpTalk *self)
{
  g_clear_pointer (&self->list, wire_object_list_unref);
  g_clear_object (&self->capture);
  g_clear_pointer (&self->builder, capture_builder_free);
}

void
http_talk_say (HttpTalk *self, gboolean back, guint8 flags, const char *said, gsize length)
{
  capture_builder_add_segment (self->builder, self->builder->packets, back ? SERVER : CLIENT,
                               back ? CLIENT : SERVER, flags, self->next[back], said,
                               (gssize) length);
  self->next[back] += (guint32) length;
}

void
http_talk_ask (HttpTalk *self, const char *method, const char *uri)
{
  g_autofree char *request = g_strdup_printf ("%s %s HTTP/1.1\r\nHost: h\r\n\r\n", method, uri);

  http_talk_say (self, FALSE, HTTP_TALK_ACK, request, strlen (request));
}

void
http_talk_answer (HttpTalk *self, const char *head, const char *body, gsize length)
{
  g_autoptr (GString) response = g_string_new (head);

  g_string_append_c (response, '\n');
  g_string_append_len (response, body, (gssize) length);
  http_talk_say (self, TRUE, HTTP_TALK_ACK, response->str, response->len);
}

void
http_talk_answer_ok (HttpTalk *self, const char *field, const char *body, gsize length)
{
  g_autofree char *head =
      g_strdup_printf ("HTTP/1.1 200 OK\n%sContent-Length: %" G_GSIZE_FORMAT "\n", field, length);

  http_talk_answer (self, head, body, length);
}

void
http_talk_end (HttpTalk *self)
{
  g_autoptr (GError) error = NULL;

  self->capture = capture_builder_make (self->builder);
  wire_capture_want_streams (self->capture);
  wire_capture_load (self->capture, NULL, &error);
  g_assert_no_error (error);
  self->list = wire_object_list_new (self->capture);
}

void
http_talk_assert_content (HttpTalk *self, guint32 object, const char *wanted, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = wire_object_read_content (self->list, object, 4096, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (content, NULL), g_bytes_get_size (content), wanted, length);
}

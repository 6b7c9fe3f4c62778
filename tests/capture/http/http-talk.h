/* http-talk.h: captures of what a client and a server said over HTTP, made by tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tests/capture/capture-builder.h"
#include "capture/objects/wire-object.h"

#define HTTP_TALK_ACK 0x10
#define HTTP_TALK_FIN 0x11

/* A string with NULs in it, and its length. */
#define BYTES(text) text, sizeof (text) - 1

/* One connection, on which requests and responses follow each other without a segment lost. */
typedef struct
{
  CaptureBuilder *builder;
  guint32 next[2]; /* sequence numbers of the client and the server */
  WireCapture *capture;
  WireObjectList *list;
} HttpTalk;

void http_talk_begin (HttpTalk *self);
void http_talk_clear (HttpTalk *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HttpTalk, http_talk_clear)

/* A segment, of the server where it is @back. */
void http_talk_say (HttpTalk *self, gboolean back, guint8 flags, const char *said, gsize length);
void http_talk_ask (HttpTalk *self, const char *method, const char *uri);
/* @head: what comes before the body; `\n` ends its lines */
void http_talk_answer (HttpTalk *self, const char *head, const char *body, gsize length);
/* 200, with a Content-Length; @field: more fields */
void http_talk_answer_ok (HttpTalk *self, const char *field, const char *body, gsize length);
/* Loads what was said; @list then has its objects. */
void http_talk_end (HttpTalk *self);

/* The content of an object is @wanted. */
void http_talk_assert_content (HttpTalk *self, guint32 object, const char *wanted, gsize length);

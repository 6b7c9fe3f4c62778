/* wire-grpc-cutter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-grpc-cutter.h"

#include <string.h>

/* The bit of gRPC-Web that says that trailers follow, and no message. */
#define TRAILERS 0x80u

static void
tell (WireGrpcCutter *self, gboolean ended)
{
  const WireMultipartPart part = { .head = { (const char *) self->head, 1 },
                                   .offset = self->begin,
                                   .size = self->position - self->begin,
                                   .ended = ended };

  if (!(self->head[0] & TRAILERS))
    self->found (&part, self->user_data);
  self->within = FALSE;
  self->length = 0;
}

/* All bytes before a message came. */
static void
begin (WireGrpcCutter *self)
{
  if ((self->head[0] & ~TRAILERS) > 1)
    {
      self->lost = TRUE;
      return;
    }
  self->within = TRUE;
  self->begin = self->position;
  self->left = (guint64) self->head[1] << 24 | (guint64) self->head[2] << 16
               | (guint64) self->head[3] << 8 | self->head[4];
  if (self->left == 0)
    tell (self, TRUE);
}

static guint64
pass (WireGrpcCutter *self, guint64 length)
{
  guint64 n = MIN (length, self->left);

  self->position += n;
  self->left -= n;
  if (self->left == 0)
    tell (self, TRUE);
  return n;
}

/** Takes the next @length @bytes. */
void
wire_grpc_cutter_add (WireGrpcCutter *self, const guint8 *bytes, gsize length)
{
  gsize at = 0;

  while (at < length && !self->lost)
    if (self->within)
      at += (gsize) pass (self, length - at);
    else
      {
        self->head[self->length++] = bytes[at++];
        self->position++;
        if (self->length == WIRE_GRPC_HEAD)
          begin (self);
      }
}

/** The next @length bytes were not captured. */
void
wire_grpc_cutter_add_gap (WireGrpcCutter *self, guint64 length)
{
  if (self->lost)
    return;
  if (self->within)
    length -= pass (self, length);
  /* Where the length of a message is missing, so is the place of all that follow. */
  self->lost = length > 0;
}

/** No more comes. */
void
wire_grpc_cutter_end (WireGrpcCutter *self)
{
  if (self->within && !self->lost)
    tell (self, FALSE);
}

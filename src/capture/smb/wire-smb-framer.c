/* wire-smb-framer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb-framer.h"

#include "capture/smb/wire-smb2-header.h"

#define HEAD 4u

/* What a message begins with. */
#define IDENTIFIER 4u

/* The least that messages have, by version; and those that are packed or encrypted. */
#define SMB_1_LEAST 35u
#define SMB_2_LEAST 64u
#define OTHER_LEAST 24u

/* Kinds of frames (RFC 1002, section 4.3.1). */
#define SESSION_MESSAGE 0x00
#define SESSION_REQUEST 0x81
#define KEEP_ALIVE 0x85

typedef enum
{
  IN_HEAD,
  IN_MESSAGE,
  IN_OTHER,  /* a frame that carries no message, or one for which there is no memory */
  SEARCHING, /* for a frame */
} State;

struct _WireSmbFramer
{
  WireChannel *channel;
  WireSmbFramerHooks hooks;
  guint side;
  State state;
  guint8 head[HEAD];
  guint32 n_head;
  guint32 left; /* of a frame */
  guint64 size; /* of the message */
  guint32 packet;
  gint64 time;
  gboolean broken;   /* a byte of the message is missing */
  gboolean dropped;  /* a message, for want of memory */
  GByteArray *bytes; /* of the message, up to the first that is missing, or that is not needed */
  gsize needed;      /* of them; 0: that is not known yet */
  gsize charged;
  WireBody places;
  guint8 recent[WIRE_SMB_SHOWN]; /* the last bytes of what is searched */
  guint64 recent_offset[WIRE_SMB_SHOWN];
  guint32 n_recent;
};

WireSmbFramer *
wire_smb_framer_new (WireChannel *channel, guint side, const WireSmbFramerHooks *hooks)
{
  WireSmbFramer *self = g_new0 (WireSmbFramer, 1);

  self->channel = channel;
  self->side = side;
  self->hooks = *hooks;
  self->bytes = g_byte_array_new ();
  return self;
}

void
wire_smb_framer_free (WireSmbFramer *self)
{
  wire_channel_charge (self->channel, self->charged, 0);
  g_byte_array_unref (self->bytes);
  wire_body_clear (&self->places);
  g_free (self);
}

/* Returns: whether what is kept may be kept */
static gboolean
charge (WireSmbFramer *self)
{
  gsize now = self->bytes->len + self->places.allocated * sizeof (WireExtent);
  gsize before = self->charged;

  self->charged = now;
  return wire_channel_charge (self->channel, before, now);
}

/* Large messages are seldom the rule: their memory is given back. */
static void
forget (WireSmbFramer *self)
{
  if (self->bytes->len > 256u * 1024)
    {
      g_byte_array_unref (self->bytes);
      self->bytes = g_byte_array_new ();
    }
  g_byte_array_set_size (self->bytes, 0);
  self->places.n = 0;
  self->places.size = self->places.missing = 0;
  self->places.gaps = 0;
  self->broken = FALSE;
  self->needed = 0;
  charge (self);
}

static void
hand_over (WireSmbFramer *self)
{
  const WireSmbMessage message = {
    .bytes = self->bytes->data,
    .length = self->bytes->len,
    .size = self->size,
    .places = &self->places,
    .packet = self->packet,
    .time = self->time,
    .side = (guint8) self->side,
  };

  self->hooks.take (&message, self->hooks.user_data);
  forget (self);
}

static void
search (WireSmbFramer *self)
{
  self->state = SEARCHING;
  self->n_recent = 0;
  self->hooks.lose (self->side, self->hooks.user_data);
}

static void
begin_frame (WireSmbFramer *self)
{
  self->state = IN_HEAD;
  self->n_head = 0;
}

/* A head is complete. */
static void
read_head (WireSmbFramer *self)
{
  const guint8 *head = self->head;

  self->left = (guint32) head[1] << 16 | (guint32) head[2] << 8 | head[3];
  self->size = self->left;
  if (head[0] == SESSION_MESSAGE && self->left > 0)
    self->state = IN_MESSAGE;
  else if (head[0] == SESSION_MESSAGE
           || (head[0] >= SESSION_REQUEST && head[0] <= KEEP_ALIVE && self->left < 65536))
    self->state = IN_OTHER;
  else
    search (self);
  if (self->state == IN_OTHER && self->left == 0)
    begin_frame (self);
}

static void
drop (WireSmbFramer *self)
{
  self->dropped = TRUE;
  forget (self);
  self->state = IN_OTHER;
  self->hooks.lose (self->side, self->hooks.user_data);
}

/* What is no message of SMB shows that the frames are not what they seem. */
static gboolean
is_message (const WireSmbFramer *self)
{
  const guint8 *b = self->bytes->data;

  return self->broken || self->bytes->len < 4
         || (b[0] >= 0xfc && b[1] == 'S' && b[2] == 'M' && b[3] == 'B');
}

/* Keeps bytes of a message. Those of files are found by their places: they are not copied. */
static void
keep (WireSmbFramer *self, const guint8 *bytes, guint32 n)
{
  if (self->needed == 0 && self->bytes->len >= WIRE_SMB2_SHOWN)
    self->needed = wire_smb2_header_get_needed (self->bytes->data, self->bytes->len);
  if (self->needed == 0 || self->bytes->len < self->needed)
    g_byte_array_append (self->bytes, bytes, n);
}

/* Takes @n bytes of a message. */
static void
add_to_message (WireSmbFramer *self, const WireStreamPiece *piece, guint32 at, guint32 n)
{
  if (self->places.size == 0)
    {
      self->packet = piece->packet;
      self->time = piece->time;
    }
  if (!piece->data)
    wire_body_add_gap (&self->places, n, piece->packet);
  else
    wire_body_add (&self->places, piece->offset + at, n, piece->packet);
  self->broken |= !piece->data;
  if (!self->broken)
    keep (self, piece->data + at, n);
  self->left -= n;
}

static guint32
take_message (WireSmbFramer *self, const WireStreamPiece *piece, guint32 at)
{
  guint32 n = MIN (self->left, piece->length - at);

  if (self->places.size < IDENTIFIER) /* however bytes are cut, the same ones are looked at */
    n = MIN (n, IDENTIFIER - (guint32) self->places.size);
  add_to_message (self, piece, at, n);
  if (!is_message (self))
    {
      forget (self);
      search (self);
      return n;
    }
  if (!charge (self))
    drop (self);
  if (self->left > 0)
    return n;
  if (self->state == IN_MESSAGE)
    hand_over (self);
  begin_frame (self);
  return n;
}

static guint32
take_head (WireSmbFramer *self, const WireStreamPiece *piece, guint32 at)
{
  if (!piece->data)
    {
      search (self);
      return piece->length - at;
    }
  self->head[self->n_head++] = piece->data[at];
  if (self->n_head == HEAD)
    read_head (self);
  return 1;
}

/* What was searched turned out to be the beginning of a frame, and perhaps of the next one, too. */
static void
take_recent (WireSmbFramer *self, const WireStreamPiece *last)
{
  WireStreamPiece piece = *last;
  guint8 bytes[WIRE_SMB_SHOWN];
  guint64 offsets[WIRE_SMB_SHOWN];

  memcpy (bytes, self->recent, sizeof bytes);
  memcpy (offsets, self->recent_offset, sizeof offsets);
  begin_frame (self);
  for (guint32 i = 0; i < WIRE_SMB_SHOWN; i++)
    {
      piece.data = &bytes[i];
      piece.length = 1;
      piece.offset = offsets[i];
      wire_smb_framer_add (self, &piece);
    }
}

/* Returns: the least that a message has which begins with @first */
static guint32
get_least (guint8 first)
{
  return first == 0xff ? SMB_1_LEAST : first == 0xfe ? SMB_2_LEAST : OTHER_LEAST;
}

/* Whether what was seen last may be the beginning of a frame. */
static gboolean
has_found (const WireSmbFramer *self)
{
  const guint8 *b = self->recent;

  return self->n_recent == WIRE_SMB_SHOWN && b[0] == SESSION_MESSAGE && b[4] >= 0xfc
         && memcmp (b + 5, "SMB", 3) == 0
         && ((guint32) b[1] << 16 | (guint32) b[2] << 8 | b[3]) >= get_least (b[4])
         && self->hooks.believe (b, self->side, self->hooks.user_data);
}

static guint32
take_searched (WireSmbFramer *self, const WireStreamPiece *piece, guint32 at)
{
  if (!piece->data)
    {
      search (self);
      return piece->length - at;
    }
  if (self->n_recent == WIRE_SMB_SHOWN)
    {
      self->n_recent--;
      memmove (self->recent, self->recent + 1, self->n_recent);
      memmove (self->recent_offset, self->recent_offset + 1,
               self->n_recent * sizeof *self->recent_offset);
    }
  self->recent[self->n_recent] = piece->data[at];
  self->recent_offset[self->n_recent++] = piece->offset + at;
  if (has_found (self))
    take_recent (self, piece);
  return 1;
}

static guint32
take_other (WireSmbFramer *self, const WireStreamPiece *piece, guint32 at)
{
  guint32 n = MIN (self->left, piece->length - at);

  self->left -= n;
  if (self->left == 0)
    begin_frame (self);
  return n;
}

/**
 * wire_smb_framer_add:
 * @self: a framer
 * @piece: the next bytes of its side, or a gap
 */
void
wire_smb_framer_add (WireSmbFramer *self, const WireStreamPiece *piece)
{
  for (guint32 at = 0; at < piece->length;)
    switch (self->state)
      {
      case IN_HEAD:
        at += take_head (self, piece, at);
        break;
      case IN_MESSAGE:
        at += take_message (self, piece, at);
        break;
      case IN_OTHER:
        at += take_other (self, piece, at);
        break;
      case SEARCHING:
      default:
        at += take_searched (self, piece, at);
        break;
      }
}

/** Nothing more comes: a message that is cut is handed over as far as it goes. */
void
wire_smb_framer_end (WireSmbFramer *self)
{
  if (self->state == IN_MESSAGE && self->bytes->len > 0)
    hand_over (self);
  begin_frame (self);
}

/** Whether a message was left out for want of memory. */
gboolean
wire_smb_framer_has_dropped (const WireSmbFramer *self)
{
  return self->dropped;
}

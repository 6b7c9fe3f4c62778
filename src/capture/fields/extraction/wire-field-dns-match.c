/* wire-field-dns-match.c: which question an answer of DNS is to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-time.h"
#include "capture/fields/extraction/wire-field-side.h"

/* A question that is asked again so soon is the same one, as Wireshark has it. */
#define SAME G_GINT64_CONSTANT (5000000000)

#define HEADER 12

typedef struct
{
  gint64 time;
  guint32 number; /* of its packet */
  gboolean answered;
} Question;

static void
note_question (WireFieldSide *side, gpointer key, guint32 number, gint64 time)
{
  const Question *before = side->questions ? g_hash_table_lookup (side->questions, key) : NULL;
  Question question = { time, number, FALSE };

  if (before && !before->answered && wire_field_since (time, before->time) < SAME)
    return;
  if (!side->questions)
    side->questions = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free);
  g_hash_table_insert (side->questions, key, g_memdup2 (&question, sizeof question));
}

/**
 * wire_field_dns_match:
 * @side: who sent a message; keeps at most one question for each identifier
 * @other: who it was sent to
 * @packet: takes the fields
 * @bytes: the message
 * @length: of @bytes
 *
 * Notes a question, and gives an answer's `dns.time` and `dns.response_to`.
 */
void
wire_field_dns_match (WireFieldSide *side,
                      WireFieldSide *other,
                      WireFieldPacket *packet,
                      const guint8 *bytes,
                      gsize length)
{
  gint64 time = wire_field_packet_get_time (packet);
  Question *question;
  gpointer key;

  if (length < HEADER || time == WIRE_TIME_NONE)
    return;
  key = GUINT_TO_POINTER ((guint) (bytes[0] << 8 | bytes[1]));
  if (!(bytes[2] & 0x80))
    {
      note_question (side, key, wire_field_packet_get_number (packet), time);
      return;
    }
  question = other->questions ? g_hash_table_lookup (other->questions, key) : NULL;
  if (!question || question->answered)
    return;
  question->answered = TRUE;
  wire_field_packet_give_whole (packet, "dns.time", wire_field_since (time, question->time));
  wire_field_packet_give_number (packet, "dns.response_to", (guint64) question->number + 1);
}

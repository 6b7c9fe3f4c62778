/* wire-indicator-transfers.c: digests of transfers, and who mails are from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/indicators/wire-indicator-find.h"

#include "capture/objects/wire-object-decoder.h"
#include "capture/wire-capture-body.h"
#include "files/digests/wire-digest.h"

#include <string.h>

/* What is computed of a transfer. */
typedef struct
{
  WireDigester *digester;
  WireContentDecoder *decoder; /* NULL where nothing is undone */
} Reading;

/* A WireContentSink. */
static gboolean
take_content (const guint8 *bytes, gsize length, gpointer user_data)
{
  Reading *self = user_data;

  wire_digester_add (self->digester, bytes, length);
  return TRUE;
}

/* A WireBodyVisitor. With a byte missing, a digest is none. */
static gboolean
take_bytes (const guint8 *bytes, guint32 length, gpointer user_data)
{
  Reading *self = user_data;

  if (!bytes)
    return FALSE;
  if (self->decoder)
    return wire_content_decoder_add (self->decoder, bytes, length) == WIRE_CONTENT_MORE;
  return take_content (bytes, length, self);
}

/* Returns: algorithms whose digests are in the list */
static WireDigestMask
find_algorithms (const WireIndicatorList *list)
{
  WireDigestMask mask = 0;
  guint n = wire_indicator_list_get_length (list);

  for (guint i = 0; i < n; i++)
    {
      const WireIndicator *indicator = wire_indicator_list_get (list, i);

      if (indicator->kind == WIRE_INDICATOR_DIGEST)
        mask |= wire_digest_mask_for_size ((guint) strlen (indicator->value) / 2);
    }
  return mask;
}

static void
note_digests (WireIndicatorAt *at, const WireDigests *digests)
{
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    {
      g_autofree char *hex = wire_digests_get_hex (digests, (WireDigestAlgorithm) i);

      if (hex)
        wire_indicator_list_find (at->find->list, WIRE_INDICATOR_DIGEST, hex, wire_indicator_noted,
                                  at);
    }
}

/* Digests of what was sent, or of what it says once its coding is undone. */
static gboolean
look_at_content (WireIndicatorAt *at,
                 WireDigestMask mask,
                 gboolean coded,
                 GCancellable *cancellable,
                 GError **error)
{
  const WireObject *object = wire_object_list_get (at->find->transfers, at->place.transfer);
  g_autoptr (WireDigester) digester = wire_digester_new (mask);
  Reading reading = { .digester = digester };
  g_autoptr (WireContentDecoder) decoder =
      coded ? wire_object_decoder_new (object, take_content, &reading) : NULL;
  g_auto (WireBody) body = { 0 };
  WireDigests digests;

  wire_object_list_get_body (at->find->transfers, at->place.transfer, &body);
  if (body.missing > 0)
    return TRUE;
  reading.decoder = decoder;
  if (!wire_capture_visit_body (at->find->capture, &body, take_bytes, &reading, cancellable, error))
    return FALSE;
  if (decoder && wire_content_decoder_get_state (decoder) == WIRE_CONTENT_BROKEN)
    return TRUE;
  wire_digester_finish (digester, &digests);
  note_digests (at, &digests);
  return TRUE;
}

/* Looks at every mail address in @text, such as `Name <user@example.org>, …`. */
static void
look_at_mail (WireIndicatorAt *at, const char *text)
{
  g_auto (GStrv) words = text ? g_strsplit_set (text, " \t<>,;\"'()[]:", -1) : NULL;

  for (guint i = 0; words && words[i]; i++)
    {
      WireIndicatorKind kind = WIRE_INDICATOR_AGENT;
      g_autofree char *address =
          strchr (words[i], '@') ? wire_indicator_parse (words[i], &kind) : NULL;

      if (!address || kind != WIRE_INDICATOR_MAIL)
        continue;
      wire_indicator_list_find (at->find->list, kind, address, wire_indicator_noted, at);
      wire_indicator_list_find_host (at->find->list, strrchr (address, '@') + 1,
                                     wire_indicator_noted, at);
    }
}

static gboolean
look_at_transfer (WireIndicatorFind *self,
                  guint32 i,
                  WireDigestMask mask,
                  GCancellable *cancellable,
                  GError **error)
{
  const WireObject *object = wire_object_list_get (self->transfers, i);
  const WireTransferMail *mail = object->origin.mail;
  WireIndicatorAt at = { self, { "mail-from", object->packet, i, object->time } };

  if (mail && object->origin.parent == WIRE_OBJECT_NONE)
    {
      look_at_mail (&at, mail->from);
      at.place.what = "mail-to";
      look_at_mail (&at, mail->to);
    }
  at.place.what = "transfer";
  if (mask == 0 || object->flags & WIRE_OBJECT_REQUESTED_ONLY)
    return TRUE;
  return look_at_content (&at, mask, FALSE, cancellable, error)
         && (!wire_content_is_coded (object->content_encoding)
             || look_at_content (&at, mask, TRUE, cancellable, error));
}

gboolean
wire_indicator_find_transfers (WireIndicatorFind *self, WireJob *job, GError **error)
{
  GCancellable *cancellable = job ? wire_job_get_cancellable (job) : NULL;
  WireDigestMask mask = find_algorithms (self->list);
  guint32 n = wire_object_list_get_length (self->transfers);

  for (guint32 i = 0; i < n; i++)
    {
      if (wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      wire_job_set_progress (job, (double) i / n, NULL);
      if (!look_at_transfer (self, i, mask, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

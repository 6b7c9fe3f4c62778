/* wire-object-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-facts.h"

#include "files/types/wire-file-tail.h"
#include "capture/objects/wire-object-decoder.h"
#include "capture/objects/wire-object-hasher.h"
#include "capture/objects/wire-object-verdict.h"
#include "capture/wire-capture-body.h"

#include <glib/gi18n.h>

typedef struct
{
  WireObjectWanted wanted;
  WireContentDecoder *decoder; /* NULL where nothing is undone */
  WireObjectHasher *as_sent;
  WireObjectHasher *content;
  GByteArray *kept;    /* of the content, where that is not in memory anyway */
  const guint8 *whole; /* all of the content, where that is */
  guint64 size;
  guint64 known;   /* bytes before the first gap, where @broken */
  gboolean broken; /* by a gap, after which nothing can be decoded */
} Reading;

void
wire_object_facts_clear (WireObjectFacts *self)
{
  g_free (self->extension);
  g_free (self->type);
  g_free (self->words);
  g_free (self->signature);
  g_strfreev (self->expected);
  g_free (self->verdict);
  g_free (self->problem);
  *self = (WireObjectFacts){ 0 };
}

static void
reading_clear (Reading *self)
{
  g_clear_pointer (&self->decoder, wire_content_decoder_free);
  g_clear_pointer (&self->as_sent, wire_object_hasher_free);
  g_clear_pointer (&self->content, wire_object_hasher_free);
  g_clear_pointer (&self->kept, g_byte_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gsize
get_limit (const Reading *self, const guint8 *head, gsize length)
{
  if (self->kept && self->kept->len >= WIRE_FILE_TAIL_HEAD)
    {
      head = self->kept->data;
      length = self->kept->len;
    }
  return self->wanted != WIRE_OBJECT_TYPE && wire_file_tail_has_end (head, length)
             ? WIRE_OBJECT_MAX_LOOKED_INTO
             : WIRE_OBJECT_HEAD;
}

/* A WireContentSink. */
static gboolean
take_content (const guint8 *bytes, gsize length, gpointer user_data)
{
  Reading *self = user_data;
  gsize limit = get_limit (self, bytes, length);

  self->size += length;
  if (self->content)
    wire_object_hasher_add (self->content, bytes, length);
  if (self->kept->len < limit)
    g_byte_array_append (self->kept, bytes, (guint) MIN (length, limit - self->kept->len));
  return self->wanted != WIRE_OBJECT_TYPE || self->kept->len < WIRE_OBJECT_HEAD;
}

/* Whether bytes are only counted from here on. */
static gboolean
only_counts (const Reading *self)
{
  return !self->content && !self->as_sent && !self->decoder && self->kept->len >= WIRE_OBJECT_HEAD;
}

static gboolean
take_gap (Reading *self, guint32 length)
{
  static const guint8 ZEROS[16384];

  if (!self->broken)
    self->known = self->size;
  self->broken = TRUE;
  if (only_counts (self))
    {
      self->size += length;
      return self->wanted != WIRE_OBJECT_TYPE;
    }
  while (length > 0)
    {
      guint32 n = MIN (length, sizeof ZEROS);

      if (self->as_sent)
        wire_object_hasher_add (self->as_sent, ZEROS, n);
      if (!self->decoder && !take_content (ZEROS, n, self))
        return FALSE;
      length -= n;
    }
  return !self->decoder || self->wanted != WIRE_OBJECT_TYPE;
}

/* A WireBodyVisitor. */
static gboolean
take_bytes (const guint8 *bytes, guint32 length, gpointer user_data)
{
  Reading *self = user_data;
  WireContentState state;

  if (!bytes)
    return take_gap (self, length);
  if (self->as_sent)
    wire_object_hasher_add (self->as_sent, bytes, length);
  if (!self->decoder)
    return take_content (bytes, length, self);
  state =
      self->broken ? WIRE_CONTENT_MORE : wire_content_decoder_add (self->decoder, bytes, length);
  return self->wanted != WIRE_OBJECT_TYPE || state == WIRE_CONTENT_MORE;
}

static void
begin_reading (Reading *self, const WireObject *object, WireObjectWanted wanted, gboolean decode)
{
  self->wanted = wanted;
  self->kept = g_byte_array_new ();
  if (decode)
    self->decoder = wire_object_decoder_new (object, take_content, self);
  if (wanted == WIRE_OBJECT_TYPE || object->missing > WIRE_OBJECT_MAX_ZEROS)
    return;
  self->content = wire_object_hasher_new (wanted, object->size);
  if (self->decoder)
    self->as_sent = wire_object_hasher_new (wanted, object->size);
}

static void
find_problem (const Reading *self, const WireObject *object, WireObjectFacts *facts)
{
  WireContentState state =
      self->decoder ? wire_content_decoder_get_state (self->decoder) : WIRE_CONTENT_END;
  const char *problem = NULL;

  facts->whole = object->flags & WIRE_OBJECT_COMPLETE && state == WIRE_CONTENT_END;
  if (self->wanted == WIRE_OBJECT_TYPE)
    return;
  if (self->decoder && self->broken)
    problem = _ ("It could be decoded only up to the first gap.");
  else if (state == WIRE_CONTENT_TOO_LARGE)
    problem = _ ("It was decoded only in part: it unpacks to more than is plausible.");
  else if (state == WIRE_CONTENT_TOO_MUCH)
    problem = _ ("It was decoded only in part: all compressed objects of the capture together "
                 "unpack to more than is plausible.");
  else if (state == WIRE_CONTENT_BROKEN)
    problem = _ ("It was decoded only in part: its content coding is damaged.");
  else if (state == WIRE_CONTENT_MORE)
    problem = _ ("It was decoded only in part: its content coding does not end.");
  else
    problem = object->origin.problem;
  facts->problem = g_strdup (problem);
}

/* Returns: the beginning of the content; @length says how much */
static const guint8 *
get_head (const Reading *self, gsize *length)
{
  if (!self->whole)
    {
      *length = self->kept->len;
      return self->kept->data;
    }
  *length = MIN (self->size, get_limit (self, self->whole, self->size));
  return self->whole;
}

static void
find_appended (const Reading *self, WireObjectFacts *facts)
{
  gsize length;
  const guint8 *head = get_head (self, &length);
  g_autoptr (GBytes) bytes = g_bytes_new_static (head, length);
  WireTypeSource source = wire_type_source_for_bytes (bytes);
  guint64 end;

  if (self->wanted == WIRE_OBJECT_TYPE || length != self->size || self->broken
      || !wire_file_tail_find (&source, &end) || end >= self->size)
    return;
  facts->appended_at = end;
  facts->appended = self->size - end;
}

/* Of what was carried, but not captured, the digest of nothing would say that it was empty. */
static gboolean
is_absent (const WireObject *object)
{
  return object->exchange == WIRE_OBJECT_NONE && object->size == 0
         && !(object->flags & WIRE_OBJECT_COMPLETE);
}

static void
finish_digests (Reading *self, const WireObject *object, WireObjectFacts *facts)
{
  if (!self->content)
    return;
  wire_object_hasher_finish (self->content, &facts->content);
  facts->as_sent = facts->content;
  if (self->as_sent)
    wire_object_hasher_finish (self->as_sent, &facts->as_sent);
  facts->digested = !is_absent (object);
}

static gboolean
read_object (const WireObjectList *list,
             guint32 number,
             Reading *reading,
             GCancellable *cancellable,
             GError **error)
{
  g_auto (WireBody) body = { 0 };

  wire_object_list_get_body (list, number, &body);
  return wire_capture_visit_body (wire_object_list_get_capture (list), &body, take_bytes, reading,
                                  cancellable, error);
}

/* Returns: (transfer full): what the object's name ends in. A POST names the program that takes it,
 * and not what is sent. */
static char *
tell_extension (const WireObject *object)
{
  gboolean upload = object->origin.direction == WIRE_TRANSFER_UPLOAD;

  if (!object->origin.name && upload && g_strcmp0 (object->method, "PUT") != 0)
    return g_strdup ("");
  return wire_object_tell_extension (object);
}

static void
tell_type (const WireObject *object,
           WireTypeDetector *detector,
           const Reading *reading,
           WireObjectFacts *facts)
{
  gsize length;
  const guint8 *bytes = get_head (reading, &length);
  gsize seen = reading->broken ? MIN (length, reading->known) : length;
  g_autoptr (GBytes) head = g_bytes_new_static (bytes, seen);
  WireTypeSource source = wire_type_source_for_bytes (head);
  g_auto (WireType) type = { 0 };

  if ((reading->broken && seen == 0) || object->origin.offset > 0)
    wire_type_set_unknown (&type, "", ""); /* what begins later tells no kind */
  else
    wire_type_detect (detector, &source, "", &type);
  facts->type = g_steal_pointer (&type.mime);
  facts->words = g_steal_pointer (&type.words);
  facts->signature = g_strdup (type.signature);
  facts->signature_offset = type.signature_offset;
  facts->expected = g_strdupv (type.expected);
  facts->extension = tell_extension (object);
  if (seen == 0 || object->origin.offset > 0)
    return;
  type.mime = facts->type;
  type.words = facts->words;
  facts->verdict = wire_object_make_verdict (detector, &type, facts->coded, object);
  facts->strange = facts->verdict && wire_content_is_strange (object->content_encoding)
                   && !wire_object_type_is_program (facts->type);
  if (facts->strange)
    g_clear_pointer (&facts->verdict, g_free);
  type.mime = type.words = NULL;
}

static void
finish_reading (Reading *self,
                const WireObject *object,
                WireTypeDetector *detector,
                WireObjectFacts *facts)
{
  /* Of what is only typed, no more is read than that takes. */
  facts->size = self->decoder ? self->size : object->size;
  find_problem (self, object, facts);
  find_appended (self, facts);
  finish_digests (self, object, facts);
  tell_type (object, detector, self, facts);
}

static gboolean
was_not_coded (const Reading *self)
{
  return self->decoder && self->size == 0
         && wire_content_decoder_get_state (self->decoder) == WIRE_CONTENT_BROKEN;
}

/**
 * wire_object_examine:
 * @list: a list
 * @object: one of its objects that has a body
 * @detector: tells types; any thread's
 * @wanted: how much
 * @cancellable: (nullable): polled now and then
 * @facts: (inout): zeroed; cleared by the caller
 * @error: set where %FALSE is returned
 *
 * Reads the object from the file. Blocks, in bounded memory; any number of threads may examine
 * objects of one list.
 *
 * A body that is not coded as its Content-Encoding says is taken as it is.
 */
gboolean
wire_object_examine (const WireObjectList *list,
                     guint32 object,
                     WireTypeDetector *detector,
                     WireObjectWanted wanted,
                     GCancellable *cancellable,
                     WireObjectFacts *facts,
                     GError **error)
{
  const WireObject *self = wire_object_list_get (list, object);
  g_auto (Reading) reading = { 0 };

  begin_reading (&reading, self, wanted, TRUE);
  if (!read_object (list, object, &reading, cancellable, error))
    return FALSE;
  facts->coded = reading.decoder && reading.size > 0;
  if (was_not_coded (&reading))
    {
      reading_clear (&reading);
      reading = (Reading){ 0 };
      begin_reading (&reading, self, wanted, FALSE);
      if (!read_object (list, object, &reading, cancellable, error))
        return FALSE;
    }
  finish_reading (&reading, self, detector, facts);
  return TRUE;
}

/* Returns: whether @bytes were coded as the object says */
static gboolean
examine_coded (const WireObject *object,
               const guint8 *bytes,
               WireTypeDetector *detector,
               WireObjectWanted wanted,
               WireObjectFacts *facts)
{
  g_auto (Reading) reading = { .wanted = wanted };

  reading.decoder = wire_object_decoder_new (object, take_content, &reading);
  if (!reading.decoder)
    return FALSE;
  reading.kept = g_byte_array_new ();
  if (wanted != WIRE_OBJECT_TYPE)
    reading.content = wire_object_hasher_new (wanted, object->size);
  wire_content_decoder_add (reading.decoder, bytes, object->size);
  if (was_not_coded (&reading))
    return FALSE;
  facts->coded = reading.size > 0;
  finish_reading (&reading, object, detector, facts);
  return TRUE;
}

/**
 * wire_object_examine_bytes:
 * @self: an object without a gap
 * @bytes: its body as sent: #WireObject.size bytes
 * @detector: tells types; any thread's
 * @wanted: how much
 * @facts: (inout): zeroed; cleared by the caller
 *
 * wire_object_examine() of an object whose body was read already.
 */
void
wire_object_examine_bytes (const WireObject *self,
                           const guint8 *bytes,
                           WireTypeDetector *detector,
                           WireObjectWanted wanted,
                           WireObjectFacts *facts)
{
  Reading plain = { .wanted = wanted, .whole = bytes, .size = self->size };
  gboolean coded = examine_coded (self, bytes, detector, wanted, facts);

  if (!coded)
    finish_reading (&plain, self, detector, facts);
  if (wanted == WIRE_OBJECT_TYPE)
    return;
  wire_digests_of_bytes (wanted, bytes, self->size, &facts->as_sent);
  if (!coded)
    facts->content = facts->as_sent;
  facts->digested = !is_absent (self);
}

/**
 * wire_object_describe_completeness:
 * @self: an object
 *
 * Returns: (transfer full) (nullable): a sentence such as `Only 12 kB of 14 kB captured, 2 gaps: do
 *   not trust this hash.`; %NULL where nothing is missing
 */
char *
wire_object_describe_completeness (const WireObject *self)
{
  g_autofree char *there = g_format_size (self->expected - self->missing);
  g_autofree char *all = g_format_size (self->expected);

  if (self->flags & (WIRE_OBJECT_COMPLETE | WIRE_OBJECT_REQUESTED_ONLY))
    return NULL;
  if (self->missing == 0 && self->status == 206)
    return g_strdup (_ ("It was sent in parts, which may not be all: do not trust this hash."));
  if (self->origin.problem && (self->missing == 0 || self->missing == self->origin.offset))
    return g_strdup (self->origin.problem);
  if (self->flags & WIRE_OBJECT_BROKEN)
    return g_strdup (_ ("What should be its next chunk is not one: do not trust this hash."));
  if (self->flags & WIRE_OBJECT_CLOSED && self->missing == 0)
    return g_strdup (_ ("The connection ended before it did: do not trust this hash."));
  if (self->flags & WIRE_OBJECT_CLOSED && self->parts <= 1)
    /* Translators: two sizes */
    return g_strdup_printf (_ ("The connection ended after %s of %s: do not trust this hash."),
                            there, all);
  if (self->missing == 0)
    return g_strdup (_ ("Its end was not captured: do not trust this hash."));
  return g_strdup_printf (ngettext ("Only %s of %s captured, %u gap: do not trust this hash.",
                                    "Only %s of %s captured, %u gaps: do not trust this hash.",
                                    self->gaps),
                          there, all, self->gaps);
}

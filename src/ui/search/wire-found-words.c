/* wire-found-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/search/wire-found-words.h"

#include "base/wire-printable.h"
#include "capture/wire-capture-inner.h"
#include "ui/session/wire-naming.h"
#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>
#include <string.h>

/* A marker's yellow, with black on it: it is seen on light and dark rows, and on selected ones. */
#define MARKER_RED 0xf8f8
#define MARKER_GREEN 0xe4e4
#define MARKER_BLUE 0x5c5c

void
wire_found_context_clear (WireFoundContext *self)
{
  g_clear_pointer (&self->text, g_free);
}

/* Returns: (transfer full): @bytes as one line; where they are UTF-16, what that says */
static char *
show (WireNeedleForm form, const guint8 *bytes, gsize length)
{
  const char *codec = form == WIRE_NEEDLE_UTF16LE   ? "UTF-16LE"
                      : form == WIRE_NEEDLE_UTF16BE ? "UTF-16BE"
                                                    : NULL;
  gsize written = 0;
  g_autofree char *text = codec ? g_convert ((const char *) bytes, (gssize) length, "UTF-8", codec,
                                             NULL, &written, NULL)
                                : NULL;

  return text ? wire_printable (text, written) : wire_printable (bytes, length);
}

/* Keeps the last @n characters of @text. */
static char *
keep_end (char *text, guint n)
{
  glong length = g_utf8_strlen (text, -1);
  char *kept;

  if (length <= (glong) n)
    return text;
  kept = g_strconcat ("…", g_utf8_offset_to_pointer (text, length - (glong) n), NULL);
  g_free (text);
  return kept;
}

/**
 * wire_found_get_context:
 * @self: a hit
 * @before: characters to show before the match at most
 * @context: (out): to be cleared
 *
 * Makes one line of a hit and what is around it. Of text in UTF-16, whole units are shown.
 */
void
wire_found_get_context (const WireFound *self, guint before, WireFoundContext *context)
{
  const WireSearchHit *hit = &self->hit;
  gsize unit = hit->form == WIRE_NEEDLE_UTF16LE || hit->form == WIRE_NEEDLE_UTF16BE ? 2 : 1;
  gsize n_before = hit->before / unit * unit, n_after = hit->after / unit * unit;
  g_autofree char *first = keep_end (show (hit->form, hit->bytes - n_before, n_before), before);
  g_autofree char *match = show (hit->form, hit->bytes, self->kept);
  g_autofree char *rest = show (hit->form, hit->bytes + self->kept, n_after);

  context->text = g_strconcat (first, match, self->kept < hit->length ? "…" : "", rest, NULL);
  context->start = (guint) strlen (first);
  context->end = context->start + (guint) strlen (match);
}

/** Returns: (transfer full): what marks the match in the text of @self */
PangoAttrList *
wire_found_context_mark (const WireFoundContext *self)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  PangoAttribute *marks[] = {
    pango_attr_background_new (MARKER_RED, MARKER_GREEN, MARKER_BLUE),
    pango_attr_foreground_new (0, 0, 0),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      marks[i]->start_index = self->start;
      marks[i]->end_index = self->end;
      pango_attr_list_insert (attributes, marks[i]);
    }
  return attributes;
}

/* Places */

static char *
describe_sender (const WireFound *found, WireCapture *capture)
{
  char text[WIRE_ENDPOINT_TEXT_MAX];
  WireStream stream = { 0 };
  WireFlow flow = { 0 };
  WireTuple reversed;
  const WireTuple *from = &flow.tuple;

  if (!wire_capture_get_stream (capture, found->hit.number, &stream)
      || !wire_capture_get_flow (capture, stream.flows[0], &flow))
    return g_strdup (found->hit.side ? "←" : "→");
  wire_tuple_reverse (&flow.tuple, &reversed);
  if (found->hit.side)
    from = &reversed;
  wire_endpoint_to_text (from->family, from->src, TRUE, from->src_port, text);
  return wire_naming_tell_end (capture, g_strdup (text), from, FALSE, flow.first);
}

static char *
describe_stream (const WireFound *found, WireCapture *capture)
{
  g_autofree char *number = wire_figure_count ((guint64) found->hit.number + 1);
  g_autofree char *sender = describe_sender (found, capture);
  WireInnerStream inner = { 0 };

  if (g_str_equal (found->hit.place, "stream"))
    /* Translators: a stream by its number, and the address of who sent these bytes in it */
    return g_strdup_printf (_ ("Stream %s, sent by %s"), number, sender);
  if (wire_capture_get_inner_stream (capture, found->hit.number, found->hit.part, &inner)
      && !inner.decrypted)
    return g_strdup_printf (_ ("Inside stream %s, sent by %s"), number, sender);
  return g_strdup_printf (_ ("Decrypted in stream %s, sent by %s"), number, sender);
}

/* Returns: (nullable): what the transfer of @found is called */
static const char *
name_transfer (const WireFound *found, const WireObjectList *objects)
{
  const WireObject *object = NULL;

  if (objects && found->hit.number < wire_object_list_get_length (objects))
    object = wire_object_list_get (objects, found->hit.number);
  if (!object)
    return NULL;
  return object->origin.name ? object->origin.name : object->uri;
}

static const char *
name_key (const char *key)
{
  static const struct
  {
    const char *key;
    const char *words;
  } KEYS[] = {
    { "uri", N_ ("URI") },
    { "host", N_ ("Host") },
    { "referer", N_ ("Referer") },
    { "location", N_ ("Location") },
    { "name", N_ ("name") },
    { "path", N_ ("path") },
    { "user", N_ ("user") },
    { "subject", N_ ("subject") },
    { "from", N_ ("sender") },
    { "to", N_ ("recipients") },
    { "message_id", N_ ("message identifier") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (KEYS); i++)
    if (g_strcmp0 (KEYS[i].key, key) == 0)
      return _ (KEYS[i].words);
  return key ? key : "";
}

static char *
describe_transfer (const WireFound *found, const WireObjectList *objects)
{
  g_autofree char *number = wire_figure_count ((guint64) found->hit.number + 1);
  const char *name = name_transfer (found, objects);
  g_autofree char *shown = name ? wire_printable (name, strlen (name)) : NULL;
  g_autofree char *what = NULL;

  if (g_str_equal (found->hit.place, "name"))
    /* Translators: a transfer by its number, and what of it was found, such as its URI */
    return g_strdup_printf (_ ("Transfer %s, %s"), number, name_key (found->hit.key));
  what = g_str_equal (found->hit.place, "decoded")
             /* Translators: a transfer by its number: its bytes after decompression */
             ? g_strdup_printf (_ ("Transfer %s, unpacked"), number)
             : g_strdup_printf (_ ("Transfer %s, as sent"), number);
  return shown ? g_strconcat (what, ": ", shown, NULL) : g_steal_pointer (&what);
}

/**
 * wire_found_describe_place:
 * @self: a hit
 * @capture: that it was found in
 * @objects: (nullable): its transfers
 *
 * Returns: (transfer full): where it is, in words
 */
char *
wire_found_describe_place (const WireFound *self,
                           WireCapture *capture,
                           const WireObjectList *objects)
{
  const char *place = self->hit.place;

  if (g_str_equal (place, "packet"))
    return g_strdup (_ ("Packet"));
  if (g_str_equal (place, "comment"))
    return g_strdup (_ ("Comment on a packet"));
  if (g_str_equal (place, "head"))
    return g_strdup (self->hit.side ? _ ("Head of an HTTP response")
                                    : _ ("Head of an HTTP request"));
  if (g_str_equal (place, "stream") || g_str_equal (place, "decrypted"))
    return describe_stream (self, capture);
  return describe_transfer (self, objects);
}

/* wire-indicator-json.c: indicators of MISP and STIX
 *
 * MISP has objects with a type and a value, wherever they are; STIX 2.1 has indicators with a
 * pattern, and objects such as an ipv4-addr with a value, or a file with hashes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/indicators/wire-indicator-list.h"

#include "base/wire-printable.h"
#include "files/sets/wire-json-source.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

/* Objects and arrays within each other. */
#define MAX_DEPTH 64u

/* An object or array that is not closed yet. */
typedef struct
{
  gboolean is_array;
  gboolean expects_key;
  gboolean hashes; /* its values are digests */
  char *key;
  char *type;
  char *value;
  char *pattern;
} Frame;

typedef struct
{
  WireIndicatorList *list;
  WireJsonSource *source;
  Frame frames[MAX_DEPTH];
  guint depth;
} Reading;

static void
frame_clear (Frame *frame)
{
  g_free (frame->key);
  g_free (frame->type);
  g_free (frame->value);
  g_free (frame->pattern);
}

static void
reading_clear (Reading *self)
{
  while (self->depth > 0)
    frame_clear (&self->frames[--self->depth]);
  g_clear_pointer (&self->source, wire_json_source_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

/* Types of MISP whose values say something about a file, a host or a sender. */
static gboolean
is_wanted_type (const char *type)
{
  static const char *const WANTED[] = { "ip-",
                                        "domain",
                                        "hostname",
                                        "url",
                                        "uri",
                                        "md5",
                                        "sha",
                                        "email",
                                        "filename|",
                                        "ipv4-addr",
                                        "ipv6-addr",
                                        "domain-name",
                                        "ja3-fingerprint",
                                        "x509-fingerprint",
                                        "malware-sample",
                                        "host",
                                        "ip",
                                        "user-agent",
                                        NULL };
  static const char *const UNWANTED[] = {
    "email-subject", "email-body",     "email-attachment", "email-header", "email-mime",
    "email-message", "email-x-mailer", "email-thread",     "email-reply",  NULL
  };

  for (guint i = 0; UNWANTED[i]; i++)
    if (g_str_has_prefix (type, UNWANTED[i]))
      return FALSE;
  for (guint i = 0; WANTED[i]; i++)
    if (g_str_has_prefix (type, WANTED[i]))
      return TRUE;
  return FALSE;
}

/* A value may be of two parts, such as `filename|sha256` has. Names of files and ports are not
 * looked for. */
static void
add_attribute (WireIndicatorList *list, const char *type, const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, "|", 2);
  g_auto (GStrv) types = g_strsplit (type, "|", 2);
  gboolean any = FALSE;

  if (g_str_has_prefix (type, "user-agent"))
    {
      wire_indicator_list_add_agent (list, value);
      return;
    }
  for (guint i = 0; parts[i]; i++)
    if (types[0] && (!types[1] || !g_str_equal (types[MIN (i, 1)], "filename")))
      any |= wire_indicator_list_add (list, parts[i]);
  if (!any)
    wire_indicator_list_miss (list, 0);
}

static void
take_object (Reading *self, const Frame *frame)
{
  if (frame->pattern && g_strcmp0 (frame->type, "indicator") == 0)
    {
      if (!wire_indicator_list_add_stix (self->list, frame->pattern))
        wire_indicator_list_miss (self->list, 0);
    }
  else if (frame->type && frame->value && is_wanted_type (frame->type))
    add_attribute (self->list, frame->type, frame->value);
}

static Frame *
get_frame (Reading *self)
{
  return self->depth > 0 ? &self->frames[self->depth - 1] : NULL;
}

static gboolean
open_frame (Reading *self, gboolean is_array)
{
  const Frame *outer = get_frame (self);

  if (self->depth == MAX_DEPTH)
    return FALSE;
  self->frames[self->depth++] = (Frame){ .is_array = is_array,
                                         .expects_key = !is_array,
                                         .hashes = outer && g_strcmp0 (outer->key, "hashes") == 0 };
  return TRUE;
}

static gboolean
close_frame (Reading *self, gboolean is_array)
{
  Frame *frame = get_frame (self);

  if (!frame || frame->is_array != is_array)
    return FALSE;
  take_object (self, frame);
  frame_clear (frame);
  self->depth--;
  return TRUE;
}

static void
keep (char **to, const char *text)
{
  g_free (*to);
  *to = g_strdup (text);
}

static void
take_text (Reading *self)
{
  Frame *frame = get_frame (self);
  const char *text = wire_json_source_get_text (self->source)->str;

  if (!frame || frame->is_array)
    return;
  if (frame->expects_key)
    keep (&frame->key, text);
  else if (frame->hashes)
    wire_indicator_list_add (self->list, text);
  else if (g_strcmp0 (frame->key, "type") == 0)
    keep (&frame->type, text);
  else if (g_strcmp0 (frame->key, "value") == 0)
    keep (&frame->value, text);
  else if (g_strcmp0 (frame->key, "pattern") == 0)
    keep (&frame->pattern, text);
}

static gboolean
take_between (Reading *self, int c)
{
  Frame *frame = get_frame (self);

  if (!frame)
    return FALSE;
  if (c == ':')
    frame->expects_key = FALSE;
  else
    frame->expects_key = !frame->is_array;
  return TRUE;
}

/* Returns: whether @c may be there */
static gboolean
take_token (Reading *self, int c, GError **error)
{
  if (g_ascii_isspace (c) || (self->depth == 0 && c >= 0x80)) /* a byte order mark */
    return TRUE;
  if (c == '{' || c == '[')
    return open_frame (self, c == '[');
  if (c == '}' || c == ']')
    return close_frame (self, c == ']');
  if (c == ',' || c == ':')
    return take_between (self, c);
  if (c == '"')
    {
      if (!wire_json_source_read_text (self->source, error))
        return FALSE;
      take_text (self);
      return TRUE;
    }
  if (!g_ascii_isalnum (c) && c != '-')
    return FALSE;
  wire_json_source_read_word (self->source, c, error);
  return TRUE;
}

static gboolean
fail (Reading *self, const char *path, GError **error)
{
  g_autofree char *name = wire_printable_name (path);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               _ ("“%s” could not be read as JSON past byte %" PRIu64 "."), name,
               wire_json_source_get_offset (self->source));
  return FALSE;
}

/* Takes @source. @name: for messages */
static gboolean
read_all (WireIndicatorList *list, WireJsonSource *source, const char *name, GError **error)
{
  g_auto (Reading) self = { .list = list, .source = source };

  for (;;)
    {
      g_autoptr (GError) cause = NULL;
      int c = wire_json_source_next (self.source, &cause);

      if (c == -1 && self.depth == 0 && !cause)
        return TRUE;
      if (c >= 0 && take_token (&self, c, &cause))
        continue;
      if (!cause)
        return fail (&self, name, error);
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
}

gboolean
wire_indicator_list_read_json (WireIndicatorList *list,
                               const char *path,
                               GCancellable *cancellable,
                               GError **error)
{
  WireJsonSource *source = wire_json_source_open (path, cancellable, error);

  return source && read_all (list, source, path, error);
}

gboolean
wire_indicator_list_take_json (WireIndicatorList *list,
                               GBytes *bytes,
                               const char *name,
                               GError **error)
{
  return read_all (list, wire_json_source_new_for_bytes (bytes), name, error);
}

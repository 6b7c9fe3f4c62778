/* wire-cli-objects.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/wire-cli-objects.h"

static void
add_digests (JsonBuilder *builder, const WireObjectFacts *facts)
{
  g_autofree char *md5 = NULL;
  g_autofree char *sha256 = NULL;
  g_autofree char *as_sent = NULL;

  if (!facts->digested)
    return;
  md5 = wire_digests_get_hex (&facts->content, WIRE_DIGEST_MD5);
  sha256 = wire_digests_get_hex (&facts->content, WIRE_DIGEST_SHA256);
  as_sent = wire_digests_get_hex (&facts->as_sent, WIRE_DIGEST_SHA256);
  wire_json_add_string (builder, "md5", md5);
  wire_json_add_string (builder, "sha256", sha256);
  if (!g_str_equal (sha256, as_sent))
    {
      g_autofree char *md5_as_sent = wire_digests_get_hex (&facts->as_sent, WIRE_DIGEST_MD5);

      wire_json_add_string (builder, "md5_as_sent", md5_as_sent);
      wire_json_add_string (builder, "sha256_as_sent", as_sent);
    }
}

static void
add_request (JsonBuilder *builder, const WireObject *object)
{
  char client[WIRE_ADDRESS_TEXT_MAX];
  char server[WIRE_ADDRESS_TEXT_MAX];

  wire_json_add_int (builder, "packet", (gint64) object->packet + 1);
  wire_json_add_time (builder, "time", object->time);
  wire_json_add_int (builder, "stream", (gint64) object->stream + 1);
  wire_json_add_string (builder, "client",
                        wire_address_to_text (object->tuple.family, object->tuple.src, client));
  wire_json_add_string (builder, "server",
                        wire_address_to_text (object->tuple.family, object->tuple.dst, server));
  wire_json_add_string (builder, "method", object->method);
  wire_json_add_string (builder, "host", object->host);
  wire_json_add_string (builder, "uri", object->uri);
  wire_json_add_string (builder, "referer", object->referer);
  if (object->status)
    wire_json_add_int (builder, "status", object->status);
  wire_json_add_string (builder, "content_type", object->content_type);
}

static void
add_facts (JsonBuilder *builder, const WireObject *object, const WireObjectFacts *facts)
{
  g_autofree char *missing = wire_object_describe_completeness (object);

  wire_json_add_string (builder, "type", facts->type);
  wire_json_add_int (builder, "size", (gint64) facts->size);
  if (facts->coded)
    wire_json_add_int (builder, "size_as_sent", (gint64) object->size);
  add_digests (builder, facts);
  wire_json_add_boolean (builder, "complete", facts->whole);
  wire_json_add_int (builder, "gaps", object->gaps);
  wire_json_add_string (builder, "missing", missing);
  wire_json_add_string (builder, "problem", facts->problem);
  if (facts->appended > 0)
    {
      wire_json_add_int (builder, "appended_at", (gint64) facts->appended_at);
      wire_json_add_int (builder, "appended", (gint64) facts->appended);
    }
}

/** Everything that is known of @object: keys of an object that was begun. */
void
wire_json_add_object (JsonBuilder *builder, const WireObject *object, const WireObjectFacts *facts)
{
  g_autofree char *extension = wire_object_get_extension (object->uri);

  add_request (builder, object);
  wire_json_add_string (builder, "extension", extension);
  add_facts (builder, object, facts);
}

/* wire-bench-response.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages in gzip, tracking pixels, GIF and JPEG pictures, scripts in chunks, now and then something
 * large.
 */

#include "bench/wire-bench-response.h"

#include "files/digests/wire-digest.h"

#include <gio/gio.h>
#include <string.h>

#define NOISE (4u * 1024 * 1024)
#define CHUNK 8000u

/* Of every 16 requests, how many ask for which; sizes are picked between the bounds. */
typedef enum
{
  PAGE,
  PIXEL,
  GIF,
  JPEG,
  SCRIPT,
  LARGE,
  N_KINDS
} Kind;

static const struct
{
  guint share;
  guint32 least;
  guint32 most;
  const char *type;
  const char *folder;
  const char *suffix;
} KINDS[N_KINDS] = {
  [PAGE] = { 3, 5000, 60000, "text/html", "/story/", ".html" },
  [PIXEL] = { 2, 43, 44, "image/gif", "/static/", "/clear.gif" },
  [GIF] = { 3, 1000, 40000, "image/gif", "/static/img/", ".gif" },
  [JPEG] = { 5, 10000, 150000, "image/jpeg", "/photos/", ".jpg" },
  [SCRIPT] = { 2, 5000, 80000, "application/javascript", "/scripts/", ".js" },
  [LARGE] = { 1, 200000, 1200000, "application/octet-stream", "/files/", ".bin" },
};

struct _BenchResponses
{
  BenchPackets *packets;
  guint8 *noise; /* for pictures and files */
  char *text;    /* for what is compressed, and scripts */
  guint n;       /* asked for */
};

static guint32
pick (BenchResponses *self, guint32 least, guint32 most)
{
  return least + (guint32) (bench_packets_random (self->packets) % (most - least));
}

static Kind
pick_kind (BenchResponses *self)
{
  guint at = pick (self, 0, 16);
  Kind kind = PAGE;

  while (at >= KINDS[kind].share)
    at -= KINDS[kind++].share;
  return kind;
}

/* Words in no order: about as compressible as what people write. */
static char *
make_text (BenchResponses *self)
{
  static const char *const WORDS[] = { "the ",   "harbour ",  "<p>",   "</p>\n",   "evidence ",
                                       "of ",    "packet ",   "a ",    "network ", "and ",
                                       "image ", "document ", "said ", "to ",      "witness " };
  GString *text = g_string_sized_new (NOISE);

  while (text->len < NOISE)
    {
      g_string_append (text, WORDS[pick (self, 0, G_N_ELEMENTS (WORDS))]);
      if (pick (self, 0, 4) == 0)
        g_string_append_printf (text, "%u ", pick (self, 0, 100000));
    }
  return g_string_free (text, FALSE);
}

static guint8 *
make_noise (BenchResponses *self)
{
  guint64 *noise = g_new (guint64, NOISE / sizeof (guint64));

  for (gsize i = 0; i < NOISE / sizeof (guint64); i++)
    noise[i] = GUINT64_TO_LE (bench_packets_random (self->packets));
  return (guint8 *) noise;
}

/* Beginning and end as the format wants them, noise between. */
static void
frame_picture (Kind kind, guint8 *body, gsize size)
{
  if (kind == PIXEL || kind == GIF)
    {
      memcpy (body, "GIF89a\x01\x00\x01\x00\x80\x00\x00", 13);
      body[size - 1] = ';';
    }
  else if (kind == JPEG)
    {
      memcpy (body, "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01", 13);
      memcpy (body + size - 2, "\xff\xd9", 2);
    }
}

static GByteArray *
make_body (BenchResponses *self, Kind kind)
{
  guint32 size = pick (self, KINDS[kind].least, KINDS[kind].most);
  guint32 from = pick (self, 0, NOISE - size);
  GByteArray *body = g_byte_array_sized_new (size);
  gboolean text = kind == PAGE || kind == SCRIPT;

  g_byte_array_append (body, text ? (guint8 *) self->text + from : self->noise + from, size);
  frame_picture (kind, body->data, size);
  return body;
}

static void
count_object (BenchResponses *self, const GByteArray *body, const GByteArray *packed)
{
  BenchAnswers *answers = bench_packets_get_answers (self->packets);
  WireDigests digests;

  wire_digests_of_bytes (WIRE_DIGEST_BIT (WIRE_DIGEST_SHA256), body->data, body->len, &digests);
  for (gsize i = 0; i < sizeof answers->digests; i++)
    answers->digests[i] ^= digests.values[WIRE_DIGEST_SHA256][i];
  answers->objects++;
  answers->object_bytes += body->len;
  answers->hashed_bytes += body->len + (packed ? packed->len : 0);
}

static GByteArray *
compress (const GByteArray *body)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  GByteArray *out = g_byte_array_new ();
  gsize read;
  gsize written;

  g_byte_array_set_size (out, body->len + 1024);
  g_converter_convert (G_CONVERTER (compressor), body->data, body->len, out->data, out->len,
                       G_CONVERTER_INPUT_AT_END, &read, &written, NULL);
  g_byte_array_set_size (out, (guint) written);
  return out;
}

static void append_text (GByteArray *out, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
append_text (GByteArray *out, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_byte_array_append (out, (guint8 *) text, (guint) strlen (text));
}

static void
append_chunks (GByteArray *out, const GByteArray *body)
{
  for (guint at = 0; at < body->len; at += CHUNK)
    {
      guint length = MIN (CHUNK, body->len - at);

      append_text (out, "%x\r\n", length);
      g_byte_array_append (out, body->data + at, length);
      append_text (out, "\r\n");
    }
  append_text (out, "0\r\n\r\n");
}

static GByteArray *
make_response (BenchResponses *self, Kind kind)
{
  g_autoptr (GByteArray) body = make_body (self, kind);
  g_autoptr (GByteArray) packed = kind == PAGE ? compress (body) : NULL;
  const GByteArray *sent = packed ? packed : body;
  GByteArray *out = g_byte_array_new ();

  count_object (self, body, packed);
  append_text (out, "HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Type: %s\r\n%s", KINDS[kind].type,
               packed ? "Content-Encoding: gzip\r\n" : "");
  if (kind == SCRIPT)
    {
      append_text (out, "Transfer-Encoding: chunked\r\n\r\n");
      append_chunks (out, sent);
      return out;
    }
  append_text (out, "Content-Length: %u\r\n\r\n", sent->len);
  g_byte_array_append (out, sent->data, sent->len);
  return out;
}

/** Returns: what makes pages for the visitors of @packets, and counts them there */
BenchResponses *
bench_responses_new (BenchPackets *packets)
{
  BenchResponses *self = g_new0 (BenchResponses, 1);

  self->packets = packets;
  self->noise = make_noise (self);
  self->text = make_text (self);
  return self;
}

void
bench_responses_free (BenchResponses *responses)
{
  g_free (responses->noise);
  g_free (responses->text);
  g_free (responses);
}

/** Makes another request to @host, and the response to it. Returns: (transfer full): the request */
char *
bench_responses_ask (BenchResponses *responses, guint host, GByteArray **response)
{
  Kind kind = pick_kind (responses);

  *response = make_response (responses, kind);
  return g_strdup_printf ("GET %s%u%s HTTP/1.1\r\nHost: www%u.example.com\r\n"
                          "User-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\nAccept: */*\r\n"
                          "Accept-Encoding: gzip, deflate\r\n"
                          "Referer: http://www%u.example.com/story/\r\n"
                          "Connection: keep-alive\r\n\r\n",
                          KINDS[kind].folder, responses->n++, KINDS[kind].suffix, host, host);
}

/* wire-bench-tls.c: HTTP/2 in TLS 1.3, with its keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wire-bench-tls tls FILE KEYS MIB     AES-128-GCM: a download of MIB mebibytes in objects of one
 * wire-bench-tls clear FILE MIB        the same without TLS
 * wire-bench-tls many FILE KEYS N      N connections with one object each, and ten lines of the key
 *                                      log for each, of which four are needed
 */

#include "base/wire-gcrypt.h"
#include "bench/wire-bench-packets.h"
#include "capture/tls/wire-tls-schedule.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MIB (1024u * 1024)
#define DATA_LENGTH 16000u
#define TAG 16u

/* HTTP/2: types and flags of frames (RFC 9113, section 6) */
enum
{
  DATA,
  HEADERS,
  SETTINGS = 4,
  END_STREAM = 1,
  END_HEADERS = 4,
};

typedef struct
{
  gcry_cipher_hd_t cipher; /* NULL: not encrypted */
  guint8 iv[12];
  guint64 number;
  guint32 sequence;
} Side;

typedef struct
{
  BenchPackets *packets;
  FILE *keys; /* NULL: without TLS */
  guint8 random[32];
  guint32 client;
  guint16 port;
  Side sides[2]; /* the client, the server */
} Connection;

static void
send_bytes (Connection *self, gboolean back, const guint8 *bytes, gsize length)
{
  Side *side = &self->sides[back];

  while (length > 0)
    {
      guint32 n = (guint32) MIN (length, BENCH_SEGMENT);
      const BenchSegment segment = {
        .client = self->client,
        .server = 0xc6336401,
        .client_port = self->port,
        .back = back,
        .flags = BENCH_ACK | BENCH_PSH,
        .sequence = side->sequence,
        .acknowledgement = self->sides[!back].sequence,
      };

      bench_packets_write (self->packets, &segment, bytes, n);
      side->sequence += n;
      bytes += n;
      length -= n;
    }
}

static void
send_flag (Connection *self, gboolean back, guint8 flags)
{
  const BenchSegment segment = {
    .client = self->client,
    .server = 0xc6336401,
    .client_port = self->port,
    .back = back,
    .flags = flags,
    .sequence = self->sides[back].sequence,
    .acknowledgement = self->sides[!back].sequence,
  };

  bench_packets_write (self->packets, &segment, NULL, 0);
  self->sides[back].sequence++;
}

/* RFC 8446, section 5.2; without a cipher, as it is. */
static void
say (Connection *self, gboolean back, guint8 type, const void *bytes, gsize length)
{
  static guint8 record[5 + 16384 + 1 + TAG];
  Side *side = &self->sides[back];
  guint8 nonce[12];
  gsize body = length + 1 + TAG;

  if (!side->cipher)
    {
      send_bytes (self, back, bytes, length);
      return;
    }
  memcpy (nonce, side->iv, sizeof nonce);
  for (guint i = 0; i < 8; i++)
    nonce[11 - i] ^= (guint8) (side->number >> 8 * i);
  side->number++;
  memcpy (record, (const guint8[]){ 23, 3, 3, (guint8) (body >> 8), (guint8) body }, 5);
  memcpy (record + 5, bytes, length);
  record[5 + length] = type;
  gcry_cipher_setiv (side->cipher, nonce, sizeof nonce);
  gcry_cipher_authenticate (side->cipher, record, 5);
  gcry_cipher_final (side->cipher);
  gcry_cipher_encrypt (side->cipher, record + 5, length + 1, NULL, 0);
  gcry_cipher_gettag (side->cipher, record + 5 + length + 1, TAG);
  send_bytes (self, back, record, 5 + body);
}

static void
say_frame (Connection *self,
           gboolean back,
           guint8 type,
           guint8 flags,
           guint32 stream,
           const void *payload,
           guint32 length)
{
  guint8 frame[9 + DATA_LENGTH];
  const guint8 head[] = {
    (guint8) (length >> 16), (guint8) (length >> 8),  (guint8) length,        type,           flags,
    (guint8) (stream >> 24), (guint8) (stream >> 16), (guint8) (stream >> 8), (guint8) stream
  };

  memcpy (frame, head, sizeof head);
  memcpy (frame + sizeof head, payload, length);
  say (self, back, 23, frame, sizeof head + length);
}

/* Writes the key log's line, and has the side protect what it says with the secret. */
static void
protect (Connection *self, gboolean back, const char *label, gboolean use)
{
  WireTlsMaterial material = { .secret_length = 32 };
  WireTlsSuite suite;

  for (guint i = 0; i < 32; i++)
    material.secret[i] = (guint8) bench_packets_random (self->packets);
  fprintf (self->keys, "%s ", label);
  for (guint i = 0; i < 32; i++)
    fprintf (self->keys, "%02x", self->random[i]);
  fputc (' ', self->keys);
  for (guint i = 0; i < 32; i++)
    fprintf (self->keys, "%02x", material.secret[i]);
  fputc ('\n', self->keys);
  if (!use)
    return;
  wire_tls_suite_find (0x1301, &suite);
  wire_tls_derive_traffic_keys (&suite, &material);
  if (!self->sides[back].cipher)
    gcry_cipher_open (&self->sides[back].cipher, GCRY_CIPHER_AES128, GCRY_CIPHER_MODE_GCM, 0);
  gcry_cipher_setkey (self->sides[back].cipher, material.key, 16);
  memcpy (self->sides[back].iv, material.iv, 12);
  self->sides[back].number = 0;
}

static void
say_hellos (Connection *self)
{
  static const guint8 CLIENT[] = { 22, 3, 1, 0, 54, 1, 0, 0, 50, 3, 3 };
  static const guint8 CLIENT_REST[] = { 0, 0, 2, 0x13, 0x01, 1, 0, 0, 7, 0, 43, 0, 3, 2, 3, 4 };
  static const guint8 SERVER[] = { 22, 3, 3, 0, 50, 2, 0, 0, 46, 3, 3 };
  static const guint8 SERVER_REST[] = { 0, 0x13, 0x01, 0, 0, 6, 0, 43, 0, 2, 3, 4 };
  /* Encrypted Extensions with ALPN h2, and a Finished that nobody checks. */
  static const guint8 FLIGHT[] = {
    8, 0, 0, 11, 0, 9, 0, 16, 0, 5, 0, 3, 2, 'h', '2', 20, 0, 0, 1, 0
  };
  guint8 hello[80];

  for (guint i = 0; i < 32; i++)
    self->random[i] = (guint8) bench_packets_random (self->packets);
  memcpy (hello, CLIENT, sizeof CLIENT);
  memcpy (hello + sizeof CLIENT, self->random, 32);
  memcpy (hello + sizeof CLIENT + 32, CLIENT_REST, sizeof CLIENT_REST);
  send_bytes (self, FALSE, hello, sizeof CLIENT + 32 + sizeof CLIENT_REST);
  memcpy (hello, SERVER, sizeof SERVER);
  memcpy (hello + sizeof SERVER + 32, SERVER_REST, sizeof SERVER_REST);
  send_bytes (self, TRUE, hello, sizeof SERVER + 32 + sizeof SERVER_REST);
  protect (self, FALSE, "CLIENT_HANDSHAKE_TRAFFIC_SECRET", TRUE);
  protect (self, TRUE, "SERVER_HANDSHAKE_TRAFFIC_SECRET", TRUE);
  say (self, TRUE, 22, FLIGHT, sizeof FLIGHT);
  say (self, FALSE, 22, FLIGHT + 15, 5);
  protect (self, FALSE, "CLIENT_TRAFFIC_SECRET_0", TRUE);
  protect (self, TRUE, "SERVER_TRAFFIC_SECRET_0", TRUE);
  protect (self, FALSE, "EXPORTER_SECRET", FALSE);
}

static void
begin (Connection *self)
{
  send_flag (self, FALSE, BENCH_SYN);
  send_flag (self, TRUE, BENCH_SYN | BENCH_ACK);
  if (self->keys)
    say_hellos (self);
  say (self, FALSE, 23, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 24);
  say_frame (self, FALSE, SETTINGS, 0, 0, "", 0);
  say_frame (self, TRUE, SETTINGS, 0, 0, "", 0);
}

/* RFC 7541, appendix A has the fields that are one byte. */
static void
exchange (Connection *self, guint32 object, guint32 length)
{
  g_autofree char *path = g_strdup_printf ("/%u.bin", object);
  guint32 stream = 2 * object + 1;
  guint8 head[64] = { 0x82, 0x87, 0x04, (guint8) strlen (path) };
  guint8 data[DATA_LENGTH];
  BenchAnswers *answers = bench_packets_get_answers (self->packets);

  memcpy (head + 4, path, strlen (path));
  say_frame (self, FALSE, HEADERS, END_STREAM | END_HEADERS, stream, head,
             4 + (guint32) strlen (path));
  say_frame (self, TRUE, HEADERS, END_HEADERS, stream, "\x88", 1);
  answers->objects++;
  answers->object_bytes += length;
  for (guint32 i = 0; i < sizeof data; i += 8)
    memcpy (data + i, (guint64[]){ bench_packets_random (self->packets) }, 8);
  while (length > 0)
    {
      guint32 n = MIN (length, DATA_LENGTH);

      length -= n;
      say_frame (self, TRUE, DATA, length == 0 ? END_STREAM : 0, stream, data, n);
    }
}

static void
end (Connection *self)
{
  send_flag (self, TRUE, BENCH_FIN | BENCH_ACK);
  send_flag (self, FALSE, BENCH_FIN | BENCH_ACK);
  for (guint i = 0; i < 2; i++)
    gcry_cipher_close (self->sides[i].cipher);
}

static void
write_one (BenchPackets *packets, FILE *keys, guint32 mib)
{
  Connection connection = { .packets = packets, .keys = keys, .client = 0x0a000001, .port = 50000 };

  begin (&connection);
  for (guint32 i = 0; i < mib; i++)
    exchange (&connection, i, MIB);
  end (&connection);
}

static void
write_many (BenchPackets *packets, FILE *keys, guint32 n)
{
  for (guint32 i = 0; i < n; i++)
    {
      Connection connection = { .packets = packets,
                                .keys = keys,
                                .client = 0x0a000001 + i / 60000,
                                .port = (guint16) (1024 + i % 60000) };

      begin (&connection);
      exchange (&connection, 0, 100);
      end (&connection);
      for (guint k = 0; k < 5; k++) /* of connections that were not captured */
        {
          connection.random[k]++;
          protect (&connection, FALSE, "CLIENT_TRAFFIC_SECRET_0", FALSE);
        }
    }
}

int
main (int argc, char **argv)
{
  gboolean clear = argc == 4 && strcmp (argv[1], "clear") == 0;
  gboolean many = argc == 5 && strcmp (argv[1], "many") == 0;
  BenchPackets *packets;
  FILE *keys = NULL;

  if (!clear && !many && (argc != 5 || strcmp (argv[1], "tls") != 0))
    {
      fputs ("usage: wire-bench-tls tls|many FILE KEYS NUMBER, or clear FILE NUMBER\n", stderr);
      return 2;
    }
  wire_gcrypt_begin ();
  packets = bench_packets_new (argv[2]);
  if (!clear && !(keys = fopen (argv[3], "w")))
    {
      perror (argv[3]);
      return 1;
    }
  if (many)
    write_many (packets, keys, (guint32) strtoul (argv[4], NULL, 10));
  else
    write_one (packets, keys, (guint32) strtoul (argv[argc - 1], NULL, 10));
  printf ("%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT "\n",
          bench_packets_get_answers (packets)->objects,
          bench_packets_get_answers (packets)->object_bytes);
  bench_packets_close (packets);
  if (keys)
    fclose (keys);
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "files/lists/wire-checksum-line-format.h"
#include "files/lists/wire-checksum-line.h"
#include "files/sets/wire-hash-list.h"
#include "base/wire-hex.h"

#include <sqlite3.h>
#include <unistd.h>

#define MD5_A "4eea91e7a2009ecd9bbf1242b4eaf267"
#define MD5_B "cff5ad7d18e86a83e8b0660d5707397a"
#define SHA1_A "a9993e364706816aba3e25717850c26c9cd0d89d"
#define SHA256_A "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  (void) data;
  fixture->folder = g_dir_make_tmp ("wirecase-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "list", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  const char *argv[] = { "rm", "-rf", fixture->folder, NULL };

  (void) data;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* Every digest as `key:first eight digits:name`, then the number of bad lines. */
static char *
read_all (const char *path, GError **error)
{
  g_autoptr (WireHashList) list = wire_hash_list_open (path, NULL, error);
  g_autoptr (GString) out = g_string_new (NULL);
  WireKnownDigest digest;
  int more = -1;

  while (list && (more = wire_hash_list_next (&digest, list, error)) == 1)
    {
      g_autofree char *hex = wire_hex_encode (digest.digest, 4, NULL);

      g_string_append_printf (out, "%s:%s:%s ", wire_digest_get_info (digest.algorithm)->key, hex,
                              digest.name ? digest.name : "-");
    }
  if (more < 0)
    return NULL;
  g_string_append_printf (out, "bad %" G_GUINT64_FORMAT, wire_hash_list_get_n_bad (list));
  g_assert_cmpuint (wire_hash_list_get_bad (list)->len, <=,
                    MIN (wire_hash_list_get_n_bad (list), WIRE_HASH_LIST_SHOWN_BAD));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
assert_reads (const char *path, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *got = read_all (path, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (got, ==, expected);
}

static const struct
{
  const char *text;
  gssize length;
  const char *expected;
} LAYOUTS[] = {
  /* coreutils, both modes, escapes, and a comment */
  { MD5_A "  one.txt\n" MD5_B " *two words.bin\n# note\n\\" MD5_A "  a\\nb\\\\c\n", -1,
    "md5:4eea91e7:one.txt md5:cff5ad7d:two words.bin md5:4eea91e7:a\nb\\c bad 0" },
  { MD5_A "  one\0" MD5_B "  two\nlines", 81, "md5:4eea91e7:one md5:cff5ad7d:two\nlines bad 0" },
  /* BSD, split at the last `) = ` */
  { "SHA256 (x) = y) = " SHA256_A "\r\nSHA512/256 (z) = " SHA256_A "\n", -1,
    "sha256:ba7816bf:x) = y sha512-256:ba7816bf:z bad 0" },
  /* VirusShare: a title, then bare digests, upper case too */
  { "# VirusShare\n" MD5_A "\nCFF5AD7D18E86A83E8B0660D5707397A\n", -1,
    "md5:4eea91e7:- md5:cff5ad7d:- bad 0" },
  { "\xef\xbb\xbf" SHA1_A "\n", -1, "sha1:a9993e36:- bad 0" },
  /* hashdeep */
  { "%%%% HASHDEEP-1.0\n%%%% size,md5,sha256,filename\n## Invoked from: /\n## \n11," MD5_A
    "," SHA256_A ",/evidence/a, b.txt\n",
    -1, "md5:4eea91e7:/evidence/a, b.txt sha256:ba7816bf:/evidence/a, b.txt bad 0" },
  /* NSRL RDSv2; the name in Latin-1 */
  { "\"SHA-1\",\"MD5\",\"CRC32\",\"FileName\",\"FileSize\",\"ProductCode\",\"OpSystemCode\","
    "\"SpecialCode\"\n\"" SHA1_A "\",\"" MD5_A
    "\",\"352441c2\",\"caf\xe9 \"\"x\"\".exe\",3,1,\"358\",\"\"\n",
    -1, "md5:4eea91e7:café \"x\".exe sha1:a9993e36:café \"x\".exe bad 0" },
  /* HashKeeper */
  { "\"file_id\",\"hashset_id\",\"file_name\",\"directory\",\"hash\",\"file_size\"\n1,2,\"a.exe\","
    "\"C:\\\\x\",\"" MD5_A "\",3\n",
    -1, "md5:4eea91e7:a.exe bad 0" },
  /* MalwareBazaar: its header is a comment */
  { "# MalwareBazaar\n#\n# \"first_seen_utc\",\"sha256_hash\",\"md5_hash\",\"sha1_hash\","
    "\"reporter\",\"file_name\"\n\"2020-01-01\", \"" SHA256_A "\", \"" MD5_A "\", \"" SHA1_A
    "\", \"x\", \"evil.exe\"\n",
    -1, "md5:4eea91e7:evil.exe sha1:a9993e36:evil.exe sha256:ba7816bf:evil.exe bad 0" },
  /* ClamAV */
  { MD5_A ":11:Lab.Bad-1\n" SHA256_A ":*:Lab.Bad-2:73\nnonsense\n", -1,
    "md5:4eea91e7:Lab.Bad-1 sha256:ba7816bf:Lab.Bad-2 bad 1" },
  /* bad lines: skipped and counted */
  { MD5_A "  one\nzz\n4eea\n" MD5_B "\n" MD5_A "  \n", -1,
    "md5:4eea91e7:one md5:cff5ad7d:- bad 3" },
};

static void
test_text_layouts (Fixture *fixture, gconstpointer data)
{
  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (LAYOUTS); i++)
    {
      g_assert_true (g_file_set_contents (fixture->path, LAYOUTS[i].text, LAYOUTS[i].length, NULL));
      assert_reads (fixture->path, LAYOUTS[i].expected);
    }
}

static const struct
{
  const char *text;
  const char *expected;
} JSON[] = {
  /* Project VIC, VICS 2.0: names are in objects below; the category, a number, is said with them */
  { "\xef\xbb\xbf{\"@odata.context\":\"http://x/$metadata#Media\",\"value\":[{\"MediaID\":1,"
    "\"Category\":2,\"MD5\":\"" MD5_A "\",\"SHA1\":\"" SHA1_A "\",\"MediaSize\":3,\"MediaFiles\":["
    "{\"FileName\":\"a.jpg\",\"FilePath\":\"C:\\\\x\"}]},{\"MD5\":\"" MD5_B "\",\"Category\":1}]}",
    "md5:4eea91e7:a.jpg (category 2) sha1:a9993e36:a.jpg (category 2) md5:cff5ad7d:category 1 bad "
    "0" },
  /* files with digests of their own, and PhotoDNA, which is not a digest */
  { "{\"value\":[{\"Category\":\"1\",\"SHA1\":\"" SHA1_A "\",\"MediaFiles\":[{\"MD5\":\"" MD5_A
    "\",\"FileName\":\"a\"}],\"Hashes\":[{\"HashName\":\"PhotoDNA\",\"HashValue\":\"eHh4\"},"
    "{\"HashName\":\"SHA256\",\"HashValue\":\"" SHA256_A "\"}]}]}",
    "md5:4eea91e7:a (category 1) sha256:ba7816bf:category 1 sha1:a9993e36:a (category 1) bad 0" },
  /* STIX: patterns, and objects of files */
  { "{\"type\":\"bundle\",\"objects\":[{\"type\":\"indicator\",\"name\":\"Emotet\",\"pattern\":"
    "\"[file:hashes.'SHA-256' = '" SHA256_A "' OR file:hashes.MD5='" MD5_A "']\"},"
    "{\"type\":\"indicator\",\"pattern\":\"[file:name = 'hashes.MD5']\"},"
    "{\"type\":\"indicator\",\"pattern\":\"[file:hashes.MD5 IN ('" MD5_A "', '" MD5_B "')]\"},"
    "{\"type\":\"indicator\",\"pattern\":\"[file:hashes.MD5 NOT IN ('" MD5_A "')]\"},"
    "{\"type\":\"file\",\"hashes\":{\"SHA-1\":\"" SHA1_A "\"},\"name\":\"b\"}]}",
    "sha256:ba7816bf:Emotet md5:4eea91e7:Emotet md5:4eea91e7:- md5:cff5ad7d:- sha1:a9993e36:- bad "
    "0" },
  /* CycloneDX and SPDX */
  { "{\"components\":[{\"name\":\"a\",\"hashes\":[{\"alg\":\"SHA-256\",\"content\":\"" SHA256_A
    "\"}],\"licenses\":[{\"content\":\"words\"}]}]}",
    "sha256:ba7816bf:- bad 0" },
  { "{\"files\":[{\"fileName\":\"./"
    "a\",\"checksums\":[{\"algorithm\":\"SHA1\",\"checksumValue\":\"" SHA1_A "\"}]}]}",
    "sha1:a9993e36:- bad 0" },
  /* MISP */
  { "{\"Event\":{\"info\":\"x\",\"Attribute\":[{\"type\":\"md5\",\"value\":\"" MD5_A "\"},"
    "{\"value\":\"e\\u00e9.exe|" SHA256_A "\",\"type\":\"filename|sha256\"},"
    "{\"type\":\"ip-dst\",\"value\":\"192.0.2.1\"}]}}",
    "md5:4eea91e7:- sha256:ba7816bf:eé.exe bad 1" },
  /* OTX */
  { "{\"indicators\":[{\"indicator\":\"" SHA1_A "\",\"type\":\"FileHash-SHA1\",\"id\":1}]}",
    "sha1:a9993e36:- bad 0" },
  /* ThreatFox, MalwareBazaar */
  { "{\"12\":[{\"ioc_value\":\"" SHA256_A "\",\"ioc_type\":\"sha256_hash\",\"malware_printable\":"
    "\"Emotet\"}]}",
    "sha256:ba7816bf:Emotet bad 0" },
  { "{\"data\": [ { \"sha256_hash\" : \"" SHA256_A
    "\", \"md5_hash\": null, \"file_name\": \"b\"} ]}",
    "sha256:ba7816bf:b bad 0" },
  /* digests in an array, and lines of objects */
  { "[\"" MD5_A "\", \"x\", \"" MD5_B "\"]", "md5:4eea91e7:- md5:cff5ad7d:- bad 0" },
  { "{\"md5\":\"" MD5_A "\"}\n{\"md5\":\"nonsense\"}\n{\"sha1\":[\"" SHA1_A "\"]}\n",
    "md5:4eea91e7:- sha1:a9993e36:- bad 1" },
};

static void
test_json (Fixture *fixture, gconstpointer data)
{
  static const char *const BROKEN[] = { "{", "{\"md5\":\"", "[}", "{\"md5\":\"\\x\"}",
                                        "[\"a\nb\"]" };
  g_autofree char *deep = g_strnfill (100000, '[');

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (JSON); i++)
    {
      g_assert_true (g_file_set_contents (fixture->path, JSON[i].text, -1, NULL));
      assert_reads (fixture->path, JSON[i].expected);
    }
  for (gsize i = 0; i <= G_N_ELEMENTS (BROKEN); i++)
    {
      g_autoptr (GError) error = NULL;
      const char *text = i < G_N_ELEMENTS (BROKEN) ? BROKEN[i] : deep;

      g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
      g_assert_null (read_all (fixture->path, &error));
      g_assert_error (error, WIRE_HASH_LIST_ERROR, WIRE_HASH_LIST_ERROR_DAMAGED);
    }
}

static void
put_converted (const char *path, const char *text, GConverter *converter)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileOutputStream) out =
      g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL);
  g_autoptr (GOutputStream) stream =
      g_converter_output_stream_new (G_OUTPUT_STREAM (out), converter);

  g_assert_true (g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
}

static void
test_wrappings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GConverter) gzip =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr (GConverter) utf16 =
      G_CONVERTER (g_charset_converter_new ("UTF-16", "UTF-8", NULL)); /* writes a mark */
  const char *text = MD5_A "  café\r\n" MD5_B "  two\r\n";

  (void) data;
  put_converted (fixture->path, text, gzip);
  assert_reads (fixture->path, "md5:4eea91e7:café md5:cff5ad7d:two bad 0");
  put_converted (fixture->path, text, utf16);
  assert_reads (fixture->path, "md5:4eea91e7:café md5:cff5ad7d:two bad 0");
}

static void
make_database (const char *path, const char *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
test_databases (Fixture *fixture, gconstpointer data)
{
  g_autofree char *kdb = g_strconcat (fixture->path, ".kdb", NULL);
  g_autoptr (GError) error = NULL;

  (void) data;
  make_database (fixture->path,
                 "CREATE TABLE FILE (sha256 TEXT, sha1 TEXT, md5 TEXT, file_name TEXT);"
                 "INSERT INTO FILE VALUES ('" SHA256_A "', '" SHA1_A "', '" MD5_A "', 'n.dll');"
                 "INSERT INTO FILE VALUES ('x', 'y', 'z', 'bad');");
  assert_reads (fixture->path,
                "md5:4eea91e7:n.dll sha1:a9993e36:n.dll sha256:ba7816bf:n.dll bad 1");

  make_database (kdb, "CREATE TABLE hashes (id INTEGER PRIMARY KEY, md5 BINARY(16));"
                      "CREATE TABLE file_names (name TEXT, hash_id INTEGER);"
                      "INSERT INTO hashes VALUES (5, x'" MD5_B "');"
                      "INSERT INTO file_names VALUES ('k.exe', 5);");
  assert_reads (kdb, "md5:cff5ad7d:k.exe bad 0");

  g_autofree char *other = g_strconcat (fixture->path, ".other", NULL);
  make_database (other, "CREATE TABLE t (a); CREATE VIEW FILE AS SELECT 1 AS md5");
  g_assert_null (read_all (other, &error));
  g_assert_error (error, WIRE_HASH_LIST_ERROR, WIRE_HASH_LIST_ERROR_DAMAGED);
}

static void
test_encase (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GBytes) md5 = wire_hex_decode (MD5_A, NULL);
  g_autoptr (GError) error = NULL;

  (void) data;
  g_byte_array_append (bytes, (const guint8 *) "HASH\r\n\xff", 8);
  g_byte_array_set_size (bytes, 1152);
  g_byte_array_append (bytes, g_bytes_get_data (md5, NULL), 16);
  g_byte_array_append (bytes, (const guint8 *) "\0\0cut", 5);
  g_assert_true (g_file_set_contents (fixture->path, (char *) bytes->data, bytes->len, NULL));
  assert_reads (fixture->path, "md5:4eea91e7:- bad 1");

  g_assert_true (g_file_set_contents (fixture->path, (char *) bytes->data, 100, NULL));
  g_assert_null (read_all (fixture->path, &error));
  g_assert_error (error, WIRE_HASH_LIST_ERROR, WIRE_HASH_LIST_ERROR_DAMAGED);
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  static const char *const NO_LISTS[] = { "", "hello\nworld\n", "a,b,c\n1,2,3\n", "\n\n#\n" };
  static const char *const NO_DIGESTS[] = { "%%%% HASHDEEP-1.0\n", "md5,name\nx,y\n" };

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (NO_LISTS); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (fixture->path, NO_LISTS[i], -1, NULL));
      g_assert_null (read_all (fixture->path, &error));
      g_assert_error (error, WIRE_HASH_LIST_ERROR, WIRE_HASH_LIST_ERROR_UNKNOWN);
      g_assert_nonnull (strstr (error->message, fixture->path));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (NO_DIGESTS); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (fixture->path, NO_DIGESTS[i], -1, NULL));
      g_assert_null (read_all (fixture->path, &error));
      g_assert_error (error, WIRE_HASH_LIST_ERROR, WIRE_HASH_LIST_ERROR_EMPTY);
    }
}

/* A megabyte without a line end between good lines is one bad line. */
static void
test_endless_line (Fixture *fixture, gconstpointer data)
{
  g_autofree char *endless = g_strnfill (1000000, 'a');
  g_autofree char *text = g_strconcat (MD5_A "\n", endless, "\n" MD5_B "\n", NULL);

  (void) data;
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  assert_reads (fixture->path, "md5:4eea91e7:- md5:cff5ad7d:- bad 1");
}

/* What is written for any name is read back as that name. */
static void
test_checksum_lines_round_trip (void)
{
  static const char *const NAMES[] = { "plain",  "two  words", "a\nb",     "a\\nb", "\\",
                                       "x) = y", "\xff\r",     " leading", "*star" };
  WireDigests digests = { 0 };

  wire_digests_of_bytes (WIRE_DIGEST_BIT (WIRE_DIGEST_SHA256), "abc", 3, &digests);
  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    for (int tagged = 0; tagged < 2; tagged++)
      {
        g_autofree char *text = wire_checksum_line_format (
            WIRE_DIGEST_SHA256, digests.values[WIRE_DIGEST_SHA256], NAMES[i], tagged);
        g_auto (WireChecksumLine) line = { 0 };

        g_assert_true (wire_checksum_line_parse (text, strlen (text), &line));
        g_assert_cmpstr (line.name, ==, NAMES[i]);
        g_assert_cmpint (line.checksums[0].algorithm, ==, WIRE_DIGEST_SHA256);
        g_assert_cmpmem (line.checksums[0].digest, 32, digests.values[WIRE_DIGEST_SHA256], 32);
      }
}

/* An image of a disk may begin with hundreds of gigabytes of nothing, which no one is to read for
 * saying that it is not a list. */
static void
test_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_true (g_file_set_contents (f->path, "", 0, &error));
  g_assert_cmpint (truncate (f->path, (off_t) 200 << 30), ==, 0);
  g_assert_null (wire_hash_list_open (f->path, NULL, &error));
  g_assert_error (error, WIRE_HASH_LIST_ERROR, WIRE_HASH_LIST_ERROR_UNKNOWN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/hash-list/text-layouts", test_text_layouts);
  ADD ("/hash-list/json", test_json);
  ADD ("/hash-list/wrappings", test_wrappings);
  ADD ("/hash-list/databases", test_databases);
  ADD ("/hash-list/encase", test_encase);
  ADD ("/hash-list/refusals", test_refusals);
  ADD ("/hash-list/endless-line", test_endless_line);
  ADD ("/hash-list/nothing", test_nothing);
  g_test_add_func ("/checksum-line/round-trip", test_checksum_lines_round_trip);
  return g_test_run ();
}

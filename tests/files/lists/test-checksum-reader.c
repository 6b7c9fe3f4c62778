/* test-checksum-reader.c: lists as many programs write them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-hex.h"
#include "files/lists/wire-checksum-path.h"
#include "files/lists/wire-checksum-reader.h"
#include "files/lists/wire-siblings.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* Digests of "abc". */
#define MD5 "900150983cd24fb0d6963f7d28e17f72"
#define SHA1 "a9993e364706816aba3e25717850c26c9cd0d89d"
#define SHA256 "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define SHA256_UPPER "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"
#define SHA256_BASE64 "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
#define MD5_BASE64 "kAFQmDzST7DWlj99KOF/cg=="

typedef struct
{
  const char *file; /* name of the list */
  const char *text;
  const char *entries; /* `name=algorithm[+algorithm]`, `?` after what is not named; `bad` */
} Case;

static const Case CASES[] = {
  /* coreutils, to the letter */
  { "l", MD5 "  a b\n" MD5 " *a b\n" MD5 "   lead\n", "a b=md5? a b=md5?  lead=md5?" },
  /* one blank, a tab, indented, upper case, two tabs */
  { "l", MD5 " a.txt\n", "a.txt=md5?" },
  { "l", SHA256 "\ta.txt\n", "a.txt=sha256?" },
  { "l", "    " SHA256_UPPER "  a.txt\r\n", "a.txt=sha256?" },
  { "l", "\t" SHA1 "\t*a.txt\n", "a.txt=sha1?" },
  { "l", MD5 "*a.txt\n", "a.txt=md5?" },
  /* md5 -r, a comment behind the digest, alone with a blank */
  { "l", MD5 " dir/a b.txt\n", "dir/a b.txt=md5?" },
  { "l", MD5 " # a comment\n" MD5 "\t# more\n" MD5 " \n", "-=md5? -=md5? -=md5?" },
  /* BSD with blanks, odd blanks, OpenSSL 1.1 and 3 */
  { "l", "MD5 (a b (1).txt) = " MD5 "\n", "a b (1).txt=md5" },
  { "l", "  SHA256(a) = " SHA256 "  \n", "a=sha256" },
  { "l", "SHA256(a.txt)= " SHA256 "\n", "a.txt=sha256" },
  { "l", "SHA2-256(/x/a.txt)= " SHA256 "\nSHA2-512/256(b)= " SHA256 "\n",
    "/x/a.txt=sha256 b=sha512-256" },
  { "l", "SHA3-256(a)= " SHA256 "\nBLAKE2S-256(b)= " SHA256 "\nRIPEMD160(c)= " SHA1 "\n",
    "a=sha3-256 b=blake2s-256 c=ripemd160" },
  { "l", "HMAC-SHA256(a.txt)= " SHA256 "\n", "bad" },
  /* md5deep: size first, commas; hashdeep */
  { "l", "         3  " MD5 "  /e/a.txt\n", "/e/a.txt=md5?" },
  { "l", MD5 ",/e/a, b.txt\n3," MD5 ",/e/c.txt\n", "/e/a, b.txt=md5? /e/c.txt=md5?" },
  { "l", "%%%% HASHDEEP-1.0\n%%%% size,md5,sha256,filename\n## c\n3," MD5 "," SHA256 ",/e/a, b\n",
    "/e/a, b=md5+sha256" },
  /* several digests in a line; but a file may be called as a digest is */
  { "l", MD5 "  " SHA1 "  a.txt\n", "a.txt=md5?+sha1?" },
  { "l", SHA256 "  " SHA1 "\n", SHA1 "=sha256?" },
  /* name first */
  { "l", "a.txt: " MD5 "\na b.txt  " MD5 "\n\"c;d\";" SHA1 "\n",
    "a.txt=md5? a b.txt=md5? c;d=sha1?" },
  { "l", "a.txt SHA256 " SHA256 "\n", "a.txt=sha256" },
  { "l", "SHA-256: " SHA256 "\nmd5 = " MD5 "\n", "-=sha256 -=md5" },
  { "l", MD5 ": a b.txt\n| `a.txt` | `" SHA256 "` |\n'b.txt': '" SHA1 "'\n| c.txt | " MD5 " |\n",
    "a b.txt=md5? a.txt=sha256? b.txt=sha1? c.txt=md5?" },
  /* PowerShell: table, list with a wrapped path, CSV of 5.1 and 7 */
  { "l",
    "\nAlgorithm       Hash                                   Path\n"
    "---------       ----                                   ----\n"
    "SHA256          " SHA256_UPPER "       C:\\a b\\a.txt\n\n",
    "C:\\a b\\a.txt=sha256" },
  { "l",
    "\n\nAlgorithm : SHA256\nHash      : " SHA256_UPPER "\nPath      : C:\\case\\long\n"
    "            er\\a.txt\n\nAlgorithm : MD5\nHash      : " MD5 "\nPath      : C:\\b.txt\n\n",
    "C:\\case\\longer\\a.txt=sha256 C:\\b.txt=md5" },
  { "l",
    "#TYPE Microsoft.PowerShell.Commands.FileHashInfo\r\n\"Algorithm\",\"Hash\",\"Path\"\r\n"
    "\"SHA256\",\"" SHA256_UPPER "\",\"C:\\a, b.txt\"\r\n",
    "C:\\a, b.txt=sha256" },
  /* certutil, new and old, in English and German */
  { "l",
    "SHA256 hash of C:\\a.txt:\r\n" SHA256 "\r\n"
    "CertUtil: -hashfile command completed successfully.\r\n",
    "C:\\a.txt=sha256" },
  { "l",
    "MD5 hash of file a.txt:\n90 01 50 98 3c d2 4f b0 d6 96 3f 7d 28 e1 7f 72\n"
    "SHA1-Hash von b.txt:\n" SHA1 "\n",
    "a.txt=md5 b.txt=sha1" },
  { "l", "SHA256 hash of a.txt:\nnonsense\n", "bad" },
  /* SRI, Docker, base64 */
  { "l", "sha256-" SHA256_BASE64 "  a.js\nsha256:" SHA256 "  image\n", "a.js=sha256 image=sha256" },
  { "l", "a.js: sha256-" SHA256_BASE64 "\nimg@sha256:" SHA256 "\n", "a.js=sha256 img=sha256" },
  { "l", MD5_BASE64 "  a.txt\nSHA256 (b) = " SHA256_BASE64 "\n", "a.txt=md5? b=sha256" },
  /* tables with other separators, quoted, and digests told by length */
  { "l", "MD5;SHA1;Name\n" MD5 ";" SHA1 ";x\n", "x=md5+sha1" },
  { "l", "name\thash\na.txt\t" SHA1 "\n", "a.txt=sha1?" },
  { "l", "\"File Path\"|\"SHA-256 Hash\"\n\"C:\\\"\"q\"\"\"|\"" SHA256 "\"\n", "C:\\\"q\"=sha256" },
  { "l", "type,value,comment\nmd5," MD5 ",x\nfilename|sha1,a.exe|" SHA1 ",y\nip-dst,192.0.2.1,z\n",
    "x=md5 a.exe=sha1 bad" },
  { "l", "Indicator type,Indicator,Description\nFileHash-SHA256," SHA256 ",Emotet\n",
    "Emotet=sha256" },
  /* an .sfv list, and what names an algorithm by the list's name */
  { "a.sfv", "; made by x\na b.bin 352441c2\nc.bin  352441C2\n", "a b.bin=crc32 c.bin=crc32" },
  { "l", "a.bin 352441c2\n", "bad" },
  { "SHA3-256SUMS", SHA256 "  a\n", "a=sha3-256" },
  { "a.txt.sha256", SHA256 "\n", "-=sha256" },
  /* signed */
  { "l",
    "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n" MD5 "  a\n- -b.txt: " MD5 "\n"
    "-----BEGIN PGP SIGNATURE-----\n\niQIzBAEBCgAdFiEE\n=abcd\n-----END PGP SIGNATURE-----\n",
    "a=md5? -b.txt=md5?" },
  /* several digests after the name (RHash), tags after the digest, of imaging programs, stdin */
  { "l", "a b.txt " MD5 " " SHA1 "\n", "a b.txt=sha1?+md5?" },
  { "l", "   " MD5 " (md5)\n a.txt (SHA1): " SHA1 "\n", "-=md5 a.txt=sha1" },
  { "l", "MD5 hash : " MD5 "\n SHA1 checksum:   " SHA1 " : verified\n", "-=md5 -=sha1" },
  { "l", "(stdin)= " MD5 "\n" SHA1 "  -\n", "stdin=md5? -=sha1?" },
  { "a.txt.md5", "(stdin)= " MD5 "\n" MD5 "  -\n", "-=md5 -=md5" },
  /* quoted and alone; lists that were joined; lines of old Macs */
  { "l", "\"" SHA256 "\"\n'" MD5 "',\n", "-=sha256? -=md5?" },
  { "l", MD5 "  a\n\xef\xbb\xbf" SHA1 "  b\n", "a=md5? b=sha1?" },
  { "l", MD5 "  a\r" SHA1 "  b\r", "a=md5? b=sha1?" },
  /* lists of systems and of BagIt */
  { "SHA256", "SHA256 (a) = " SHA256_BASE64 "\n", "a=sha256" },
  { "CHECKSUM.SHA256-FreeBSD-14", "SHA256 (a) = " SHA256 "\n", "a=sha256" },
  { "manifest-sha256.txt", SHA256 "  data/a\n", "data/a=sha256" },
  /* what is not a digest is told */
  { "l", "# c\n; c\n// c\n\n" MD5 "  a\nhello world\n" MD5 "0  b\n", "a=md5? bad bad" },
};

static char *
read_entries (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WireChecksumReader) reader = wire_checksum_reader_open (path, NULL, &error);
  g_autoptr (GString) out = g_string_new (NULL);
  WireChecksumEntry entry;
  int more;

  g_assert_no_error (error);
  while ((more = wire_checksum_reader_next (reader, &entry, &error)) == 1)
    {
      g_string_append_printf (out, "%s%s", out->len ? " " : "",
                              entry.line->n == 0 ? "bad"
                              : entry.line->name ? entry.line->name
                                                 : "-");
      for (guint i = 0; i < entry.line->n; i++)
        {
          const WireChecksum *checksum = &entry.line->checksums[i];
          WireDigests abc;

          g_string_append_printf (out, "%s%s%s", i ? "+" : "=",
                                  wire_digest_get_info (checksum->algorithm)->key,
                                  checksum->named ? "" : "?");
          wire_digests_of_bytes (
              WIRE_DIGEST_BIT (WIRE_DIGEST_MD5) | WIRE_DIGEST_BIT (WIRE_DIGEST_SHA1)
                  | WIRE_DIGEST_BIT (WIRE_DIGEST_SHA256) | WIRE_DIGEST_BIT (WIRE_DIGEST_CRC32),
              "abc", 3, &abc);
          if (abc.mask & WIRE_DIGEST_BIT (checksum->algorithm))
            g_assert_true (wire_checksum_agrees (checksum, &abc));
        }
    }
  g_assert_no_error (error);
  g_assert_cmpint (more, ==, 0);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
put (const char *folder, const char *name, const char *text, gssize length)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, length, NULL));
}

static void
remove_all (const char *folder)
{
  const char *argv[] = { "rm", "-rf", folder, NULL };

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
}

static void
test_forms (void)
{
  g_autofree char *folder = g_dir_make_tmp ("wirecase-XXXXXX", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *path = g_build_filename (folder, CASES[i].file, NULL);
      g_autofree char *entries = NULL;

      put (folder, CASES[i].file, CASES[i].text, -1);
      entries = read_entries (path);
      g_assert_cmpstr (entries, ==, CASES[i].entries);
    }
  remove_all (folder);
}

/* Windows programs write UTF-16, some without its mark, and some UTF-32. */
static void
test_utf16 (void)
{
  static const char *const CODECS[] = { "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32" };
  g_autofree char *folder = g_dir_make_tmp ("wirecase-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "l", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (CODECS); i++)
    {
      gsize length;
      g_autofree char *text =
          g_convert (MD5 "  é.txt\r\n", -1, CODECS[i], "UTF-8", NULL, &length, NULL);
      g_autofree char *entries = NULL;

      put (folder, "l", text, (gssize) length);
      entries = read_entries (path);
      g_assert_cmpstr (entries, ==, "é.txt=md5?");
    }
  remove_all (folder);
}

static void
assert_check (const char *folder, const char *name, const char *key)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (WireSiblings) siblings = wire_siblings_new ();
  g_autoptr (GPtrArray) found = wire_siblings_find (siblings, path);
  WireDigests digests;
  WireSiblingCheck *check;

  wire_digests_of_bytes (wire_siblings_get_mask (found) | wire_siblings_get_other_mask (found),
                         "abc", 3, &digests);
  check = wire_siblings_check (found, &digests);
  g_assert_cmpstr (check ? wire_sibling_check_get_key (check) : NULL, ==, key);
  if (check)
    {
      g_assert_true (!check->problem || strstr (check->problem, check->list));
      wire_sibling_check_free (check);
    }
}

/* Every form that says a wrong digest is heard, and a list that says none is told. */
static void
test_siblings (void)
{
  static const struct
  {
    const char *list;
    const char *text;
    const char *key;
  } LISTS[] = {
    { "a.txt.md5", MD5 " a.txt\n", "ok" },
    { "a.txt.md5", "00000000000000000000000000000000\ta.txt\n", "failed" },
    { "a.txt.sha256", "SHA2-256(a.txt)= " SHA256 "\n", "ok" },
    { "a.txt.sha256", "SHA256(/elsewhere/a.txt)= " SHA256 "\n", "ok" },
    { "a.txt.sha256.txt", "Algorithm  Hash  Path\nSHA256  " SHA256 "  C:\\x\\a.txt\n", "ok" },
    { "hashes.csv", "\"Algorithm\",\"Hash\",\"Path\"\n\"MD5\",\"" MD5 "\",\"C:\\x\\a.txt\"\n",
      "ok" },
    { "checksums.txt", SHA256 "  b.txt\n", NULL },
    { "checksums.txt", MD5_BASE64 "  ./a.txt\n", "ok" },
    { "a.txt.sha256", "", "unreadable" },
    { "a.txt.sha256", "nothing of use\n", "unreadable" },
    { "SHA256SUMS", "\x1f\x8b not gzip", "unreadable" },
    { "b.txt.sha256", "nothing of use\n", NULL },
    { "a.sfv", "a.txt 352441C2\n", "ok" },
    { "a.sfv", "a.txt 352441C3\n", "failed" },
    /* blanks within the brackets, a size before the name, FSUM, a folder that was moved */
    { "SHA256SUMS", "SHA256 ( a.txt ) = " SHA256 "\n", "ok" },
    { "SHA256SUMS", " " SHA256 "        3 a.txt\n", "ok" },
    { "MD5SUMS", "00000000000000000000000000000000             3  a.txt\n", "failed" },
    { "MD5SUMS", "00000000000000000000000000000000 ?MD5*a.txt\n", "failed" },
    { "MD5SUMS", "00000000000000000000000000000000  /elsewhere/a.txt\n", NULL },
    /* lines that name the file in a way that is not known */
    { "checksums.txt", "a.txt 352441c2\n", "unreadable" },
    { "hashes.txt", "a.txt\n  MD5: " MD5 "\n", "unreadable" },
    { "hashes.txt", "{'a.txt': 'md5:900150983cd24fb0'}\n" MD5 "  b.txt\n", "unreadable" },
    { "hashes.txt", "aa.txt is fine, and a.txt.bak\n" MD5 "  b.txt\n", NULL },
    { "hashes.txt", "# about a.txt\n" MD5 "  b.txt\n", NULL },
    /* names with something after them, digests of other names in a list of this name */
    { "checksums.txt", "a.txt f00dcafe 00000000000000000000000000000000\n", "failed" },
    { "checksums.txt", MD5 "  a.txt  # the first\n", "ok" },
    { "checksums.txt", "a.txt --hash=sha256:" SHA256 "\n", "unreadable" },
    { "md5sums.txt", MD5 "|a.txt|12-128-1|r/r|0|0|3\n", "unreadable" },
    { "md5sums.txt", "MD5 (\"a.txt\") = " MD5 "\n", "unreadable" },
    { "MD5SUMS", MD5 "  https://example.org/x/a.txt?raw=1\n", "unreadable" },
    { "MD5SUMS", MD5 "  https://example.org/x/b.txt\n", NULL },
    { "MD5SUMS", MD5 "  A.TXT\n", "unreadable" },
    { "MD5SUMS", MD5 "  x/A.TXT\n", NULL },
    { "x_1.0_amd64.changes", "Files:\n " MD5 " 3 net optional a.txt\n", "unreadable" },
    { "Manifest", "DIST a.txt 3 SHA512 " SHA256 SHA256 "\n", "unreadable" },
    { "list.mtree", "a.txt size=3 \\\n    md5digest=" MD5 "\n", "unreadable" },
    { "f.json", "[\n {\n  \"name\": \"a.txt\",\n  \"md5\": \"" MD5 "\"\n }\n]\n", "unreadable" },
    { "f.json", "{\"a.txt\": \"sha256-" SHA256_BASE64 "\"}\n", "unreadable" },
    { "f.yaml", "- name: a.txt\n  sha1: " SHA1 "\n", "unreadable" },
    { "f.xml", "<file name=\"a.txt\">\n<hash>" SHA1 "</hash></file>\n", "unreadable" },
    { "f.html", "<tr><td>a.txt</td><td>" SHA1 "</td></tr>\n", "unreadable" },
    { "f.md", "| a.txt | " SHA1 " |\n", "unreadable" },
    { "f.md", "a.txt\n\n" SHA1 "\n", NULL },
    { "f.json", "{\"a.txt\": \"" SHA1 "ff\", \"b.txt\": 1}\n", NULL },
    { "f.json", "{\"ba.txt\": \"" SHA1 "\"}\n", NULL },
    { "a.txt.log", "Image\n\n\n\n\n\n MD5 checksum: " MD5 "\n", "unreadable" },
    { "md5sums.txt", MD5 "  Copy of a.txt\n", NULL },
    { "a.txt.sha256", "version 1\noid sha256:" SHA256 "\n", "unreadable" },
    { "a.txt.sha256", SHA256 "  b.txt\n", "unreadable" },
    { "a.txt.md5", "00000000000000000000000000000000  -\n", "failed" },
    /* digests that look as others do */
    { "B3SUMS", SHA256 "  a.txt\n", "unreadable" },
    { "a.txt.xxh128", MD5 "  a.txt\n", "unreadable" },
    /* BLAKE2s by its length alone */
    { "checksums.txt", "508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982  a.txt\n",
      "ok" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (LISTS); i++)
    {
      g_autofree char *folder = g_dir_make_tmp ("wirecase-XXXXXX", NULL);

      put (folder, "a.txt", "abc", 3);
      put (folder, LISTS[i].list, LISTS[i].text, -1);
      g_test_message ("list %u", (guint) i);
      assert_check (folder, "a.txt", LISTS[i].key);
      remove_all (folder);
    }
}

/* Graver comes first: differs, cannot be read, agrees. */
static void
test_several_lists (void)
{
  g_autofree char *folder = g_dir_make_tmp ("wirecase-XXXXXX", NULL);
  g_autofree char *fifo = g_build_filename (folder, "SHA1SUMS", NULL);

  put (folder, "a.txt", "abc", 3);
  put (folder, "a.txt.md5", MD5 "\n", -1);
  assert_check (folder, "a.txt", "ok");
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0); /* would hold up who waits for a writer */
  assert_check (folder, "a.txt", "unreadable");
  put (folder, "MD5SUMS", "00000000000000000000000000000000  a.txt\n", -1);
  assert_check (folder, "a.txt", "failed");
  remove_all (folder);
}

/* Lists that a folder had on another machine, or before it was moved. */
static void
test_moved_folder (void)
{
  g_autofree char *folder = g_dir_make_tmp ("wirecase-XXXXXX", NULL);
  g_autofree char *sub = g_build_filename (folder, "case 7", NULL);

  g_assert_cmpint (g_mkdir (sub, 0700), ==, 0);
  put (sub, "a.txt", "abc", 3);
  put (sub, "hashdeep.txt",
       "%%%% HASHDEEP-1.0\n%%%% size,md5,filename\n3," MD5 ",/old/case 7/a.txt\n", -1);
  assert_check (sub, "a.txt", "ok");
  put (sub, "hashdeep.txt",
       "%%%% HASHDEEP-1.0\n%%%% size,md5,filename\n"
       "3,00000000000000000000000000000000,/old/case 7/a.txt\n",
       -1);
  assert_check (sub, "a.txt", "failed");
  remove_all (folder);
}

static void
assert_finds (const char *folder, const char *name, const char *wanted)
{
  g_autofree char *shown = NULL;
  g_autofree char *path = wire_checksum_find_file (folder, name, &shown);

  g_assert_cmpstr (shown, ==, wanted);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_paths (void)
{
  g_autofree char *folder = g_dir_make_tmp ("wirecase-XXXXXX", NULL);
  g_autofree char *sub = g_build_filename (folder, "photos", NULL);
  g_autofree char *shown = NULL;
  g_autofree char *missing = NULL;

  g_assert_cmpint (g_mkdir (sub, 0700), ==, 0);
  put (sub, "one.jpg", "", 0);
  put (folder, "a.txt", "", 0);
  put (folder, "e\xcc\x81", "", 0); /* é, as a Mac writes it */
  assert_finds (folder, "photos\\one.jpg", "photos/one.jpg");
  assert_finds (folder, ".\\photos\\one.jpg", "photos/one.jpg");
  assert_finds (folder, "C:\\case\\photos\\one.jpg", "photos/one.jpg");
  assert_finds (folder, "\\\\server\\share\\a.txt", "a.txt");
  assert_finds (folder, "D:/x/a.txt", "a.txt");
  assert_finds (folder, "  a.txt", "a.txt");
  assert_finds (folder, "*a.txt", "a.txt");
  assert_finds (folder, "a.txt ", "a.txt");
  assert_finds (folder, "\xc3\xa9", "e\xcc\x81");
  assert_finds (folder, " 9  a.txt", "a.txt");
  assert_finds (folder, "?MD5*a.txt", "a.txt");
  assert_finds (folder, "a.txt  # as sent", "a.txt");
  assert_finds (folder, "a.txt 352441c2", "a.txt");
  put (folder, "two words \xc3\xbc\xc3\xa9.txt", "", 0);
  assert_finds (folder, "two%20words%20%C3%BC%C3%A9.txt", "two words \xc3\xbc\xc3\xa9.txt");
  assert_finds (folder, "two words \xfc\xe9.txt", "two words \xc3\xbc\xc3\xa9.txt"); /* 1252 */
  assert_finds (folder, "two words \x81\x82.txt", "two words \xc3\xbc\xc3\xa9.txt"); /* DOS */
  put (folder, "photos\\one.jpg", "", 0); /* to the letter comes first */
  assert_finds (folder, "photos\\one.jpg", "photos\\one.jpg");
  missing = wire_checksum_find_file (folder, "dir\\a.txt", &shown); /* another a.txt */
  g_assert_cmpstr (shown, ==, "dir\\a.txt");
  remove_all (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/checksum-reader/forms", test_forms);
  g_test_add_func ("/checksum-reader/utf-16", test_utf16);
  g_test_add_func ("/checksum-reader/paths", test_paths);
  g_test_add_func ("/siblings/forms", test_siblings);
  g_test_add_func ("/siblings/several", test_several_lists);
  g_test_add_func ("/siblings/moved-folder", test_moved_folder);
  return g_test_run ();
}

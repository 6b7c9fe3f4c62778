/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "files/types/wire-type-agreement.h"

#include <string.h>

static WireTypeDetector *detector;

#define NONE WIRE_AGREEMENT_NONE
#define YES WIRE_AGREEMENT_YES
#define NO WIRE_AGREEMENT_NO

#define JPEG "\xff\xd8\xff\xe0\0\x10JFIF\0"
#define PNG "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
#define GIF "GIF89a\1\0\1\0"
#define PROGRAM "MZ\x90\0\3\0\0\0\4\0\0\0"
#define OLE "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#define WOFF2 "wOF2\0\1\0\0"
#define NOISE "\x01\x93\xfe\x07\x88\x99\xfa\0\1"

static const struct
{
  const char *bytes;
  gsize length;
  const char *extension;
  const char *declared;
  WireAgreement by_extension;
  WireAgreement by_declared;
  WireAgreement claims;
} CASES[] = {
  /* aliases, case, parameters */
  { JPEG, 11, "jpg", "image/jpg", YES, YES, YES },
  { JPEG, 11, "JPG", "IMAGE/JPEG; q=1", YES, YES, YES },
  { JPEG, 11, "jpeg", "image/pjpeg", YES, YES, YES },
  { PNG, 16, "png", "image/x-png", YES, YES, YES },
  { WOFF2, 8, "woff2", "font/woff2", YES, YES, YES },
  { WOFF2, 8, "woff2", "application/font-woff2", YES, YES, YES },
  { PROGRAM, 12, "exe", "application/x-msdownload", YES, YES, YES },
  { PROGRAM, 12, "dll", "application/x-msdos-program", YES, YES, YES },
  { PROGRAM, 12, "exe", "application/vnd.microsoft.portable-executable", YES, YES, YES },
  { OLE, 8, "ppt", "application/vnd.ms-powerpoint", YES, YES, YES },
  { OLE, 8, "msi", "application/x-msi", YES, YES, YES },
  /* what says nothing disagrees with nothing */
  { JPEG, 11, "", "", NONE, NONE, NONE },
  { JPEG, 11, "bin", "application/octet-stream", NONE, NONE, NONE },
  { JPEG, 11, "img", "image/jpeg", NONE, YES, NONE },
  { PROGRAM, 12, "dat", "Application/Octet-Stream", NONE, NONE, NONE },
  { PNG, 16, "xyzzy", "application/x-xyzzy", NONE, NONE, NONE },
  { "hello\n", 6, "css", "text/css", YES, YES, YES },
  { "hello\n", 6, "js", "application/x-javascript; charset=utf-8", YES, YES, YES },
  { "{}\n", 3, "json", "text/html", YES, YES, YES },
  /* disguises */
  { PROGRAM, 12, "jpg", "image/jpeg", NO, NO, YES },
  { PROGRAM, 12, "txt", "text/plain", NO, NO, YES },
  { PNG, 16, "gif", "image/png", NO, YES, NO },
  { GIF, 10, "gif", "application/pdf", YES, NO, NO },
  { "hello\n", 6, "dll", "image/png", NO, NO, NO },
  { "hello\n", 6, "zip", "application/zip", NO, NO, YES },
  { NOISE, 9, "png", "image/png", NO, NO, YES },
  { NOISE, 9, "dat", "application/x-xyzzy", NONE, NONE, NONE },
};

static void
compare (const char *bytes,
         gsize length,
         const char *extension,
         const char *declared,
         WireWitnesses *witnesses)
{
  g_autoptr (GBytes) copy = g_bytes_new (bytes, length);
  WireTypeSource source = wire_type_source_for_bytes (copy);
  g_auto (WireType) type = { 0 };

  wire_type_detect (detector, &source, "", &type);
  *witnesses = wire_type_compare (detector, &type, extension, declared);
}

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      WireWitnesses witnesses;

      g_test_message (".%s, %s", CASES[i].extension, CASES[i].declared);
      compare (CASES[i].bytes, CASES[i].length, CASES[i].extension, CASES[i].declared, &witnesses);
      g_assert_cmpint (witnesses.extension, ==, CASES[i].by_extension);
      g_assert_cmpint (witnesses.declared, ==, CASES[i].by_declared);
      g_assert_cmpint (witnesses.claims, ==, CASES[i].claims);
    }
}

/* What a file of @signature is, as far as its signature tells. */
static void
fill_type (const WireSignature *signature, WireType *type)
{
  type->mime = g_strdup (signature->mime);
  type->expected = g_strdupv (signature->extensions);
  type->grounds = WIRE_TYPE_GROUNDS_SIGNATURE;
  type->is_text = signature->is_text;
}

typedef struct
{
  const char *extension;
  const char *declared;
  guint compared;
  guint flagged;
} Pair;

/* Where the bytes are what the extension says, the declared type is right, too. */
static gboolean
compare_signature (const WireSignature *signature, gpointer data)
{
  Pair *pair = data;
  g_auto (WireType) type = { 0 };
  WireWitnesses witnesses;

  if (!g_strv_contains ((const char *const *) signature->extensions, pair->extension))
    return TRUE;
  fill_type (signature, &type);
  witnesses = wire_type_compare (detector, &type, pair->extension, pair->declared);
  pair->compared++;
  if (witnesses.extension == NO || witnesses.declared == NO)
    {
      pair->flagged++;
      g_test_message ("flagged: .%s, %s, %s", pair->extension, pair->declared, signature->mime);
    }
  return TRUE;
}

static gboolean
claims_disagree (const char *extension, const char *declared)
{
  WireType type = { .mime = (char *) "application/octet-stream" };
  WireWitnesses witnesses = wire_type_compare (detector, &type, extension, declared);

  if (witnesses.claims == NO)
    g_test_message ("flagged: .%s, %s", extension, declared);
  return witnesses.claims == NO;
}

static void
test_pairs (gconstpointer path)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint pairs = 0;
  guint flagged = 0;
  guint compared = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i]; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", 2);

      if (lines[i][0] == '#' || g_strv_length (cells) != 2)
        continue;
      Pair pair = { cells[1], cells[0], 0, 0 };

      wire_signature_table_foreach (wire_type_detector_get_signatures (detector), compare_signature,
                                    &pair);
      pairs++;
      flagged += pair.flagged + claims_disagree (cells[1], cells[0]);
      compared += pair.compared;
    }
  g_test_message ("%u pairs, %u comparisons with bytes, %u flagged", pairs, compared, flagged);
  g_assert_cmpuint (pairs, >, 1500);
  g_assert_cmpuint (flagged, ==, 0);
}

/* The same for what shared-mime-info on this system gives. */
static void
test_system_pairs (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint flagged = 0;

  if (!g_file_get_contents ("/usr/share/mime/globs2", &text, NULL, NULL))
    text = g_strdup ("50:image/png:*.png\n");
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i]; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ":", 4);

      if (lines[i][0] == '#' || g_strv_length (cells) < 3 || !g_str_has_prefix (cells[2], "*."))
        continue;
      Pair pair = { cells[2] + 2, cells[1], 0, 0 };

      wire_signature_table_foreach (wire_type_detector_get_signatures (detector), compare_signature,
                                    &pair);
      flagged += pair.flagged + claims_disagree (cells[2] + 2, cells[1]);
    }
  g_assert_cmpuint (flagged, ==, 0);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, >, 1);
  detector = wire_type_detector_new (NULL);
  g_assert_nonnull (detector);
  g_test_add_func ("/type-agreement/cases", test_cases);
  g_test_add_data_func ("/type-agreement/pairs", argv[1], test_pairs);
  g_test_add_func ("/type-agreement/system-pairs", test_system_pairs);
  result = g_test_run ();
  wire_type_detector_unref (detector);
  return result;
}

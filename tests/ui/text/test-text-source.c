/* test-text-source.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/text/wire-text-source.h"
#include "ui/text/wire-text-trial.h"

#include "text/wire-guess.h"
#include "text/wire-mojibake.h"

#include <glib/gstdio.h>
#include <string.h>

static void
count_cb (guint *n)
{
  (*n)++;
}

/* Runs the main loop until @source has studied what it was given last. */
static void
settle (WireTextSource *source)
{
  guint n = 0;
  gulong handler = g_signal_connect_swapped (source, "studied", G_CALLBACK (count_cb), &n);

  while (n == 0)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (source, handler);
}

static void
test_text (void)
{
  g_autoptr (WireTextSource) source = wire_text_source_new ();
  const WireTextStudy *study;
  g_autofree char *md5 = NULL;

  wire_text_source_set_text (source, "cafÃ©");
  wire_text_source_set_text (source, "café"); /* the first is dropped */
  settle (source);
  g_assert_cmpuint (wire_text_source_get_text (source)->n_characters, ==, 4);
  g_assert_cmpuint (g_bytes_get_size (wire_text_source_get_bytes (source)), ==, 5);
  study = wire_text_source_get_study (source);
  g_assert_cmpstr (((WireGuess *) study->guesses->pdata[0])->codec, ==, "UTF-8");
  g_assert_cmpuint (study->chains->len, ==, 0);
  md5 = wire_digests_get_hex (&study->digests, WIRE_DIGEST_MD5);
  g_assert_cmpstr (md5, ==, "07117fe4a1ebd544965dc19573183da2");
}

static void
test_bytes (void)
{
  g_autoptr (WireTextSource) source = wire_text_source_new ();
  const WireMojibakeChain *chain;

  wire_text_source_set_spelling (source, "Y2Fmw4PCqQ==", WIRE_NOTATION_ANY);
  settle (source);
  g_assert_cmpuint (wire_text_source_get_notation (source), ==, WIRE_NOTATION_BASE64);
  g_assert_cmpstr (wire_text_source_get_text (source)->text, ==, "cafÃ©");
  chain = wire_text_source_get_study (source)->chains->pdata[0];
  g_assert_cmpstr (wire_mojibake_chain_get_text (chain), ==, "café");
  wire_text_source_set_codec (source, "windows-1252");
  settle (source);
  g_assert_cmpstr (wire_text_source_get_text (source)->text, ==, "cafÃƒÂ©");
}

/* Whoever takes the mended text takes all of it. */
static void
test_long_garbled_text (void)
{
  g_autoptr (WireTextSource) source = wire_text_source_new ();
  g_autoptr (GString) garbled = g_string_new (NULL);
  g_autoptr (GString) meant = g_string_new (NULL);
  const WireMojibakeChain *chain;

  for (guint i = 0; i < 1000; i++)
    {
      g_string_append (garbled, "cafÃ© ");
      g_string_append (meant, "café ");
    }
  wire_text_source_set_text (source, garbled->str);
  settle (source);
  chain = wire_text_source_get_study (source)->chains->pdata[0];
  g_assert_cmpstr (wire_mojibake_chain_get_text (chain), ==, meant->str);
}

/* What is strict says what is wrong, and what is there is still seen. */
static void
test_problems (void)
{
  g_autoptr (WireTextSource) source = wire_text_source_new ();

  wire_text_source_set_spelling (source, "41 ff 42", WIRE_NOTATION_HEX);
  settle (source);
  g_assert_error (wire_text_source_get_error (source), WIRE_TEXT_ERROR, WIRE_TEXT_ERROR_BYTES);
  g_assert_cmpuint (wire_text_source_get_text (source)->n_problems, ==, 1);
  g_assert_cmpuint (g_bytes_get_size (wire_text_source_get_bytes (source)), ==, 3);

  wire_text_source_set_policy (source, WIRE_TEXT_ESCAPE);
  settle (source);
  g_assert_no_error (wire_text_source_get_error (source));
  g_assert_cmpstr (wire_text_source_get_text (source)->text, ==, "A\\xffB");

  wire_text_source_set_spelling (source, "4", WIRE_NOTATION_HEX);
  settle (source);
  g_assert_error (wire_text_source_get_error (source), WIRE_TEXT_ERROR, WIRE_TEXT_ERROR_NOTATION);
  g_assert_null (wire_text_source_get_text (source));
  g_assert_null (wire_text_source_get_bytes (source));
  g_assert_null (wire_text_source_get_study (source));

  wire_text_source_set_policy (source, WIRE_TEXT_STRICT);
  wire_text_source_set_codec (source, "ISO-8859-1");
  wire_text_source_set_text (source, "5 €");
  settle (source);
  g_assert_error (wire_text_source_get_error (source), WIRE_TEXT_ERROR, WIRE_TEXT_ERROR_LACKS);
  g_assert_cmpuint (wire_text_source_get_text (source)->n_problems, ==, 1);
  g_assert_null (wire_text_source_get_bytes (source)); /* they are not what was typed */
}

static void
test_trial (void)
{
  static const char TEXT[] = "5 \xe2\x82\xac\r\nna\xc3\xafve\n";
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  int descriptor = g_file_open_tmp ("wirecase-XXXXXX", &path, &error);
  g_autoptr (WireJob) job = wire_job_new ("trial");
  WireConversion conversion = { .to = "ISO-8859-1" };
  g_autoptr (WireTextTrial) trial = NULL;
  g_autofree char *lines = NULL, *loss = NULL, *none = NULL;

  g_assert_no_error (error);
  g_close (descriptor, NULL);
  g_file_set_contents (path, TEXT, sizeof TEXT - 1, &error);
  g_assert_no_error (error);
  trial = wire_text_trial_run (path, &conversion, job, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (trial->from, ==, "UTF-8");
  g_assert_cmpstr (trial->beginning, ==, TEXT);
  lines = wire_text_trial_describe_lines (trial);
  g_assert_cmpstr (lines, ==, "14 bytes; lines end with: 1 LF, 1 CR LF");
  loss = wire_text_trial_describe_loss (trial, "ISO-8859-1");
  g_assert_cmpstr (
      loss, ==,
      "ISO-8859-1 has no place for 1 character. What the codec lacks is replaced by a mark "
      "such as “?”.");
  g_clear_pointer (&trial, wire_text_trial_free);

  conversion.to = "windows-1252";
  trial = wire_text_trial_run (path, &conversion, job, &error);
  none = wire_text_trial_describe_loss (trial, "windows-1252");
  g_assert_null (none);
  g_unlink (path);
  g_assert_null (wire_text_trial_run (path, &conversion, job, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-source/text", test_text);
  g_test_add_func ("/text-source/bytes", test_bytes);
  g_test_add_func ("/text-source/long-garbled-text", test_long_garbled_text);
  g_test_add_func ("/text-source/problems", test_problems);
  g_test_add_func ("/text-source/trial", test_trial);
  return g_test_run ();
}

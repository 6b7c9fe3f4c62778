/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "capture/tls/keys/wire-tls-keys.h"

#include <glib/gstdio.h>

static char *folder;

static gboolean
recognise (const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return wire_tls_keys_recognise_file (path);
}

/* Who drops files on the window need not say which have keys. */
static void
test_recognise (void)
{
  g_assert_true (recognise ("tls13-padding.keys"));
  g_assert_true (recognise ("tls12-rsa-aes256-cbc-sha-noems.key"));
  g_assert_false (recognise ("tls13-padding.pcapng"));
  g_assert_false (recognise ("tls13-padding.json"));
  g_assert_false (recognise ("tls13-early-data-dsb.pcapng"));
  g_assert_false (recognise ("there-is-none"));
}

/* A file without lines is not a log yet; a key that is damaged is one to be told of. */
static void
test_recognise_others (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  int fd = g_file_open_tmp ("wirecase-keys-XXXXXX", &path, &error);

  g_assert_no_error (error);
  g_assert_true (g_close (fd, NULL));
  g_assert_false (wire_tls_keys_recognise_file (path));
  g_assert_true (g_file_set_contents (path, "-----BEGIN PRIVATE KEY-----\n", -1, NULL));
  g_assert_true (wire_tls_keys_recognise_file (path));
  g_assert_true (g_file_set_contents (path, "0\x82", -1, NULL));
  g_assert_false (wire_tls_keys_recognise_file (path));
  g_unlink (path);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  folder = argv[1];
  g_test_add_func ("/tls/keys/recognise", test_recognise);
  g_test_add_func ("/tls/keys/recognise-others", test_recognise_others);
  return g_test_run ();
}

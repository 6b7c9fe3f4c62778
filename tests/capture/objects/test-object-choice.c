/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "capture/objects/wire-object-choice.h"

static void
test_find (void)
{
  static const struct
  {
    WireObjectChoice choice;
    const char *method;
    const char *uri;
    const char *type;
    const char *found;
  } CASES[] = {
    { WIRE_OBJECT_GIF, "GET", "/a/clear.gif", "image/gif", "both" },
    { WIRE_OBJECT_GIF, "GET", "/i/Wait.GIF?size=96", NULL, "uri" },
    { WIRE_OBJECT_GIF, "GET", "/x.gif.html", "text/html", "uri" },
    { WIRE_OBJECT_GIF, "POST", "/a/clear.gif", "text/html", NULL },
    { WIRE_OBJECT_GIF, "GET", "/ping", "image/gif", "bytes" },
    { WIRE_OBJECT_GIF, NULL, NULL, "image/gif", "bytes" },
    { WIRE_OBJECT_GIF, "GET", "/gif", "image/png", NULL },
    { WIRE_OBJECT_JPEG, "GET", "/a.JPEG", "image/png", "uri" },
    { WIRE_OBJECT_JPEG, "GET", "/a.jp", "image/jpeg", "bytes" },
    { WIRE_OBJECT_IMAGE, "GET", "/a.svg", "image/svg+xml", "both" },
    { WIRE_OBJECT_IMAGE, "GET", "/a", NULL, NULL },
    { WIRE_OBJECT_ALL, "GET", "", NULL, "uri" },
    { WIRE_OBJECT_ALL, "POST", "/form", "text/plain", "bytes" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    g_assert_cmpstr (wire_object_found_to_key (wire_object_choice_find (
                         CASES[i].choice, CASES[i].method, CASES[i].uri, CASES[i].type)),
                     ==, CASES[i].found);
}

static void
test_keys (void)
{
  WireObjectChoice choice = WIRE_OBJECT_GIF;

  for (guint i = 0; i < WIRE_N_OBJECT_CHOICES; i++)
    {
      const char *key = wire_object_choice_to_key ((WireObjectChoice) i);

      g_assert_true (wire_object_choice_from_key (key, &choice));
      g_assert_cmpuint (choice, ==, i);
    }
  g_assert_false (wire_object_choice_from_key ("mp3", &choice));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/object-choice/find", test_find);
  g_test_add_func ("/object-choice/keys", test_keys);
  return g_test_run ();
}

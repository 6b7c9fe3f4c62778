/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/pictures/picture-fixture.h"
#include "ui/widgets/wire-picture-helper.h"
#include "ui/widgets/wire-picture.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

/* A WebP, likewise. */
static const guint8 PIXEL_WEBP[] = {
  0x52, 0x49, 0x46, 0x46, 0x1c, 0x00, 0x00, 0x00, 0x57, 0x45, 0x42, 0x50,
  0x56, 0x50, 0x38, 0x4c, 0x0f, 0x00, 0x00, 0x00, 0x2f, 0x00, 0x00, 0x00,
  0x00, 0x07, 0x10, 0xfd, 0x8f, 0xfe, 0x07, 0x22, 0xa2, 0xff, 0x01, 0x00,
};

static void
assert_refused (GBytes *bytes, int code)
{
  g_auto (WirePicture) picture = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (wire_picture_decode (bytes, 96, NULL, &picture, &error));
  g_assert_error (error, G_IO_ERROR, code);
  g_assert_null (picture.texture);
}

static void
test_kinds (void)
{
  static const char *const types[] = { "jpeg", "png", "bmp", "ico" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GBytes) bytes = picture_fixture_draw (types[i], 200, 100);
      g_auto (WirePicture) picture = { 0 };
      g_autoptr (GError) error = NULL;

      g_assert_true (wire_picture_is_one (bytes));
      g_assert_true (wire_picture_decode (bytes, 0, NULL, &picture, &error));
      g_assert_no_error (error);
      g_assert_cmpint (gdk_texture_get_width (picture.texture), ==, 200);
      g_assert_cmpint (gdk_texture_get_height (picture.texture), ==, 100);
      g_assert_false (picture.partial);
    }
}

static void
test_shrinks (void)
{
  static const char *const types[] = { "jpeg", "png" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GBytes) bytes = picture_fixture_draw (types[i], 1000, 500);
      g_auto (WirePicture) picture = { 0 };

      g_assert_true (wire_picture_decode (bytes, 96, NULL, &picture, NULL));
      g_assert_cmpint (gdk_texture_get_width (picture.texture), ==, 96);
      g_assert_cmpint (gdk_texture_get_height (picture.texture), ==, 48);
      g_assert_cmpint (picture.width, ==, 1000);
      g_assert_cmpint (picture.height, ==, 500);
    }
}

static void
test_gif (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (PIXEL_GIF, sizeof PIXEL_GIF);
  g_auto (WirePicture) picture = { 0 };
  guint8 pixel[4];

  g_assert_true (wire_picture_decode (bytes, 96, NULL, &picture, NULL));
  g_assert_cmpint (picture.width, ==, 1);
  g_assert_false (picture.partial);
  gdk_texture_download (picture.texture, pixel, 4);
  g_assert_cmpmem (pixel, 4, ((guint8[]){ 0, 0, 255, 255 }), 4); /* B G R A */
}

static void
test_half (void)
{
  static const char *const types[] = { "jpeg", "png" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GBytes) whole = picture_fixture_draw (types[i], 600, 600);
      g_autoptr (GBytes) half = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) / 2);
      g_auto (WirePicture) picture = { 0 };

      g_assert_true (wire_picture_decode (half, 96, NULL, &picture, NULL));
      g_assert_true (picture.partial);
      g_assert_cmpint (gdk_texture_get_width (picture.texture), ==, 96);
    }
}

static void
test_webp (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (PIXEL_WEBP, sizeof PIXEL_WEBP);
  g_auto (WirePicture) picture = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (wire_picture_decode (bytes, 96, NULL, &picture, &error));
  g_assert_no_error (error);
  g_assert_cmpint (picture.width, ==, 1);
  g_assert_false (picture.partial);
}

static void
test_broken (void)
{
  g_autoptr (GBytes) png = picture_fixture_draw ("png", 24, 24);
  gsize size;
  guint8 *data = g_bytes_unref_to_data (g_steal_pointer (&png), &size);
  g_autoptr (GBytes) broken = NULL;
  g_auto (WirePicture) picture = { 0 };
  g_autoptr (GError) error = NULL;

  memset (data + 12, 'x', 8); /* no IHDR */
  broken = g_bytes_new_take (data, size);
  g_assert_false (wire_picture_decode (broken, 96, NULL, &picture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_true (g_str_has_prefix (error->message, "The picture is broken: "));
}

/* A GIF that claims 65,535 × 65,535 pixels. */
static void
test_enormous (void)
{
  guint8 gif[sizeof PIXEL_GIF];
  g_autoptr (GBytes) bytes = NULL;
  g_auto (WirePicture) picture = { 0 };
  g_autoptr (GError) error = NULL;

  memcpy (gif, PIXEL_GIF, sizeof gif);
  memset (gif + 6, 0xff, 4);
  bytes = g_bytes_new (gif, sizeof gif);
  g_assert_false (wire_picture_decode (bytes, 96, NULL, &picture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_nonnull (strstr (error->message, "65535 × 65535"));
}

/* Processes that are not what they should be */

/* @script: of the shell. Returns: why a picture that it should decode is not shown */
static GError *
let_decode (const char *script, guint seconds, GCancellable *cancellable)
{
  g_autofree char *folder = g_dir_make_tmp ("wirecase-XXXXXX", NULL);
  g_autofree char *program = g_build_filename (folder, "helper", NULL);
  g_autofree char *text = g_strdup_printf ("#!/bin/sh\n%s\n", script);
  const WirePictureHelper helper = { .program = program, .seconds = seconds };
  g_autoptr (GBytes) bytes = g_bytes_new_static (PIXEL_GIF, sizeof PIXEL_GIF);
  GError *error = NULL;
  WirePictureReply reply;

  g_assert_true (
      g_file_set_contents_full (program, text, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  g_assert_null (wire_picture_helper_decode (&helper, bytes, 96, cancellable, &reply, &error));
  g_assert_nonnull (error);
  g_unlink (program);
  g_rmdir (folder);
  return error;
}

/* Takes the request, and says hello, in both orders of bytes. */
#define GREET                                                                                      \
  (G_BYTE_ORDER == G_LITTLE_ENDIAN                                                                 \
       ? "head -c 16 >/dev/null; printf '\\061\\120\\103\\127\\0\\0\\0\\0'; "                      \
       : "head -c 16 >/dev/null; printf '\\127\\103\\120\\061\\0\\0\\0\\0'; ")

static void
test_ends (void)
{
  static const struct
  {
    const char *script;
    guint seconds;
    const char *says;
  } cases[] = {
    { "kill -SEGV $$", 20, "This picture crashed its decoder, so it is not shown." },
    { "head -c 35 >/dev/null; kill -KILL $$", 20,
      "This picture crashed its decoder, so it is not shown." },
    { "exit 0", 20, "This picture crashed its decoder, so it is not shown." },
    { "head -c 4096 /dev/zero", 20, "This picture crashed its decoder, so it is not shown." },
    { "kill -XCPU $$", 20,
      "The picture took longer than 10 seconds to decode, so it is not shown." },
    { "exec sleep 600", 1,
      "The picture took longer than 1 seconds to decode, so it is not shown." },
    { "head -c 40 /dev/zero; exec sleep 600", 1,
      "This picture crashed its decoder, so it is not shown." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *script = g_strconcat (GREET, cases[i].script, NULL);
      g_autoptr (GError) error = let_decode (script, cases[i].seconds, NULL);

      g_assert_cmpstr (error->message, ==, cases[i].says);
    }
}

/* It is not the picture's fault that nothing listens. */
static void
test_does_not_start (void)
{
  g_autoptr (GError) early = let_decode ("exit 127", 20, NULL);
  const WirePictureHelper missing = { .program = "/nowhere/helper", .seconds = 20 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (PIXEL_GIF, sizeof PIXEL_GIF);
  g_autoptr (GError) error = NULL;
  WirePictureReply reply;

  g_assert_true (
      g_str_has_prefix (early->message, "Pictures cannot be shown, as their decoder, “"));
  g_assert_null (wire_picture_helper_decode (&missing, bytes, 96, NULL, &reply, &error));
  g_assert_true (
      g_str_has_prefix (error->message, "Pictures cannot be shown, as their decoder ca"));
}

/* A crash is of one picture, and the next is shown. */
static void
test_goes_on (void)
{
  g_autofree char *script = g_strconcat (GREET, "kill -KILL $$", NULL);
  g_autoptr (GError) error = let_decode (script, 20, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static (PIXEL_GIF, sizeof PIXEL_GIF);
  g_auto (WirePicture) picture = { 0 };

  g_assert_nonnull (error);
  g_assert_true (wire_picture_decode (bytes, 96, NULL, &picture, NULL));
  g_assert_cmpint (picture.width, ==, 1);
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (20 * 1000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

/* One that hangs is ended when nobody waits for it any more, and not only when its time is up. */
static void
test_cancelled_while_hanging (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_autoptr (GError) error = let_decode ("exec sleep 600", 600, cancellable);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
}

static void
test_no_picture (void)
{
  static const char *const texts[] = { "", "GIF", "<svg xmlns='http://www.w3.org/2000/svg'/>",
                                       "/* XPM */", "BA" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));

      g_assert_false (wire_picture_is_one (bytes));
      assert_refused (bytes, G_IO_ERROR_NOT_SUPPORTED);
    }
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GBytes) bytes = picture_fixture_draw ("png", 200, 200);
  g_auto (WirePicture) picture = { 0 };
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (wire_picture_decode (bytes, 96, cancellable, &picture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

typedef struct
{
  gboolean called;
  int width;
} Result;

static void
ready_cb (WireJob *job, const WirePicture *picture, GObject *owner)
{
  Result *result = g_object_get_data (owner, "result");

  g_assert_cmpint (wire_job_get_state (job), ==, WIRE_JOB_DONE);
  result->called = TRUE;
  result->width = gdk_texture_get_width (picture->texture);
}

static void
test_in_a_job (void)
{
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GBytes) bytes = picture_fixture_draw ("png", 200, 100);
  g_autoptr (WireJob) job = NULL;
  Result result = { 0 };

  g_object_set_data (owner, "result", &result);
  job = wire_picture_start (bytes, 50, ready_cb, owner);
  while (!result.called)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (result.width, ==, 50);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picture/kinds", test_kinds);
  g_test_add_func ("/picture/shrinks", test_shrinks);
  g_test_add_func ("/picture/gif", test_gif);
  g_test_add_func ("/picture/webp", test_webp);
  g_test_add_func ("/picture/half", test_half);
  g_test_add_func ("/picture/broken", test_broken);
  g_test_add_func ("/picture/enormous", test_enormous);
  g_test_add_func ("/picture/ends", test_ends);
  g_test_add_func ("/picture/does-not-start", test_does_not_start);
  g_test_add_func ("/picture/goes-on", test_goes_on);
  g_test_add_func ("/picture/cancelled-while-hanging", test_cancelled_while_hanging);
  g_test_add_func ("/picture/no-picture", test_no_picture);
  g_test_add_func ("/picture/cancelled", test_cancelled);
  g_test_add_func ("/picture/in-a-job", test_in_a_job);
  return g_test_run ();
}

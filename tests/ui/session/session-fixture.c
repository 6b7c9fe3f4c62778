/* session-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/session/session-fixture.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define START 1365588131u

static const struct
{
  guint8 src;
  guint8 dst;
  guint16 src_port;
  guint16 dst_port;
} PACKETS[] = {
  { 1, 2, 1000, 53 }, { 2, 1, 53, 1000 }, { 1, 2, 1000, 53 }, { 9, 2, 1001, 53 },
  { 1, 2, 1000, 53 }, { 9, 2, 1001, 53 }, { 1, 2, 1000, 53 },
};

static void
append_le32 (GByteArray *out, guint32 value)
{
  guint32 little = GUINT32_TO_LE (value);

  g_byte_array_append (out, (const guint8 *) &little, sizeof little);
}

/* Ethernet, IPv4 and UDP without payload. */
static void
append_packet (GByteArray *out, guint index)
{
  guint8 frame[42] = { [12] = 0x08, [14] = 0x45, [17] = 28, [22] = 64, [23] = 17, [39] = 8 };

  memcpy (frame + 26, (guint8[]){ 10, 0, 0, PACKETS[index].src }, 4);
  memcpy (frame + 30, (guint8[]){ 10, 0, 0, PACKETS[index].dst }, 4);
  frame[34] = (guint8) (PACKETS[index].src_port >> 8);
  frame[35] = (guint8) PACKETS[index].src_port;
  frame[36] = (guint8) (PACKETS[index].dst_port >> 8);
  frame[37] = (guint8) PACKETS[index].dst_port;
  append_le32 (out, START + index);
  append_le32 (out, 0);
  append_le32 (out, sizeof frame);
  append_le32 (out, sizeof frame);
  g_byte_array_append (out, frame, sizeof frame);
}

static char *
write_capture (void)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  int fd = g_file_open_tmp ("wirecase-XXXXXX.pcap", &path, &error);

  g_assert_no_error (error);
  close (fd);
  append_le32 (out, 0xa1b2c3d4);
  append_le32 (out, 2 | 4 << 16);
  append_le32 (out, 0);
  append_le32 (out, 0);
  append_le32 (out, 65535);
  append_le32 (out, 1);
  for (guint i = 0; i < G_N_ELEMENTS (PACKETS); i++)
    append_packet (out, i);
  g_file_set_contents (path, (const char *) out->data, out->len, &error);
  g_assert_no_error (error);
  return path;
}

/** Lets the session come to rest: loaded, and its view the one of its filter. */
void
session_fixture_settle (SessionFixture *fixture)
{
  while (wire_capture_session_get_job (fixture->session)
         || wire_capture_session_get_busy (fixture->session))
    g_main_context_iteration (NULL, TRUE);
}

void
session_fixture_exclude (SessionFixture *fixture, const char *address)
{
  WireCondition condition = { .kind = WIRE_CONDITION_NOT_FROM };
  WireFamily family;

  g_assert_true (wire_address_parse (address, &family, condition.tuple.src));
  condition.tuple.family = (guint8) family;
  wire_capture_session_add_condition (fixture->session, &condition);
}

void
session_fixture_set_up (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (WireCapture) capture = NULL;
  g_autoptr (GFile) file = NULL;

  (void) data;
  fixture->path = write_capture ();
  file = g_file_new_for_path (fixture->path);
  capture = wire_capture_new (file);
  fixture->session = wire_capture_session_new (capture);
  wire_capture_session_load (fixture->session);
  session_fixture_settle (fixture);
}

void
session_fixture_tear_down (SessionFixture *fixture, gconstpointer data)
{
  (void) data;
  session_fixture_settle (fixture);

  /* A view that was superseded while it was built holds the session until its job has ended; a leak
   * hangs here. */
  g_object_add_weak_pointer (G_OBJECT (fixture->session), (gpointer *) &fixture->session);
  g_object_unref (fixture->session);
  while (fixture->session)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_free (fixture->path);
}

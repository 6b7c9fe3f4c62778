/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bytes that no packet holds: what is kept, and what happens when there is no room.
 */

#include "capture/reassembly/wire-derived.h"

#include <string.h>

static void
check (WireDerived *derived, guint64 offset, const guint8 *wanted, gsize length)
{
  g_autofree guint8 *bytes = g_malloc (length);
  g_autoptr (GError) error = NULL;

  g_assert_true (wire_derived_read (derived, offset, bytes, length, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (bytes, length, wanted, length);
}

static void
test_small (void)
{
  g_autoptr (WireDerived) derived = wire_derived_new (1000);
  guint64 first = wire_derived_add (derived, (const guint8 *) "hello ", 6);
  guint64 second = wire_derived_add (derived, (const guint8 *) "world", 5);

  g_assert_cmpuint (first, ==, WIRE_EXTENT_DERIVED);
  g_assert_cmpuint (second, ==, first + 6);
  check (derived, first, (const guint8 *) "hello world", 11);
  check (derived, first + 4, (const guint8 *) "o wo", 4);
  g_assert_cmpuint (wire_derived_get_size (derived), ==, 11);
  g_assert_null (wire_derived_tell_problem (derived));
}

/* Across what is written and what waits to be. */
static void
test_large (void)
{
  const gsize length = 700001;
  g_autoptr (WireDerived) derived = wire_derived_new (100 * length);
  g_autofree guint8 *bytes = g_malloc (length);
  guint64 offsets[40];

  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8) (i * 7 + i / 251);
  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    offsets[i] = wire_derived_add (derived, bytes, i % 3 == 0 ? length : 1000 * i);
  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    check (derived, offsets[i], bytes, i % 3 == 0 ? length : 1000 * i);
}

static void
test_limit (void)
{
  g_autoptr (WireDerived) derived = wire_derived_new (10);
  guint64 first = wire_derived_add (derived, (const guint8 *) "1234567", 7);
  g_autofree char *problem = NULL;

  g_assert_cmpuint (wire_derived_add (derived, (const guint8 *) "1234", 4), ==, WIRE_EXTENT_GAP);
  g_assert_cmpuint (wire_derived_add (derived, (const guint8 *) "890", 3), ==, first + 7);
  check (derived, first, (const guint8 *) "1234567890", 10);
  problem = wire_derived_tell_problem (derived);
  g_assert_nonnull (strstr (problem, "4 bytes"));
}

static void
test_beyond (void)
{
  g_autoptr (WireDerived) derived = wire_derived_new (10);
  g_autoptr (GError) error = NULL;
  guint64 first = wire_derived_add (derived, (const guint8 *) "1234567", 7);
  guint8 bytes[8];

  g_assert_false (wire_derived_read (derived, first, bytes, 8, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (wire_derived_read (derived, first + 8, bytes, 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

/* Where nothing can be written, everything is missing, and that is said once and for all. */
static void
test_no_room (void)
{
  g_autoptr (WireDerived) derived = NULL;
  g_autofree guint8 *bytes = g_malloc0 (300000);
  g_autofree char *problem = NULL;

  if (g_test_subprocess ())
    {
      g_setenv ("TMPDIR", "/nowhere/at/all", TRUE);
      derived = wire_derived_new (G_MAXUINT32);
      g_assert_cmpuint (wire_derived_add (derived, bytes, 300000), ==, WIRE_EXTENT_GAP);
      g_assert_cmpuint (wire_derived_add (derived, bytes, 1), ==, WIRE_EXTENT_GAP);
      problem = wire_derived_tell_problem (derived);
      g_assert_nonnull (strstr (problem, "300.0"));
      g_assert_nonnull (strstr (problem, "/nowhere/at/all"));
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/derived/small", test_small);
  g_test_add_func ("/derived/large", test_large);
  g_test_add_func ("/derived/limit", test_limit);
  g_test_add_func ("/derived/beyond", test_beyond);
  g_test_add_func ("/derived/no-room", test_no_room);
  return g_test_run ();
}

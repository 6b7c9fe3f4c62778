/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/ui/evidence/evidence-fixture.h"
#include "tests/ui/widgets/widget-fixture.h"
#include "ui/evidence/wire-evidence-compare.h"

static void
test_bits (void)
{
  const guint8 a[] = { 0x00, 0xff, 0x0f }, b[] = { 0x01, 0x00, 0x0f };

  g_assert_cmpuint (wire_evidence_count_bits (a, b, 3), ==, 9);
  g_assert_cmpuint (wire_evidence_count_bits (a, a, 3), ==, 0);
}

/* All that labels below @widget say, a line each. */
static char *
read_labels (GtkWidget *widget)
{
  GString *said = g_string_new (NULL);

  for (guint i = 0; widget_fixture_find (widget, GTK_TYPE_LABEL, i); i++)
    g_string_append_printf (
        said, "%s\n",
        gtk_label_get_text (GTK_LABEL (widget_fixture_find (widget, GTK_TYPE_LABEL, i))));
  return g_string_free (said, FALSE);
}

static char *
compare (const char *first, const char *second)
{
  g_autoptr (WireEvidenceList) list = wire_evidence_list_new ();
  guint32 a = wire_evidence_list_append (list, evidence_new ("/lab/one.txt", first), NULL);
  guint32 b = wire_evidence_list_append (list, evidence_new ("/lab/two.txt", second), NULL);
  GtkWidget *widget = g_object_ref_sink (wire_evidence_compare_new (
      wire_evidence_list_get (list, a), wire_evidence_list_get (list, b)));
  char *said = read_labels (widget);

  g_object_unref (widget);
  return said;
}

/* One space more. */
static void
test_side_by_side (void)
{
  g_autofree char *said = compare ("hello", "hello ");
  g_autofree char *same = compare ("hello", "hello");

  g_assert_nonnull (strstr (said, "one.txt\n5 bytes\ntwo.txt\n6 bytes\n"));
  g_assert_nonnull (strstr (said, "MD5: 66 of 128 bits differ\n5d41402abc4b2a76b9719d911017c592\n"
                                  "f814893777bcc2295fff05f00e508da6\n"));
  g_assert_nonnull (strstr (said, "about half the bits of a digest change"));
  g_assert_nonnull (strstr (same, "MD5: the same\n"));
  g_assert_nonnull (strstr (same, "The contents are the same, whatever the names are."));
}

int
main (int argc, char **argv)
{
  widget_fixture_init (&argc, &argv);
  g_test_add_func ("/evidence-compare/bits", test_bits);
  g_test_add_func ("/evidence-compare/side-by-side", test_side_by_side);
  return g_test_run ();
}

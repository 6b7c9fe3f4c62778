/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "capture/fields/wire-field-completion.h"
#include "capture/fields/wire-field-filter.h"
#include "capture/fields/table/wire-field-known.h"
#include "capture/fields/table/wire-field-table.h"

#include <string.h>

/* The cursor is at the end of the filter. */
static WireFieldCompletion *
complete (const char *filter)
{
  return wire_field_complete (filter, (guint) strlen (filter), 1000);
}

static const WireFieldCandidate *
find (const WireFieldCompletion *completion, const char *text)
{
  for (guint i = 0; i < completion->candidates->len; i++)
    {
      const WireFieldCandidate *candidate = completion->candidates->pdata[i];

      if (strcmp (candidate->text, text) == 0)
        return candidate;
    }
  return NULL;
}

/* What is written, where the replaced word begins, something that is proposed, and something that
 * is not. */
static void
test_places (void)
{
  static const struct
  {
    const char *filter;
    guint start;
    const char *has;
    const char *lacks;
  } CASES[] = {
    { "", 0, "frame", "==" },
    { "ip.t", 0, "ip.ttl", "ip.len" },
    { "IP.T", 0, "ip.ttl", "ip.len" },
    { "host", 0, "http.host", "ip.ttl" },
    { "n", 0, "not", "and" },
    { "le", 0, "len(", "udp" },
    { "ip.ttl ", 7, "==", "ip.len" },
    { "ip.ttl ", 7, "in {", "contains" },
    { "http.host ", 10, "contains", "http" },
    { "http.host con", 10, "contains", "==" },
    { "tcp a", 4, "and", "any" },
    { "tcp and u", 8, "udp", "and" },
    { "tcp && !u", 8, "udp", "tcp" },
    { "(tcp or udp) ", 13, "and", "udp" },
    { "tcp.port == ", 12, "443", "udp" },
    { "tcp.port == 44", 12, "445", "80" },
    { "tcp.port == SM", 12, "445", "80" },
    { "tcp.port == 80 ", 15, "and", "443" },
    { "tcp.port == 80 or udp.port == 5", 30, "53", "80" },
    { "tcp.port in {", 13, "443", "tcp" },
    { "tcp.port in {80, 4", 17, "443", "80" },
    { "tcp.port in {80} ", 17, "or", "443" },
    { "http.request.method == ", 23, "\"GET\"", "GET" },
    { "http.request.method == P", 23, "\"POST\"", "\"GET\"" },
    { "http.request.method == \"P", 23, "\"POST\"", "\"GET\"" },
    { "dns.flags.rcode == nx", 19, "3", "0" },
    { "tcp.flags.syn == ", 17, "True", "1" },
    { "len(http", 4, "http.host", "tcp" },
    { "len(http.host) ", 15, ">", "tcp" },
    { "eth.src[0:3] ", 13, "==", "tcp" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (WireFieldCompletion) completion = complete (CASES[i].filter);

      g_test_message ("%s", CASES[i].filter);
      g_assert_cmpuint (completion->start, ==, CASES[i].start);
      g_assert_cmpuint (completion->end, ==, strlen (CASES[i].filter));
      g_assert_nonnull (find (completion, CASES[i].has));
      g_assert_null (find (completion, CASES[i].lacks));
    }
}

/* Where nothing is known, nothing is proposed. */
static void
test_nothing (void)
{
  static const char *const FILTERS[] = { "eth.src[0:", "ip.addr#", "ip.ttl == 6", "nosuchthing",
                                         "tcp $ u" };

  for (guint i = 0; i < G_N_ELEMENTS (FILTERS); i++)
    {
      g_autoptr (WireFieldCompletion) completion = complete (FILTERS[i]);

      g_test_message ("%s", FILTERS[i]);
      g_assert_cmpuint (completion->candidates->len, ==, 0);
    }
}

static void
test_middle (void)
{
  g_autoptr (WireFieldCompletion) completion = wire_field_complete ("ip.tll == 64", 4, 10);
  g_autoptr (WireFieldCompletion) few = wire_field_complete ("", 0, 3);
  g_autoptr (WireFieldCompletion) beyond = wire_field_complete ("tcp", 400, 3);

  g_assert_cmpuint (completion->start, ==, 0);
  g_assert_cmpuint (completion->end, ==, 6);
  g_assert_nonnull (find (completion, "ip.ttl"));
  g_assert_cmpuint (few->candidates->len, ==, 3);
  g_assert_cmpuint (beyond->end, ==, 3);
}

static void
test_words (void)
{
  g_autoptr (WireFieldCompletion) completion = complete ("ip.ttl");
  const WireFieldCandidate *candidate = find (completion, "ip.ttl");

  g_assert_cmpint (candidate->kind, ==, WIRE_FIELD_CANDIDATE_FIELD);
  g_assert_cmpstr (candidate->type, ==, "unsigned integer");
  g_assert_cmpstr (candidate->sentence, ==, "Time to live, in Internet Protocol version 4");
}

/* Every field is described, and every value that is proposed can be written. */
static void
test_table (void)
{
  for (guint i = 0; i < wire_field_table_get_length (); i++)
    {
      const WireFieldInfo *info = wire_field_table_get (i);
      g_autofree char *sentence = wire_field_info_describe (info);
      gsize n;
      const WireFieldKnown *known = wire_field_known_get (info, &n);

      g_test_message ("%s", info->name);
      g_assert_true (info->title || info->describer);
      g_assert_cmpstr (sentence, !=, "");
      for (gsize j = 0; j < n; j++)
        {
          const char *quote = info->type == WIRE_FIELD_TEXT ? "\"" : "";
          g_autofree char *filter =
              g_strdup_printf ("%s == %s%s%s", info->name, quote, known[j].text, quote);
          g_auto (WireFieldFault) fault = { 0 };
          g_autoptr (WireFieldFilter) parsed = wire_field_filter_new (filter, &fault);

          g_test_message ("%s: %s", filter, fault.message);
          g_assert_nonnull (parsed);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/field-completion/places", test_places);
  g_test_add_func ("/field-completion/nothing", test_nothing);
  g_test_add_func ("/field-completion/middle", test_middle);
  g_test_add_func ("/field-completion/words", test_words);
  g_test_add_func ("/field-completion/table", test_table);
  return g_test_run ();
}

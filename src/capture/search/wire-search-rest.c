/* wire-search-rest.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/search/wire-search-rest.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/** Whether everything was searched. */
gboolean
wire_search_rest_is_empty (const WireSearchRest *self)
{
  return self->given_up == 0 && self->forgotten == 0 && self->undecoded == 0;
}

static char *
tell_forgotten (guint64 n)
{
  return g_strdup_printf (
      ngettext ("After %" PRIu64 " piece of a stream, what goes on in the next one may not have "
                "been found: too many streams were open.",
                "After %" PRIu64 " pieces of streams, what goes on in the next ones may not have "
                "been found: too many streams were open.",
                (gulong) n),
      n);
}

static char *
tell_given_up (guint64 n)
{
  return g_strdup_printf (
      ngettext ("%" PRIu64 " piece was not searched to its end: the expression takes too long.",
                "%" PRIu64 " pieces were not searched to their end: the expression takes too long.",
                (gulong) n),
      n);
}

static char *
tell_undecoded (guint64 n)
{
  return g_strdup_printf (
      ngettext ("%" PRIu64 " compressed body was searched only in part: it is damaged, or unpacks "
                "to more than is plausible.",
                "%" PRIu64 " compressed bodies were searched only in part: they are damaged, or "
                "unpack to more than is plausible.",
                (gulong) n),
      n);
}

static void
add (GStrvBuilder *sentences, char *(*tell) (guint64 n), guint64 n)
{
  g_autofree char *sentence = n > 0 ? tell (n) : NULL;

  if (sentence)
    g_strv_builder_add (sentences, sentence);
}

/** Returns: (transfer full): a sentence each; empty where everything was searched */
GStrv
wire_search_rest_tell (const WireSearchRest *self)
{
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();

  add (sentences, tell_forgotten, self->forgotten);
  add (sentences, tell_given_up, self->given_up);
  add (sentences, tell_undecoded, self->undecoded);
  return g_strv_builder_end (sentences);
}

/* wire-mojibake.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-mojibake.h"

#include "text/wire-mojibake-search.h"
#include "text/wire-plausibility.h"

#include <string.h>

/* Chains that are kept, the best first. */
#define CHAINS_MAX 8

/* Longest text that is examined as a whole: what a person pastes. */
#define TEXT_MAX (1024 * 1024)

/** Frees what @self owns. */
void
wire_mojibake_step_clear (WireMojibakeStep *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->parts, g_array_unref);
}

void
wire_mojibake_chain_free (WireMojibakeChain *self)
{
  for (guint i = 0; i < self->n_steps; i++)
    wire_mojibake_step_clear (&self->steps[i]);
  g_free (self);
}

/** Returns: (transfer none): what was meant */
const char *
wire_mojibake_chain_get_text (const WireMojibakeChain *self)
{
  return self->steps[self->n_steps - 1].text;
}

/** Returns: how many places of the text are U+FFFD, because their bytes are lost */
guint
wire_mojibake_chain_get_lost (const WireMojibakeChain *self)
{
  guint n_lost = 0;

  for (guint i = 0; i < self->n_steps; i++)
    n_lost = MAX (n_lost, self->steps[i].n_lost);
  return n_lost;
}

/** Adds a chain of copies of @steps to @chains. */
void
wire_mojibake_add_chain (GPtrArray *chains, const WireMojibakeStep *steps, guint n_steps, int score)
{
  WireMojibakeChain *chain = g_new0 (WireMojibakeChain, 1);
  const char *text = steps[n_steps - 1].text;
  WirePlausibility found = wire_plausibility_measure (text, strlen (text));

  for (guint i = 0; i < n_steps; i++)
    {
      chain->steps[i] = steps[i];
      chain->steps[i].bytes = g_bytes_ref (steps[i].bytes);
      chain->steps[i].text = g_strdup (steps[i].text);
      chain->steps[i].parts = steps[i].parts ? g_array_ref (steps[i].parts) : NULL;
    }
  chain->n_steps = n_steps;
  chain->score = score;
  chain->cost = found.cost;
  chain->commonness = found.n_letters > 0 ? found.n_common * 100 / found.n_letters : 0;
  chain->order = chains->len;
  g_ptr_array_add (chains, chain);
}

static int
compare_chains (gconstpointer a, gconstpointer b)
{
  const WireMojibakeChain *one = *(const WireMojibakeChain *const *) a;
  const WireMojibakeChain *two = *(const WireMojibakeChain *const *) b;

  if (one->score != two->score)
    return one->score > two->score ? -1 : 1;
  if (one->score > 0)
    return one->order < two->order ? -1 : 1;
  if (one->cost != two->cost)
    return one->cost < two->cost ? -1 : 1;
  if (one->n_steps != two->n_steps)
    return one->n_steps < two->n_steps ? -1 : 1;
  if (one->commonness != two->commonness)
    return one->commonness > two->commonness ? -1 : 1;
  return one->order < two->order ? -1 : 1;
}

/**
 * wire_mojibake_find:
 * @text: UTF-8, as it was met
 *
 * Finds the wrong readings that made @text what it is. UTF-8 that was read byte by byte is found
 * part by part, up to three rounds of it; what was written in another codec is found where all of
 * the text agrees. Only what nobody would write is mended: clean text has no chain. Any thread.
 *
 * Returns: (transfer full) (element-type WireMojibakeChain): the best first; empty for clean text
 */
GPtrArray *
wire_mojibake_find (const char *text)
{
  GPtrArray *chains = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_mojibake_chain_free);
  gsize length = strlen (text);
  WirePlausibility garbled;

  if (length > TEXT_MAX)
    return chains;
  garbled = wire_plausibility_measure (text, length);
  if (garbled.n_foreign > 0)
    wire_mojibake_search_parts (chains, text);
  if (garbled.n_foreign > 0 && chains->len == 0)
    wire_mojibake_search_codecs (chains, text);
  g_ptr_array_sort (chains, compare_chains);
  if (chains->len > CHAINS_MAX)
    g_ptr_array_set_size (chains, CHAINS_MAX);
  return chains;
}

/* wire-expectations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reassembly/wire-expectations.h"

/* Addresses come from strangers, so they are sorted and not hashed. Of those that are alike, the
 * one that was made first is met first. */
struct _WireExpectations
{
  GTree *by_target; /* of WireTuple to GQueue of GList links in @all */
  GQueue all;       /* of WireExpectation, the oldest first */
};

static int
compare_targets (gconstpointer a, gconstpointer b, gpointer user_data)
{
  (void) user_data;
  return memcmp (a, b, sizeof (WireTuple));
}

static void
free_links (gpointer links)
{
  g_queue_free (links);
}

/** Returns: (transfer full): nothing is expected */
WireExpectations *
wire_expectations_new (void)
{
  WireExpectations *self = g_new0 (WireExpectations, 1);

  self->by_target = g_tree_new_full (compare_targets, NULL, g_free, free_links);
  g_queue_init (&self->all);
  return self;
}

void
wire_expectations_free (WireExpectations *self)
{
  g_tree_unref (self->by_target);
  g_queue_clear_full (&self->all, g_free);
  g_free (self);
}

static WireTuple
make_target (const WireTuple *to, gboolean any_address)
{
  WireTuple target = { .dst_port = to->dst_port, .family = to->family, .protocol = to->protocol };

  if (any_address)
    target.family = WIRE_FAMILY_NONE;
  else
    memcpy (target.dst, to->dst, sizeof target.dst);
  return target;
}

static void
remove_link (WireExpectations *self, GList *link)
{
  const WireExpectation *expectation = link->data;
  WireTuple target = make_target (&expectation->to, expectation->any_address);
  GQueue *links = g_tree_lookup (self->by_target, &target);

  g_queue_remove (links, link);
  if (links->length == 0)
    g_tree_remove (self->by_target, &target);
  g_free (link->data);
  g_queue_delete_link (&self->all, link);
}

/** Awaits what @expectation says. */
void
wire_expectations_add (WireExpectations *self, const WireExpectation *expectation)
{
  WireTuple target = make_target (&expectation->to, expectation->any_address);
  GQueue *links;

  if (self->all.length == WIRE_EXPECTATIONS_MAX)
    remove_link (self, self->all.head);
  links = g_tree_lookup (self->by_target, &target);
  if (!links)
    {
      links = g_queue_new ();
      g_tree_insert (self->by_target, g_memdup2 (&target, sizeof target), links);
    }
  g_queue_push_tail (&self->all, g_memdup2 (expectation, sizeof *expectation));
  g_queue_push_tail (links, self->all.tail);
}

/* What a stream is held against. */
typedef struct
{
  const WireTuple *first_packet;
  const WireTuple *back;
} Stream;

static gboolean
take (WireExpectations *self,
      const Stream *stream,
      gboolean back,
      gboolean any_address,
      WireExpectation *met)
{
  WireTuple target = make_target (back ? stream->back : stream->first_packet, any_address);
  GQueue *links = g_tree_lookup (self->by_target, &target);

  for (GList *at = links ? links->head : NULL; at; at = at->next)
    {
      const WireExpectation *expectation = ((const GList *) at->data)->data;

      if (expectation->meets && !expectation->meets (expectation->hint, stream->first_packet))
        continue;
      *met = *expectation;
      remove_link (self, at->data);
      return TRUE;
    }
  return FALSE;
}

/**
 * wire_expectations_take:
 * @self: some
 * @first_packet: of a new stream
 * @met: (out): the one that it meets, which is awaited no longer
 *
 * Returns: whether there is one. The exact address comes first, and that of the side that did not
 * begin.
 */
gboolean
wire_expectations_take (WireExpectations *self, const WireTuple *first_packet, WireExpectation *met)
{
  WireTuple back;
  const Stream stream = { first_packet, &back };

  if (self->all.length == 0)
    return FALSE;
  wire_tuple_reverse (first_packet, &back);
  return take (self, &stream, FALSE, FALSE, met) || take (self, &stream, TRUE, FALSE, met)
         || take (self, &stream, FALSE, TRUE, met) || take (self, &stream, TRUE, TRUE, met);
}

/** Awaits no longer what was added as @expectation; where that is not awaited, nothing happens. */
void
wire_expectations_remove (WireExpectations *self, const WireExpectation *expectation)
{
  WireTuple target = make_target (&expectation->to, expectation->any_address);
  GQueue *links = g_tree_lookup (self->by_target, &target);

  for (GList *at = links ? links->head : NULL; at; at = at->next)
    if (((const WireExpectation *) ((const GList *) at->data)->data)->hint == expectation->hint)
      {
        remove_link (self, at->data);
        return;
      }
}

/** Awaits nothing any more that has @hint, which is about to be freed. */
void
wire_expectations_withdraw (WireExpectations *self, gconstpointer hint)
{
  GList *next;

  for (GList *link = self->all.head; link; link = next)
    {
      next = link->next;
      if (((const WireExpectation *) link->data)->hint == hint)
        remove_link (self, link);
    }
}

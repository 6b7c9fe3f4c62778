/* wire-field-claims.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/wire-field-claims.h"

#include <string.h>

typedef struct
{
  guint32 first;
  guint32 last;
  const char *field; /* interned */
  const char *text;  /* of @texts */
} Claim;

/* The claims of one flow. */
typedef struct
{
  GArray *claims; /* of Claim, by @first once @sorted */
  guint next;     /* those before it end before the packet that was asked about last */
  gboolean sorted;
} FlowClaims;

struct _WireFieldClaims
{
  WireCapture *capture;
  GHashTable *flows; /* number of a flow → FlowClaims */
  GStringChunk *texts;
};

static void
flow_claims_free (gpointer data)
{
  FlowClaims *flow = data;

  g_array_unref (flow->claims);
  g_free (flow);
}

/** Returns: (transfer full): claims on packets of @capture, none yet */
WireFieldClaims *
wire_field_claims_new (WireCapture *capture)
{
  WireFieldClaims *self = g_new0 (WireFieldClaims, 1);

  self->capture = g_object_ref (capture);
  self->flows = g_hash_table_new_full (NULL, NULL, NULL, flow_claims_free);
  self->texts = g_string_chunk_new (4096);
  return self;
}

void
wire_field_claims_free (WireFieldClaims *self)
{
  g_object_unref (self->capture);
  g_hash_table_unref (self->flows);
  g_string_chunk_free (self->texts);
  g_free (self);
}

/**
 * wire_field_claims_add:
 * @self: nothing was asked yet
 * @flow: a flow, by the innermost header; %WIRE_FLOW_NONE is passed over
 * @first: packet, from 0
 * @last: packet, from 0
 * @field: the name of a field
 * @text: its value
 *
 * The packets of @flow from @first to @last have @text as a value of @field.
 */
void
wire_field_claims_add (WireFieldClaims *self,
                       guint32 flow,
                       guint32 first,
                       guint32 last,
                       const char *field,
                       const char *text)
{
  FlowClaims *of = g_hash_table_lookup (self->flows, GUINT_TO_POINTER (flow));
  const Claim claim = { first, last, g_intern_string (field),
                        g_string_chunk_insert_const (self->texts, text) };

  if (flow == WIRE_FLOW_NONE)
    return;
  if (!of)
    {
      of = g_new0 (FlowClaims, 1);
      of->claims = g_array_new (FALSE, FALSE, sizeof (Claim));
      g_hash_table_insert (self->flows, GUINT_TO_POINTER (flow), of);
    }
  g_array_append_val (of->claims, claim);
}

static int
compare_first (gconstpointer a, gconstpointer b)
{
  const Claim *one = a, *other = b;

  return (one->first > other->first) - (one->first < other->first);
}

static FlowClaims *
find_flow (WireFieldClaims *self, guint32 packet)
{
  WirePacketRecord record;
  FlowClaims *flow;

  if (wire_capture_get_packets_inside (self->capture, packet, 1, &record) == 0)
    return NULL;
  flow = g_hash_table_lookup (self->flows, GUINT_TO_POINTER (record.flow));
  if (flow && !flow->sorted)
    {
      g_array_sort (flow->claims, compare_first);
      flow->sorted = TRUE;
    }
  return flow;
}

/** Gives @to what is claimed of @packet, counted from 0. */
void
wire_field_claims_give (WireFieldClaims *self, guint32 packet, WireFieldPacket *to)
{
  FlowClaims *flow = find_flow (self, packet);

  for (guint i = flow ? flow->next : 0; flow && i < flow->claims->len; i++)
    {
      const Claim *claim = &g_array_index (flow->claims, Claim, i);

      if (claim->first > packet)
        return;
      if (claim->last >= packet)
        wire_field_packet_give_raw (to, claim->field, (const guint8 *) claim->text,
                                    strlen (claim->text));
      else if (i == flow->next)
        flow->next++;
    }
}

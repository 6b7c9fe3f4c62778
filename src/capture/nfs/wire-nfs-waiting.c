/* wire-nfs-waiting.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/nfs/wire-nfs-waiting.h"

#include <string.h>

struct _WireNfsWaiting
{
  GTree *calls;   /* of numbers to WireNfsAsked */
  GTree *answers; /* of numbers to WireRpcMessage */
  guint32 recent[WIRE_NFS_MAX_RECENT];
  guint used; /* how many of them were written so far */
  gsize cost;
};

void
wire_nfs_asked_free (WireNfsAsked *self)
{
  wire_nfs_call_clear (&self->call);
  g_clear_pointer (&self->request, wire_rpc_message_free);
  g_free (self);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  guint left = GPOINTER_TO_UINT (a);
  guint right = GPOINTER_TO_UINT (b);

  (void) user_data;
  return (left > right) - (left < right);
}

static void
free_asked (gpointer asked)
{
  wire_nfs_asked_free (asked);
}

static void
free_message (gpointer message)
{
  wire_rpc_message_free (message);
}

/** Returns: (transfer full): nothing that waits */
WireNfsWaiting *
wire_nfs_waiting_new (void)
{
  WireNfsWaiting *self = g_new0 (WireNfsWaiting, 1);

  self->calls = g_tree_new_full (compare, NULL, NULL, free_asked);
  self->answers = g_tree_new_full (compare, NULL, NULL, free_message);
  return self;
}

void
wire_nfs_waiting_free (WireNfsWaiting *self)
{
  g_tree_unref (self->calls);
  g_tree_unref (self->answers);
  g_free (self);
}

static gsize
get_asked_cost (const WireNfsAsked *asked)
{
  gsize cost = sizeof *asked;

  if (asked->call.name)
    cost += strlen (asked->call.name);
  if (asked->call.to_name)
    cost += strlen (asked->call.to_name);
  return cost + (asked->request ? wire_rpc_message_get_cost (asked->request) : 0);
}

static gboolean
is_recent (const WireNfsWaiting *self, guint32 number)
{
  for (guint i = 0; i < MIN (self->used, WIRE_NFS_MAX_RECENT); i++)
    if (self->recent[i] == number)
      return TRUE;
  return FALSE;
}

/** Returns: whether a call of @number waits already, or was answered a moment ago: what comes with
 *   it is sent again */
gboolean
wire_nfs_waiting_knows (WireNfsWaiting *self, guint32 number)
{
  return g_tree_lookup (self->calls, GUINT_TO_POINTER (number)) || is_recent (self, number);
}

/** Adds @asked, which is taken. Returns: whether there was room */
gboolean
wire_nfs_waiting_add_call (WireNfsWaiting *self, guint32 number, WireNfsAsked *asked)
{
  if (g_tree_nnodes (self->calls) >= (int) WIRE_NFS_MAX_WAITING)
    {
      wire_nfs_asked_free (asked);
      return FALSE;
    }
  self->cost += get_asked_cost (asked);
  g_tree_insert (self->calls, GUINT_TO_POINTER (number), asked);
  return TRUE;
}

/** Adds @answer, which is taken, and whose call may come yet. Returns: whether there was room */
gboolean
wire_nfs_waiting_add_answer (WireNfsWaiting *self, guint32 number, WireRpcMessage *answer)
{
  if (g_tree_nnodes (self->answers) >= (int) WIRE_NFS_MAX_WAITING
      || g_tree_lookup (self->answers, GUINT_TO_POINTER (number)))
    {
      wire_rpc_message_free (answer);
      return FALSE;
    }
  wire_rpc_message_trim (answer);
  self->cost += wire_rpc_message_get_cost (answer);
  g_tree_insert (self->answers, GUINT_TO_POINTER (number), answer);
  return TRUE;
}

/** Returns: (transfer full) (nullable): the call of @number, which has been answered by now */
WireNfsAsked *
wire_nfs_waiting_take_call (WireNfsWaiting *self, guint32 number)
{
  WireNfsAsked *asked = g_tree_lookup (self->calls, GUINT_TO_POINTER (number));

  if (!asked)
    return NULL;
  g_tree_steal (self->calls, GUINT_TO_POINTER (number));
  self->cost -= get_asked_cost (asked);
  self->recent[self->used++ % WIRE_NFS_MAX_RECENT] = number;
  if (self->used == 2 * WIRE_NFS_MAX_RECENT)
    self->used = WIRE_NFS_MAX_RECENT;
  return asked;
}

/** Returns: (transfer full) (nullable): the answer of @number, which came before its call */
WireRpcMessage *
wire_nfs_waiting_take_answer (WireNfsWaiting *self, guint32 number)
{
  WireRpcMessage *answer = g_tree_lookup (self->answers, GUINT_TO_POINTER (number));

  if (!answer)
    return NULL;
  g_tree_steal (self->answers, GUINT_TO_POINTER (number));
  self->cost -= wire_rpc_message_get_cost (answer);
  return answer;
}

static gboolean
collect (gpointer number, gpointer asked, gpointer calls)
{
  (void) number;
  g_ptr_array_add (calls, asked);
  return FALSE;
}

static gboolean
steal (gpointer number, gpointer asked, gpointer numbers)
{
  (void) asked;
  g_ptr_array_add (numbers, number);
  return FALSE;
}

/** Returns: (transfer container) (element-type WireNfsAsked): all calls that were never answered */
GPtrArray *
wire_nfs_waiting_take_calls (WireNfsWaiting *self)
{
  GPtrArray *calls = g_ptr_array_new_with_free_func (free_asked);
  g_autoptr (GPtrArray) numbers = g_ptr_array_new ();

  g_tree_foreach (self->calls, collect, calls);
  g_tree_foreach (self->calls, steal, numbers);
  for (guint i = 0; i < numbers->len; i++)
    g_tree_steal (self->calls, g_ptr_array_index (numbers, i));
  return calls;
}

/** Returns: how many answers came whose calls did not */
guint
wire_nfs_waiting_count_answers (const WireNfsWaiting *self)
{
  return (guint) g_tree_nnodes (self->answers);
}

/** Returns: bytes of memory that it takes, about */
gsize
wire_nfs_waiting_get_cost (const WireNfsWaiting *self)
{
  return sizeof *self + self->cost;
}

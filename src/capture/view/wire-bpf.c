/* wire-bpf.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/view/wire-bpf.h"

#include "capture/reading/wire-link-type.h"

#include <pcap/pcap.h>

/* What an accepting program returns; any number of bytes does, but 0. */
#define SNAPSHOT 262144

struct _WireBpf
{
  GHashTable *programs;                    /* link type → program or NULL */
  const struct bpf_program **by_interface; /* NULL where nothing matches */
  guint n_interfaces;
};

G_DEFINE_QUARK (wire_filter_error_quark, wire_filter_error)

static void
program_free (gpointer data)
{
  if (!data)
    return;
  pcap_freecode (data);
  g_free (data);
}

/* libpcap before 1.8 compiled into static variables. */
static GMutex compiler;

static struct bpf_program *
compile (const char *expression, guint32 link_type, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&compiler);
  struct bpf_program *program = g_new0 (struct bpf_program, 1);
  pcap_t *pcap = pcap_open_dead (wire_link_type_to_dlt (link_type), SNAPSHOT);

  if (pcap_compile (pcap, program, expression, 1, PCAP_NETMASK_UNKNOWN) != 0)
    {
      g_autofree char *message = g_utf8_make_valid (pcap_geterr (pcap), -1);

      g_set_error_literal (error, WIRE_FILTER_ERROR, WIRE_FILTER_ERROR_SYNTAX, message);
      g_clear_pointer (&program, program_free);
    }
  pcap_close (pcap);
  return program;
}

/* Returns: the program for @link_type; where the expression has none, NULL, and the first such
 * refusal in @refusal */
static const struct bpf_program *
get_program (WireBpf *self, const char *expression, guint32 link_type, GError **refusal)
{
  gpointer key = GUINT_TO_POINTER (link_type);
  gpointer program;

  if (g_hash_table_lookup_extended (self->programs, key, NULL, &program))
    return program;
  program = compile (expression, link_type, *refusal ? NULL : refusal);
  g_hash_table_insert (self->programs, key, program);
  return program;
}

/**
 * wire_bpf_new:
 * @expression: as tcpdump takes it (pcap-filter(7)). A host name in it is looked up, which may
 * block
 * @link_types: a LINKTYPE_ number for every interface of a capture
 * @n_interfaces: how many
 * @error: set where @expression makes sense for none of them
 *
 * Returns: (transfer full) (nullable): the compiled expression
 */
WireBpf *
wire_bpf_new (const char *expression, const guint32 *link_types, guint n_interfaces, GError **error)
{
  g_autoptr (WireBpf) self = g_new0 (WireBpf, 1);
  g_autoptr (GError) refusal = NULL;
  gboolean any = n_interfaces == 0;

  self->programs = g_hash_table_new_full (NULL, NULL, NULL, program_free);
  self->by_interface = g_new0 (const struct bpf_program *, n_interfaces);
  self->n_interfaces = n_interfaces;
  for (guint i = 0; i < n_interfaces; i++)
    {
      self->by_interface[i] = get_program (self, expression, link_types[i], &refusal);
      any |= self->by_interface[i] != NULL;
    }
  if (any)
    return g_steal_pointer (&self);
  g_propagate_error (error, g_steal_pointer (&refusal));
  return NULL;
}

void
wire_bpf_free (WireBpf *self)
{
  g_hash_table_unref (self->programs);
  g_free (self->by_interface);
  g_free (self);
}

/** Returns: whether a packet of @interface that holds @data matches */
gboolean
wire_bpf_matches (
    const WireBpf *self, guint interface, const guint8 *data, guint32 captured, guint32 length)
{
  const struct pcap_pkthdr header = { .caplen = captured, .len = length };

  return interface < self->n_interfaces && self->by_interface[interface]
         && pcap_offline_filter (self->by_interface[interface], &header, data) != 0;
}

/**
 * wire_bpf_check:
 * @expression: as tcpdump takes it
 * @link_type: a LINKTYPE_ number
 * @error: set to %WIRE_FILTER_ERROR_SYNTAX with libpcap's own message
 *
 * A host name in @expression is looked up, which may block.
 *
 * Returns: whether libpcap can compile @expression for @link_type. Any thread.
 */
gboolean
wire_bpf_check (const char *expression, guint32 link_type, GError **error)
{
  g_autoptr (WireBpf) bpf = wire_bpf_new (expression, &link_type, 1, error);

  return bpf != NULL;
}

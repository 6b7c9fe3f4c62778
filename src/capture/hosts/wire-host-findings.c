/* wire-host-findings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/hosts/wire-host-findings.h"

#include "capture/hosts/wire-mac-maker.h"

struct _WireHostFindings
{
  GObject parent_instance;

  WireHosts *hosts;
  GPtrArray *regular; /* of WireRegular */
  WireDnsUses *uses;
  WireMacMakers *makers; /* under @lock: it reads its list when it is first asked */
  GMutex lock;
  gboolean apart;
  gboolean all_searched; /* for what repeats */
};

G_DEFINE_FINAL_TYPE (WireHostFindings, wire_host_findings, G_TYPE_OBJECT)

static void
wire_host_findings_finalize (GObject *object)
{
  WireHostFindings *self = WIRE_HOST_FINDINGS (object);

  g_clear_pointer (&self->uses, wire_dns_uses_free);
  g_clear_pointer (&self->regular, g_ptr_array_unref);
  g_clear_pointer (&self->makers, wire_mac_makers_free);
  g_clear_object (&self->hosts);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (wire_host_findings_parent_class)->finalize (object);
}

static void
wire_host_findings_class_init (WireHostFindingsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wire_host_findings_finalize;
}

static void
wire_host_findings_init (WireHostFindings *self)
{
  g_mutex_init (&self->lock);
  self->makers = wire_mac_makers_new ();
}

/**
 * wire_host_findings_new:
 * @capture: loaded with its streams
 * @apart: do not join addresses
 * @job: (nullable): for cancellation and progress
 * @error: set where %NULL is returned
 *
 * Reads the capture once more: call it in a worker.
 *
 * Returns: (transfer full) (nullable): what was found
 */
WireHostFindings *
wire_host_findings_new (WireCapture *capture, gboolean apart, WireJob *job, GError **error)
{
  WireHosts *hosts = wire_hosts_new (capture, apart, job, error);
  WireHostFindings *self;

  if (!hosts)
    return NULL;
  self = g_object_new (WIRE_TYPE_HOST_FINDINGS, NULL);
  self->hosts = hosts;
  self->apart = apart;
  self->regular = wire_regularity_find (hosts, &self->all_searched);
  self->uses = wire_dns_uses_new (hosts);
  return self;
}

/** Returns: (transfer none): the hosts */
WireHosts *
wire_host_findings_get_hosts (WireHostFindings *self)
{
  g_return_val_if_fail (WIRE_IS_HOST_FINDINGS (self), NULL);
  return self->hosts;
}

/** Returns: (transfer none) (element-type WireRegular): what repeats */
const GPtrArray *
wire_host_findings_get_regular (WireHostFindings *self)
{
  g_return_val_if_fail (WIRE_IS_HOST_FINDINGS (self), NULL);
  return self->regular;
}

/** Returns: (transfer none): who used an address after it was looked up */
const WireDnsUses *
wire_host_findings_get_uses (WireHostFindings *self)
{
  g_return_val_if_fail (WIRE_IS_HOST_FINDINGS (self), NULL);
  return self->uses;
}

/** Returns: whether each address is a host of its own */
gboolean
wire_host_findings_is_apart (WireHostFindings *self)
{
  g_return_val_if_fail (WIRE_IS_HOST_FINDINGS (self), FALSE);
  return self->apart;
}

/** Returns: (transfer none) (nullable): as wire_mac_makers_find() */
const char *
wire_host_findings_find_maker (WireHostFindings *self, const WireMac *mac)
{
  g_return_val_if_fail (WIRE_IS_HOST_FINDINGS (self), NULL);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return wire_mac_makers_find (self->makers, mac);
}

/** Returns: (transfer full): sentences about what there was no room for, up to a %NULL */
GStrv
wire_host_findings_tell_left_out (WireHostFindings *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) of_hosts = NULL;
  g_autofree char *regular = NULL;

  g_return_val_if_fail (WIRE_IS_HOST_FINDINGS (self), NULL);
  of_hosts = wire_hosts_tell_left_out (self->hosts);
  g_strv_builder_addv (builder, (const char **) of_hosts);
  regular = wire_regularity_tell_left_out (self->all_searched);
  if (regular)
    g_strv_builder_add (builder, regular);
  return g_strv_builder_end (builder);
}

/* wire-naming.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/session/wire-naming.h"

#include "ui/memory/wire-settings.h"

/* Where a capture remembers what looks for its hosts. It does not hold it: that holds the capture.
 */
#define SEARCH_KEY "wire-host-search"

/* Names that are given with one address. */
#define MOST 2u

/** Returns: whether names are to be shown; main thread, as all here */
gboolean
wire_naming_is_wanted (void)
{
  GSettings *settings = wire_settings_get_views ();

  return settings && g_settings_get_boolean (settings, WIRE_NAMING_KEY);
}

/** @search: (nullable): what knows the names in @capture; %NULL before it goes */
void
wire_naming_set_search (WireCapture *capture, WireHostSearch *search)
{
  g_object_set_data (G_OBJECT (capture), SEARCH_KEY, search);
}

static WireHosts *
find_hosts (WireCapture *capture)
{
  WireHostSearch *search = g_object_get_data (G_OBJECT (capture), SEARCH_KEY);
  WireHostFindings *findings = search ? wire_host_search_get_findings (search) : NULL;

  return findings ? wire_host_findings_get_hosts (findings) : NULL;
}

/**
 * wire_naming_tell:
 * @capture: that @address is in
 * @text: (transfer full) (nullable): what is said of the address without a name
 * @address: of a host
 * @from: when it is meant, nanoseconds since 1970
 * @to: likewise
 *
 * Returns: (transfer full) (nullable): @text, and after it in parentheses the names that held
 * then, where such are known and wanted
 */
char *
wire_naming_tell (
    WireCapture *capture, char *text, const WireHostAddress *address, gint64 from, gint64 to)
{
  const WireNameFact *names[WIRE_NAME_MAX_TOLD];
  g_autofree char *plain = text;
  WireHosts *hosts = text && wire_naming_is_wanted () ? find_hosts (capture) : NULL;
  guint n = hosts && from != WIRE_TIME_NONE
                ? wire_name_table_find (wire_hosts_get_names (hosts), address, from, to, names)
                : 0;

  if (n == 0)
    return g_steal_pointer (&plain);
  return g_strdup_printf ("%s (%s%s%s%s)", plain, names[0]->name, n >= MOST ? ", " : "",
                          n >= MOST ? names[1]->name : "", n > MOST ? ", …" : "");
}

/** As wire_naming_tell(), of one end of @tuple at @time. */
char *
wire_naming_tell_end (
    WireCapture *capture, char *text, const WireTuple *tuple, gboolean destination, gint64 time)
{
  WireHostAddress address =
      destination ? wire_host_address_of_destination (tuple) : wire_host_address_of_source (tuple);

  return wire_naming_tell (capture, text, &address, time, time);
}

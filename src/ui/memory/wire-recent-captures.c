/* wire-recent-captures.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/memory/wire-recent-captures.h"

/* The group of captures: the desktop's list also has folders, and files that were saved here. */
#define GROUP "Wirecase captures"

/** Notes that the capture at @uri was read, so that it is offered again. Main thread only. */
void
wire_recent_captures_add (const char *uri)
{
  char *groups[] = { (char *) GROUP, NULL };
  const GtkRecentData data = {
    .mime_type = (char *) "application/vnd.tcpdump.pcap",
    .app_name = (char *) g_get_application_name (),
    .app_exec = (char *) "wirecase %u",
    .groups = groups,
  };

  gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

/** Returns: whether @info is a capture that was read here and is still there */
gboolean
wire_recent_captures_has (GtkRecentInfo *info)
{
  return gtk_recent_info_has_group (info, GROUP) && gtk_recent_info_exists (info);
}

/* wire-about.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/window/wire-about.h"

#include "ui/window/wire-release-notes.h"
#include "wire-config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* With the addresses of their projects. */
static const char *const LIBRARIES[] = {
  "GTK https://gtk.org",
  "libadwaita https://gnome.pages.gitlab.gnome.org/libadwaita",
  "libpcap https://www.tcpdump.org",
  "libgcrypt https://gnupg.org/software/libgcrypt",
  "SQLite https://sqlite.org",
  "libmagic https://www.darwinsys.com/file",
  NULL
};

/** Shows the window about the program. A #GActionEntry.activate; @application: the #GtkApplication
 */
void
wire_about_cb (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  const char *developers[] = { _ ("The Wirecase authors"), NULL };
  AdwAboutWindow *window = ADW_ABOUT_WINDOW (adw_about_window_new ());

  (void) action;
  (void) parameter;
  g_object_set (window, "application-name", "Wirecase", "application-icon", WIRE_APPLICATION_ID,
                "version", WIRE_VERSION, "developer-name", _ ("The Wirecase authors"), "developers",
                developers, "comments", _ ("Captures, files, sockets and text on one lab bench."),
                "website", WIRE_HOMEPAGE, "issue-url", WIRE_BUG_TRACKER, "license-type",
                GTK_LICENSE_GPL_3_0, "release-notes-version", WIRE_VERSION, "release-notes",
                WIRE_RELEASE_NOTES, "translator-credits", _ ("translator-credits"), "transient-for",
                gtk_application_get_active_window (GTK_APPLICATION (application)), NULL);
  adw_about_window_add_acknowledgement_section (window, _ ("Made with"), (const char **) LIBRARIES);
  if (*WIRE_REPOSITORY)
    adw_about_window_add_link (window, _ ("Source Code"), WIRE_REPOSITORY);
  gtk_window_present (GTK_WINDOW (window));
}

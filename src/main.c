/* main.c: the door to the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-config.h"

#include "wire-application.h"
#include "wirecase-resources.h"

#include <glib/gi18n.h>
#include <locale.h>

int
main (int argc, char **argv)
{
  g_autoptr (WireApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (WIRE_GETTEXT_DOMAIN, WIRE_LOCALE_DIR);
  bind_textdomain_codeset (WIRE_GETTEXT_DOMAIN, "UTF-8");
  textdomain (WIRE_GETTEXT_DOMAIN);

  g_resources_register (wirecase_get_resource ());
  application = wire_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}

/* main.c: the door to the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/window/wire-application.h"
#include "base/wire-io.h"
#include "base/wire-language.h"
#include "ui/wirecase-resources.h"

int
main (int argc, char **argv)
{
  g_autoptr (WireApplication) application = NULL;

  wire_io_keep_standard ();
  wire_language_begin ();
  g_resources_register (wirecase_get_resource ());
  application = wire_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}

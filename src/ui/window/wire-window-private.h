/* wire-window-private.h: what the window and its actions share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/capture/wire-capture-page.h"
#include "ui/cases/wire-case-store.h"
#include "ui/files/wire-files-page.h"
#include "ui/sockets/wire-sockets-page.h"
#include "ui/text/wire-text-page.h"
#include "ui/window/wire-window.h"

G_BEGIN_DECLS

struct _WireWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwViewSwitcherTitle *switcher_title;
  GtkLabel *file_name;
  AdwSplitButton *open_button;
  AdwViewStack *stack;
  WireCapturePage *captures;
  WireFilesPage *files;
  WireSocketsPage *sockets;
  WireTextPage *text;
  GtkWidget *content;

  WireCaseStore *kept; /* the case that the window's capture or files are in, or NULL */
  char *kept_sha256;   /* of the capture in it */
  WireCaseNote *wish;  /* that waits for the case */
  char *wish_path;     /* of the file that it is about, which is no evidence yet; or NULL */
  gboolean wish_is_bookmark;
};

void wire_window_install_actions (GtkWidgetClass *widget_class);
void wire_window_open_beside (WireWindow *self, GFile *file);
gboolean wire_window_is_at (WireWindow *self, gpointer page);

G_END_DECLS

/* wire-capture-page-keys.c: the keys that a capture is read with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/capture/wire-capture-page-private.h"

#include "base/wire-printable.h"
#include "capture/tls/keys/wire-tls-private-keys.h"
#include "ui/session/wire-key-intake.h"
#include "ui/session/wire-passphrase-dialog.h"
#include "ui/widgets/wire-file-dialog.h"
#include "ui/widgets/wire-message-dialog.h"

#include <glib/gi18n.h>

static void
say (WireCapturePage *self, const char *sentence)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.notify", "s", sentence);
}

/* Downloads that were checked on Files are no longer those of the views. */
static void
read_again (WireCapturePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.forget-objects", NULL);
  wire_capture_page_read_again (self);
}

/* Files with keys, of which one is locked. */
typedef struct
{
  GWeakRef page;
  GStrv paths;
} Locked;

static void
locked_free (gpointer data)
{
  Locked *locked = data;

  g_weak_ref_clear (&locked->page);
  g_strfreev (locked->paths);
  g_free (locked);
}

static void
unlocked_cb (gpointer data)
{
  Locked *locked = data;
  g_autoptr (WireCapturePage) page = g_weak_ref_get (&locked->page);

  if (page)
    wire_capture_page_add_keys (page, (const char *const *) locked->paths);
}

static void
ask_passphrase (WireCapturePage *self,
                const char *const *keys,
                const char *const *locked_first,
                const GError *problem)
{
  Locked *locked = g_new0 (Locked, 1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_addv (builder, (const char **) keys);
  g_strv_builder_addv (builder, (const char **) locked_first);
  locked->paths = g_strv_builder_end (builder);
  g_weak_ref_init (&locked->page, self);
  wire_passphrase_dialog_show (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                               locked_first[0], problem->message, unlocked_cb, locked, locked_free);
}

static void
checked_cb (const char *const *keys,
            const char *const *others,
            const GError *problem,
            GObject *owner)
{
  WireCapturePage *self = WIRE_CAPTURE_PAGE (owner);

  if (!self->keys) /* the capture was closed meanwhile */
    return;
  if (wire_tls_private_keys_wants_passphrase (problem) && others[0])
    {
      ask_passphrase (self, keys, others, problem);
      return;
    }
  if (problem)
    {
      wire_message_dialog_show (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                _ ("These Keys Could Not Be Used"), problem->message);
      return;
    }
  wire_capture_keys_add (self->keys, keys);
  read_again (self);
}

void
wire_capture_page_add_keys (WireCapturePage *self, const char *const *paths)
{
  g_return_if_fail (WIRE_IS_CAPTURE_PAGE (self));

  if (self->keys)
    wire_key_intake_check (paths, checked_cb, G_OBJECT (self));
  else
    say (self, _ ("This file has keys. Open the capture first, then add its keys."));
}

static void
chosen_cb (GListModel *files, gpointer data)
{
  WireCapturePage *self = WIRE_CAPTURE_PAGE (data);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      if (g_file_peek_path (file))
        g_ptr_array_add (paths, g_file_get_path (file));
    }
  g_ptr_array_add (paths, NULL);
  wire_capture_page_add_keys (self, (const char *const *) paths->pdata);
}

/* Asks for files with keys. */
void
wire_capture_page_choose_keys (WireCapturePage *self)
{
  if (self->keys)
    wire_file_dialog_open_files (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 _ ("Add Keys"), chosen_cb, self);
  else
    say (self, _ ("Open the capture first, then add its keys."));
}

static gboolean
has_keys (WireCapturePage *self)
{
  if (self->keys && wire_capture_keys_get_paths (self->keys)[0])
    return TRUE;
  say (self, _ ("This capture is read without keys from files."));
  return FALSE;
}

/* A key log may have grown since. */
void
wire_capture_page_read_keys_again (WireCapturePage *self)
{
  if (has_keys (self))
    read_again (self);
}

void
wire_capture_page_forget_keys (WireCapturePage *self)
{
  if (!has_keys (self))
    return;
  wire_capture_keys_forget (self->keys);
  read_again (self);
}

static void
found_cb (WireCapturePage *self, const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = wire_printable_name (base);
  /* Translators: %s is the name of a file next to the capture */
  g_autofree char *text = g_strdup_printf (
      _ ("Some of the TLS here cannot be read. “%s” in the same folder may have the keys."), name);
  const char *paths[] = { path };

  wire_notice_offer (self->key_notice, text, _ ("_Use Keys"), "capture.add-keys",
                     g_variant_new_bytestring_array (paths, 1));
}

/* Finds out which keys the capture @file was read with last. */
void
wire_capture_page_attach_keys (WireCapturePage *self, GFile *file)
{
  self->keys = wire_capture_keys_new (file);
  g_signal_connect_object (self->keys, "found", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
}

/* Keys that are remembered may be locked; other problems are among the capture's warnings. */
static void
remembered_cb (const char *const *keys,
               const char *const *others,
               const GError *problem,
               GObject *owner)
{
  if (wire_tls_private_keys_wants_passphrase (problem))
    checked_cb (keys, others, problem, owner);
}

/* Once the capture is loaded. */
void
wire_capture_page_offer_keys (WireCapturePage *self)
{
  const char *const *paths = wire_capture_keys_get_paths (self->keys);

  if (paths[0])
    wire_key_intake_check (paths, remembered_cb, G_OBJECT (self));
  wire_capture_keys_look_beside (self->keys, wire_capture_session_get_capture (self->session));
}

/* wire-addresses-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/sockets/wire-addresses-view.h"

#include "base/wire-printable.h"
#include "sockets/wire-own-addresses.h"
#include "ui/widgets/wire-info-button.h"
#include "ui/widgets/wire-copy-row.h"
#include "ui/widgets/wire-wrap-layout.h"

#include <glib/gi18n.h>

/**
 * WireAddressesView:
 *
 * Looks names up in a worker when it first comes on the screen, and again when it is asked to: a
 * name server may take seconds. Each address is copied by a click. Main thread only.
 */
struct _WireAddressesView
{
  AdwBin parent_instance;

  GCancellable *looking; /* NULL while nothing is looked up */
  gboolean looked;

  GtkWidget *look_up;
  GtkSpinner *spinner;
  GtkBox *rows;
};

G_DEFINE_FINAL_TYPE (WireAddressesView, wire_addresses_view, ADW_TYPE_BIN)

static void
clear_rows (WireAddressesView *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))))
    gtk_box_remove (self->rows, row);
}

/* A name may come from a name server or from the administrator: nothing in it acts here. */
static void
add_row (WireAddressesView *self, const WireOwnAddress *address)
{
  g_autofree char *name = wire_printable_name (address->name);
  g_autofree char *title = NULL;
  g_autofree char *failed = NULL;
  GtkWidget *label;

  if (address->address)
    {
      /* Translators: a name or an interface, and from where its address is reached */
      title = g_strdup_printf (_ ("%s – %s"), name, wire_address_kind_explain (address->kind));
      gtk_box_append (self->rows, wire_copy_row_new (title, address->address));
      return;
    }
  /* Translators: a name, and why it has no address */
  failed = g_strdup_printf (_ ("%s – not resolved: %s"), name, address->error);
  label = gtk_label_new (failed);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (self->rows, label);
}

static void
set_looking (WireAddressesView *self, gboolean looking)
{
  gtk_widget_set_sensitive (self->look_up, !looking);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), looking);
  gtk_spinner_set_spinning (self->spinner, looking);
}

static void
look_up_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  (void) source;
  (void) data;
  (void) cancellable;
  g_task_return_pointer (task, wire_own_addresses_resolve (), (GDestroyNotify) g_ptr_array_unref);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  WireAddressesView *self = WIRE_ADDRESSES_VIEW (source);
  g_autoptr (GPtrArray) addresses = g_task_propagate_pointer (G_TASK (result), NULL);

  (void) data;
  g_clear_object (&self->looking);
  if (!addresses) /* the view is gone */
    return;
  set_looking (self, FALSE);
  clear_rows (self);
  for (guint i = 0; i < addresses->len; i++)
    add_row (self, addresses->pdata[i]);
}

static void
look_up_cb (WireAddressesView *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->looking)
    return;
  self->looked = TRUE;
  self->looking = g_cancellable_new ();
  set_looking (self, TRUE);
  task = g_task_new (self, self->looking, looked_up_cb, NULL);
  g_task_run_in_thread (task, look_up_thread);
}

static void
wire_addresses_view_map (GtkWidget *widget)
{
  WireAddressesView *self = WIRE_ADDRESSES_VIEW (widget);

  GTK_WIDGET_CLASS (wire_addresses_view_parent_class)->map (widget);
  if (!self->looked)
    look_up_cb (self);
}

static void
wire_addresses_view_dispose (GObject *object)
{
  WireAddressesView *self = WIRE_ADDRESSES_VIEW (object);

  if (self->looking)
    g_cancellable_cancel (self->looking);
  G_OBJECT_CLASS (wire_addresses_view_parent_class)->dispose (object);
}

static void
wire_addresses_view_class_init (WireAddressesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wire_addresses_view_dispose;
  widget_class->map = wire_addresses_view_map;

  g_type_ensure (WIRE_TYPE_INFO_BUTTON);
  g_type_ensure (WIRE_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/sockets/wire-addresses-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WireAddressesView, look_up);
  gtk_widget_class_bind_template_child (widget_class, WireAddressesView, spinner);
  gtk_widget_class_bind_template_child (widget_class, WireAddressesView, rows);
  gtk_widget_class_bind_template_callback (widget_class, look_up_cb);
}

static void
wire_addresses_view_init (WireAddressesView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* wire-notice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-notice.h"

#include "ui/widgets/wire-announcement.h"

/**
 * WireNotice:
 *
 * A warning, or an offer with a button. It is seen and heard until the user hides it. Main thread
 * only.
 */
struct _WireNotice
{
  AdwBin parent_instance;

  gboolean wanted; /* there is something to say, and it was not hidden */
  gboolean muted;  /* somebody else on the screen says it */
  GtkRevealer *revealer;
  GtkWidget *box;
  GtkImage *icon;
  GtkLabel *label;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (WireNotice, wire_notice, ADW_TYPE_BIN)

static void
update (WireNotice *self)
{
  gtk_revealer_set_reveal_child (self->revealer, self->wanted && !self->muted);
}

static void
hide_cb (WireNotice *self)
{
  self->wanted = FALSE;
  update (self);
}

static void
wire_notice_class_init (WireNoticeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/widgets/wire-notice.ui");
  gtk_widget_class_bind_template_child (widget_class, WireNotice, revealer);
  gtk_widget_class_bind_template_child (widget_class, WireNotice, box);
  gtk_widget_class_bind_template_child (widget_class, WireNotice, icon);
  gtk_widget_class_bind_template_child (widget_class, WireNotice, label);
  gtk_widget_class_bind_template_child (widget_class, WireNotice, button);
  gtk_widget_class_bind_template_callback (widget_class, hide_cb);
}

static void
wire_notice_init (WireNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  wire_announce_changes (self->label);
}

/** Says @text; an empty one hides the notice. */
void
wire_notice_say (WireNotice *self, const char *text)
{
  g_return_if_fail (WIRE_IS_NOTICE (self));

  if (*text) /* it is seen until it is hidden */
    gtk_label_set_label (self->label, text);
  self->wanted = *text != '\0';
  update (self);
}

/** @muted: the notice is not shown for now */
void
wire_notice_set_muted (WireNotice *self, gboolean muted)
{
  g_return_if_fail (WIRE_IS_NOTICE (self));

  self->muted = muted;
  update (self);
}

/**
 * wire_notice_offer:
 * @self: a notice
 * @text: what could be done
 * @button: to do it, with its mnemonic
 * @action: what the button activates
 * @target: (transfer floating): parameter of @action
 *
 * Says @text, which is not a warning.
 */
void
wire_notice_offer (
    WireNotice *self, const char *text, const char *button, const char *action, GVariant *target)
{
  g_return_if_fail (WIRE_IS_NOTICE (self));

  gtk_image_set_from_icon_name (self->icon, "dialog-information-symbolic");
  gtk_widget_remove_css_class (self->box, "partial-banner");
  gtk_widget_add_css_class (self->box, "offer-banner");
  gtk_button_set_label (self->button, button);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action);
  gtk_widget_set_visible (GTK_WIDGET (self->button), TRUE);
  wire_notice_say (self, text);
}

/* wire-download-tile.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/downloads/wire-download-tile.h"

#include <glib/gi18n.h>

/**
 * WireDownloadTile:
 *
 * The thumbnail of an object, or the icon of its type; below it name, size and verdict. What comes
 * later, the thumbnail or the verdict, replaces what stood there. Main thread only.
 */
struct _WireDownloadTile
{
  GtkWidget parent_instance;

  WireThumbnails *thumbnails;
  guint32 object;
  gboolean pictured; /* it is a picture, by its bytes */

  GtkStack *stack;
  GtkImage *icon;
  GtkPicture *picture;
  GtkLabel *tiny;
  GtkInscription *name;
  GtkInscription *size;
  GtkWidget *verdict;
  GtkImage *verdict_icon;
  GtkLabel *verdict_word;
  const char *style; /* of the verdict */
};

G_DEFINE_FINAL_TYPE (WireDownloadTile, wire_download_tile, GTK_TYPE_WIDGET)

/* Pixels either way that nobody sees. */
#define TINY 3

static void
show_icon (WireDownloadTile *self, const WireObject *object, const WireDownloadFacts *facts)
{
  const char *fallback = object->flags & WIRE_OBJECT_REQUESTED_ONLY ? "mail-send-symbolic"
                                                                    : "content-loading-symbolic";
  g_autoptr (GIcon) icon = facts->type ? g_content_type_get_symbolic_icon (facts->type) : NULL;

  if (icon)
    gtk_image_set_from_gicon (self->icon, icon);
  else
    gtk_image_set_from_icon_name (self->icon, fallback);
  gtk_image_set_pixel_size (self->icon, 48);
}

/* Single clear pixels, which tell a server who looks, are the commonest pictures of all: what is
 * too small to be seen is told. */
static gboolean
show_tiny (WireDownloadTile *self, GdkTexture *texture)
{
  int width = gdk_texture_get_width (texture);
  int height = gdk_texture_get_height (texture);
  g_autofree char *text = g_strdup_printf ("%d × %d", width, height);

  if (width > TINY || height > TINY)
    return FALSE;
  gtk_label_set_text (self->tiny, text);
  gtk_stack_set_visible_child_name (self->stack, "tiny");
  return TRUE;
}

static void
show_thumbnail (WireDownloadTile *self)
{
  GdkTexture *texture = NULL;

  if (self->pictured)
    wire_thumbnails_get (self->thumbnails, self->object, &texture);
  gtk_picture_set_paintable (self->picture, texture ? GDK_PAINTABLE (texture) : NULL);
  if (!texture || !show_tiny (self, texture))
    gtk_stack_set_visible_child_name (self->stack, texture ? "picture" : "icon");
}

static void
ready_cb (WireDownloadTile *self, guint object)
{
  if (object == self->object)
    show_thumbnail (self);
}

static void
set_thumbnails (WireDownloadTile *self, WireThumbnails *thumbnails)
{
  if (self->thumbnails == thumbnails)
    return;
  if (self->thumbnails)
    g_signal_handlers_disconnect_by_data (self->thumbnails, self);
  g_set_object (&self->thumbnails, thumbnails);
  if (thumbnails)
    g_signal_connect_swapped (thumbnails, "ready", G_CALLBACK (ready_cb), self);
}

static void
show_verdict (WireDownloadTile *self, guint verdict)
{
  const char *style = wire_download_verdict_get_style (verdict);

  if (self->style)
    gtk_widget_remove_css_class (self->verdict, self->style);
  self->style = style;
  gtk_widget_add_css_class (self->verdict, style);
  gtk_image_set_from_icon_name (self->verdict_icon, wire_download_verdict_get_icon (verdict));
  gtk_label_set_text (self->verdict_word, wire_download_verdict_get_word (verdict));
}

/* What an incomplete one lacks is more than how large it ought to be. */
static char *
describe_size (const WireObject *object, const WireDownloadFacts *facts)
{
  g_autofree char *there = g_format_size (object->expected - object->missing);
  g_autofree char *all = g_format_size (object->expected);
  g_autofree char *size = NULL;

  if (object->flags & WIRE_OBJECT_REQUESTED_ONLY)
    return g_strdup (_ ("no body"));
  if (object->missing == 0)
    size = g_format_size (wire_download_get_size (object, facts));
  else
    /* Translators: how much of how much was captured: “12 kB of 14 kB” */
    size = g_strdup_printf (_ ("%s of %s"), there, all);
  return object->origin.direction == WIRE_TRANSFER_UPLOAD ? g_strconcat ("↑ ", size, NULL)
                                                          : g_steal_pointer (&size);
}

/* Which test found it is no question where everything is shown. */
static char *
describe_shortly (const WireObject *object, const WireDownloadFacts *facts, WireObjectChoice choice)
{
  WireObjectFound found =
      wire_object_choice_find (choice, object->method, object->uri, facts->type);
  const char *by = found == WIRE_OBJECT_FOUND_BY_URI     ? _ ("by URI")
                   : found == WIRE_OBJECT_FOUND_BY_BYTES ? _ ("by bytes")
                                                         : _ ("by both");
  char *size = describe_size (object, facts);
  char *text;

  if (choice == WIRE_OBJECT_ALL)
    return size;
  text = g_strdup_printf ("%s · %s", size, by);
  g_free (size);
  return text;
}

/** Returns: (transfer full): name, type, size and verdict, for a screen reader */
char *
wire_download_describe (const WireObject *object, const WireDownloadFacts *facts)
{
  g_autofree char *name = wire_download_make_name (object);
  g_autofree char *size = g_format_size (wire_download_get_size (object, facts));
  const char *verdict = wire_download_verdict_get_word (wire_download_get_verdict (object, facts));

  if (object->flags & WIRE_OBJECT_REQUESTED_ONLY)
    return g_strdup_printf ("%s, %s", name, verdict);
  if (!facts->words)
    return g_strdup_printf ("%s, %s, %s", name, size, verdict);
  return g_strdup_printf ("%s, %s, %s, %s", name, facts->words, size, verdict);
}

static void
wire_download_tile_dispose (GObject *object)
{
  WireDownloadTile *self = WIRE_DOWNLOAD_TILE (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  set_thumbnails (self, NULL);
  if (child)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (wire_download_tile_parent_class)->dispose (object);
}

static void
wire_download_tile_class_init (WireDownloadTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wire_download_tile_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/downloads/wire-download-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, WireDownloadTile, icon);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadTile, name);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadTile, picture);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadTile, size);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadTile, stack);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadTile, tiny);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadTile, verdict);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadTile, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadTile, verdict_word);
}

static void
wire_download_tile_init (WireDownloadTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
wire_download_tile_new (void)
{
  return g_object_new (WIRE_TYPE_DOWNLOAD_TILE, NULL);
}

/**
 * wire_download_tile_show:
 * @tile: a tile
 * @store: knows the objects
 * @thumbnails: has or makes their pictures
 * @object: which to show
 * @choice: what was looked for: the tile says which test found the object
 */
void
wire_download_tile_show (WireDownloadTile *self,
                         WireDownloadStore *store,
                         WireThumbnails *thumbnails,
                         guint32 object,
                         WireObjectChoice choice)
{
  const WireObject *shown = wire_object_list_get (wire_download_store_get_list (store), object);
  g_autofree char *name = wire_download_make_name (shown);
  g_autofree char *description = NULL;
  g_autofree char *size = NULL;
  WireDownloadFacts facts;

  wire_download_store_get_facts (store, object, &facts);
  set_thumbnails (self, thumbnails);
  self->object = object;
  self->pictured = facts.type && g_str_has_prefix (facts.type, "image/");
  size = describe_shortly (shown, &facts, choice);
  description = wire_download_describe (shown, &facts);
  gtk_inscription_set_text (self->name, name);
  gtk_inscription_set_text (self->size, size);
  show_icon (self, shown, &facts);
  show_thumbnail (self);
  show_verdict (self, wire_download_get_verdict (shown, &facts));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, description,
                                  -1);
}

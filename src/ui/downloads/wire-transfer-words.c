/* wire-transfer-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/downloads/wire-transfer-words.h"

#include <glib/gi18n.h>

/** Returns: the protocol that brought @object, all versions of HTTP/1 as one; a literal */
const char *
wire_transfer_get_family (const WireObject *object)
{
  const char *protocol = object->origin.protocol;

  return g_str_has_prefix (protocol, "HTTP/1.") ? "HTTP/1" : protocol;
}

/* Without its parameters, in either case. */
static gboolean
has_type (const WireObject *object, const char *type)
{
  gsize length = strlen (type);
  const char *declared = object->content_type;

  return declared && g_ascii_strncasecmp (declared, type, length) == 0
         && !g_ascii_isalnum (declared[length]);
}

/** Returns: whether @object is what a page or program sent, such as a form, and not a file */
gboolean
wire_transfer_is_form_data (const WireObject *object)
{
  static const char *const TYPES[] = { "application/x-www-form-urlencoded", "multipart/form-data",
                                       "application/json", "text/json", "application/x-json" };

  if (object->origin.direction != WIRE_TRANSFER_UPLOAD || object->exchange == WIRE_OBJECT_NONE
      || object->origin.parent != WIRE_OBJECT_NONE)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (TYPES); i++)
    if (has_type (object, TYPES[i]))
      return TRUE;
  return FALSE;
}

/** Returns: (transfer full): who sent @object to whom */
char *
wire_transfer_describe (const WireObject *object)
{
  char client[WIRE_ENDPOINT_TEXT_MAX];
  char server[WIRE_ENDPOINT_TEXT_MAX];
  const WireTuple *tuple = &object->tuple;

  wire_endpoint_to_text (tuple->family, tuple->src, FALSE, 0, client);
  wire_endpoint_to_text (tuple->family, tuple->dst, TRUE, tuple->dst_port, server);
  if (object->origin.direction == WIRE_TRANSFER_UPLOAD)
    /* Translators: who sent a file to which server */
    return g_strdup_printf (_ ("%s sent it to %s"), client, server);
  if (object->flags & WIRE_OBJECT_REQUESTED_ONLY)
    return g_strdup_printf (_ ("%s asked %s for it"), client, server);
  return g_strdup_printf (_ ("%s downloaded it from %s"), client, server);
}

/* wire-object-name.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-name.h"

#include "base/wire-printable.h"
#include "base/wire-save.h"

#include <string.h>

/* What a URI may say is not a path, not a device, and nothing that reads otherwise than it is. */

static gboolean
is_unwanted (gunichar c)
{
  return wire_printable_hides (c) || (c < 128 && strchr ("/\\:*?\"<>|", (int) c))
         || !g_unichar_isdefined (c);
}

/* Returns: (transfer full): the last part of the path, percent codes undone, as UTF-8 */
static char *
get_last_part (const char *uri)
{
  gsize length = strcspn (uri, "?#");
  const char *begin = uri + length;
  g_autofree char *part = NULL;
  g_autofree char *plain = NULL;

  while (begin > uri && begin[-1] != '/')
    begin--;
  part = g_strndup (begin, (gsize) (uri + length - begin));
  plain = g_uri_unescape_string (part, NULL);
  return g_utf8_make_valid (plain ? plain : part, -1);
}

static char *
replace_unwanted (const char *part)
{
  GString *name = g_string_new (NULL);

  for (const char *p = part; *p; p = g_utf8_next_char (p))
    g_string_append_unichar (name, is_unwanted (g_utf8_get_char (p)) ? '_' : g_utf8_get_char (p));
  return g_string_free (name, FALSE);
}

/* Serial and parallel ports are numbered by a digit, which may be a raised one. */
static gboolean
is_port (const char *stem)
{
  static const char *const RAISED[] = { "\xc2\xb9", "\xc2\xb2", "\xc2\xb3", NULL };

  if (g_ascii_strncasecmp (stem, "COM", 3) != 0 && g_ascii_strncasecmp (stem, "LPT", 3) != 0)
    return FALSE;
  return (g_ascii_isdigit (stem[3]) && !stem[4]) || g_strv_contains (RAISED, stem + 3);
}

/* Windows takes these for devices whatever their extension, and may be where the files go. */
static gboolean
is_reserved (const char *name)
{
  static const char *const DEVICES[] = { "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$" };
  g_autofree char *stem = g_strchomp (g_strndup (name, strcspn (name, ".")));

  for (gsize i = 0; i < G_N_ELEMENTS (DEVICES); i++)
    if (g_ascii_strcasecmp (stem, DEVICES[i]) == 0)
      return TRUE;
  return is_port (stem);
}

/* Returns: (transfer full): @name cut before its extension to @length bytes, between characters */
static char *
shorten (const char *name, gsize length)
{
  const char *extension = wire_save_find_extension (name);
  gsize stem = (gsize) (extension - name);
  const char *end = name;

  if (strlen (name) <= length)
    return g_strdup (name);
  stem = MIN (stem, length - strlen (extension));
  while ((gsize) (g_utf8_next_char (end) - name) <= stem)
    end = g_utf8_next_char (end);
  return g_strdup_printf ("%.*s%s", (int) (end - name), name, extension);
}

/* Returns: (transfer full): a safe file name that looks like @part */
static char *
make_safe (const char *part, const char *extension)
{
  g_autofree char *clean = replace_unwanted (part);
  g_autofree char *full = NULL;
  const char *name = clean;

  /* Neither hidden nor `..`, no option of a command, and no end that Windows would drop. */
  while (*name == '.' || *name == ' ')
    name++;
  for (gsize n = strlen (name); n > 0 && (name[n - 1] == '.' || name[n - 1] == ' '); n--)
    clean[name - clean + n - 1] = '\0';
  full = g_strconcat (is_reserved (name) || *name == '-' ? "_" : "", *name ? name : "download",
                      *wire_save_find_extension (name) || !extension || !*extension ? "" : ".",
                      *wire_save_find_extension (name) || !extension ? "" : extension, NULL);
  return shorten (full, WIRE_OBJECT_MAX_NAME);
}

/**
 * wire_object_make_label:
 * @self: an object
 *
 * Returns: (transfer full): what people call it: the whole of what was asked for, with its host, or
 * else its path or name, as it came; empty where it has none of these
 */
char *
wire_object_make_label (const WireObject *self)
{
  if (self->uri)
    return g_strconcat (self->host && !strstr (self->uri, "://") ? self->host : "", self->uri,
                        NULL);
  return g_strdup (self->origin.path   ? self->origin.path
                   : self->origin.name ? self->origin.name
                                       : "");
}

/**
 * wire_object_tell_name:
 * @self: an object
 *
 * Returns: (transfer full) (nullable): what it is called, as UTF-8 and as it came: by its protocol,
 * or else by the last part of what was asked for
 */
char *
wire_object_tell_name (const WireObject *self)
{
  g_autofree char *part = get_last_part (self->uri ? self->uri : "");

  if (self->origin.name)
    return g_strdup (self->origin.name);
  return *part ? g_steal_pointer (&part) : NULL;
}

/**
 * wire_object_make_name:
 * @uri: (nullable): that an object was asked for by
 * @extension: (nullable): without its dot, for a name that has none
 *
 * Returns: (transfer full): a safe file name of at most %WIRE_OBJECT_MAX_NAME bytes
 */
char *
wire_object_make_name (const char *uri, const char *extension)
{
  g_autofree char *part = get_last_part (uri ? uri : "");

  return make_safe (part, extension);
}

/* Returns: (transfer full): @title as the name of a file of that kind, whatever it ends in */
static char *
make_safe_title (const char *title, const char *extension)
{
  g_autofree char *safe = make_safe (title, NULL);
  g_autofree char *end = extension && *extension ? g_strconcat (".", extension, NULL) : NULL;
  g_autofree char *stem = NULL;

  if (!end || g_str_has_suffix (safe, end))
    return g_steal_pointer (&safe);
  stem = shorten (safe, WIRE_OBJECT_MAX_NAME - strlen (end));
  return g_strconcat (stem, end, NULL);
}

/** As wire_object_make_name(), for @self, which may have a name of its own. */
char *
wire_object_make_file_name (const WireObject *self, const char *extension)
{
  if (self->origin.titled)
    return make_safe_title (self->origin.name ? self->origin.name : "mail",
                            self->origin.mail ? "eml" : extension);
  return self->origin.name ? make_safe (self->origin.name, extension)
                           : wire_object_make_name (self->uri, extension);
}

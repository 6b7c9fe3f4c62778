/* wire-lpd-control.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/lpd/wire-lpd-control.h"

#include <string.h>

/* What a file is printed as: each is the first character of a line. */
#define FORMATS "cdfglnoprtv"

static void
clear_named (gpointer data)
{
  WireLpdNamed *named = data;

  g_free (named->file);
  g_free (named->name);
}

static void
replace (char **place, const char *text)
{
  g_free (*place);
  *place = g_utf8_make_valid (text, -1);
}

/* Files that are printed several times have several lines. */
static void
add_file (WireLpdControl *self, const char *file, char **waiting)
{
  WireLpdNamed named = { .name = NULL };

  for (guint i = 0; i < self->files->len; i++)
    if (strcmp (g_array_index (self->files, WireLpdNamed, i).file, file) == 0)
      return;
  if (self->files->len == WIRE_LPD_MAX_FILES)
    return;
  named.file = g_strdup (file);
  named.name = g_steal_pointer (waiting);
  g_array_append_val (self->files, named);
}

/* The name comes after the file that it is of, or before it. */
static void
add_name (WireLpdControl *self, const char *name, char **waiting)
{
  WireLpdNamed *last = self->files->len > 0
                           ? &g_array_index (self->files, WireLpdNamed, self->files->len - 1)
                           : NULL;

  replace (last && !last->name ? &last->name : waiting, name);
}

static void
read_line (WireLpdControl *self, const char *line, char **waiting)
{
  if (*line == 'P')
    replace (&self->user, line + 1);
  else if (*line == 'H')
    replace (&self->host, line + 1);
  else if (*line == 'J')
    replace (&self->job, line + 1);
  else if (*line == 'N' && line[1])
    add_name (self, line + 1, waiting);
  else if (*line && strchr (FORMATS, *line) && g_str_has_prefix (line + 1, "df"))
    add_file (self, line + 1, waiting);
}

/** @control: (out): what @text says; to be cleared */
void
wire_lpd_control_parse (const char *text, gsize length, WireLpdControl *control)
{
  g_autofree char *copy = g_strndup (text, length);
  g_auto (GStrv) lines = g_strsplit (copy, "\n", 4096);
  g_autofree char *waiting = NULL;

  *control = (WireLpdControl){ .files = g_array_new (FALSE, FALSE, sizeof (WireLpdNamed)) };
  g_array_set_clear_func (control->files, clear_named);
  for (guint i = 0; lines[i]; i++)
    read_line (control, lines[i], &waiting);
}

/** Returns: (transfer none) (nullable): what @file is called; that of the job where it does not say
 * and has no other file */
const char *
wire_lpd_control_find_name (const WireLpdControl *self, const char *file)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      const WireLpdNamed *named = &g_array_index (self->files, WireLpdNamed, i);

      if (strcmp (named->file, file) == 0 && named->name)
        return named->name;
    }
  return self->files->len == 1 ? self->job : NULL;
}

void
wire_lpd_control_clear (WireLpdControl *self)
{
  g_free (self->user);
  g_free (self->host);
  g_free (self->job);
  g_clear_pointer (&self->files, g_array_unref);
  *self = (WireLpdControl){ 0 };
}

/* wire-field-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/table/wire-field-table.h"

#include "capture/fields/table/wire-field-rows-private.h"

#include <string.h>

typedef struct
{
  const WireFieldInfo *rows;
  const gsize *length;
} Part;

static const Part PARTS[] = {
  { wire_field_rows_frame, &wire_field_n_rows_frame },
  { wire_field_rows_link, &wire_field_n_rows_link },
  { wire_field_rows_network, &wire_field_n_rows_network },
  { wire_field_rows_transport, &wire_field_n_rows_transport },
  { wire_field_rows_application, &wire_field_n_rows_application },
  { wire_field_rows_http, &wire_field_n_rows_http },
  { wire_field_rows_http2, &wire_field_n_rows_http2 },
  { wire_field_rows_talk, &wire_field_n_rows_talk },
  { wire_field_rows_own, &wire_field_n_rows_own },
};

/** Returns: how many fields there are */
guint
wire_field_table_get_length (void)
{
  gsize n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (PARTS); i++)
    n += *PARTS[i].length;
  return (guint) n;
}

/** Returns: (transfer none): row @index of the table, from 0 */
const WireFieldInfo *
wire_field_table_get (guint index)
{
  for (guint i = 0; i < G_N_ELEMENTS (PARTS); i++)
    {
      if (index < *PARTS[i].length)
        return &PARTS[i].rows[index];
      index -= (guint) *PARTS[i].length;
    }
  return NULL;
}

static const WireFieldInfo *
find_exactly (const char *name, gsize length)
{
  guint n = wire_field_table_get_length ();

  for (guint i = 0; i < n; i++)
    {
      const WireFieldInfo *info = wire_field_table_get (i);

      if (strncmp (info->name, name, length) == 0 && info->name[length] == '\0')
        return info;
    }
  return NULL;
}

/* What names of protocols were in older versions of Wireshark, which still takes them. */
static const struct
{
  const char *old;
  const char *now;
} OLD_NAMES[] = { { "ssl", "tls" }, { "bootp", "dhcp" } };

/** Returns: (transfer none) (nullable): the field whose name is the @length bytes at @name, or once
 * was */
const WireFieldInfo *
wire_field_table_find (const char *name, gsize length)
{
  const WireFieldInfo *info = find_exactly (name, length);

  for (gsize i = 0; !info && i < G_N_ELEMENTS (OLD_NAMES); i++)
    {
      gsize n = strlen (OLD_NAMES[i].old);
      g_autofree char *now = NULL;

      if (length < n || strncmp (name, OLD_NAMES[i].old, n) != 0 || (length > n && name[n] != '.'))
        continue;
      now = g_strdup_printf ("%s%.*s", OLD_NAMES[i].now, (int) (length - n), name + n);
      info = find_exactly (now, strlen (now));
    }
  return info;
}

/** Returns: (nullable): the abbreviation of @protocol itself */
const char *
wire_field_table_find_protocol (WireProtocol protocol)
{
  guint n = wire_field_table_get_length ();

  for (guint i = 0; protocol != WIRE_PROTOCOL_NONE && i < n; i++)
    {
      const WireFieldInfo *info = wire_field_table_get (i);

      if (info->protocol == protocol && info->type == WIRE_FIELD_PROTOCOL)
        return info->name;
    }
  return NULL;
}

#define LONGEST 48
#define SUGGESTIONS 3

/* Steps from one word to the other: a letter more, less or another one, or two that changed places
 * (Damerau and Levenshtein, restricted). */
static guint
distance (const char *a, gsize a_length, const char *b, gsize b_length)
{
  guint rows[3][LONGEST + 1];

  for (guint j = 0; j <= b_length; j++)
    rows[0][j] = j;
  for (guint i = 1; i <= a_length; i++)
    {
      const guint *before = rows[(i - 1) % 3];
      guint *row = rows[i % 3];

      row[0] = i;
      for (guint j = 1; j <= b_length; j++)
        {
          guint other = g_ascii_tolower (a[i - 1]) != g_ascii_tolower (b[j - 1]);

          row[j] = MIN (before[j - 1] + other, MIN (before[j], row[j - 1]) + 1);
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], rows[(i - 2) % 3][j - 2] + 1);
        }
    }
  return rows[a_length % 3][b_length];
}

/* Something of the right protocol whose name goes on is nearer than another name. */
static guint
rate (const char *wanted, gsize length, const char *name)
{
  gsize name_length = strlen (name);
  const char *last = strrchr (name, '.');

  if (length > LONGEST || name_length > LONGEST)
    return G_MAXUINT;
  if (name_length >= length && g_ascii_strncasecmp (wanted, name, length) == 0)
    return 1 + (guint) (name_length > length) + (guint) (name_length > length + 12);
  if (last && strlen (last + 1) == length && g_ascii_strncasecmp (last + 1, wanted, length) == 0)
    return 2;
  return distance (wanted, length, name, name_length) * 2;
}

/**
 * wire_field_table_suggest:
 * @name: what is not the name of a field
 * @length: of it
 *
 * Returns: (transfer full) (nullable): up to three names that are much like it, with commas between
 * them; %NULL where none is
 */
char *
wire_field_table_suggest (const char *name, gsize length)
{
  const char *best[SUGGESTIONS + 1] = { NULL };
  guint rates[SUGGESTIONS + 1] = { G_MAXUINT, G_MAXUINT, G_MAXUINT, G_MAXUINT };
  guint n = wire_field_table_get_length ();
  guint limit = length < 4 ? 2 : (guint) MAX (length * 2 / 3, 4);

  for (guint i = 0; i < n; i++)
    {
      const char *candidate = wire_field_table_get (i)->name;
      guint rating = rate (name, length, candidate);
      guint at = SUGGESTIONS;

      if (rating > limit)
        continue;
      for (; at > 0 && rates[at - 1] > rating; at--)
        {
          rates[at] = rates[at - 1];
          best[at] = best[at - 1];
        }
      rates[at] = rating;
      best[at] = candidate;
    }
  best[SUGGESTIONS] = NULL;
  return best[0] ? g_strjoinv (", ", (char **) best) : NULL;
}

/* wire-field-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/wire-field-filter.h"

#include "capture/fields/language/wire-field-check.h"
#include "capture/fields/table/wire-field-table.h"

#include <string.h>

struct _WireFieldFilter
{
  WireFieldNode *test;
  GPtrArray *fields; /* of const WireFieldInfo, by slot */
  gboolean stateful;
};

static gboolean
is_stateful (const WireFieldInfo *info)
{
  g_auto (GStrv) names = NULL;

  if (info->source != WIRE_FIELD_EITHER)
    return (info->flags & WIRE_FIELD_STATEFUL) != 0;
  names = g_strsplit (info->of, " ", -1);
  for (guint i = 0; names[i]; i++)
    {
      const WireFieldInfo *part = wire_field_table_find (names[i], strlen (names[i]));

      if (part && part->flags & WIRE_FIELD_STATEFUL)
        return TRUE;
    }
  return FALSE;
}

/**
 * wire_field_filter_new:
 * @text: a filter: `tcp.port == 80 && http.host contains "example"`
 * @fault: set where %NULL is returned
 *
 * Returns: (transfer full) (nullable): @text, compiled
 */
WireFieldFilter *
wire_field_filter_new (const char *text, WireFieldFault *fault)
{
  g_autoptr (WireFieldFilter) self = g_new0 (WireFieldFilter, 1);

  self->fields = g_ptr_array_new ();
  self->test = wire_field_parse (text, fault);
  if (!self->test || !wire_field_check (self->test, text, self->fields, fault))
    return NULL;
  for (guint i = 0; i < self->fields->len; i++)
    self->stateful |= is_stateful (self->fields->pdata[i]);
  return g_steal_pointer (&self);
}

void
wire_field_filter_free (WireFieldFilter *self)
{
  g_clear_pointer (&self->test, wire_field_node_free);
  g_ptr_array_unref (self->fields);
  g_free (self);
}

/** Returns: (transfer none): what is tested */
const WireFieldNode *
wire_field_filter_get_test (const WireFieldFilter *self)
{
  return self->test;
}

/** Returns: (transfer none) (element-type WireFieldInfo): the fields that are used, by slot */
GPtrArray *
wire_field_filter_get_fields (const WireFieldFilter *self)
{
  return self->fields;
}

/** Returns: whether packets before the one that is asked about decide, too */
gboolean
wire_field_filter_is_stateful (const WireFieldFilter *self)
{
  return self->stateful;
}

/** Returns: whether the packet whose values @packet has passes */
WireTruth
wire_field_filter_test (const WireFieldFilter *self, WireFieldPacket *packet)
{
  return wire_field_evaluate (self->test, packet);
}

/* One mark for each character, so that they are below what they mean. */
static void
append_marks (GString *out, const char *filter, const WireFieldFault *fault)
{
  const char *end = filter + MAX (fault->end, fault->start + 1);

  for (const char *at = filter; at < filter + fault->start && *at; at = g_utf8_next_char (at))
    g_string_append_c (out, ' ');
  g_string_append_c (out, '^');
  for (const char *at = filter + fault->start; *at && (at = g_utf8_next_char (at)) < end && *at;)
    g_string_append_c (out, '~');
}

/**
 * wire_field_fault_to_text:
 * @self: why @filter cannot be used
 * @filter: that filter
 *
 * Returns: (transfer full): three lines: the sentence, the filter, and marks below what is wrong
 */
char *
wire_field_fault_to_text (const WireFieldFault *self, const char *filter)
{
  g_autofree char *printable = g_utf8_make_valid (filter, -1);
  GString *out = g_string_new (self->message);

  if (strlen (printable) > 400 || strpbrk (printable, "\n\t")
      || strlen (printable) != strlen (filter))
    return g_string_free (out, FALSE);
  g_string_append_printf (out, "\n  %s\n  ", printable);
  append_marks (out, printable, self);
  return g_string_free (out, FALSE);
}

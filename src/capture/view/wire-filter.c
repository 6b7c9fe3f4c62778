/* wire-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/view/wire-filter.h"

#include "capture/decode/wire-protocol.h"
#include "base/wire-time.h"

#include <glib/gi18n.h>

struct _WireFilter
{
  gatomicrefcount references;
  GPtrArray *conditions; /* of WireCondition */
};

static WireCondition *
condition_copy (const WireCondition *condition)
{
  WireCondition *copy = g_new (WireCondition, 1);

  *copy = *condition;
  copy->bpf = g_strdup (condition->bpf);
  return copy;
}

static void
condition_free (gpointer data)
{
  WireCondition *condition = data;

  g_free (condition->bpf);
  g_free (condition);
}

/** Returns: (transfer full): a filter that lets everything through */
WireFilter *
wire_filter_new (void)
{
  WireFilter *self = g_new0 (WireFilter, 1);

  g_atomic_ref_count_init (&self->references);
  self->conditions = g_ptr_array_new_with_free_func (condition_free);
  return self;
}

WireFilter *
wire_filter_ref (WireFilter *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
wire_filter_unref (WireFilter *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_ptr_array_unref (self->conditions);
  g_free (self);
}

static WireFilter *
copy_but (WireFilter *filter, guint left_out)
{
  WireFilter *copy = wire_filter_new ();

  for (guint i = 0; i < filter->conditions->len; i++)
    if (i != left_out)
      g_ptr_array_add (copy->conditions, condition_copy (filter->conditions->pdata[i]));
  return copy;
}

/**
 * wire_filter_with:
 * @self: a filter, which stays as it is
 * @condition: copied
 *
 * Returns: (transfer full): @self and @condition; @self itself where that holds it already
 */
WireFilter *
wire_filter_with (WireFilter *self, const WireCondition *condition)
{
  WireFilter *with;

  for (guint i = 0; i < self->conditions->len; i++)
    if (wire_condition_equal (self->conditions->pdata[i], condition))
      return wire_filter_ref (self);
  with = copy_but (self, G_MAXUINT);
  g_ptr_array_add (with->conditions, condition_copy (condition));
  return with;
}

/** Returns: (transfer full): @self, which stays as it is, without condition number @index */
WireFilter *
wire_filter_without (WireFilter *self, guint index)
{
  return copy_but (self, index);
}

guint
wire_filter_get_length (WireFilter *self)
{
  return self->conditions->len;
}

/** Returns: (transfer none): condition number @index, in order of addition */
const WireCondition *
wire_filter_get (WireFilter *self, guint index)
{
  g_return_val_if_fail (index < self->conditions->len, NULL);

  return self->conditions->pdata[index];
}

/** Returns: whether @self and @b say the same; fields that their kind does not use do not count */
gboolean
wire_condition_equal (const WireCondition *self, const WireCondition *b)
{
  if (self->kind != b->kind)
    return FALSE;
  switch (self->kind)
    {
    case WIRE_CONDITION_BPF:
    case WIRE_CONDITION_FIELDS:
      return g_strcmp0 (self->bpf, b->bpf) == 0;
    case WIRE_CONDITION_NOT_FROM:
    case WIRE_CONDITION_FROM:
      return self->tuple.family == b->tuple.family
             && memcmp (self->tuple.src, b->tuple.src, sizeof self->tuple.src) == 0;
    case WIRE_CONDITION_SPAN:
      return self->from == b->from && self->to == b->to;
    case WIRE_CONDITION_FLOW:
    case WIRE_CONDITION_CONVERSATION:
      return wire_tuple_equal (&self->tuple, &b->tuple);
    case WIRE_CONDITION_PROTOCOL:
      return self->protocol == b->protocol;
    }
  return FALSE;
}

#define SECOND G_GINT64_CONSTANT (1000000000)

#define DAY (86400 * SECOND)

/* Rounds down, also before 1970. */
static gint64
floor_divide (gint64 time, gint64 unit)
{
  return time / unit - (time % unit < 0);
}

static char *
time_to_text (gint64 time, gboolean with_date, gboolean with_fraction)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (floor_divide (time, SECOND));
  g_autofree char *text = g_date_time_format (moment, with_date ? "%F %T" : "%T");
  gint64 milliseconds = (time % SECOND + SECOND) % SECOND / 1000000;

  if (!with_fraction)
    return g_steal_pointer (&text);
  return g_strdup_printf ("%s.%03d", text, (int) milliseconds);
}

/* As much as tells the two ends apart: the date where they differ in it, thousandths of a second
 * where the span is short. */
static char *
span_to_text (gint64 from, gint64 to)
{
  gboolean dates = floor_divide (from, DAY) != floor_divide (to, DAY);
  gboolean fractions = floor_divide (to, SECOND) - floor_divide (from, SECOND) < 10;
  g_autofree char *begin = time_to_text (from, dates, fractions);
  g_autofree char *end = time_to_text (to, dates, fractions);

  return g_strdup_printf ("%s–%s", begin, end);
}

static char *
source_to_text (const WireCondition *condition)
{
  char address[WIRE_ADDRESS_TEXT_MAX];

  wire_address_to_text (condition->tuple.family, condition->tuple.src, address);
  return condition->kind == WIRE_CONDITION_FROM ? g_strdup_printf (_ ("from %s"), address)
                                                : g_strdup_printf (_ ("not from %s"), address);
}

/**
 * wire_condition_to_text:
 * @self: a condition
 *
 * Returns: (transfer full): a few words for a chip: `not from 146.176.164.91`. Times are UTC.
 */
char *
wire_condition_to_text (const WireCondition *self)
{
  switch (self->kind)
    {
    case WIRE_CONDITION_BPF:
    case WIRE_CONDITION_FIELDS:
      return g_strdup (self->bpf);
    case WIRE_CONDITION_NOT_FROM:
    case WIRE_CONDITION_FROM:
      return source_to_text (self);
    case WIRE_CONDITION_SPAN:
      return span_to_text (self->from, self->to);
    case WIRE_CONDITION_FLOW:
      return wire_tuple_to_text (&self->tuple, " → ");
    case WIRE_CONDITION_CONVERSATION:
      return wire_tuple_to_text (&self->tuple, " ↔ ");
    case WIRE_CONDITION_PROTOCOL:
      return g_strdup (wire_protocol_get_info (self->protocol)->name);
    }
  return g_strdup ("");
}

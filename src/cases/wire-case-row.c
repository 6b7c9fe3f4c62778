/* wire-case-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cases/wire-case-row.h"

#include "base/wire-printable.h"
#include "base/wire-time.h"

#include <string.h>

struct _WireCaseRow
{
  GObject parent_instance;

  gint64 evidence;
  char *sha256;
  char *capture;
  gint64 time;
  char *text;
  char *detail;
  WireCaseNote *way; /* or NULL */
};

G_DEFINE_FINAL_TYPE (WireCaseRow, wire_case_row, G_TYPE_OBJECT)

static void
wire_case_row_finalize (GObject *object)
{
  WireCaseRow *self = WIRE_CASE_ROW (object);

  g_free (self->sha256);
  g_free (self->capture);
  g_free (self->text);
  g_free (self->detail);
  g_clear_pointer (&self->way, wire_case_note_free);
  G_OBJECT_CLASS (wire_case_row_parent_class)->finalize (object);
}

static void
wire_case_row_class_init (WireCaseRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wire_case_row_finalize;
}

static void
wire_case_row_init (WireCaseRow *self)
{
  self->time = WIRE_TIME_NONE;
}

/* @text: (transfer full) */
static char *
make_printable (char *text)
{
  char *printable = wire_printable (text, strlen (text));

  g_free (text);
  return printable;
}

/**
 * wire_case_row_new:
 * @evidence: the capture that it is in
 * @time: as the capture has it, or %WIRE_TIME_NONE
 * @text: (transfer full): what it is; it may be of any bytes
 * @detail: (transfer full): more about it, likewise
 *
 * Returns: (transfer full): a row that leads to the capture as a whole
 */
WireCaseRow *
wire_case_row_new (const WireCaseEvidence *evidence, gint64 time, char *text, char *detail)
{
  WireCaseRow *self = g_object_new (WIRE_TYPE_CASE_ROW, NULL);

  self->evidence = evidence->id;
  self->sha256 = g_strdup (evidence->sha256);
  self->capture = wire_printable_name (evidence->path);
  self->text = make_printable (text);
  self->detail = make_printable (detail);
  if (time == WIRE_TIME_NONE || __builtin_add_overflow (time, evidence->clock, &self->time))
    self->time = WIRE_TIME_NONE;
  return self;
}

/** Has @self lead to what @way (transfer full) is about, in its capture. */
void
wire_case_row_set_way (WireCaseRow *self, WireCaseNote *way)
{
  g_return_if_fail (WIRE_IS_CASE_ROW (self));

  g_free (way->sha256);
  way->sha256 = g_strdup (self->sha256);
  g_clear_pointer (&self->way, wire_case_note_free);
  self->way = way;
}

gint64
wire_case_row_get_evidence (WireCaseRow *self)
{
  g_return_val_if_fail (WIRE_IS_CASE_ROW (self), 0);
  return self->evidence;
}

const char *
wire_case_row_get_capture (WireCaseRow *self)
{
  g_return_val_if_fail (WIRE_IS_CASE_ROW (self), NULL);
  return self->capture;
}

gint64
wire_case_row_get_time (WireCaseRow *self)
{
  g_return_val_if_fail (WIRE_IS_CASE_ROW (self), WIRE_TIME_NONE);
  return self->time;
}

const char *
wire_case_row_get_text (WireCaseRow *self)
{
  g_return_val_if_fail (WIRE_IS_CASE_ROW (self), NULL);
  return self->text;
}

const char *
wire_case_row_get_detail (WireCaseRow *self)
{
  g_return_val_if_fail (WIRE_IS_CASE_ROW (self), NULL);
  return self->detail;
}

/** Returns: (transfer none) (nullable): where it is in its capture; %NULL for the capture as a
 * whole */
const WireCaseNote *
wire_case_row_get_way (WireCaseRow *self)
{
  g_return_val_if_fail (WIRE_IS_CASE_ROW (self), NULL);
  return self->way;
}

/** Returns: whether @self has @wanted in it, which is casefolded */
gboolean
wire_case_row_matches (WireCaseRow *self, const char *wanted)
{
  const char *const texts[] = { self->text, self->detail, self->capture };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *folded = g_utf8_casefold (texts[i], -1);

      if (strstr (folded, wanted))
        return TRUE;
    }
  return FALSE;
}

/** A GCompareFunc of pointers to rows: by time, and those without a time last; else by capture and
 * packet. */
int
wire_case_row_compare (gconstpointer a, gconstpointer b)
{
  const WireCaseRow *one = *(WireCaseRow *const *) a;
  const WireCaseRow *other = *(WireCaseRow *const *) b;
  guint32 packet = one->way ? one->way->packet : 0;
  guint32 other_packet = other->way ? other->way->packet : 0;

  if (one->time != other->time && (one->time == WIRE_TIME_NONE || other->time == WIRE_TIME_NONE))
    return one->time == WIRE_TIME_NONE ? 1 : -1;
  if (one->time != other->time)
    return one->time < other->time ? -1 : 1;
  if (one->evidence != other->evidence)
    return one->evidence < other->evidence ? -1 : 1;
  return packet < other_packet ? -1 : packet > other_packet;
}

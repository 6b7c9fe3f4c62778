/* wire-case-request-timeline.c: what happened in all captures of a case, in the order of time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/cases/wire-case-request.h"

#include "base/wire-printable.h"
#include "base/wire-time.h"
#include "capture/objects/wire-object-name.h"
#include "cases/wire-case-notes.h"
#include "cli/output/wire-output.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  gint64 time; /* with the clock of its capture corrected */
  gint64 clock;
  char *capture;
  const char *kind;
  guint32 packet; /* from 1 */
  char *text;
} Moment;

typedef struct
{
  const WireCaseRequest *request;
  GPtrArray *moments;
  GPtrArray *notes;
  const WireCaseEvidence *evidence; /* that is looked at */
  WireCapture *capture;
} Timeline;

static void
moment_free (gpointer data)
{
  Moment *moment = data;

  g_free (moment->capture);
  g_free (moment->text);
  g_free (moment);
}

/* @text: (transfer full). What has no time is not in it. */
static void
add (Timeline *self, const char *kind, gint64 time, guint32 packet, char *text)
{
  gint64 corrected;
  Moment *moment;

  if (time == WIRE_TIME_NONE || __builtin_add_overflow (time, self->evidence->clock, &corrected))
    {
      g_free (text);
      return;
    }
  moment = g_new (Moment, 1);
  *moment =
      (Moment){ corrected, self->evidence->clock, g_strdup (self->evidence->path), kind, packet,
                text };
  g_ptr_array_add (self->moments, moment);
}

static void
add_transfers (Timeline *self)
{
  g_autoptr (WireObjectList) list = wire_object_list_new_transfers (self->capture, NULL);

  for (guint32 i = 0; list && i < wire_object_list_get_length (list); i++)
    {
      const WireObject *object = wire_object_list_get (list, i);

      if (!(object->flags & WIRE_OBJECT_REQUESTED_ONLY))
        add (self, "transfer", object->time, object->packet + 1, wire_object_make_label (object));
    }
}

/* Notes are at the time of their packet, not at that of their writing. */
static void
add_notes (Timeline *self)
{
  for (guint i = 0; i < self->notes->len; i++)
    {
      const WireCaseNote *note = g_ptr_array_index (self->notes, i);
      guint64 packet = note->packet;
      WirePacketRecord record;

      if (g_strcmp0 (note->sha256, self->evidence->sha256) != 0)
        continue;
      if (packet == 0 && g_str_equal (note->kind, "packet"))
        g_ascii_string_to_unsigned (note->place, 10, 1, G_MAXUINT32, &packet, NULL);
      if (packet > 0 && wire_capture_get_packet (self->capture, (guint32) packet - 1, &record))
        add (self, "note", record.time, (guint32) packet, g_strdup (note->text));
    }
}

static void
add_ends (Timeline *self)
{
  WireCaptureSummary summary;

  wire_capture_get_summary (self->capture, &summary);
  add (self, "begin", summary.first, 0, g_strdup (""));
  add (self, "end", summary.last, 0, g_strdup (""));
}

/* What is not there, or is no capture, is said, and the others are told. */
static void
add_evidence (Timeline *self, const WireCase *opened)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *path = NULL;
  g_autofree char *name = wire_printable_name (self->evidence->path);
  g_autoptr (GError) error = NULL;

  wire_case_evidence_check (opened, self->evidence, &sha256, &path);
  if (path)
    self->capture = wire_case_request_load (path, self->request->options, &error);
  if (!self->capture)
    {
      g_autofree char *sentence =
          error ? g_strdup (error->message)
                : g_strdup_printf (_ ("“%s” is not there, or is not what it was."), name);

      wire_cli_warn (sentence);
      return;
    }
  add_ends (self);
  add_transfers (self);
  add_notes (self);
  g_clear_object (&self->capture);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Moment *one = *(const Moment *const *) a;
  const Moment *other = *(const Moment *const *) b;

  if (one->time != other->time)
    return one->time < other->time ? -1 : 1;
  return one->packet < other->packet ? -1 : one->packet > other->packet;
}

static void
print (const WireCaseRequest *self, const Moment *moment)
{
  g_autofree char *capture = wire_printable_name (moment->capture);
  g_autofree char *text = wire_printable (moment->text, strlen (moment->text));
  g_autoptr (GDateTime) whole =
      g_date_time_new_from_unix_utc (moment->time / G_GINT64_CONSTANT (1000000000));
  g_autoptr (GDateTime) exact =
      whole ? g_date_time_add (whole, moment->time % G_GINT64_CONSTANT (1000000000) / 1000) : NULL;
  g_autofree char *when =
      exact ? g_date_time_format (exact, "%Y-%m-%dT%H:%M:%S.%fZ") : g_strdup ("-");
  g_autofree char *line = NULL;

  if (self->builder)
    {
      json_builder_begin_object (self->builder);
      wire_json_add_string (self->builder, "time", when);
      wire_json_add_string (self->builder, "capture", moment->capture);
      wire_json_add_string (self->builder, "kind", moment->kind);
      if (moment->packet)
        wire_json_add_int (self->builder, "packet", moment->packet);
      wire_json_add_string (self->builder, "text", moment->text);
      if (moment->clock)
        wire_json_add_int (self->builder, "clock_ns", moment->clock);
      wire_case_request_end_row (self);
      return;
    }
  line = moment->packet ? g_strdup_printf ("%s  %s  %u  %s  %s", when, capture, moment->packet,
                                           moment->kind, text)
                        : g_strdup_printf ("%s  %s  -  %s", when, capture, moment->kind);
  wire_output_line (line);
}

gboolean
wire_case_request_timeline (const WireCaseRequest *self, GError **error)
{
  g_autoptr (WireCase) opened = wire_case_open (self->path, error);
  g_autoptr (GPtrArray) evidence = opened ? wire_case_list_evidence (opened, error) : NULL;
  g_autoptr (GPtrArray) notes = evidence ? wire_case_list_notes (opened, error) : NULL;
  g_autoptr (GPtrArray) moments = g_ptr_array_new_with_free_func (moment_free);
  Timeline timeline = { .request = self, .moments = moments, .notes = notes };

  if (!notes)
    return FALSE;
  for (guint i = 0; i < evidence->len; i++)
    {
      timeline.evidence = g_ptr_array_index (evidence, i);
      add_evidence (&timeline, opened);
    }
  g_ptr_array_sort (moments, compare);
  for (guint i = 0; i < moments->len; i++)
    print (self, g_ptr_array_index (moments, i));
  return TRUE;
}

/* wire-case-gathering.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/cases/wire-case-gathering.h"

#include "base/wire-printable.h"
#include "base/wire-time.h"
#include "cases/wire-case-contents.h"
#include "ui/cases/wire-report-run.h"

#include <glib/gi18n.h>

typedef struct
{
  WireCaseGathering gathered; /* the first member: what the owner is given */
  WireReportRun *run;         /* how captures are read */
  WireCaseTable table;
  char *words; /* that are looked for */
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_ptr_array_unref (request->gathered.rows);
  g_ptr_array_unref (request->gathered.rest);
  g_array_unref (request->gathered.marks);
  wire_report_run_free (request->run);
  g_free (request->words);
  g_free (request);
}

static void
add_mark (Request *self, WireCaseGather *gather, const WireCaseNote *note)
{
  guint64 packet = note->packet;
  WireCaseMark mark = { .evidence = gather->evidence->id };
  WirePacketRecord record;

  if (packet == 0 && g_str_equal (note->kind, "packet"))
    g_ascii_string_to_unsigned (note->place, 10, 1, G_MAXUINT32, &packet, NULL);
  if (packet > 0 && g_strcmp0 (note->sha256, gather->evidence->sha256) == 0
      && wire_capture_get_packet (gather->capture, (guint32) packet - 1, &record)
      && record.time != WIRE_TIME_NONE
      && !__builtin_add_overflow (record.time, gather->evidence->clock, &mark.time))
    g_array_append_val (self->gathered.marks, mark);
}

/* Reads one capture, where it is there and is one: other files have no rows. */
static gboolean
gather_one (Request *self,
            WireCaseGather *gather,
            WireCase *opened,
            GPtrArray *notes,
            WireJob *job,
            GError **error)
{
  WireReportLoading loading = { self->run, job };
  g_autofree char *sha256 = NULL;
  g_autofree char *path = NULL;
  g_autoptr (WireCapture) capture = NULL;
  g_autoptr (GError) problem = NULL;
  gboolean known = FALSE;

  wire_case_evidence_check (opened, gather->evidence, &sha256, &path);
  if (!path)
    {
      wire_case_gather_add_rest (gather, _ ("The file is not there, or is not what it was."));
      return TRUE;
    }
  if (wire_case_is_capture (opened, gather->evidence, path, &known, &problem) && known)
    capture = wire_report_run_load (path, &loading, &problem);
  gather->capture = capture;
  if (capture && wire_case_gather (gather, job, &problem))
    for (guint i = 0; i < notes->len; i++)
      add_mark (self, gather, g_ptr_array_index (notes, i));
  if (wire_job_set_error_if_cancelled (job, error))
    return FALSE;
  if (problem)
    wire_case_gather_add_rest (gather, problem->message);
  return TRUE;
}

static gboolean
gather_all (Request *self, WireCaseGather *gather, WireCase *opened, WireJob *job, GError **error)
{
  g_autoptr (GPtrArray) evidence = wire_case_list_evidence (opened, error);
  g_autoptr (GPtrArray) notes = evidence ? wire_case_list_notes (opened, error) : NULL;

  if (!notes)
    return FALSE;
  if (self->table == WIRE_CASE_TABLE_TAPS)
    return wire_case_gather_taps (gather, opened, evidence, job, error);
  for (guint i = 0; i < evidence->len; i++)
    {
      gather->evidence = g_ptr_array_index (evidence, i);
      if (!gather_one (self, gather, opened, notes, job, error))
        return FALSE;
    }
  return TRUE;
}

/* A WireJobFunc. */
static gboolean
work (WireJob *job, gpointer data, GError **error)
{
  Request *self = data;
  g_autoptr (GError) unmatched = NULL;
  g_autoptr (WireHashDatabase) database = wire_report_run_open_sets (&unmatched);
  g_autoptr (WireCase) opened = wire_case_open (self->run->path, error);
  g_autoptr (WireSearchPattern) pattern = NULL;
  WireCaseGather gather = { .table = self->table,
                            .database = database,
                            .unmatched = unmatched,
                            .rows = self->gathered.rows,
                            .rest = self->gathered.rest };
  gboolean whole;

  if (opened && self->table == WIRE_CASE_TABLE_FOUND)
    gather.pattern = pattern = wire_search_pattern_new (WIRE_SEARCH_TEXT, self->words, error);
  if (!opened || (self->table == WIRE_CASE_TABLE_FOUND && !pattern))
    return FALSE;
  whole = gather_all (self, &gather, opened, job, error);
  g_ptr_array_sort (self->gathered.rows, wire_case_row_compare);
  return whole;
}

/**
 * wire_case_gathering_start:
 * @store: a case
 * @table: which rows
 * @words: what is looked for; only %WIRE_CASE_TABLE_FOUND heeds it
 * @ended: called at the end with a #WireCaseGathering
 * @owner: kept alive until then
 *
 * Reads the captures of a case one after the other. What is changed, missing or not readable is
 * said, and the others are read. Main thread only.
 *
 * Returns: (transfer full): the job
 */
WireJob *
wire_case_gathering_start (WireCaseStore *store,
                           WireCaseTable table,
                           const char *words,
                           WireOwnedJobEnded ended,
                           GObject *owner)
{
  Request *request = g_new0 (Request, 1);

  request->gathered.rows = g_ptr_array_new_with_free_func (g_object_unref);
  request->gathered.rest = g_ptr_array_new_with_free_func (g_free);
  request->gathered.marks = g_array_new (FALSE, FALSE, sizeof (WireCaseMark));
  request->run = wire_report_run_new (wire_case_store_get_path (store), store);
  request->table = table;
  request->words = g_strdup (words);
  return wire_owned_job_start (_ ("Reading all captures of the case"), work, request, request_free,
                               ended, owner);
}

/* wire-view-match.c: which packets of a capture a filter lets through
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/wire-field-run.h"
#include "capture/findings/wire-findings.h"
#include "capture/view/wire-bpf.h"
#include "capture/wire-packet-scan.h"
#include "capture/view/wire-view-private.h"

/*
 * Conditions of three kinds, the cheap ones first: those that only a flow decides are asked once a
 * flow, those on a packet's record once a packet, and the expressions, for which the packet has to
 * be read from the file again, where everything else holds. Expressions in fields are asked first
 * whether the record decides; some have to be shown every packet, since earlier ones decide, too.
 */
typedef struct
{
  WireView *view;
  GPtrArray *expressions; /* of WireBpf */
  GPtrArray *fields;      /* of WireFieldFilter */
  GPtrArray *runs;        /* of WireFieldRun, one for each of those */
  gboolean needs_all;     /* a run wants to see every packet */
  WirePacketScan *scan;   /* NULL without expressions */
  guint8 *flow_passes;    /* by flow; NULL where no condition is on flows */
  gboolean flowless_pass;
} Match;

static void
match_clear (Match *match)
{
  g_clear_pointer (&match->expressions, g_ptr_array_unref);
  g_clear_pointer (&match->runs, g_ptr_array_unref);
  g_clear_pointer (&match->fields, g_ptr_array_unref);
  g_clear_pointer (&match->scan, wire_packet_scan_free);
  g_clear_pointer (&match->flow_passes, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Match, match_clear)

static gboolean
is_from (const WireTuple *tuple, const WireTuple *source)
{
  return tuple->family == source->family
         && memcmp (tuple->src, source->src, sizeof tuple->src) == 0;
}

static gboolean
flow_passes_condition (const WireTuple *tuple, const WireCondition *condition)
{
  WireTuple reverse;

  switch (condition->kind)
    {
    case WIRE_CONDITION_NOT_FROM:
      return !is_from (tuple, &condition->tuple);
    case WIRE_CONDITION_FROM:
      return is_from (tuple, &condition->tuple);
    case WIRE_CONDITION_FLOW:
      return wire_tuple_equal (tuple, &condition->tuple);
    case WIRE_CONDITION_CONVERSATION:
      wire_tuple_reverse (tuple, &reverse);
      return wire_tuple_equal (tuple, &condition->tuple)
             || wire_tuple_equal (&reverse, &condition->tuple);
    case WIRE_CONDITION_BPF:
    case WIRE_CONDITION_FIELDS:
    case WIRE_CONDITION_SPAN:
    case WIRE_CONDITION_PROTOCOL:
      break;
    }
  return TRUE;
}

static void
ask_flows (Match *match, const WireCondition *condition)
{
  WireView *view = match->view;
  g_autofree WireFlow *flows = g_new (WireFlow, WIRE_VIEW_BLOCK);

  if (!match->flow_passes)
    {
      match->flow_passes = g_malloc (view->n_all_flows);
      memset (match->flow_passes, TRUE, view->n_all_flows);
    }
  if (condition->kind != WIRE_CONDITION_NOT_FROM)
    match->flowless_pass = FALSE;
  for (guint32 first = 0; first < view->n_all_flows; first += WIRE_VIEW_BLOCK)
    {
      guint32 n = MIN (view->n_all_flows - first, WIRE_VIEW_BLOCK);

      wire_capture_get_flows (view->capture, first, n, flows);
      for (guint32 i = 0; i < n; i++)
        match->flow_passes[first + i] &= flow_passes_condition (&flows[i].tuple, condition);
    }
}

static gboolean
add_expression (Match *match, const char *expression, GError **error)
{
  WireCapture *capture = match->view->capture;
  guint n = wire_capture_get_n_interfaces (capture);
  g_autofree guint32 *link_types = g_new (guint32, n);
  WireBpf *bpf;

  for (guint i = 0; i < n; i++)
    link_types[i] = wire_capture_get_interface (capture, i).link_type;
  bpf = wire_bpf_new (expression, link_types, n, error);
  if (!bpf)
    return FALSE;
  g_ptr_array_add (match->expressions, bpf);
  if (!match->scan)
    match->scan = wire_packet_scan_new (capture);
  return TRUE;
}

/* What only Wirecase says of packets is worked out beforehand. */
static gboolean
add_findings (
    Match *match, const WireFieldFilter *filter, WireFieldRun *run, WireJob *job, GError **error)
{
  WireFieldClaims *claims;

  if (!wire_findings_are_wanted (filter))
    return TRUE;
  claims = wire_findings_make (filter, match->view->capture,
                               job ? wire_job_get_cancellable (job) : NULL, error);
  if (claims)
    wire_field_run_set_claims (run, claims);
  return claims != NULL;
}

static gboolean
add_fields (Match *match, const char *expression, WireJob *job, GError **error)
{
  g_auto (WireFieldFault) fault = { 0 };
  WireFieldFilter *filter = wire_field_filter_new (expression, &fault);
  WireFieldRun *run;

  if (!filter)
    {
      g_autofree char *text = wire_field_fault_to_text (&fault, expression);

      g_set_error_literal (error, WIRE_FILTER_ERROR, WIRE_FILTER_ERROR_SYNTAX, text);
      return FALSE;
    }
  g_ptr_array_add (match->fields, filter);
  run = wire_field_run_new (filter, match->view->capture);
  g_ptr_array_add (match->runs, run);
  match->needs_all |= wire_field_run_needs_all (run);
  if (!match->scan)
    match->scan = wire_packet_scan_new (match->view->capture);
  return add_findings (match, filter, run, job, error);
}

static gboolean
prepare (Match *match, WireJob *job, GError **error)
{
  WireFilter *filter = match->view->filter;

  match->expressions = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_bpf_free);
  match->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_field_filter_free);
  match->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_field_run_free);
  match->flowless_pass = TRUE;
  for (guint i = 0; i < wire_filter_get_length (filter); i++)
    {
      const WireCondition *condition = wire_filter_get (filter, i);

      if (condition->kind == WIRE_CONDITION_BPF)
        {
          if (!add_expression (match, condition->bpf, error))
            return FALSE;
        }
      else if (condition->kind == WIRE_CONDITION_FIELDS)
        {
          if (!add_fields (match, condition->bpf, job, error))
            return FALSE;
        }
      else if (condition->kind != WIRE_CONDITION_SPAN && condition->kind != WIRE_CONDITION_PROTOCOL)
        ask_flows (match, condition);
    }
  return TRUE;
}

static gboolean
record_passes (const Match *match, const WirePacketRecord *record)
{
  WireFilter *filter = match->view->filter;

  if (match->flow_passes
      && !(record->flow < match->view->n_all_flows ? match->flow_passes[record->flow]
                                                   : match->flowless_pass))
    return FALSE;
  for (guint i = 0; i < wire_filter_get_length (filter); i++)
    {
      const WireCondition *condition = wire_filter_get (filter, i);

      if (condition->kind == WIRE_CONDITION_PROTOCOL && record->protocol != condition->protocol)
        return FALSE;
      if (condition->kind == WIRE_CONDITION_SPAN
          && (record->time == WIRE_TIME_NONE || record->time < condition->from
              || record->time > condition->to))
        return FALSE;
    }
  return TRUE;
}

/* What the index says of a packet, without its bytes. */
static WireTruth
ask_runs (const Match *match, guint32 packet, const WirePacketRecord *record)
{
  WireTruth result = WIRE_TRUTH_YES;

  for (guint i = 0; i < match->runs->len; i++)
    {
      WireTruth truth = wire_field_run_test_record (match->runs->pdata[i], packet, record);

      if (truth == WIRE_TRUTH_NO)
        return truth;
      if (truth == WIRE_TRUTH_UNKNOWN)
        result = truth;
    }
  return result;
}

static gboolean
ask_expressions (const Match *match, const WirePacketRecord *record, const guint8 *data)
{
  for (guint i = 0; i < match->expressions->len; i++)
    if (!wire_bpf_matches (match->expressions->pdata[i], record->interface, data, record->captured,
                           record->length))
      return FALSE;
  return TRUE;
}

/* Every run is asked: what it remembers may be needed for a later packet. */
static gboolean
show_runs (const Match *match, guint32 packet, const WirePacketRecord *record, const guint8 *data)
{
  gboolean passes = TRUE;

  for (guint i = 0; i < match->runs->len; i++)
    passes &= wire_field_run_test_packet (match->runs->pdata[i], packet, record, data);
  return passes;
}

/* Returns: FALSE with @error where the packet cannot be read; otherwise @passes says, which tells
 * beforehand what the conditions say that need no bytes */
static gboolean
bytes_pass (const Match *match,
            guint32 packet,
            const WirePacketRecord *record,
            gboolean *passes,
            GError **error)
{
  WireTruth truth = *passes ? ask_runs (match, packet, record) : WIRE_TRUTH_NO;
  const guint8 *data;

  if (!match->needs_all
      && (truth == WIRE_TRUTH_NO || (truth == WIRE_TRUTH_YES && match->expressions->len == 0)))
    {
      *passes = truth == WIRE_TRUTH_YES;
      return TRUE;
    }
  data = wire_packet_scan_read (match->scan, record, error);
  if (!data)
    return FALSE;
  if (truth == WIRE_TRUTH_UNKNOWN || match->needs_all)
    *passes &= show_runs (match, packet, record, data);
  *passes = *passes && ask_expressions (match, record, data);
  return TRUE;
}

static void
widen (gint64 *first, gint64 *last, gint64 time)
{
  if (time == WIRE_TIME_NONE)
    return;
  *last = MAX (*last, time);
  if (*first == WIRE_TIME_NONE || time < *first)
    *first = time;
}

static void
count_packet (WireView *view, guint32 packet, const WirePacketRecord *record)
{
  WireCaptureSummary *summary = &view->summary;
  WireViewFigures *figures;

  if (view->packets)
    g_array_append_val (view->packets, packet);
  summary->packets++;
  summary->bytes += record->length;
  summary->captured_bytes += record->captured;
  widen (&summary->first, &summary->last, record->time);
  if (record->flow >= view->n_all_flows)
    return;
  figures = &view->figures[record->flow];
  if (figures->packets++ == 0)
    figures->first = figures->last = WIRE_TIME_NONE;
  figures->bytes += record->length;
  widen (&figures->first, &figures->last, record->time);
}

static gboolean
match_block (
    Match *match, guint32 first, const WirePacketRecord *records, guint32 n, GError **error)
{
  for (guint32 i = 0; i < n; i++)
    {
      gboolean passes = record_passes (match, &records[i]);

      if (!passes && !match->needs_all)
        continue;
      if (!bytes_pass (match, first + i, &records[i], &passes, error))
        return FALSE;
      if (passes)
        count_packet (match->view, first + i, &records[i]);
    }
  return TRUE;
}

static void
start_counting (WireView *self)
{
  if (wire_filter_get_length (self->filter) > 0)
    self->packets = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->figures = g_new0 (WireViewFigures, self->n_all_flows);
  self->summary.packets = 0;
  self->summary.bytes = 0;
  self->summary.captured_bytes = 0;
  self->summary.first = WIRE_TIME_NONE;
  self->summary.last = WIRE_TIME_NONE;
}

/* Finds the packets that pass and counts them by flow. */
gboolean
wire_view_match_packets (WireView *self, WireJob *job, GError **error)
{
  g_auto (Match) match = { .view = self };
  g_autofree WirePacketRecord *records = g_new (WirePacketRecord, WIRE_VIEW_BLOCK);

  if (!prepare (&match, job, error))
    return FALSE;
  start_counting (self);
  for (guint32 first = 0; first < self->n_all_packets; first += WIRE_VIEW_BLOCK)
    {
      guint32 n = MIN (self->n_all_packets - first, WIRE_VIEW_BLOCK);

      if (wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      wire_job_set_progress (job, (double) first / self->n_all_packets, NULL);
      if (self->inside)
        wire_capture_get_packets_inside (self->capture, first, n, records);
      else
        wire_capture_get_packets (self->capture, first, n, records);
      if (!match_block (&match, first, records, n, error))
        return FALSE;
    }
  return TRUE;
}

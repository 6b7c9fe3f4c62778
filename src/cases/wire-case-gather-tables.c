/* wire-case-gather-tables.c: the tables that every capture of a case has
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cases/wire-case-gather-private.h"

#include "capture/attention/wire-capture-findings.h"
#include "capture/objects/wire-object-name.h"
#include "capture/wire-capture-streams.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* Places are counted from 1. */
static char *
make_place (guint32 number)
{
  return g_strdup_printf ("%" PRIu64, (guint64) number + 1);
}

/* Findings */

static void
add_finding (WireCaseGather *self, const WireCaptureFinding *finding)
{
  gboolean is_transfer = finding->object != WIRE_FINDING_NOWHERE;
  char *text = finding->name ? g_strdup_printf ("%s: %s", finding->title, finding->name)
                             : g_strdup (finding->title);
  WireCaseRow *row = wire_case_gather_add (self, finding->time, text, g_strdup (finding->sentence));

  if (finding->packet != WIRE_FINDING_NOWHERE)
    wire_case_gather_lead (self, row, is_transfer ? "transfer" : "packet",
                           make_place (is_transfer ? finding->object : finding->packet),
                           finding->packet);
}

gboolean
wire_case_gather_findings (WireCaseGather *self, WireJob *job, GError **error)
{
  g_autoptr (WireObjectList) list =
      wire_object_list_new_transfers (self->capture, job ? wire_job_get_cancellable (job) : NULL);
  const WireFindingsQuery query = { .capture = self->capture,
                                    .list = list,
                                    .database = self->database,
                                    .unmatched = self->unmatched,
                                    .each = WIRE_CASE_GATHER_MOST };
  g_autoptr (WireCaptureFindings) found = wire_capture_findings_new (&query, job, error);

  for (guint i = 0; found && i < wire_capture_findings_get_length (found); i++)
    add_finding (self, wire_capture_findings_get (found, i));
  return found != NULL;
}

/* Transfers */

static void
add_transfer (WireCaseGather *self, const WireObject *object, guint32 number)
{
  gboolean upload = object->origin.direction == WIRE_TRANSFER_UPLOAD;
  char *detail = g_strdup_printf (upload ? _ ("Upload by %s") : _ ("Download by %s"),
                                  object->origin.protocol ? object->origin.protocol : "HTTP");
  WireCaseRow *row =
      wire_case_gather_add (self, object->time, wire_object_make_label (object), detail);

  wire_case_gather_lead (self, row, "transfer", make_place (number), object->packet);
}

/* What was only asked for is not a transfer. */
gboolean
wire_case_gather_transfers (WireCaseGather *self, WireJob *job, GError **error)
{
  g_autoptr (WireObjectList) list =
      wire_object_list_new_transfers (self->capture, job ? wire_job_get_cancellable (job) : NULL);

  if (job && wire_job_set_error_if_cancelled (job, error))
    return FALSE;
  for (guint32 i = 0; list && i < wire_object_list_get_length (list); i++)
    if (!(wire_object_list_get (list, i)->flags & WIRE_OBJECT_REQUESTED_ONLY))
      add_transfer (self, wire_object_list_get (list, i), i);
  return TRUE;
}

/* Requests */

static void
add_request (WireCaseGather *self, guint32 number)
{
  WireHttpExchange exchange;
  const WireHttpMessage *request = &exchange.request;
  WireCaseRow *row;
  char *detail;

  if (!wire_capture_get_exchange (self->capture, number, &exchange))
    return;
  detail =
      exchange.response.kind == WIRE_HTTP_RESPONSE
          ? g_strdup_printf ("%u %s", exchange.response.status,
                             exchange.response.content_type ? exchange.response.content_type : "")
          : g_strdup (_ ("The response was not captured."));
  row = wire_case_gather_add (self, request->time,
                              g_strdup_printf ("%s %s", request->method ? request->method : "",
                                               request->uri ? request->uri : ""),
                              detail);
  wire_case_gather_lead (self, row, "request", make_place (number), request->packet);
}

gboolean
wire_case_gather_requests (WireCaseGather *self, WireJob *job, GError **error)
{
  g_autoptr (GArray) numbers = wire_capture_list_requests (self->capture);

  for (guint i = 0; i < numbers->len; i++)
    {
      if (i % 1024 == 0 && job && wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      add_request (self, g_array_index (numbers, guint32, i));
    }
  return TRUE;
}

/* Flows */

/* Returns: (transfer full): the first packet of each of @n flows, or G_MAXUINT32 */
static guint32 *
list_first (WireCapture *capture, guint32 n)
{
  guint32 *first = g_new (guint32, n);
  WirePacketRecord record;

  for (guint32 i = 0; i < n; i++)
    first[i] = G_MAXUINT32;
  for (guint32 i = 0; wire_capture_get_packet (capture, i, &record); i++)
    if (record.flow < n && first[record.flow] == G_MAXUINT32)
      first[record.flow] = i;
  return first;
}

gboolean
wire_case_gather_flows (WireCaseGather *self, WireJob *job, GError **error)
{
  guint32 n = wire_capture_get_n_flows (self->capture);
  g_autofree guint32 *first = list_first (self->capture, n);
  WireFlow flow;

  for (guint32 i = 0; i < n && wire_capture_get_flow (self->capture, i, &flow); i++)
    {
      g_autofree char *tuple = wire_tuple_to_text (&flow.tuple, " -> ");
      g_autofree char *packets =
          g_strdup_printf (ngettext ("%u packet", "%u packets", flow.packets), flow.packets);
      char *detail = g_strdup_printf (
          /* Translators: a number of packets, such as “5 packets”, and of bytes */
          ngettext ("%s, %" PRIu64 " byte", "%s, %" PRIu64 " bytes", (gulong) flow.bytes), packets,
          flow.bytes);
      WireCaseRow *row = wire_case_gather_add (self, flow.first, g_strdup (tuple), detail);

      if (i % 1024 == 0 && job && wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      wire_case_gather_lead (self, row, "flow", g_strdup (tuple), first[i]);
    }
  return TRUE;
}

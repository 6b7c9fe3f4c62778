/* wire-filter-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/session/wire-filter-check.h"

#include "capture/view/wire-bpf.h"

#include <glib/gi18n.h>

typedef struct
{
  char *expression;
  GArray *link_types; /* of guint32 */
} Check;

static void
check_free (gpointer data)
{
  Check *check = data;

  g_free (check->expression);
  g_array_unref (check->link_types);
  g_free (check);
}

static gboolean
check_work (WireJob *job, gpointer data, GError **error)
{
  Check *check = data;
  g_autoptr (WireBpf) bpf =
      wire_bpf_new (check->expression, (const guint32 *) (gpointer) check->link_types->data,
                    check->link_types->len, error);

  (void) job;
  return bpf != NULL;
}

/**
 * wire_filter_check_start:
 * @expression: as the user wrote it
 * @capture: whose link types it is for
 * @ended: called on the main thread; the job has failed where libpcap refuses @expression, and its
 *   error says why
 * @user_data: for @ended
 *
 * A job, because libpcap asks the name service where the expression names a host, and that may take
 * many seconds.
 *
 * Returns: (transfer full): the running job
 */
WireJob *
wire_filter_check_start (const char *expression,
                         WireCapture *capture,
                         WireJobEnded ended,
                         gpointer user_data)
{
  static const guint32 ethernet = 1; /* LINKTYPE_ETHERNET, until the capture has an interface */
  WireJob *job = wire_job_new (_ ("Checking the filter"));
  Check *check = g_new (Check, 1);
  guint n = wire_capture_get_n_interfaces (capture);

  check->expression = g_strdup (expression);
  check->link_types = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint i = 0; i < n; i++)
    {
      guint32 link_type = wire_capture_get_interface (capture, i).link_type;

      g_array_append_val (check->link_types, link_type);
    }
  if (!n)
    g_array_append_val (check->link_types, ethernet);
  wire_job_start (job, check_work, check, check_free, ended, user_data);
  return job;
}

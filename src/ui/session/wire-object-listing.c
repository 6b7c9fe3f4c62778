/* wire-object-listing.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/session/wire-object-listing.h"

#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

typedef struct
{
  WireCapture *capture;
  WireObjectList *objects; /* written by the worker before it returns, read after */
  WireObjectListed listed;
} Listing;

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  g_object_unref (listing->capture);
  g_clear_pointer (&listing->objects, wire_object_list_unref);
  g_free (listing);
}

static gboolean
list_work (WireJob *job, gpointer data, GError **error)
{
  Listing *listing = data;

  listing->objects =
      wire_object_list_new_transfers (listing->capture, wire_job_get_cancellable (job));
  return listing->objects || !wire_job_set_error_if_cancelled (job, error);
}

static void
ended_cb (WireJob *job, gpointer data, GObject *owner)
{
  Listing *listing = data;
  gboolean wanted = !wire_job_is_cancelled (job); /* also where that came too late to save work */

  listing->listed (job, wanted ? g_steal_pointer (&listing->objects) : NULL, owner);
}

/** Lists in a worker the objects of @capture, which is loaded. @owner is kept alive until then.
 * Returns: (transfer full): the running job */
WireJob *
wire_object_listing_start (WireCapture *capture, WireObjectListed listed, GObject *owner)
{
  Listing *listing = g_new0 (Listing, 1);

  listing->capture = g_object_ref (capture);
  listing->listed = listed;
  return wire_owned_job_start (_ ("Listing the transfers"), list_work, listing, listing_free,
                               ended_cb, owner);
}

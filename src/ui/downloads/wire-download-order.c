/* wire-download-order.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/downloads/wire-download-order.h"

#include "capture/objects/wire-object-facts.h"
#include "ui/downloads/wire-transfer-words.h"
#include "ui/lists/wire-keyed-rows.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

/* What a .ui file calls them. */
G_DEFINE_ENUM_TYPE (WireDownloadSort,
                    wire_download_sort,
                    G_DEFINE_ENUM_VALUE (WIRE_DOWNLOAD_SORT_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (WIRE_DOWNLOAD_SORT_NAME, "name"),
                    G_DEFINE_ENUM_VALUE (WIRE_DOWNLOAD_SORT_TYPE, "type"),
                    G_DEFINE_ENUM_VALUE (WIRE_DOWNLOAD_SORT_EXTENSION, "extension"),
                    G_DEFINE_ENUM_VALUE (WIRE_DOWNLOAD_SORT_CONTENT_TYPE, "content-type"),
                    G_DEFINE_ENUM_VALUE (WIRE_DOWNLOAD_SORT_SIZE, "size"),
                    G_DEFINE_ENUM_VALUE (WIRE_DOWNLOAD_SORT_CLIENT, "client"),
                    G_DEFINE_ENUM_VALUE (WIRE_DOWNLOAD_SORT_SERVER, "server"),
                    G_DEFINE_ENUM_VALUE (WIRE_DOWNLOAD_SORT_HOST, "host"),
                    G_DEFINE_ENUM_VALUE (WIRE_DOWNLOAD_SORT_STATUS, "status"),
                    G_DEFINE_ENUM_VALUE (WIRE_DOWNLOAD_SORT_COMPLETE, "complete"),
                    G_DEFINE_ENUM_VALUE (WIRE_DOWNLOAD_SORT_FOUND, "found"),
                    G_DEFINE_ENUM_VALUE (WIRE_DOWNLOAD_SORT_VERDICT, "verdict"),
                    G_DEFINE_ENUM_VALUE (WIRE_DOWNLOAD_SORT_MD5, "md5"),
                    G_DEFINE_ENUM_VALUE (WIRE_DOWNLOAD_SORT_SHA256, "sha256"),
                    G_DEFINE_ENUM_VALUE (WIRE_DOWNLOAD_SORT_TIME, "time"),
                    G_DEFINE_ENUM_VALUE (WIRE_DOWNLOAD_SORT_PROTOCOL, "protocol"),
                    G_DEFINE_ENUM_VALUE (WIRE_DOWNLOAD_SORT_DIRECTION, "direction"),
                    G_DEFINE_ENUM_VALUE (WIRE_DOWNLOAD_SORT_DECRYPTED, "decrypted"))

typedef struct
{
  WireDownloadQuestion question;
  WireDownloadOrder order; /* written by the worker before it returns, read after */
  WireDownloadOrdered ordered;
} Request;

/* Between two looks at whether the job is cancelled. */
#define BLOCK 4096

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->question.store);
  g_clear_object (&request->question.view);
  g_clear_pointer (&request->order.rows, g_bytes_unref);
  g_free (request);
}

static gboolean
is_shown (const WireDownloadQuestion *question, const WireObject *object)
{
  return !question->view || wire_filter_get_length (wire_view_get_filter (question->view)) == 0
         || wire_view_find_packet (question->view, object->packet) != WIRE_VIEW_NO_PACKET;
}

static guint64
read_be64 (const guint8 *bytes)
{
  guint64 value;

  memcpy (&value, bytes, sizeof value);
  return GUINT64_FROM_BE (value);
}

static char *
fold_name (const WireObject *object)
{
  g_autofree char *name = wire_download_make_name (object);

  return wire_row_key_fold (name);
}

static void
fill_key (const WireDownloadQuestion *question,
          guint32 number,
          const WireObject *object,
          const WireDownloadFacts *facts,
          WireObjectFound found,
          WireRowKey *key)
{
  switch (question->key)
    {
    case WIRE_DOWNLOAD_SORT_NAME:
      key->text = fold_name (object);
      break;
    case WIRE_DOWNLOAD_SORT_TYPE:
      key->text = wire_row_key_fold (facts->type);
      break;
    case WIRE_DOWNLOAD_SORT_EXTENSION:
      key->text = wire_object_get_extension (object->uri);
      break;
    case WIRE_DOWNLOAD_SORT_CONTENT_TYPE:
      key->text = wire_row_key_fold (object->content_type);
      break;
    case WIRE_DOWNLOAD_SORT_HOST:
      key->text = wire_row_key_fold (object->host);
      break;
    case WIRE_DOWNLOAD_SORT_SIZE:
      key->number = wire_download_get_size (object, facts);
      key->empty = object->size == 0;
      break;
    case WIRE_DOWNLOAD_SORT_CLIENT:
      memcpy (key->address, object->tuple.src, sizeof key->address);
      break;
    case WIRE_DOWNLOAD_SORT_SERVER:
      memcpy (key->address, object->tuple.dst, sizeof key->address);
      break;
    case WIRE_DOWNLOAD_SORT_STATUS:
      key->number = object->status;
      key->empty = object->status == 0;
      break;
    case WIRE_DOWNLOAD_SORT_COMPLETE:
      key->number = object->flags & WIRE_OBJECT_REQUESTED_ONLY ? G_MAXUINT64 : object->missing;
      break;
    case WIRE_DOWNLOAD_SORT_FOUND:
      key->number = found;
      key->empty = found == WIRE_OBJECT_FOUND_NOT;
      break;
    case WIRE_DOWNLOAD_SORT_VERDICT:
      key->number = wire_download_verdict_get_rank (wire_download_get_verdict (object, facts));
      break;
    case WIRE_DOWNLOAD_SORT_MD5:
      key->number = facts->hashed ? read_be64 (facts->content.md5) : 0;
      key->empty = !facts->hashed;
      break;
    case WIRE_DOWNLOAD_SORT_SHA256:
      key->number = facts->hashed ? read_be64 (facts->content.sha256) : 0;
      key->empty = !facts->hashed;
      break;
    case WIRE_DOWNLOAD_SORT_PROTOCOL:
      key->text = wire_row_key_fold (object->origin.protocol);
      break;
    case WIRE_DOWNLOAD_SORT_DIRECTION:
      key->number = object->origin.direction;
      break;
    case WIRE_DOWNLOAD_SORT_DECRYPTED:
      key->number = object->origin.decrypted;
      key->empty = !object->origin.decrypted;
      break;
    case WIRE_DOWNLOAD_SORT_NONE: /* what somebody should look at once is first */
      key->number = !wire_download_is_alarming (object, facts);
      break;
    case WIRE_DOWNLOAD_SORT_TIME: /* packets are in order of time, and objects of packets */
      key->number = number;
      key->empty = object->time == WIRE_TIME_NONE;
      break;
    }
  key->empty = key->empty || (key->text && !*key->text);
}

static void
count_way (WireDownloadWays *ways, const WireObject *object)
{
  const char *family = wire_transfer_get_family (object);
  guint i = 0;

  if (object->origin.direction == WIRE_TRANSFER_UPLOAD)
    ways->uploads++;
  else
    ways->downloads++;
  ways->form_data += wire_transfer_is_form_data (object);
  while (i < ways->n_protocols && !g_str_equal (ways->protocols[i], family))
    i++;
  if (i == WIRE_DOWNLOAD_MAX_PROTOCOLS)
    return;
  if (i == ways->n_protocols)
    ways->protocols[ways->n_protocols++] = family;
  ways->counts[i]++;
}

static gboolean
came_so (const WireDownloadQuestion *question, const WireObject *object)
{
  return (question->direction == 0 || object->origin.direction == question->direction - 1)
         && (!question->protocol
             || g_str_equal (wire_transfer_get_family (object), question->protocol))
         && (question->form_data || !wire_transfer_is_form_data (object));
}

/* Counts what was found out about an object. Returns: whether it is what is asked for */
static gboolean
is_found (Request *request, const WireObject *object, const WireDownloadFacts *facts)
{
  const WireDownloadQuestion *question = &request->question;
  WireDownloadFound *found = &request->order.found;
  guint verdict = wire_download_get_verdict (object, facts);
  guint kind = facts->type ? wire_transfer_kind_of_type (facts->type) : WIRE_N_TRANSFER_KINDS;
  gboolean wanted_verdict = question->verdict == 0 || verdict == question->verdict - 1;
  gboolean wanted_kind = question->kind == 0 || kind == question->kind - 1;

  found->verdicts[verdict] += wanted_kind;
  if (kind < WIRE_N_TRANSFER_KINDS)
    found->kinds[kind] += wanted_verdict;
  return wanted_verdict && wanted_kind;
}

static WireKeyedRows *
select_objects (Request *request, WireJob *job, GError **error)
{
  const WireDownloadQuestion *question = &request->question;
  WireObjectList *list = wire_download_store_get_list (question->store);
  guint32 n = wire_object_list_get_length (list);
  g_autoptr (WireKeyedRows) rows = wire_keyed_rows_new ();

  for (guint32 i = 0; i < n; i++)
    {
      const WireObject *object = wire_object_list_get (list, i);
      WireDownloadFacts facts;
      WireObjectFound found;
      WireRowKey key = { 0 };

      if (i % BLOCK == 0 && wire_job_set_error_if_cancelled (job, error))
        return NULL;
      if (!is_shown (question, object))
        continue;
      request->order.n_all++;
      count_way (&request->order.ways, object);
      if (!came_so (question, object))
        continue;
      wire_download_store_get_facts (question->store, i, &facts);
      found = wire_object_choice_find (question->choice, object->method, object->uri, facts.type);
      if (found == WIRE_OBJECT_FOUND_NOT && question->choice != WIRE_OBJECT_ALL)
        continue;
      if (!is_found (request, object, &facts))
        continue;
      request->order.by_uri += (found & WIRE_OBJECT_FOUND_BY_URI) != 0;
      request->order.by_bytes += (found & WIRE_OBJECT_FOUND_BY_BYTES) != 0;
      fill_key (question, i, object, &facts, found, &key);
      wire_keyed_rows_add (rows, i, &key);
    }
  return g_steal_pointer (&rows);
}

static gboolean
order_work (WireJob *job, gpointer data, GError **error)
{
  Request *request = data;
  g_autoptr (WireKeyedRows) rows = select_objects (request, job, error);

  if (!rows)
    return FALSE;
  wire_keyed_rows_sort (rows, request->question.descending);
  request->order.n = wire_keyed_rows_get_length (rows);
  request->order.rows = wire_keyed_rows_list (rows);
  return TRUE;
}

static void
ended_cb (WireJob *job, gpointer data, GObject *owner)
{
  Request *request = data;
  gboolean done = wire_job_get_state (job) == WIRE_JOB_DONE;

  request->ordered (job, done ? &request->order : NULL, owner);
}

/**
 * wire_download_order_start:
 * @question: what to show
 * @ordered: called at the end
 * @owner: given to @ordered; kept alive until then, and let go on the main thread
 *
 * Returns: (transfer full): the running job
 */
WireJob *
wire_download_order_start (const WireDownloadQuestion *question,
                           WireDownloadOrdered ordered,
                           GObject *owner)
{
  Request *request = g_new0 (Request, 1);

  request->question = *question;
  g_object_ref (question->store);
  if (question->view)
    g_object_ref (question->view);
  request->ordered = ordered;
  return wire_owned_job_start (_ ("Sorting downloads"), order_work, request, request_free, ended_cb,
                               owner);
}

/* wire-evidence-order.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/evidence/wire-evidence-order.h"

#include "base/wire-hex.h"
#include "base/wire-key-sort.h"
#include "base/wire-printable.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

/* Rows that are read under the list's lock before it is let go. */
#define BLOCK 256

typedef struct
{
  char *key;
  guint32 row;
} Texted;

typedef struct
{
  WireEvidenceList *list;
  const WireEvidenceRow **rows;
  guint32 *states;
  guint32 n;
  WireEvidenceArrangement arrangement;
  char *needle;    /* what is searched for, case folded; NULL: everything */
  gboolean is_hex; /* it could be a part of a digest */
  GArray *chosen;  /* of guint32; written by the worker before it returns, read after */

  WireEvidenceOrdered ordered;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_clear_pointer (&request->chosen, g_array_unref);
  g_free (request->needle);
  g_free (request->arrangement.search);
  g_free (request->rows);
  g_free (request->states);
  g_object_unref (request->list);
  g_free (request);
}

/** Returns: whether rows are shown as they came, all that were not taken out */
gboolean
wire_evidence_arrangement_is_plain (const WireEvidenceArrangement *self)
{
  return self->sort == WIRE_EVIDENCE_SORT_NONE && self->verdicts == 0
         && (!self->search || !*self->search);
}

static gboolean
text_has (const char *text, const char *needle)
{
  g_autofree char *folded = text ? g_utf8_casefold (text, -1) : NULL;

  return folded && strstr (folded, needle);
}

static gboolean
digests_have (const WireEvidence *evidence, const char *needle)
{
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    if (evidence->mask & WIRE_DIGEST_BIT (i))
      {
        g_autofree char *hex = wire_evidence_get_hex (evidence, i);

        if (strstr (hex, needle))
          return TRUE;
      }
  return FALSE;
}

static gboolean
matches_have (const WireEvidence *evidence, const char *needle)
{
  for (guint i = 0; evidence->matches && i < evidence->matches->len; i++)
    {
      const WireHashMatch *match = g_ptr_array_index (evidence->matches, i);

      if (text_has (match->set, needle) || text_has (match->name, needle))
        return TRUE;
    }
  return FALSE;
}

static gboolean
row_has (const Request *request, const WireEvidenceRow *row)
{
  const WireEvidence *evidence = row->evidence;
  g_autofree char *path = wire_printable_name (evidence->path);

  return text_has (path, request->needle)
         || (evidence->type
             && (text_has (evidence->type->words, request->needle)
                 || text_has (evidence->type->mime, request->needle)))
         || (row->origin && text_has (row->origin->words, request->needle))
         || matches_have (evidence, request->needle)
         || (request->is_hex && digests_have (evidence, request->needle));
}

static gboolean
is_chosen (const Request *request, guint32 i)
{
  guint verdicts = request->arrangement.verdicts;

  if (request->states[i] & WIRE_EVIDENCE_REMOVED || (verdicts && !(request->states[i] & verdicts)))
    return FALSE;
  return !request->needle || row_has (request, request->rows[i]);
}

/* Calls @func for every row below @n, a block of them under one lock. */
static gboolean
in_blocks (Request *request,
           guint32 n,
           void (*func) (Request *request, guint32 i, gpointer data),
           gpointer data,
           WireJob *job,
           GError **error)
{
  for (guint32 i = 0; i < n;)
    {
      guint32 end = MIN (i + BLOCK, n);

      if (wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      wire_evidence_list_lock (request->list);
      for (; i < end; i++)
        func (request, i, data);
      wire_evidence_list_unlock (request->list);
    }
  return TRUE;
}

static void
choose (Request *request, guint32 i, gpointer data)
{
  (void) data;
  if (is_chosen (request, i))
    g_array_append_val (request->chosen, i);
}

/* Rows as numbers */

static guint64
digest_key (const WireEvidence *evidence, guint algorithm)
{
  const guint8 *digest = wire_evidence_get_digest (evidence, algorithm);
  guint64 key = 0;

  for (guint i = 0; digest && i < MIN (8u, wire_digest_get_info (algorithm)->size); i++)
    key = key << 8 | digest[i];
  return key;
}

/* The gravest verdict first, and rows of nothing but agreement last. */
static guint64
verdict_key (guint32 state)
{
  guint verdicts = state & ((1u << WIRE_N_VERDICTS) - 1) & ~(guint) WIRE_VERDICT_REPEATED;
  int gravest = g_bit_nth_lsf (verdicts, -1);

  return gravest < 0 ? WIRE_N_VERDICTS : (guint64) gravest;
}

static gboolean
is_numeric (guint sort)
{
  return sort == WIRE_EVIDENCE_SORT_SIZE || sort == WIRE_EVIDENCE_SORT_VERDICT
         || sort == WIRE_EVIDENCE_SORT_ORIGIN || sort >= WIRE_EVIDENCE_SORT_DIGEST;
}

static guint64
get_number (const Request *request, guint32 row)
{
  const WireEvidenceOrigin *origin = request->rows[row]->origin;
  guint sort = request->arrangement.sort;

  if (sort == WIRE_EVIDENCE_SORT_SIZE)
    return request->rows[row]->evidence->size;
  if (sort == WIRE_EVIDENCE_SORT_VERDICT)
    return verdict_key (request->states[row]);
  if (sort == WIRE_EVIDENCE_SORT_ORIGIN)
    return origin ? origin->object : G_MAXUINT64;
  return digest_key (request->rows[row]->evidence, sort - WIRE_EVIDENCE_SORT_DIGEST);
}

static void
set_number (Request *request, guint32 i, gpointer data)
{
  WireKeyed *items = data;
  guint32 row = g_array_index (request->chosen, guint32, i);
  guint64 key = get_number (request, row);

  items[i] = (WireKeyed){ request->arrangement.descending ? ~key : key, row };
}

static gboolean
sort_numbers (Request *request, WireJob *job, GError **error)
{
  guint32 n = request->chosen->len;
  g_autofree WireKeyed *items = g_new (WireKeyed, n);
  g_autofree WireKeyed *scratch = g_new (WireKeyed, n);

  if (!in_blocks (request, n, set_number, items, job, error))
    return FALSE;
  wire_key_sort (items, scratch, n);
  for (guint32 i = 0; i < n; i++)
    g_array_index (request->chosen, guint32, i) = items[i].row;
  return TRUE;
}

/* Rows as text */

static char *
folder_text (const WireEvidence *evidence)
{
  g_autofree char *folder = g_path_get_dirname (evidence->path);

  return wire_printable_name (folder);
}

static char *
name_text (const WireEvidence *evidence)
{
  const char *slash = strrchr (evidence->path, G_DIR_SEPARATOR);

  return wire_printable_name (slash && slash[1] ? slash + 1 : evidence->path);
}

static char *
match_text (const WireEvidence *evidence)
{
  const WireHashMatch *match =
      evidence->matches && evidence->matches->len ? g_ptr_array_index (evidence->matches, 0) : NULL;

  /* Those that nothing knows come after the others. */
  return match ? g_strconcat (match->set, " ", match->name, NULL) : g_strdup ("\xf4\x8f\xbf\xbf");
}

static char *
get_text (const Request *request, const WireEvidence *evidence)
{
  const WireType *type = evidence->type;

  switch (request->arrangement.sort)
    {
    case WIRE_EVIDENCE_SORT_NAME:
      return name_text (evidence);
    case WIRE_EVIDENCE_SORT_FOLDER:
      return folder_text (evidence);
    case WIRE_EVIDENCE_SORT_MATCH:
      return match_text (evidence);
    case WIRE_EVIDENCE_SORT_TYPE:
      return g_strdup (type ? type->words : "");
    case WIRE_EVIDENCE_SORT_EXTENSION:
      return g_strdup (type ? type->extension : "");
    case WIRE_EVIDENCE_SORT_EXPECTED:
      return type && type->expected ? g_strjoinv (" ", type->expected) : g_strdup ("");
    case WIRE_EVIDENCE_SORT_SIGNATURE:
      return g_strdup (type && type->signature ? type->signature : "");
    default:
      return g_strdup (type ? type->reason : "");
    }
}

static void
set_text (Request *request, guint32 i, gpointer data)
{
  Texted *items = data;
  guint32 row = g_array_index (request->chosen, guint32, i);

  items[i] = (Texted){ get_text (request, request->rows[row]->evidence), row };
}

static int
compare_texts (gconstpointer a, gconstpointer b, gpointer data)
{
  const Texted *one = a, *other = b;
  const gboolean *descending = data;
  int order = strcmp (one->key, other->key);

  if (order == 0)
    return one->row < other->row ? -1 : 1;
  return *descending ? -order : order;
}

/* The key is made outside the lock: it takes longer than copying the text. */
static void
make_keys (Request *request, Texted *items, guint32 n)
{
  (void) request;
  for (guint32 i = 0; i < n; i++)
    {
      g_autofree char *text = items[i].key;

      items[i].key = g_utf8_collate_key_for_filename (text ? text : "", -1);
    }
}

static gboolean
sort_texts (Request *request, WireJob *job, GError **error)
{
  guint32 n = request->chosen->len;
  g_autofree Texted *items = g_new0 (Texted, n);
  gboolean done = in_blocks (request, n, set_text, items, job, error);

  if (done)
    {
      make_keys (request, items, n);
      g_qsort_with_data (items, (int) n, sizeof *items, compare_texts,
                         &request->arrangement.descending);
      for (guint32 i = 0; i < n; i++)
        g_array_index (request->chosen, guint32, i) = items[i].row;
    }
  for (guint32 i = 0; i < n; i++)
    g_free (items[i].key);
  return done;
}

static gboolean
order_work (WireJob *job, gpointer data, GError **error)
{
  Request *request = data;
  guint sort = request->arrangement.sort;

  request->chosen = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (!in_blocks (request, request->n, choose, NULL, job, error))
    return FALSE;
  if (sort == WIRE_EVIDENCE_SORT_NONE)
    return TRUE;
  return is_numeric (sort) ? sort_numbers (request, job, error) : sort_texts (request, job, error);
}

static void
ended_cb (WireJob *job, gpointer data, GObject *owner)
{
  Request *request = data;
  g_autoptr (GBytes) order = NULL;

  if (wire_job_get_state (job) == WIRE_JOB_DONE)
    order =
        g_bytes_new_with_free_func (request->chosen->data, request->chosen->len * sizeof (guint32),
                                    (GDestroyNotify) g_array_unref, g_array_ref (request->chosen));
  request->ordered (job, order, owner);
}

static gboolean
is_hex (const char *text)
{
  for (; g_ascii_isxdigit (*text); text++)
    ;
  return !*text;
}

/**
 * wire_evidence_order_start:
 * @list: whose rows
 * @arrangement: which of them, in what order; copied
 * @ordered: called at the end
 * @owner: given to @ordered, and kept alive until then
 *
 * Returns: (transfer full): the running job. Main thread only.
 */
WireJob *
wire_evidence_order_start (WireEvidenceList *list,
                           const WireEvidenceArrangement *arrangement,
                           WireEvidenceOrdered ordered,
                           GObject *owner)
{
  Request *request = g_new0 (Request, 1);

  request->list = g_object_ref (list);
  request->n = wire_evidence_list_get_length (list);
  request->rows = wire_evidence_list_copy_rows (list);
  request->states = wire_evidence_list_copy_states (list);
  request->arrangement = *arrangement;
  request->arrangement.search = NULL;
  if (arrangement->search && *arrangement->search)
    {
      request->needle = g_utf8_casefold (arrangement->search, -1);
      request->is_hex = is_hex (request->needle);
    }
  request->ordered = ordered;
  return wire_owned_job_start (_ ("Sorting files"), order_work, request, request_free, ended_cb,
                               owner);
}

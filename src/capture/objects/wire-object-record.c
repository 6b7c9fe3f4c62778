/* wire-object-record.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-record.h"

#include "base/wire-csv-cell.h"
#include "base/wire-hex.h"
#include "base/wire-kept-files.h"
#include "base/wire-printable.h"
#include "base/wire-time.h"
#include "files/digests/wire-file-hash.h"
#include "files/lists/wire-checksum-line-format.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <sys/stat.h>

#define NS_PER_SECOND G_GINT64_CONSTANT (1000000000)

/* Of the table. The last one is the same in all rows, and is filled in at the end. */
static const char *const TITLES[] = { "file",    "origin",   "protocol", "direction", "client",
                                      "server",  "host",     "packet",   "time",      "size",
                                      "type",    "map",      "complete", "md5",       "sha256",
                                      "verdict", "severity", "reason" };

struct _WireObjectRecord
{
  WireObjectList *list;
  GString *sums;    /* lines of sha256sum */
  GPtrArray *rows;  /* of the table, each without its last cell */
  char *sums_name;  /* that it got */
  char *table_name; /* likewise */
  GError *unhashed; /* why there is no digest of the capture */
};

void
wire_object_noted_clear (WireObjectNoted *noted)
{
  g_clear_pointer (&noted->reason, g_free);
}

/**
 * wire_object_note:
 * @object: an object
 * @facts: of all of its bytes
 * @matches: (nullable) (element-type WireHashMatch): hash sets that know it
 * @unmatched: (nullable): why they could not be asked
 * @noted: (out): the strings but @reason are those of @facts, or literals
 *
 * Judges @object as triage does.
 */
void
wire_object_note (const WireObject *object,
                  const WireObjectFacts *facts,
                  const GPtrArray *matches,
                  const GError *unmatched,
                  WireObjectNoted *noted)
{
  WireObjectJudgement verdict;

  *noted = (WireObjectNoted){ .type = facts->type, .complete = facts->whole ? "yes" : "no" };
  verdict = wire_object_judge (object, facts, matches, unmatched, &noted->reason);
  noted->verdict = wire_object_judgement_to_key (verdict);
  noted->severity = wire_object_severity_to_key (wire_object_get_severity (verdict, facts));
}

/** Returns: (transfer full): a record of objects of @list, empty */
WireObjectRecord *
wire_object_record_new (WireObjectList *list)
{
  WireObjectRecord *self = g_new0 (WireObjectRecord, 1);

  self->list = wire_object_list_ref (list);
  self->sums = g_string_new (NULL);
  self->rows = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
wire_object_record_free (WireObjectRecord *self)
{
  wire_object_list_unref (self->list);
  g_string_free (self->sums, TRUE);
  g_ptr_array_unref (self->rows);
  g_free (self->sums_name);
  g_free (self->table_name);
  g_clear_error (&self->unhashed);
  g_free (self);
}

static void
add_sum (WireObjectRecord *self, const guint8 *sha256, const char *name)
{
  g_autofree char *line = wire_checksum_line_format (WIRE_DIGEST_SHA256, sha256, name, FALSE);

  g_string_append (self->sums, line);
  g_string_append_c (self->sums, '\n');
}

static void
add_cell (GString *row, const char *text)
{
  if (row->len > 0)
    g_string_append_c (row, ',');
  wire_csv_append_quoted_cell (row, text ? text : "");
}

/* What came from a stranger. */
static void
add_foreign (GString *row, const char *text)
{
  g_autofree char *shown = text ? wire_printable_name (text) : NULL;

  add_cell (row, shown);
}

static void
add_figure (GString *row, guint64 figure)
{
  g_autofree char *text = g_strdup_printf ("%" PRIu64, figure);

  add_cell (row, text);
}

static void
add_hex (GString *row, const guint8 *bytes, gsize length)
{
  g_autofree char *hex = wire_hex_encode (bytes, length, "");

  add_cell (row, hex);
}

/* In UTC, to the nanosecond; empty where the capture has no time. */
static void
add_time (GString *row, gint64 time)
{
  gint64 below = (time % NS_PER_SECOND + NS_PER_SECOND) % NS_PER_SECOND;
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *second = NULL;
  g_autofree char *text = NULL;

  if (time != WIRE_TIME_NONE)
    date = g_date_time_new_from_unix_utc ((time - below) / NS_PER_SECOND);
  if (date)
    second = g_date_time_format (date, "%Y-%m-%dT%H:%M:%S");
  if (second)
    text = g_strdup_printf ("%s.%09" PRId64 "Z", second, below);
  add_cell (row, text);
}

static const char *
get_origin (const WireObject *object)
{
  if (object->origin.path)
    return object->origin.path;
  return object->uri ? object->uri : object->origin.name;
}

static void
add_way (GString *row, const WireObject *object)
{
  gboolean upload = object->origin.direction == WIRE_TRANSFER_UPLOAD;
  char client[WIRE_ADDRESS_TEXT_MAX];
  char server[WIRE_ADDRESS_TEXT_MAX];

  add_foreign (row, get_origin (object));
  add_cell (row, object->origin.protocol);
  add_cell (row, upload ? "upload" : "download");
  add_cell (row, wire_address_to_text (object->tuple.family, object->tuple.src, client));
  add_cell (row, wire_address_to_text (object->tuple.family, object->tuple.dst, server));
  add_foreign (row, object->host);
  add_figure (row, (guint64) object->packet + 1);
  add_time (row, object->time);
}

/**
 * wire_object_record_add:
 * @object: one of the list that the record is of
 * @saved: where it is now
 * @noted: what is known of it
 *
 * Notes a file that was saved. Its digests are those of the bytes that were written.
 */
void
wire_object_record_add (WireObjectRecord *self,
                        guint32 object,
                        const WireObjectSaved *saved,
                        const WireObjectNoted *noted)
{
  GString *row = g_string_new (NULL);

  add_sum (self, saved->sha256, saved->name);
  if (saved->map)
    add_sum (self, saved->map_sha256, saved->map);
  add_foreign (row, saved->name);
  add_way (row, wire_object_list_get (self->list, object));
  add_figure (row, saved->size);
  add_cell (row, noted->type);
  add_foreign (row, saved->map);
  add_cell (row, noted->complete);
  add_hex (row, saved->md5, sizeof saved->md5);
  add_hex (row, saved->sha256, sizeof saved->sha256);
  add_cell (row, noted->verdict);
  add_cell (row, noted->severity);
  add_cell (row, noted->reason);
  g_ptr_array_add (self->rows, g_string_free (row, FALSE));
}

/* Whether what is at @path is the file that is open as evidence, and not one that took its place.
 */
static gboolean
check_place (const char *path, GError **error)
{
  g_autofree char *name = wire_printable_name (path);
  struct stat info;

  if (stat (path, &info) == 0 && wire_kept_files_have (&info))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG,
               _ ("“%s” is not the file that was opened, so the list lacks the digest of the "
                  "capture."),
               name);
  return FALSE;
}

/* A packet is read after the file was hashed: where its bytes were overwritten, that fails. */
static gboolean
check_bytes (WireCapture *capture, GError **error)
{
  g_autoptr (GBytes) packet = wire_capture_read_packet (capture, 0, error);

  return packet != NULL;
}

/* Returns: (transfer full) (nullable): the digest of the file that the capture was loaded from */
static char *
hash_capture (const WireObjectRecord *self, GCancellable *cancellable, GError **error)
{
  WireCapture *capture = wire_object_list_get_capture (self->list);
  g_autofree char *path = g_file_get_path (wire_capture_get_file (capture));
  g_autoptr (WireHashGate) gate = wire_hash_gate_new (cancellable);
  g_autofree WireFileHash *hash = g_new0 (WireFileHash, 1);

  if (!path)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _ ("The capture is not a file on this machine, so it has no digest."));
      return NULL;
    }
  if (!check_place (path, error)
      || !wire_file_hash (path, WIRE_DIGEST_BIT (WIRE_DIGEST_SHA256), gate, hash, error)
      || !check_place (path, error) || !check_bytes (capture, error))
    return NULL;
  return wire_digests_get_hex (&hash->digests, WIRE_DIGEST_SHA256);
}

static GString *
make_table (const WireObjectRecord *self, const char *capture_sha256)
{
  GString *table = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (TITLES); i++)
    add_cell (table, TITLES[i]);
  add_cell (table, "capture_sha256");
  g_string_append (table, "\r\n");
  for (guint i = 0; i < self->rows->len; i++)
    g_string_append_printf (table, "%s,\"%s\"\r\n", (const char *) self->rows->pdata[i],
                            capture_sha256 ? capture_sha256 : "");
  return table;
}

/* Returns: (transfer full) (nullable): the name that it got */
static char *
write_list (WireSaveFolder *folder, const char *wanted, const GString *list, GError **error)
{
  g_autoptr (WireSave) save = wire_save_begin (folder, error);

  if (!save || !wire_save_write (save, list->str, list->len, error))
    return NULL;
  return wire_save_end_new (save, wanted, error);
}

static gboolean
write_lists (WireObjectRecord *self,
             WireSaveFolder *folder,
             const char *capture_sha256,
             GError **error)
{
  GString *table = make_table (self, capture_sha256);
  WireDigests digests = { 0 };

  self->table_name = write_list (folder, WIRE_OBJECT_RECORD_TABLE, table, error);
  wire_digests_of_bytes (WIRE_DIGEST_BIT (WIRE_DIGEST_SHA256), table->str, table->len, &digests);
  g_string_free (table, TRUE);
  if (!self->table_name)
    return FALSE;
  add_sum (self, digests.values[WIRE_DIGEST_SHA256], self->table_name);
  self->sums_name = write_list (folder, WIRE_OBJECT_RECORD_SUMS, self->sums, error);
  return self->sums_name != NULL;
}

/**
 * wire_object_record_end:
 * @folder: that the files were saved into
 * @cancellable: (nullable): ends the hashing of the capture
 * @error: set where %FALSE is returned
 *
 * Writes both lists, under new names where theirs are taken. Without any file there are no lists.
 * Where the capture itself cannot be hashed, they are written without its digest;
 * wire_object_record_get_problem() says why. Once a record. Blocks.
 *
 * Returns: whether they are there
 */
gboolean
wire_object_record_end (WireObjectRecord *self,
                        WireSaveFolder *folder,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autofree char *sha256 = NULL;

  if (self->rows->len == 0)
    return TRUE;
  sha256 = hash_capture (self, cancellable, &self->unhashed);
  return write_lists (self, folder, sha256, error);
}

/** Returns: (nullable): why the table lacks the digest of the capture, a sentence */
const char *
wire_object_record_get_problem (WireObjectRecord *self)
{
  return self->unhashed ? self->unhashed->message : NULL;
}

/** Returns: (nullable): the name of the list of digests, once it was written */
const char *
wire_object_record_get_sums (WireObjectRecord *self)
{
  return self->sums_name;
}

/** Returns: (nullable): the name of the table, once it was written */
const char *
wire_object_record_get_table (WireObjectRecord *self)
{
  return self->table_name;
}

/* wire-case-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report/wire-case-export.h"

#include "base/wire-json.h"
#include "base/wire-printable.h"
#include "base/wire-save.h"
#include "capture/objects/wire-object-save.h"
#include "capture/saving/wire-capture-save.h"
#include "cases/wire-case-evidence.h"
#include "cases/wire-case-notes.h"
#include "report/wire-export-folder.h"
#include "report/wire-report-writers.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

typedef struct
{
  const WireCaseExport *wish;
  WireCaseExported *exported;
  WireExportFolder *folder;
  GPtrArray *notes;
  WireJob *job;

  /* of the capture that is looked at */
  const WireCaseEvidence *evidence;
  WireCapture *capture;
  WireObjectList *objects;
  WirePacketChoice *packets;
  guint n_packets;
} Export;

void
wire_case_exported_clear (WireCaseExported *self)
{
  g_clear_pointer (&self->failed, g_ptr_array_unref);
}

static GCancellable *
get_cancellable (const Export *self)
{
  return self->job ? wire_job_get_cancellable (self->job) : NULL;
}

/* Says that something is not in the export; TRUE unless all of it was called off. */
static gboolean
leave_out (Export *self, const char *what, GError *problem, GError **error)
{
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  g_ptr_array_add (self->exported->failed, g_strdup_printf ("%s: %s", what, problem->message));
  g_error_free (problem);
  return TRUE;
}

/* Returns: (transfer full): members of JSON that say where a file comes from */
static char *
tell_origin (const Export *self, guint32 transfer)
{
  const WireObject *object = wire_object_list_get (self->objects, transfer);
  GString *facts = g_string_new (",\"capture\":");

  wire_json_append_string (facts, self->evidence->path);
  g_string_append_printf (facts, ",\"capture_sha256\":\"%s\",\"transfer\":%u,\"packet\":%u",
                          self->evidence->sha256, transfer + 1, object->packet + 1);
  if (object->uri)
    {
      g_autofree char *uri = g_utf8_make_valid (object->uri, -1);

      g_string_append (facts, ",\"uri\":");
      wire_json_append_string (facts, uri);
    }
  return g_string_free (facts, FALSE);
}

static gboolean
add_saved (Export *self, const char *name, const char *facts, GError **error)
{
  g_autofree char *inside = g_build_filename ("transfers", name, NULL);

  return wire_export_folder_add (self->folder, inside, facts, error);
}

/* The name is one that WireSave made safe: it has no folders in it. */
static gboolean
save_transfer (Export *self, guint32 transfer, GError **error)
{
  g_autofree char *path = wire_export_folder_make (self->folder, "transfers", error);
  g_autoptr (WireSaveFolder) folder = path ? wire_save_folder_open (path, error) : NULL;
  g_autofree char *what = g_strdup_printf (_ ("transfer %u"), transfer + 1);
  g_autofree char *facts = tell_origin (self, transfer);
  g_auto (WireObjectSaved) saved = { 0 };
  GError *problem = NULL;

  if (!folder)
    return FALSE;
  if (!wire_object_save (self->objects, transfer, NULL, folder, get_cancellable (self), &saved,
                         &problem))
    return leave_out (self, what, problem, error);
  self->exported->transfers++;
  return add_saved (self, saved.name, facts, error)
         && (!saved.map || add_saved (self, saved.map, facts, error));
}

/* Whether a note is on transfer @transfer of the capture: by number and packet, or by number alone
 * where it was written on the command line. */
static gboolean
is_noted (const Export *self, guint32 transfer)
{
  const WireObject *object = wire_object_list_get (self->objects, transfer);

  for (guint i = 0; i < self->notes->len; i++)
    {
      const WireCaseNote *note = g_ptr_array_index (self->notes, i);
      guint64 number;

      if (g_strcmp0 (note->sha256, self->evidence->sha256) == 0
          && g_str_equal (note->kind, "transfer")
          && g_ascii_string_to_unsigned (note->place, 10, 1, G_MAXUINT32, &number, NULL)
          && number == transfer + 1u && (note->packet == 0 || note->packet == object->packet + 1))
        return TRUE;
    }
  return FALSE;
}

static gboolean
save_transfers (Export *self, GError **error)
{
  for (guint32 i = 0; i < wire_object_list_get_length (self->objects); i++)
    {
      if (wire_object_list_get (self->objects, i)->flags & WIRE_OBJECT_REQUESTED_ONLY
          || !(self->wish->all || is_noted (self, i)))
        continue;
      if ((self->job && wire_job_set_error_if_cancelled (self->job, error))
          || !save_transfer (self, i, error))
        return FALSE;
    }
  return TRUE;
}

/* Packets that notes are on, and those by which other noted places are found. */
static void
choose_packets (Export *self)
{
  guint32 n = wire_capture_get_n_packets (self->capture);

  for (guint i = 0; i < self->notes->len; i++)
    {
      const WireCaseNote *note = g_ptr_array_index (self->notes, i);
      guint64 packet = note->packet;

      if (g_strcmp0 (note->sha256, self->evidence->sha256) != 0
          || !g_str_equal (note->kind, "packet")
          || (packet == 0
              && !g_ascii_string_to_unsigned (note->place, 10, 1, G_MAXUINT32, &packet, NULL))
          || packet > n || wire_packet_choice_has (self->packets, (guint32) packet - 1))
        continue;
      wire_packet_choice_add (self->packets, (guint32) packet - 1);
      self->n_packets++;
    }
}

static gboolean
save_packets (Export *self, GError **error)
{
  g_autoptr (WireFilter) everything = wire_filter_new ();
  g_autoptr (WireView) view = wire_view_new (self->capture, everything, self->job, error);
  g_autofree char *folder = NULL;
  g_autofree char *name = g_strdup_printf ("%.12s.pcapng", self->evidence->sha256);
  g_autofree char *path = NULL;
  g_autofree char *inside = g_build_filename ("packets", name, NULL);
  g_autoptr (GString) facts = g_string_new (",\"capture\":");
  WireCaptureSave save = { .view = view, .choice = self->packets, .about = "noted in a case" };

  if (!view || !(folder = wire_export_folder_make (self->folder, "packets", error)))
    return FALSE;
  save.path = path = g_build_filename (folder, name, NULL);
  wire_json_append_string (facts, self->evidence->path);
  g_string_append_printf (facts, ",\"capture_sha256\":\"%s\",\"packets\":%u",
                          self->evidence->sha256, self->n_packets);
  if (!wire_capture_save (&save, self->job, NULL, error))
    return FALSE;
  self->exported->packets += self->n_packets;
  return wire_export_folder_add (self->folder, inside, facts->str, error);
}

static gboolean
export_capture (Export *self, GError **error)
{
  gboolean done;

  self->objects = wire_object_list_new_transfers (self->capture, get_cancellable (self));
  self->packets = wire_packet_choice_new (self->capture);
  self->n_packets = 0;
  choose_packets (self);
  done = save_transfers (self, error) && (self->n_packets == 0 || save_packets (self, error));
  g_clear_pointer (&self->objects, wire_object_list_unref);
  g_clear_pointer (&self->packets, wire_packet_choice_free);
  return done;
}

/* What is not there any more, or is no capture, is named, and the rest is exported. */
static gboolean
export_evidence (Export *self, const WireCase *opened, GError **error)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *path = NULL;
  g_autofree char *name = wire_printable_name (self->evidence->path);
  GError *problem = NULL;
  gboolean done;

  wire_case_evidence_check (opened, self->evidence, &sha256, &path);
  if (!path)
    {
      g_ptr_array_add (self->exported->failed,
                       g_strdup_printf (_ ("“%s” is not there, or is not what it was."), name));
      return TRUE;
    }
  self->capture = self->wish->wish.load (path, self->wish->wish.user_data, &problem);
  if (!self->capture)
    return leave_out (self, name, problem, error);
  done = export_capture (self, error);
  g_clear_object (&self->capture);
  return done;
}

static gboolean
add_report (Export *self, GError **error)
{
  g_autoptr (WireReport) report = wire_report_make (&self->wish->wish, self->job, error);
  g_autoptr (GBytes) bytes = report ? wire_report_write (report, WIRE_REPORT_HTML, error) : NULL;

  return bytes && wire_export_folder_add_bytes (self->folder, "report.html", bytes, error);
}

static gboolean
fill (Export *self, WireCase *opened, GError **error)
{
  g_autoptr (GPtrArray) evidence = wire_case_list_evidence (opened, error);

  self->notes = evidence ? wire_case_list_notes (opened, error) : NULL;
  if (!self->notes || !add_report (self, error))
    return FALSE;
  for (guint i = 0; i < evidence->len; i++)
    {
      self->evidence = g_ptr_array_index (evidence, i);
      if (!export_evidence (self, opened, error))
        return FALSE;
    }
  return wire_export_folder_end (self->folder, error);
}

static gboolean
end (Export *self, gboolean zip, GError **error)
{
  if (zip)
    return wire_export_folder_pack (self->folder, self->wish->to, self->wish->password, self->job,
                                    error);
  wire_export_folder_keep (self->folder);
  return TRUE;
}

/* Whatever is there stays: nothing is exported over anything. */
static gboolean
check_target (const WireCaseExport *wish, gboolean zip, GError **error)
{
  g_autofree char *name = wire_printable_name (wish->to);

  if (wish->password && !zip)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _ ("Only a ZIP can have a password."));
      return FALSE;
    }
  if (!zip || !g_file_test (wish->to, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _ ("“%s” is there already."), name);
  return FALSE;
}

/**
 * wire_case_export:
 * @wish: what is wanted
 * @exported: (out): what became of it
 * @job: (nullable): for cancellation
 * @error: set where %FALSE is returned
 *
 * Writes transfers, packets, the report, `manifest.json` and `SHA256SUMS`: all of it, or nothing.
 * The case notes that it was done. Blocks.
 *
 * Returns: whether it was written
 */
gboolean
wire_case_export (const WireCaseExport *wish,
                  WireCaseExported *exported,
                  WireJob *job,
                  GError **error)
{
  g_autoptr (WireCase) opened = wire_case_open (wish->wish.path, error);
  gboolean zip = g_str_has_suffix (wish->to, ".zip");
  g_autofree char *stage = zip ? g_strconcat (wish->to, ".part", NULL) : g_strdup (wish->to);
  g_autoptr (WireExportFolder) folder = NULL;
  Export self = { .wish = wish, .exported = exported, .job = job };
  gboolean done;

  *exported = (WireCaseExported){ .failed = g_ptr_array_new_with_free_func (g_free) };
  if (!opened || !check_target (wish, zip, error)
      || !(folder = wire_export_folder_new (stage, error)))
    return FALSE;
  self.folder = folder;
  done = fill (&self, opened, error) && end (&self, zip, error)
         && wire_case_log (opened, "exported", wish->to, NULL, error);
  g_clear_pointer (&self.notes, g_ptr_array_unref);
  return done;
}

/* wire-command-downloads.c: what was downloaded, and saving it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/choice/wire-cli-objects.h"
#include "cli/choice/wire-cli-rows.h"
#include "cli/command/wire-commands.h"
#include "capture/objects/wire-object-answer.h"
#include "capture/objects/wire-object-choice.h"
#include "capture/objects/wire-object-save.h"
#include "capture/objects/wire-object-work.h"
#include "cli/output/wire-output.h"
#include "base/wire-printable.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>

/* Objects that are examined at once: enough for their bodies to be read together; their facts are
 * all that is held. */
#define BLOCK 1024u

typedef struct
{
  WireObjectChoice choice;
  WireSaveFolder *folder;   /* NULL where nothing is saved */
  WireObjectRecord *record; /* likewise */
  guint n_failed;           /* that could not be saved */
  WireObjectList *list;
  WireTypeDetector *detector;
  WireCliRows *rows; /* NULL for all */
} Downloads;

static void
downloads_clear (Downloads *downloads)
{
  g_clear_pointer (&downloads->rows, wire_cli_rows_free);
  g_clear_pointer (&downloads->folder, wire_save_folder_free);
  g_clear_pointer (&downloads->record, wire_object_record_free);
  g_clear_pointer (&downloads->list, wire_object_list_unref);
  g_clear_pointer (&downloads->detector, wire_type_detector_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Downloads, downloads_clear)

/* Text: the lab's lines, for requests */

static void
print_lines (WireCapture *capture, const WireCliRows *rows, WireObjectChoice choice)
{
  g_autoptr (GArray) requests = wire_capture_list_requests (capture);
  g_autofree char *none = NULL;
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    {
      WireHttpExchange exchange;
      WireTuple tuple = { 0 };
      char client[WIRE_ADDRESS_TEXT_MAX];
      char server[WIRE_ADDRESS_TEXT_MAX];

      wire_capture_get_exchange (capture, g_array_index (requests, guint32, i), &exchange);
      if (!wire_object_choice_find (choice, exchange.request.method, exchange.request.uri, NULL)
          || !wire_object_is_download (&exchange)
          || !wire_cli_rows_have_exchange (rows, g_array_index (requests, guint32, i))
          || !wire_capture_get_exchange_tuple (capture, &exchange, &tuple))
        continue;

      g_autofree char *uri = wire_printable_name (exchange.request.uri);
      g_autofree char *line = g_strdup_printf (
          "[!] %s downloaded %s from %s", wire_address_to_text (tuple.family, tuple.src, client),
          uri, wire_address_to_text (tuple.family, tuple.dst, server));

      wire_output_line (line);
      n++;
    }
  none = g_strdup_printf ("No %s downloads found in %s", wire_object_choice_to_key (choice),
                          rows ? "what passes the filter" : "this file");
  if (n == 0)
    wire_output_line (none);
}

/* Objects */

static void
print_object (JsonBuilder *builder,
              const Downloads *self,
              guint32 number,
              const WireObjectFacts *facts,
              const WireObjectSaved *saved)
{
  const WireObject *object = wire_object_list_get (self->list, number);
  WireObjectFound found =
      wire_object_choice_find (self->choice, object->method, object->uri, facts->type);

  json_builder_begin_object (builder);
  wire_json_add_int (builder, "number", (gint64) number + 1);
  if (object->origin.parent != WIRE_OBJECT_NONE)
    wire_json_add_int (builder, "parent", (gint64) object->origin.parent + 1);
  wire_json_add_string (builder, "note", object->origin.note);
  wire_json_add_object (builder, object, facts);
  wire_json_add_tunnel (builder, wire_object_list_get_capture (self->list), object->stream);
  wire_json_add_string (builder, "verdict", facts->verdict);
  wire_json_add_string (builder, "matched_by", wire_object_found_to_key (found));
  wire_json_add_string (builder, "saved_as", saved->name);
  wire_json_add_string (builder, "saved_map", saved->map);
  json_builder_end_object (builder);
  wire_output_json (builder);
}

/* Hash sets are not asked here. */
static void
record (Downloads *self, guint32 number, const WireObjectFacts *facts, const WireObjectSaved *saved)
{
  g_auto (WireObjectNoted) noted = { 0 };

  wire_object_note (wire_object_list_get (self->list, number), facts, NULL, NULL, &noted);
  wire_object_record_add (self->record, number, saved, &noted);
}

/* What cannot be saved is said, and the others are saved all the same. */
static void
save (Downloads *self, guint32 number, const WireObjectFacts *facts, WireObjectSaved *saved)
{
  const GPtrArray *extensions =
      wire_mime_get_extensions (wire_type_detector_get_mime (self->detector), facts->type);
  const char *extension = extensions && extensions->len ? g_ptr_array_index (extensions, 0) : NULL;
  g_autoptr (GError) error = NULL;

  if (wire_object_save (self->list, number, extension, self->folder, NULL, saved, &error))
    {
      record (self, number, facts, saved);
      return;
    }
  self->n_failed++;
  wire_cli_warn (error->message);
}

/* What could not be read has neither a type nor bytes to save. */
static void
skip (Downloads *self, const WireObjectFacts *facts)
{
  self->n_failed++;
  wire_cli_warn (facts->problem);
}

static void
tell_object (Downloads *self, JsonBuilder *builder, guint32 number, const WireObjectFacts *facts)
{
  g_auto (WireObjectSaved) saved = { 0 };

  if (self->folder && facts->type)
    save (self, number, facts, &saved);
  else if (self->folder && facts->problem)
    skip (self, facts);
  if (builder)
    print_object (builder, self, number, facts, &saved);
}

static void
facts_free (WireObjectFacts *facts, guint n)
{
  for (guint i = 0; i < n; i++)
    wire_object_facts_clear (&facts[i]);
  g_free (facts);
}

/* Keeps of @numbers those that either test finds. */
static gboolean
choose (const Downloads *self, guint32 *numbers, guint *n, GError **error)
{
  WireObjectFacts *facts;
  gboolean done;
  guint kept = 0;

  if (self->choice == WIRE_OBJECT_ALL)
    return TRUE;
  facts = g_new0 (WireObjectFacts, *n);
  done = wire_object_examine_many (self->list, numbers, *n, self->detector, WIRE_OBJECT_TYPE, NULL,
                                   facts, error);
  for (guint i = 0; done && i < *n; i++)
    {
      const WireObject *object = wire_object_list_get (self->list, numbers[i]);

      if (wire_object_choice_find (self->choice, object->method, object->uri, facts[i].type))
        numbers[kept++] = numbers[i];
    }
  facts_free (facts, *n);
  *n = kept;
  return done;
}

static gboolean
tell_block (Downloads *self, JsonBuilder *builder, guint32 first, guint length, GError **error)
{
  guint32 numbers[BLOCK];
  guint n = 0;
  WireObjectFacts *facts;
  gboolean done;

  for (guint i = 0; i < length; i++)
    if (wire_cli_rows_have_object (self->rows, self->list, first + i))
      numbers[n++] = first + i;
  if (!choose (self, numbers, &n, error))
    return FALSE;
  facts = g_new0 (WireObjectFacts, n);
  done = wire_object_examine_many (self->list, numbers, n, self->detector,
                                   builder || self->folder ? WIRE_OBJECT_DIGESTS : WIRE_OBJECT_TYPE,
                                   NULL, facts, error);
  for (guint i = 0; done && i < n; i++)
    tell_object (self, builder, numbers[i], &facts[i]);
  facts_free (facts, n);
  return done;
}

static void
warn_of_versions (const Downloads *self)
{
  guint32 doubled = 0;

  for (guint32 i = 0; i < wire_object_list_get_length (self->list); i++)
    doubled += wire_object_list_get (self->list, i)->doubled > 0
               && wire_cli_rows_have_object (self->rows, self->list, i);
  if (doubled > 0)
    {
      g_autofree char *text = g_strdup_printf (
          ngettext ("Bytes of %u download were sent twice, and differ. “triage” tells which.",
                    "Bytes of %u downloads were sent twice, and differ. “triage” tells which.",
                    doubled),
          doubled);

      wire_cli_warn (text);
    }
}

static gboolean
tell_objects (Downloads *self, JsonBuilder *builder, GError **error)
{
  guint32 n = wire_object_list_get_length (self->list);

  gboolean done = TRUE;

  for (guint32 first = 0; done && first < n; first += BLOCK)
    done = tell_block (self, builder, first, MIN (BLOCK, n - first), error);
  if (self->record && !wire_cli_end_record (self->record, self->folder, done ? error : NULL))
    done = FALSE;
  if (!done || self->n_failed == 0)
    return done;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               ngettext ("%u download could not be saved.", "%u downloads could not be saved.",
                         self->n_failed),
               self->n_failed);
  return FALSE;
}

static gboolean
run (const WireCliOptions *options,
     const WireCliFilter *filter,
     WireObjectChoice choice,
     const char *folder,
     GError **error)
{
  g_autoptr (JsonBuilder) builder = options->json ? json_builder_new () : NULL;
  g_auto (Downloads) self = { .choice = choice };
  g_autoptr (WireCapture) capture = wire_cli_load_rows (options, filter, &self.rows, error);

  if (!capture || !wire_cli_make_folder (folder, error))
    return FALSE;
  if (folder && !(self.folder = wire_save_folder_open (folder, error)))
    return FALSE;
  if (!builder)
    print_lines (capture, self.rows, choice);
  wire_cli_warn_of_missing (capture);
  if (!builder && !folder)
    return TRUE;
  self.detector = wire_type_detector_new (error);
  if (!self.detector)
    return FALSE;
  self.list = wire_object_list_new (capture);
  wire_cli_warn_of_list (self.list);
  self.record = folder ? wire_object_record_new (self.list) : NULL;
  warn_of_versions (&self);
  return tell_objects (&self, builder, error);
}

gboolean
wire_command_downloads (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_autofree char *type = NULL;
  g_autofree char *folder = NULL;
  g_auto (WireCliFilter) filter = { 0 };
  WireObjectChoice choice = WIRE_OBJECT_GIF;
  const GOptionEntry entries[] = {
    { "type", 0, 0, G_OPTION_ARG_STRING, &type, N_ ("gif (the default), jpeg, image or all"),
      N_ ("TYPE") },
    { "save", 0, 0, G_OPTION_ARG_FILENAME, &folder,
      N_ ("Save what was found to this folder; nothing is overwritten"), N_ ("FOLDER") },
    WIRE_CLI_ROW_FILTER_ENTRIES (filter),
    { NULL },
  };

  if (!wire_cli_parse_streams (command, arguments, entries, 1, 1, &options, error)
      || !wire_cli_choose_type (type, &choice, error))
    return FALSE;
  return run (&options, &filter, choice, folder, error);
}

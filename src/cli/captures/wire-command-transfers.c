/* wire-command-transfers.c: what was sent or received, by any protocol, and saving it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/choice/wire-cli-objects.h"
#include "cli/choice/wire-cli-rows.h"
#include "cli/command/wire-commands.h"
#include "capture/objects/wire-object-choice.h"
#include "capture/objects/wire-object-folders.h"
#include "capture/objects/wire-object-save.h"
#include "capture/objects/wire-object-work.h"
#include "cli/output/wire-output.h"
#include "base/wire-printable.h"

#include <glib/gi18n.h>

/* Objects that are examined at once: enough for their bodies to be read together; their facts are
 * all that is held. */
#define BLOCK 1024u

typedef struct
{
  WireObjectChoice choice;
  WireSaveFolder *folder;     /* NULL where nothing is saved */
  WireObjectFolders *folders; /* in it, by protocol and host, or NULL */
  WireObjectRecord *record;   /* likewise */
  guint n_failed;             /* that could not be saved */
  JsonBuilder *builder;
  WireObjectList *list;
  WireTypeDetector *detector;
  WireCliRows *rows; /* NULL for all */
} Transfers;

static void
transfers_clear (Transfers *self)
{
  g_clear_pointer (&self->folders, wire_object_folders_free);
  g_clear_pointer (&self->folder, wire_save_folder_free);
  g_clear_pointer (&self->record, wire_object_record_free);
  g_clear_pointer (&self->list, wire_object_list_unref);
  g_clear_pointer (&self->detector, wire_type_detector_unref);
  g_clear_object (&self->builder);
  g_clear_pointer (&self->rows, wire_cli_rows_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Transfers, transfers_clear)

/* Returns: what --type goes by in addition to the bytes */
static const char *
get_asked_name (const WireObject *object)
{
  return object->origin.name ? object->origin.name : object->uri;
}

static void
print_line (const WireObject *object, guint32 number, const WireObjectFacts *facts)
{
  const WireTuple *tuple = &object->tuple;
  gboolean upload = object->origin.direction == WIRE_TRANSFER_UPLOAD;
  const char *told = object->origin.path ? object->origin.path : get_asked_name (object);
  g_autofree char *name = wire_printable_name (told ? told : "-");
  char client[WIRE_ADDRESS_TEXT_MAX];
  char server[WIRE_ADDRESS_TEXT_MAX];
  g_autofree char *line = NULL;

  wire_address_to_text (tuple->family, tuple->src, client);
  wire_address_to_text (tuple->family, tuple->dst, server);
  line = g_strdup_printf ("%u %s %s %s -> %s %" G_GUINT64_FORMAT " %s %s %s", number + 1,
                          upload ? "upload" : "download", object->origin.protocol,
                          upload ? client : server, upload ? server : client, facts->size,
                          facts->whole ? "complete" : "incomplete", facts->type ? facts->type : "-",
                          name);
  wire_output_line (line);
}

static void
print_json (const Transfers *self,
            guint32 number,
            const WireObjectFacts *facts,
            const WireObjectSaved *saved)
{
  const WireObject *object = wire_object_list_get (self->list, number);

  json_builder_begin_object (self->builder);
  wire_json_add_origin (self->builder, object, number);
  wire_json_add_object (self->builder, object, facts);
  wire_json_add_tunnel (self->builder, wire_object_list_get_capture (self->list), object->stream);
  wire_json_add_string (self->builder, "verdict", facts->verdict);
  wire_json_add_string (self->builder, "saved_as", saved->name);
  wire_json_add_string (self->builder, "saved_map", saved->map);
  json_builder_end_object (self->builder);
  wire_output_json (self->builder);
}

/* Hash sets are not asked here. */
static void
record (Transfers *self, guint32 number, const WireObjectFacts *facts, const WireObjectSaved *saved)
{
  g_auto (WireObjectNoted) noted = { 0 };

  wire_object_note (wire_object_list_get (self->list, number), facts, NULL, NULL, &noted);
  wire_object_record_add (self->record, number, saved, &noted);
}

static gboolean
write_file (
    Transfers *self, guint32 number, const char *extension, WireObjectSaved *saved, GError **error)
{
  if (self->folders)
    return wire_object_folders_save (self->folders, self->list, number, extension, NULL, saved,
                                     error);
  return wire_object_save (self->list, number, extension, self->folder, NULL, saved, error);
}

/* What cannot be read or saved is said, and the others are saved all the same. */
static void
save (Transfers *self, guint32 number, const WireObjectFacts *facts, WireObjectSaved *saved)
{
  const WireMime *mime = wire_type_detector_get_mime (self->detector);
  const GPtrArray *extensions = facts->type ? wire_mime_get_extensions (mime, facts->type) : NULL;
  const char *extension = extensions && extensions->len ? g_ptr_array_index (extensions, 0) : NULL;
  g_autoptr (GError) error = NULL;

  if (facts->type && write_file (self, number, extension, saved, &error))
    {
      record (self, number, facts, saved);
      return;
    }
  self->n_failed++;
  wire_cli_warn (error ? error->message : facts->problem);
}

static void
tell (Transfers *self, guint32 number, const WireObjectFacts *facts)
{
  const WireObject *object = wire_object_list_get (self->list, number);
  g_auto (WireObjectSaved) saved = { 0 };

  if (self->choice != WIRE_OBJECT_ALL
      && !wire_object_choice_find (self->choice, "GET", get_asked_name (object), facts->type))
    return;
  if (self->folder)
    save (self, number, facts, &saved);
  if (self->builder)
    print_json (self, number, facts, &saved);
  else
    print_line (object, number, facts);
}

/* What was only asked for was not transferred. Returns: how many of the next are */
static guint
gather (const Transfers *self, guint32 *next, guint32 *numbers)
{
  guint32 length = wire_object_list_get_length (self->list);
  guint n = 0;

  for (; *next < length && n < BLOCK; (*next)++)
    if (!(wire_object_list_get (self->list, *next)->flags & WIRE_OBJECT_REQUESTED_ONLY)
        && wire_cli_rows_have_object (self->rows, self->list, *next))
      numbers[n++] = *next;
  return n;
}

static gboolean
tell_all (Transfers *self, GError **error)
{
  /* A verdict on a file needs all of its bytes. */
  WireObjectWanted wanted = self->builder || self->folder ? WIRE_OBJECT_DIGESTS : WIRE_OBJECT_TYPE;
  guint32 numbers[BLOCK];
  gboolean done = TRUE;
  guint32 next = 0;
  guint n;

  while (done && (n = gather (self, &next, numbers)) > 0)
    {
      g_autofree WireObjectFacts *facts = g_new0 (WireObjectFacts, n);

      done = wire_object_examine_many (self->list, numbers, n, self->detector, wanted, NULL, facts,
                                       error);
      for (guint i = 0; i < n; i++)
        {
          if (done)
            tell (self, numbers[i], &facts[i]);
          wire_object_facts_clear (&facts[i]);
        }
    }
  if (self->record && !wire_cli_end_record (self->record, self->folder, done ? error : NULL))
    done = FALSE;
  if (!done || self->n_failed == 0)
    return done;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               ngettext ("%u transfer could not be saved.", "%u transfers could not be saved.",
                         self->n_failed),
               self->n_failed);
  return FALSE;
}

gboolean
wire_command_transfers (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_autofree char *type = NULL;
  g_autofree char *folder = NULL;
  gboolean folders = FALSE;
  g_auto (WireCliFilter) filter = { 0 };
  g_autoptr (WireCapture) capture = NULL;
  g_auto (Transfers) self = { .choice = WIRE_OBJECT_ALL };
  const GOptionEntry entries[] = {
    { "type", 0, 0, G_OPTION_ARG_STRING, &type, N_ ("gif, jpeg, image or all (the default)"),
      N_ ("TYPE") },
    { "save", 0, 0, G_OPTION_ARG_FILENAME, &folder,
      N_ ("Save what was found to this folder; nothing is overwritten"), N_ ("FOLDER") },
    { "folders", 0, 0, G_OPTION_ARG_NONE, &folders,
      N_ ("With --save: into folders by protocol and host"), NULL },
    WIRE_CLI_ROW_FILTER_ENTRIES (filter),
    { NULL },
  };

  if (!wire_cli_parse_streams (command, arguments, entries, 1, 1, &options, error)
      || !wire_cli_choose_type (type, &self.choice, error))
    return FALSE;
  self.builder = options.json ? json_builder_new () : NULL;
  capture = wire_cli_load_rows (&options, &filter, &self.rows, error);
  if (!capture || !wire_cli_make_folder (folder, error)
      || (folder && !(self.folder = wire_save_folder_open (folder, error))))
    return FALSE;
  if (folder && folders)
    self.folders = wire_object_folders_new (self.folder);
  self.detector = wire_type_detector_new (error);
  if (!self.detector)
    return FALSE;
  wire_cli_warn_of_missing (capture);
  self.list = wire_object_list_new_transfers (capture, NULL);
  wire_cli_warn_of_list (self.list);
  self.record = folder ? wire_object_record_new (self.list) : NULL;
  return tell_all (&self, error);
}

/* wire-batch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/batch/wire-batch.h"

#include "base/wire-text-hash.h"
#include "base/wire-printable.h"
#include "base/wire-save.h"
#include "cli/batch/wire-batch-unit.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#define MIB (1024u * 1024)

typedef struct
{
  const WireBatchSetup *setup;
  const WireBatchList *list;
  WireBatchCounts *counts;
  guint next;       /* path that is begun next */
  guint running;    /* processes */
  guint64 bytes;    /* of captures that are through */
  guint64 worked;   /* of them, those that took time */
  gint64 started;   /* monotonic */
  GString *failed;  /* the table */
  GHashTable *ours; /* digests of captures that were begun here */
  GMainLoop *loop;
} Batch;

typedef struct
{
  Batch *batch;
  WireBatchUnit unit;
  guint timer;
} Running;

static void begin_more (Batch *self);

static void
add_failure (Batch *self, const WireBatchUnit *unit, const char *reason, const char *words)
{
  g_autofree char *path = wire_printable_name (unit->path);
  g_autofree char *line = wire_printable_name (words);

  self->counts->failed++;
  g_string_append_printf (self->failed, "%s\t%s\t%s\t%s\n", path, unit->digest ? unit->digest : "-",
                          reason, line);
}

/* By the bytes that are through, and the time that those took which were not there before. */
static void
tell_progress (Batch *self)
{
  guint through =
      self->counts->done + self->counts->before + self->counts->failed + self->counts->busy;
  double seconds = (double) (g_get_monotonic_time () - self->started) / G_USEC_PER_SEC;
  guint64 left = self->list->bytes > self->bytes ? self->list->bytes - self->bytes : 0;
  gboolean terminal = isatty (STDERR_FILENO);

  if (!self->setup->progress)
    return;
  g_printerr ("%s", terminal ? "\r\033[K" : "");
  g_printerr (_ ("%u of %u captures, %u failed"), through, self->list->paths->len,
              self->counts->failed);
  if (self->worked > 0 && left > 0)
    g_printerr (_ (", about %.0f s left"), seconds * (double) left / (double) self->worked);
  if (!terminal || through == self->list->paths->len)
    g_printerr ("\n");
}

static void
end_unit (Running *running)
{
  Batch *self = running->batch;

  self->running--;
  self->bytes += running->unit.size;
  self->worked += running->unit.size;
  g_clear_handle_id (&running->timer, g_source_remove);
  wire_batch_unit_clear (&running->unit);
  g_free (running);
  tell_progress (self);
  begin_more (self);
}

static char *
tell_end (GSubprocess *process)
{
  if (g_subprocess_get_if_exited (process))
    return g_strdup_printf ("status %d", g_subprocess_get_exit_status (process));
  return g_strdup_printf ("signal %d", g_subprocess_get_term_sig (process));
}

/* A GAsyncReadyCallback. */
static void
process_ended (GObject *object, GAsyncResult *result, gpointer data)
{
  Running *running = data;
  Batch *self = running->batch;
  WireBatchUnit *unit = &running->unit;
  GSubprocess *process = G_SUBPROCESS (object);
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_finish (process, result, NULL);
  if (g_subprocess_get_successful (process) && wire_batch_unit_finish (unit, &error))
    self->counts->done++;
  else
    {
      g_autofree char *reason = error ? g_strdup ("output") : tell_end (process);
      g_autofree char *words =
          error ? g_strdup (error->message) : wire_batch_unit_read_complaint (unit);

      add_failure (self, unit, reason, words);
      wire_batch_unit_drop (unit);
    }
  end_unit (running);
}

/* A GSourceFunc. */
static gboolean
process_is_late (gpointer data)
{
  Running *running = data;

  running->timer = 0;
  g_subprocess_force_exit (running->unit.process);
  return G_SOURCE_REMOVE;
}

/* In the new process: it ends with this one, and has no more memory than it may. */
static void
set_up_child (gpointer data)
{
  guint memory = GPOINTER_TO_UINT (data);
  struct rlimit limit = { (rlim_t) memory * MIB, (rlim_t) memory * MIB };

  (void) prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (memory > 0)
    (void) setrlimit (RLIMIT_AS, &limit);
}

static char *
replace (const char *word, const char *what, const char *by)
{
  g_auto (GStrv) parts = g_strsplit (word, what, -1);

  return g_strjoinv (by, parts);
}

/* The command's words, after this program's own path. */
static GPtrArray *
make_words (const Batch *self, const WireBatchUnit *unit)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *absolute = g_canonicalize_filename (unit->path, NULL);
  gboolean named = FALSE;

  g_ptr_array_add (words, g_file_read_link ("/proc/self/exe", NULL));
  for (char **word = self->setup->command; *word; word++)
    {
      g_autofree char *first = replace (*word, "{out}", unit->folder);

      named |= strstr (first, "{}") != NULL;
      g_ptr_array_add (words, replace (first, "{}", absolute));
    }
  if (!named)
    g_ptr_array_add (words, g_steal_pointer (&absolute));
  g_ptr_array_add (words, NULL);
  return words;
}

static gboolean
spawn (Batch *self, WireBatchUnit *unit, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GPtrArray) words = make_words (self, unit);
  g_autofree char *output = g_build_filename (unit->folder, "output", NULL);
  g_autofree char *messages = g_build_filename (unit->folder, "messages", NULL);

  g_subprocess_launcher_set_stdout_file_path (launcher, output);
  g_subprocess_launcher_set_stderr_file_path (launcher, messages);
  g_subprocess_launcher_set_child_setup (launcher, set_up_child,
                                         GUINT_TO_POINTER (self->setup->memory), NULL);
  unit->process =
      g_subprocess_launcher_spawnv (launcher, (const char *const *) words->pdata, error);
  return unit->process != NULL;
}

static void
start_unit (Batch *self, WireBatchUnit *unit)
{
  Running *running;
  g_autoptr (GError) error = NULL;

  if (!spawn (self, unit, &error))
    {
      add_failure (self, unit, "start", error->message);
      wire_batch_unit_drop (unit);
      wire_batch_unit_clear (unit);
      return;
    }
  running = g_new0 (Running, 1);
  running->batch = self;
  running->unit = *unit;
  g_hash_table_add (self->ours, g_strdup (unit->digest));
  self->running++;
  if (self->setup->timeout > 0)
    running->timer = g_timeout_add_seconds (self->setup->timeout, process_is_late, running);
  g_subprocess_wait_async (unit->process, NULL, process_ended, running);
}

static void
begin_one (Batch *self)
{
  const char *path = g_ptr_array_index (self->list->paths, self->next++);
  g_autoptr (GError) error = NULL;
  WireBatchUnit unit;
  WireBatchClaim claim = wire_batch_unit_claim (&unit, self->setup->out, path, &error);

  if (claim == WIRE_BATCH_CLAIMED)
    {
      start_unit (self, &unit);
      return;
    }
  /* The same bytes under another name. */
  if (claim == WIRE_BATCH_BUSY && g_hash_table_contains (self->ours, unit.digest))
    claim = WIRE_BATCH_DONE;
  self->counts->before += claim == WIRE_BATCH_DONE;
  self->counts->busy += claim == WIRE_BATCH_BUSY;
  if (claim == WIRE_BATCH_UNREADABLE)
    add_failure (self, &unit, "read", error->message);
  self->bytes += unit.size;
  wire_batch_unit_clear (&unit);
}

/* No more captures are held open, and no more output is waited for, than there are jobs. */
static void
begin_more (Batch *self)
{
  while (self->running < self->setup->jobs && self->next < self->list->paths->len)
    begin_one (self);
  if (self->running == 0)
    g_main_loop_quit (self->loop);
}

static gboolean
write_failures (const Batch *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->setup->out, "failures.tsv", NULL);
  g_autoptr (WireSave) save = wire_save_begin_at (path, error);

  return save && wire_save_write (save, self->failed->str, self->failed->len, error)
         && wire_save_end (save, error);
}

/* A GSourceFunc: what there is to do first may be nothing, and the loop must run then. */
static gboolean
begin (gpointer batch)
{
  begin_more (batch);
  return G_SOURCE_REMOVE;
}

/**
 * wire_batch_run:
 * @setup: what to do
 * @list: with which captures
 * @counts: (out): what became of them
 * @error: of the system; a command that fails is none, but counted
 *
 * Runs the command for every capture, and for captures that are alike once. Writes the table
 * `failures.tsv`: path, digest, how the command ended, and its last words.
 *
 * Returns: whether all captures were gone through
 */
gboolean
wire_batch_run (const WireBatchSetup *setup,
                const WireBatchList *list,
                WireBatchCounts *counts,
                GError **error)
{
  g_autoptr (GString) failed = g_string_new ("path\tsha256\tend\tmessage\n");
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GHashTable) ours = g_hash_table_new_full (wire_text_hash, g_str_equal, g_free, NULL);
  Batch self = {
    .setup = setup, .list = list, .counts = counts, .failed = failed, .ours = ours, .loop = loop
  };

  *counts = (WireBatchCounts){ 0 };
  self.started = g_get_monotonic_time ();
  g_idle_add (begin, &self);
  g_main_loop_run (loop);
  return write_failures (&self, error);
}

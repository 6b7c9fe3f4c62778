/* wire-report-translated.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/cases/wire-report-translated.h"

#include <glib/gi18n.h>

#define PROGRAM "wirecase-cli"

char *
wire_report_translated_find_program (void)
{
  g_autofree char *own = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = own ? g_path_get_dirname (own) : NULL;
  g_autofree char *built = folder ? g_build_filename (folder, "cli", PROGRAM, NULL) : NULL;
  g_autofree char *installed = folder ? g_build_filename (folder, PROGRAM, NULL) : NULL;

  if (built && g_file_test (built, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&built);
  return installed && g_file_test (installed, G_FILE_TEST_IS_EXECUTABLE)
             ? g_steal_pointer (&installed)
             : NULL;
}

static void
add_option (GPtrArray *words, const char *option, const char *value)
{
  g_ptr_array_add (words, g_strdup (option));
  g_ptr_array_add (words, g_strdup (value));
}

/* The keys of all captures: those that fit none of a capture's connections do nothing. */
static void
add_keys (GPtrArray *words, const WireReportRun *run)
{
  g_autoptr (GHashTable) added = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer keys;

  g_hash_table_iter_init (&iter, run->keys);
  while (g_hash_table_iter_next (&iter, NULL, &keys))
    for (char **key = keys; *key; key++)
      if (g_hash_table_add (added, *key))
        add_option (words, "--keys", *key);
}

/* Returns: (transfer full): the command, up to a NULL; @program: (transfer full) */
static GPtrArray *
make_words (const WireReportRun *run, char *program)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *parts = g_strjoinv (",", run->parts);

  g_ptr_array_add (words, program);
  g_ptr_array_add (words, g_strdup ("report"));
  add_option (words, "--format", wire_report_format_to_key (run->format));
  add_option (words, "--language", run->language);
  add_option (words, "--parts", parts);
  add_option (words, "--output", run->out);
  add_keys (words, run);
  add_option (words, "--", run->path);
  g_ptr_array_add (words, NULL);
  return words;
}

static gboolean
run_program (GPtrArray *words, WireJob *job, GError **error)
{
  g_autoptr (GSubprocess) process =
      g_subprocess_newv ((const char *const *) words->pdata,
                         G_SUBPROCESS_FLAGS_STDERR_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, error);
  g_autoptr (GBytes) said = NULL;
  g_autofree char *text = NULL;

  if (!process)
    return FALSE;
  if (!g_subprocess_communicate (process, NULL, wire_job_get_cancellable (job), NULL, &said, error))
    {
      g_subprocess_force_exit (process);
      return FALSE;
    }
  if (g_subprocess_get_successful (process))
    return TRUE;
  text = g_utf8_make_valid (g_bytes_get_data (said, NULL), (gssize) g_bytes_get_size (said));
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, g_strstrip (text));
  return FALSE;
}

/**
 * wire_report_translated_write:
 * @run: with a language
 * @job: for cancellation
 * @error: set where %FALSE is returned
 *
 * Has the command line write the report: a program speaks one language at a time, and the window
 * speaks its own meanwhile. Blocks.
 *
 * Returns: whether it was written
 */
gboolean
wire_report_translated_write (const WireReportRun *run, WireJob *job, GError **error)
{
  char *program = wire_report_translated_find_program ();
  g_autoptr (GPtrArray) words = NULL;

  if (!program)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _ ("The command line of Wirecase, which writes reports in other "
                              "languages, is not installed."));
      return FALSE;
    }
  words = make_words (run, program);
  return run_program (words, job, error);
}

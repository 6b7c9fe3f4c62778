/* wire-case-request-each.c: one command on all captures of a case, each row with its capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/cases/wire-case-request.h"

#include "base/wire-json.h"
#include "base/wire-printable.h"
#include "cases/wire-case-contents.h"
#include "cases/wire-case-means.h"
#include "cli/output/wire-output.h"

#include <glib/gi18n.h>

/* A line of an answer is not longer: a row of a capture has a few kilobytes. */
#define MAX_LINE (64u * 1024 * 1024)

/* Stands in the command for the capture, as it does for “batch”. */
#define PLACE "{}"

typedef struct
{
  const WireCaseRequest *request;
  WireCase *opened;
  const WireCaseEvidence *evidence; /* that is looked at */
  guint n_failed;
} Each;

static gboolean
fail_line (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                       _ ("A line of the command's answer is too long."));
  return FALSE;
}

/* An object gets the capture as its first member; other lines begin with its name. */
static void
print_line (const Each *self, const char *line)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *name = wire_printable_name (self->evidence->path);

  if (*line != '{')
    g_string_append_printf (out, "%s: %s", name, line);
  else
    {
      g_string_append (out, "{\"capture\":");
      wire_json_append_string (out, self->evidence->path);
      if (self->evidence->clock)
        g_string_append_printf (out, ",\"clock_ns\":%" G_GINT64_FORMAT, self->evidence->clock);
      g_string_append_printf (out, "%s%s", line[1] == '}' ? "" : ",", line + 1);
    }
  wire_output_line (out->str);
}

static gboolean
print_lines (const Each *self, GInputStream *stream, GError **error)
{
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (stream);
  char *line;
  gsize length;
  GError *problem = NULL;

  while ((line = g_data_input_stream_read_line (lines, &length, NULL, &problem)))
    {
      g_autofree char *valid =
          length <= MAX_LINE ? g_utf8_make_valid (line, (gssize) length) : NULL;

      g_free (line);
      if (!valid)
        return fail_line (error);
      print_line (self, valid);
    }
  if (problem)
    g_propagate_error (error, problem);
  return !problem;
}

/* Returns: (transfer full): this program, and the command about the capture at @path */
static GPtrArray *
make_words (const Each *self, const char *path)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  gboolean placed = FALSE;

  g_ptr_array_add (words, g_file_read_link ("/proc/self/exe", NULL));
  for (char **word = self->request->rest; *word; word++)
    {
      gboolean here = g_str_equal (*word, PLACE);

      placed = placed || here;
      g_ptr_array_add (words, g_strdup (here ? path : *word));
    }
  if (!placed)
    g_ptr_array_add (words, g_strdup (path));
  g_ptr_array_add (words, NULL);
  return words;
}

static gboolean
run (Each *self, const char *path, GError **error)
{
  g_autoptr (GPtrArray) words = make_words (self, path);
  g_autoptr (GSubprocess) process = words->pdata[0]
                                        ? g_subprocess_newv ((const char *const *) words->pdata,
                                                             G_SUBPROCESS_FLAGS_STDOUT_PIPE, error)
                                        : NULL;

  if (!process || !print_lines (self, g_subprocess_get_stdout_pipe (process), error)
      || !g_subprocess_wait (process, NULL, error))
    return FALSE;
  self->n_failed += !g_subprocess_get_successful (process); /* it said why */
  return TRUE;
}

/* What the command looks with is kept in the case. */
static gboolean
keep_means (const Each *self, GError **error)
{
  char **words = self->request->rest;
  gboolean rules = g_str_equal (words[0], "yara") && words[1] && *words[1] != '-';

  for (char **word = words; *word; word++)
    if (g_str_equal (*word, "--indicators") && word[1]
        && !wire_case_use_file (self->opened, "indicators", word[1], error))
      return FALSE;
  return !rules || wire_case_use_file (self->opened, "rules", words[1], error);
}

/* Returns: (transfer full) (nullable): where the evidence is, if it is there and a capture */
static char *
find_capture (Each *self, GError **error)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *path = NULL;
  g_autofree char *name = wire_printable_name (self->evidence->path);
  g_autofree char *sentence = NULL;
  gboolean known;

  wire_case_evidence_check (self->opened, self->evidence, &sha256, &path);
  if (!path)
    {
      sentence = g_strdup_printf (_ ("“%s” is not there, or is not what it was."), name);
      wire_cli_warn (sentence);
      self->n_failed++;
      return NULL;
    }
  return wire_case_is_capture (self->opened, self->evidence, path, &known, error) && known
             ? g_steal_pointer (&path)
             : NULL;
}

static gboolean
run_all (Each *self, GPtrArray *evidence, GError **error)
{
  for (guint i = 0; i < evidence->len; i++)
    {
      GError *problem = NULL;
      g_autofree char *path = NULL;

      self->evidence = g_ptr_array_index (evidence, i);
      path = find_capture (self, &problem);
      if (problem || (path && !run (self, path, &problem)))
        {
          g_propagate_error (error, problem);
          return FALSE;
        }
    }
  if (self->n_failed == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT,
               ngettext ("%u capture of the case could not be looked at.",
                         "%u captures of the case could not be looked at.", self->n_failed),
               self->n_failed);
  return FALSE;
}

gboolean
wire_case_request_each (const WireCaseRequest *self, GError **error)
{
  g_autoptr (WireCase) opened = wire_case_open (self->path, error);
  g_autoptr (GPtrArray) evidence = opened ? wire_case_list_evidence (opened, error) : NULL;
  Each each = { .request = self, .opened = opened };

  return evidence && keep_means (&each, error) && run_all (&each, evidence, error);
}

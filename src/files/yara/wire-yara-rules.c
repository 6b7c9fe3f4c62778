/* wire-yara-rules.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/yara/wire-yara-rules.h"

#include "base/wire-file-open.h"
#include "base/wire-io.h"
#include "base/wire-printable.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <yara.h>

/* Names that collections of rules expect from programs that use them. */
static const char *const EXTERNALS[] = { "filename", "filepath", "extension", "filetype", "owner" };

struct _WireYaraRules
{
  YR_RULES *rules;
  GPtrArray *warnings; /* of char * */
};

/* Of one compilation. */
typedef struct
{
  WireYaraRules *rules;
  const char *name; /* of the file, printable */
  char *problem;    /* the first one */
  guint n_problems;
} Compiling;

/* Returns: whether libyara is ready */
static gboolean
begin (GError **error)
{
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    g_once_init_leave (&ready, yr_initialize () == ERROR_SUCCESS ? 1 : 2);
  if (ready == 1)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The YARA library could not be started."));
  return FALSE;
}

/* A YR_COMPILER_CALLBACK_FUNC. */
static void
take_message (int level,
              const char *file,
              int line,
              const YR_RULE *rule,
              const char *message,
              void *user_data)
{
  Compiling *self = user_data;
  g_autofree char *printable = wire_printable_name (message);
  char *told = g_strdup_printf (_ ("“%s”, line %d: %s"), self->name, line, printable);

  (void) file;
  (void) rule;
  if (level == YARA_ERROR_LEVEL_WARNING)
    {
      g_ptr_array_add (self->rules->warnings, told);
      return;
    }
  self->n_problems++;
  if (self->problem)
    g_free (told);
  else
    self->problem = told;
}

static gboolean
fail_rules (const Compiling *self, GError **error)
{
  guint more = self->n_problems > 0 ? self->n_problems - 1 : 0;

  if (more == 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("A rule is wrong in %s."),
                 self->problem ? self->problem : self->name);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 ngettext ("A rule is wrong in %s. There is %u more problem.",
                           "A rule is wrong in %s. There are %u more problems.", more),
                 self->problem, more);
  return FALSE;
}

static gboolean
compile (YR_COMPILER *compiler, WireYaraRules *rules, const char *path, GError **error)
{
  g_autofree char *name = wire_printable_name (path);
  g_autofree char *base = g_path_get_basename (path);
  Compiling self = { .rules = rules, .name = name };
  struct stat info;
  int fd = wire_file_open_regular (path, &info, error);
  FILE *file = fd >= 0 ? fdopen (fd, "r") : NULL;
  int n;

  if (!file)
    return FALSE;
  yr_compiler_set_callback (compiler, take_message, &self);
  n = yr_compiler_add_file (compiler, file, base, path);
  fclose (file);
  if (n > 0)
    fail_rules (&self, error);
  g_free (self.problem);
  return n == 0;
}

static gboolean
compile_all (WireYaraRules *self, const char *const *paths, GError **error)
{
  YR_COMPILER *compiler;
  gboolean done = TRUE;

  if (yr_compiler_create (&compiler) != ERROR_SUCCESS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   _ ("The YARA library could not be started."));
      return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (EXTERNALS); i++)
    yr_compiler_define_string_variable (compiler, EXTERNALS[i], "");
  for (guint i = 0; done && paths[i]; i++)
    done = compile (compiler, self, paths[i], error);
  /* After an error libyara must not be asked for more. */
  if (done && yr_compiler_get_rules (compiler, &self->rules) != ERROR_SUCCESS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   _ ("The YARA library has no memory for the rules."));
      done = FALSE;
    }
  yr_compiler_destroy (compiler);
  return done;
}

/**
 * wire_yara_rules_new:
 * @paths: files with rules
 * @error: set where %NULL is returned: the first error in the rules, with its line
 *
 * Returns: (transfer full) (nullable): the rules, compiled
 */
WireYaraRules *
wire_yara_rules_new (const char *const *paths, GError **error)
{
  g_autoptr (WireYaraRules) self = g_new0 (WireYaraRules, 1);

  self->warnings = g_ptr_array_new_with_free_func (g_free);
  if (!begin (error) || !compile_all (self, paths, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
wire_yara_rules_free (WireYaraRules *self)
{
  if (self->rules)
    yr_rules_destroy (self->rules);
  g_ptr_array_unref (self->warnings);
  g_free (self);
}

const GPtrArray *
wire_yara_rules_get_warnings (const WireYaraRules *self)
{
  return self->warnings;
}

static char *
tell_meta (const YR_META *meta)
{
  if (meta->type == META_TYPE_STRING)
    return g_utf8_make_valid (meta->string, -1);
  if (meta->type == META_TYPE_BOOLEAN)
    return g_strdup (meta->integer ? "true" : "false");
  return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) meta->integer);
}

static void
add_words (WireYaraMatch *match, YR_RULE *rule)
{
  const char *tag;
  YR_META *meta;

  yr_rule_tags_foreach (rule, tag)
  {
    g_ptr_array_add (match->tags, g_utf8_make_valid (tag, -1));
  }
  yr_rule_metas_foreach (rule, meta)
  {
    g_ptr_array_add (match->metas, g_utf8_make_valid (meta->identifier, -1));
    g_ptr_array_add (match->metas, tell_meta (meta));
  }
}

/* libyara packs matches without regard to alignment: each is copied before it is looked at. Those
 * of private strings are its own affair. */
static void
add_places (WireYaraMatch *match, YR_SCAN_CONTEXT *context, YR_RULE *rule)
{
  YR_STRING *string;

  yr_rule_strings_foreach (rule, string)
  {
    YR_MATCH place;

    for (const void *next = context->matches[string->idx].head; next; next = place.next)
      {
        memcpy (&place, next, sizeof place);
        if (!place.is_private)
          wire_yara_match_add_place (
              match, string->identifier, (guint64) (place.base + place.offset),
              (guint32) place.match_length, place.data, (gsize) place.data_length);
      }
  }
}

/* A YR_CALLBACK_FUNC. */
static int
take_result (YR_SCAN_CONTEXT *context, int message, void *data, void *user_data)
{
  GPtrArray *matches = user_data;
  YR_RULE *rule = data;
  WireYaraMatch *match;

  if (message != CALLBACK_MSG_RULE_MATCHING)
    return CALLBACK_CONTINUE;
  match = wire_yara_match_new (rule->identifier, rule->ns->name);
  add_words (match, rule);
  add_places (match, context, rule);
  g_ptr_array_add (matches, match);
  return CALLBACK_CONTINUE;
}

static void
define_names (YR_SCANNER *scanner, const char *name)
{
  g_autofree char *base = g_path_get_basename (name);
  const char *dot = strrchr (base, '.');

  yr_scanner_define_string_variable (scanner, "filepath", name);
  yr_scanner_define_string_variable (scanner, "filename", base);
  yr_scanner_define_string_variable (scanner, "extension", dot ? dot : "");
}

static gboolean
check_result (int result, const char *name, guint timeout, GError **error)
{
  g_autofree char *printable = wire_printable_name (name);

  if (result == ERROR_SUCCESS)
    return TRUE;
  if (result == ERROR_SCAN_TIMEOUT)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                 _ ("The rules took more than %u seconds for “%s”, and were stopped."), timeout,
                 printable);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 _ ("The rules could not be run on “%s”: the YARA library reports error %d."),
                 printable, result);
  return FALSE;
}

/**
 * wire_yara_rules_scan:
 * @self: rules
 * @bytes: what they look at
 * @name: what it is called, which rules may ask for
 * @timeout: seconds, from 1 on
 * @error: set where %NULL is returned: the rules took too long
 *
 * Returns: (transfer full) (nullable) (element-type WireYaraMatch): the rules that match
 */
GPtrArray *
wire_yara_rules_scan (
    const WireYaraRules *self, GBytes *bytes, const char *name, guint timeout, GError **error)
{
  g_autoptr (GPtrArray) matches =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wire_yara_match_free);
  const guint8 *data = g_bytes_get_data (bytes, NULL);
  YR_SCANNER *scanner;
  int result = yr_scanner_create (self->rules, &scanner);

  if (!check_result (result, name, timeout, error))
    return NULL;
  yr_scanner_set_callback (scanner, take_result, matches);
  yr_scanner_set_timeout (scanner, (int) timeout);
  /* The bytes are ours: no signal has to be caught. */
  yr_scanner_set_flags (scanner, SCAN_FLAGS_REPORT_RULES_MATCHING | SCAN_FLAGS_NO_TRYCATCH);
  define_names (scanner, name);
  result =
      yr_scanner_scan_mem (scanner, data ? data : (const guint8 *) "", g_bytes_get_size (bytes));
  yr_scanner_destroy (scanner);
  return check_result (result, name, timeout, error) ? g_steal_pointer (&matches) : NULL;
}

static GBytes *
read_file (const char *path, gboolean *partial, GError **error)
{
  struct stat info;
  int fd = wire_file_open_regular (path, &info, error);
  g_autofree guint8 *bytes = NULL;
  gsize size;
  gssize n;

  if (fd < 0)
    return NULL;
  *partial = info.st_size > (goffset) WIRE_YARA_MAX_BYTES;
  size = (gsize) MIN (info.st_size, (goffset) WIRE_YARA_MAX_BYTES);
  bytes = g_malloc (size + 1);
  n = wire_io_read_full (fd, bytes, size);
  if (n < 0)
    wire_file_set_errno_error (error, path, errno);
  close (fd);
  return n < 0 ? NULL : g_bytes_new_take (g_steal_pointer (&bytes), (gsize) n);
}

/** As wire_yara_rules_scan(), of a file. @partial (out): it is longer than %WIRE_YARA_MAX_BYTES,
 * and only its beginning was looked at. */
GPtrArray *
wire_yara_rules_scan_file (
    const WireYaraRules *self, const char *path, guint timeout, gboolean *partial, GError **error)
{
  g_autoptr (GBytes) bytes = read_file (path, partial, error);

  return bytes ? wire_yara_rules_scan (self, bytes, path, timeout, error) : NULL;
}

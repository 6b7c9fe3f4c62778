/* wire-text-trial.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/text/wire-text-trial.h"

#include "base/wire-file-open.h"
#include "base/wire-io.h"
#include "ui/widgets/wire-figures.h"
#include "text/wire-guess.h"
#include "text/wire-text.h"
#include "text/wire-unicode.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <unistd.h>

/* Of the text, what is shown. */
#define SHOWN_BYTES 4096

/* What is converted on trial goes nowhere. */
static int
open_nowhere (GError **error)
{
  int nowhere = open ("/dev/null", O_WRONLY | O_CLOEXEC);

  if (nowhere < 0)
    wire_file_set_errno_error (error, "/dev/null", errno);
  return nowhere;
}

/* Returns: (transfer full): how the file begins; the descriptor stays where it was */
static GBytes *
read_beginning (int descriptor, const char *path, gsize most, GError **error)
{
  g_autofree guint8 *bytes = g_malloc (most);
  gssize n = wire_io_pread_full (descriptor, bytes, most, 0);

  if (n >= 0)
    return g_bytes_new_take (g_steal_pointer (&bytes), (gsize) n);
  wire_file_set_errno_error (error, path, errno);
  return NULL;
}

static void
take_codec (WireTextTrial *trial, const char *from, GBytes *beginning)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (beginning, &length);
  g_autoptr (GPtrArray) guesses =
      from ? NULL : wire_guess_codecs (bytes, length, length < WIRE_GUESS_BYTES);
  const WireGuess *likeliest = guesses && guesses->len > 0 ? guesses->pdata[0] : NULL;

  trial->from = g_strdup (from ? from : likeliest ? likeliest->codec : "UTF-8");
  trial->guess = likeliest ? g_strdup (likeliest->reason) : NULL;
}

static void
take_text (WireTextTrial *trial, GBytes *beginning)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (beginning, &length);
  g_autoptr (GBytes) shown =
      g_bytes_new_from_bytes (beginning, 0, wire_utf8_cut (bytes, length, SHOWN_BYTES));
  g_autoptr (WireText) text = wire_text_decode (shown, trial->from, WIRE_TEXT_REPLACE, NULL);

  trial->beginning = g_strdup (text ? text->text : "");
}

/**
 * wire_text_trial_run:
 * @path: of the file
 * @conversion: its @from may be %NULL: then the likeliest codec is taken
 * @job: for progress and cancellation
 *
 * Converts the file into nothing. Worker thread; as long as a conversion takes.
 *
 * Returns: (transfer full) (nullable): %NULL and a #GIOErrorEnum or #WireTextError where it cannot
 * be read at all
 */
WireTextTrial *
wire_text_trial_run (const char *path,
                     const WireConversion *conversion,
                     WireJob *job,
                     GError **error)
{
  g_autoptr (WireTextTrial) trial = g_new0 (WireTextTrial, 1);
  WireConversion tried = *conversion;
  g_autoptr (GBytes) beginning = NULL;
  struct stat info;
  int in = wire_file_open_regular (path, &info, error);
  int out = in < 0 ? -1 : open_nowhere (error);
  gboolean ok = FALSE;

  if (out >= 0)
    beginning = read_beginning (in, path, WIRE_GUESS_BYTES, error);
  if (beginning)
    {
      take_codec (trial, conversion->from, beginning);
      take_text (trial, beginning);
      tried.from = trial->from;
      tried.policy = WIRE_TEXT_REPLACE;
      ok = wire_text_convert (&tried, in, out, job, &trial->report, error);
    }
  if (out >= 0)
    close (out);
  if (in >= 0)
    close (in);
  return ok ? g_steal_pointer (&trial) : NULL;
}

void
wire_text_trial_free (WireTextTrial *self)
{
  g_free (self->from);
  g_free (self->guess);
  g_free (self->beginning);
  g_free (self);
}

static void
add_lines (GString *words, guint64 n, const char *name)
{
  g_autofree char *count = wire_figure_count (n);

  if (n > 0)
    g_string_append_printf (words, "%s%s %s", words->len > 0 ? ", " : "", count, name);
}

/** Returns: (transfer full): “1,024 bytes; lines end with: 12 LF, 3 CR LF” */
char *
wire_text_trial_describe_lines (const WireTextTrial *self)
{
  g_autoptr (GString) ends = g_string_new (NULL);
  g_autofree char *size = wire_figure_count (self->report.bytes_read);
  g_autofree char *bytes =
      g_strdup_printf (ngettext ("%s byte", "%s bytes", (gulong) self->report.bytes_read), size);

  add_lines (ends, self->report.lines_lf, "LF");
  add_lines (ends, self->report.lines_crlf, "CR LF");
  add_lines (ends, self->report.lines_cr, "CR");
  if (ends->len == 0)
    return g_strdup_printf (_ ("%s, one line without an end"), bytes);
  /* Translators: “1,024 bytes”, “12 LF, 3 CR LF” */
  return g_strdup_printf (_ ("%s; lines end with: %s"), bytes, ends->str);
}

/** Returns: (transfer full) (nullable): what would be lost on the way to @to; %NULL: nothing */
char *
wire_text_trial_describe_loss (const WireTextTrial *self, const char *to)
{
  guint64 unread = self->report.n_unreadable, unwritten = self->report.n_unwritable;
  g_autofree char *n_unread = wire_figure_count (unread);
  g_autofree char *n_unwritten = wire_figure_count (unwritten);
  g_autofree char *bytes =
      unread == 0
          ? NULL
          : g_strdup_printf (ngettext ("%s sequence of bytes is not %s.",
                                       "%s sequences of bytes are not %s.", (gulong) unread),
                             n_unread, self->from);
  g_autofree char *characters =
      unwritten == 0
          ? NULL
          : g_strdup_printf (ngettext ("%s has no place for %s character.",
                                       "%s has no place for %s characters.", (gulong) unwritten),
                             to, n_unwritten);

  if (!bytes && !characters)
    return NULL;
  return g_strdup_printf ("%s%s%s %s", bytes ? bytes : "", bytes && characters ? " " : "",
                          characters ? characters : "",
                          _ ("What the codec lacks is replaced by a mark such as “?”."));
}

/* wire-report-repeat.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report/wire-report-repeat.h"

#include "capture/wire-capture-streams.h"

#include <glib/gi18n.h>

static const WireReportColumn COLUMNS[] = {
  { "packet", N_ ("Packet"), TRUE, FALSE },
  { "finding", N_ ("Finding"), FALSE, FALSE },
  { "command", N_ ("Command"), FALSE, TRUE },
};

/* Sections whose rows are findings: what each is called, and the command that shows it. */
static const struct
{
  const char *section;
  const char *finding;
  const char *command;
} FINDINGS[] = {
  { "findings", "verdict", "triage" },
  { "attention", "finding", "findings" },
};

/* Keys are named, and are never in a report. */
static char *
make_keys (const WireReportSource *source)
{
  g_auto (GStrv) paths = wire_capture_copy_key_files (source->capture);
  GString *words = g_string_new (NULL);

  for (guint i = 0; paths && paths[i]; i++)
    {
      g_autofree char *quoted = g_shell_quote (paths[i]);

      g_string_append_printf (words, " --keys %s", quoted);
    }
  return g_string_free (words, FALSE);
}

/* What is nowhere, as it is about all of the capture, is in the lists above. */
static void
add_finding (WireReportSection *repeat,
             const WireReportSection *found,
             char **cells,
             gsize kind,
             const char *named)
{
  const char *packet = wire_report_section_get_cell (found, cells, "packet");

  if (*packet)
    wire_report_add_row (
        repeat, g_strdup (packet),
        g_strdup (wire_report_section_get_cell (found, cells, FINDINGS[kind].finding)),
        g_strdup_printf ("wirecase-cli %s --filter 'frame.number == %s'%s", FINDINGS[kind].command,
                         packet, named),
        NULL);
}

static void
add_findings (WireReportSection *repeat, const WireReportSection *found, const char *named)
{
  for (gsize i = 0; i < G_N_ELEMENTS (FINDINGS); i++)
    if (g_str_equal (FINDINGS[i].section, found->key))
      for (guint row = 0; row < found->rows->len; row++)
        add_finding (repeat, found, g_ptr_array_index (found->rows, row), i, named);
}

/**
 * wire_report_add_repeat:
 * @self: gets a section
 * @first: number of the first section about the capture
 * @source: the capture, which is named as in a command line
 *
 * Tells the commands that print the lists of the report, and each of its findings.
 */
void
wire_report_add_repeat (WireReport *self, guint first, const WireReportSource *source)
{
  static const char *const COMMANDS[] = { "summary", "findings", "triage", "transfers --json",
                                          "hosts",   "flows",    "http" };
  guint end = self->sections->len;
  WireReportSection *repeat = wire_report_add_section (self, "repeat", _ ("How to repeat this"),
                                                       COLUMNS, G_N_ELEMENTS (COLUMNS));
  const char *options = source->choice ? source->choice->options : "";
  g_autofree char *quoted = g_shell_quote (source->command);
  g_autofree char *keys = make_keys (source);
  g_autofree char *named = g_strdup_printf ("%s %s", keys, quoted);

  for (gsize i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
    wire_report_add_paragraph (
        repeat, g_strdup_printf ("wirecase-cli %s%s%s", COMMANDS[i], options, named));
  for (guint i = first; i < end; i++)
    add_findings (repeat, g_ptr_array_index (self->sections, i), named);
}

/* wire-report-request.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/cases/wire-report-request.h"

#include "cli/cases/wire-case-request.h"

static void
forget_capture (WireReportRequest *self)
{
  g_clear_pointer (&self->rows, wire_cli_rows_free);
  g_clear_pointer (&self->choice.addresses, g_hash_table_unref);
}

void
wire_report_request_clear (WireReportRequest *self)
{
  forget_capture (self);
  wire_cli_filter_clear (&self->filter);
  g_free (self->words);
}

static void
add_word (GString *words, const char *option, const char *value)
{
  g_autofree char *quoted = value ? g_shell_quote (value) : NULL;

  if (quoted)
    g_string_append_printf (words, " %s %s", option, quoted);
}

static char *
make_words (const WireCliFilter *filter)
{
  GString *words = g_string_new (NULL);

  add_word (words, "--filter", filter->either);
  add_word (words, "--fields", filter->fields);
  add_word (words, "--bpf", filter->bpf);
  return g_string_free (words, FALSE);
}

/** Whether the filter can be understood; before anything is read. */
gboolean
wire_report_request_check (const WireReportRequest *self, GError **error)
{
  g_autoptr (WireFilter) made = wire_cli_make_filter (&self->filter, NULL, error);

  return made != NULL;
}

/* A WireReportLoad. */
static WireCapture *
load (const char *path, gpointer user_data, GError **error)
{
  WireReportRequest *self = user_data;

  return wire_case_request_load (path, self->options, error);
}

/* A WireReportChoose. */
static const WireReportChoice *
choose (WireCapture *capture, gpointer user_data, GError **error)
{
  WireReportRequest *self = user_data;
  g_autoptr (WireFilter) made = wire_cli_make_filter (&self->filter, NULL, error);

  forget_capture (self);
  self->rows = made ? wire_cli_rows_new (&self->filter, made, capture, error) : NULL;
  if (!self->rows)
    return NULL;
  self->findings = wire_cli_rows_choose_findings (self->rows);
  self->choice.view = wire_cli_rows_get_view (self->rows);
  self->choice.findings = &self->findings;
  self->choice.addresses = wire_cli_rows_list_addresses (self->rows);
  self->choice.options = self->words;
  return &self->choice;
}

/** Has @wish load captures as @self says, and choose of them what passes its filter. @self must
 * outlive it. */
void
wire_report_request_wish (WireReportRequest *self, WireReportWish *wish)
{
  g_free (self->words);
  self->words = make_words (&self->filter);
  wish->load = load;
  wish->choose = wire_cli_filter_is_set (&self->filter) ? choose : NULL;
  wish->user_data = self;
}

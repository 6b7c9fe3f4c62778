/* wire-cli-capture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/choice/wire-cli-capture.h"

#include "capture/tls/keys/wire-tls-keys-beside.h"
#include "capture/wire-capture-smb.h"
#include "capture/wire-capture-streams.h"
#include "capture/fields/wire-field-filter.h"
#include "capture/view/wire-filter-language.h"
#include "capture/view/wire-filter-needs.h"
#include "capture/wire-capture-tls.h"
#include "cli/choice/wire-cli-passphrase.h"
#include "cli/output/wire-progress.h"

#include <glib/gi18n.h>

static gboolean
load (WireJob *job, gpointer capture, GError **error)
{
  return wire_capture_load (capture, job, error);
}

/* Keys in the capture's folder are named, and not used unasked. */
static void
hint_at_tls_keys (WireCapture *capture, const char *path)
{
  for (guint32 i = 0;; i++)
    {
      g_auto (WireTlsSession) session = { 0 };
      g_autofree char *keys = NULL;
      g_autofree char *sentence = NULL;

      if (!wire_capture_get_tls_session (capture, i, &session))
        return;
      if (session.reason != WIRE_TLS_REASON_NO_KEYS)
        continue;
      keys = wire_tls_keys_find_beside (path);
      if (!keys)
        return;
      sentence = g_strdup_printf (
          _ ("There is TLS in the capture, and “%s” may have its keys: use them with --keys."),
          keys);
      wire_cli_warn (sentence);
      return;
    }
}

static void
hint_at_smb_keys (WireCapture *capture, const char *path)
{
  g_autofree char *keys =
      wire_capture_lacks_smb_keys (capture) ? wire_tls_keys_find_smb_beside (path) : NULL;
  g_autofree char *sentence = NULL;

  if (!keys)
    return;
  sentence = g_strdup_printf (_ ("There is encrypted SMB in the capture, and “%s” may have its "
                                 "keys: use them with --keys."),
                              keys);
  wire_cli_warn (sentence);
}

/** Says on standard error that a file next to @path may have keys for what @capture, which comes
 * from there, could not read. Nothing where @options name keys of TLS already. */
void
wire_cli_hint_at_keys (WireCapture *capture, const char *path, const WireCliOptions *options)
{
  if (!options->keys)
    hint_at_tls_keys (capture, path);
  hint_at_smb_keys (capture, path);
}

static WireCapture *
load_capture (const WireCliOptions *options, gboolean streams, guint32 packets, GError **error)
{
  const char *name = options->operands[0];
  g_autoptr (GFile) file = g_file_new_for_path (g_str_equal (name, "-") ? "/dev/stdin" : name);
  g_autoptr (WireCapture) capture = wire_capture_new (file);
  g_auto (GStrv) warnings = NULL;

  if (!wire_cli_unlock_keys (options, error))
    return NULL;
  if (streams)
    {
      wire_capture_set_key_files (capture, (const char *const *) options->keys);
      wire_capture_bound_http (capture, (guint) options->http_memory);
      wire_capture_want_streams (capture);
      wire_capture_bound_streams (capture, (guint) options->stream_memory,
                                  (guint) options->total_memory);
    }
  wire_capture_stop_after (capture, packets);
  if (!wire_progress_run (options->progress, load, capture, error))
    return NULL;
  warnings = wire_capture_get_warnings (capture);
  for (guint i = 0; warnings[i]; i++)
    wire_cli_warn (warnings[i]);
  if (streams)
    wire_cli_hint_at_keys (capture, name, options);
  return g_steal_pointer (&capture);
}

/**
 * wire_cli_load_capture:
 * @options: the file is the first operand; `-` is standard input
 * @error: set where it is no capture or cannot be read
 *
 * Reads the whole capture. What is broken or cut in it is reported on standard error; everything
 * before that is there.
 *
 * Returns: (transfer full) (nullable): the capture
 */
WireCapture *
wire_cli_load_capture (const WireCliOptions *options, GError **error)
{
  return load_capture (options, FALSE, G_MAXUINT32, error);
}

/** As wire_cli_load_capture(), with its streams and what was said in HTTP; @options came from
 * wire_cli_parse_streams(). */
WireCapture *
wire_cli_load_streams (const WireCliOptions *options, GError **error)
{
  return load_capture (options, TRUE, G_MAXUINT32, error);
}

/**
 * wire_cli_load_filtered:
 * @options: from wire_cli_parse_streams()
 * @filter: that will be asked of the capture
 * @packets: of nothing but the first so many packets
 * @error: set where %NULL is returned
 *
 * As wire_cli_load_capture(), but with the streams where @filter needs them: for what only Wirecase
 * says of packets, and for what was encrypted where there are keys.
 *
 * Returns: (transfer full) (nullable): the capture
 */
WireCapture *
wire_cli_load_filtered (const WireCliOptions *options,
                        WireFilter *filter,
                        guint32 packets,
                        GError **error)
{
  WireFilterNeeds needs = wire_filter_get_needs (filter);
  g_autoptr (WireCapture) capture = NULL;

  if (needs == WIRE_FILTER_NEEDS_STREAMS || (needs == WIRE_FILTER_NEEDS_KEYS && options->keys))
    return load_capture (options, TRUE, packets, error);
  capture = load_capture (options, FALSE, packets, error);
  if (!capture || needs == WIRE_FILTER_NEEDS_PACKETS || !wire_capture_has_secrets (capture)
      || g_str_equal (options->operands[0], "-"))
    return g_steal_pointer (&capture);
  return load_capture (options, TRUE, packets, error);
}

void
wire_cli_filter_clear (WireCliFilter *filter)
{
  g_clear_pointer (&filter->either, g_free);
  g_clear_pointer (&filter->bpf, g_free);
  g_clear_pointer (&filter->fields, g_free);
}

gboolean
wire_cli_filter_is_set (const WireCliFilter *filter)
{
  return filter->either || filter->bpf || filter->fields;
}

static gboolean
add_text (WireFilter **filter, const char *text, WireFilterLanguage language, GError **error)
{
  g_auto (WireFieldFault) fault = { 0 };
  g_autoptr (WireFilter) before = *filter;

  if (!text)
    {
      g_steal_pointer (&before);
      return TRUE;
    }
  if (wire_filter_choose_language (text, &language, NULL, &fault))
    {
      *filter = wire_filter_with_text (before, text, language);
      return TRUE;
    }

  g_autofree char *sentence = wire_field_fault_to_text (&fault, text);
  *filter = NULL;
  g_set_error_literal (error, WIRE_FILTER_ERROR, WIRE_FILTER_ERROR_SYNTAX, sentence);
  return FALSE;
}

static gboolean
add_not_from (WireFilter **filter, const char *address, GError **error)
{
  WireCondition condition = { .kind = WIRE_CONDITION_NOT_FROM };
  g_autoptr (WireFilter) before = *filter;
  WireFamily family;

  *filter = NULL;
  if (!wire_address_parse (address, &family, condition.tuple.src))
    {
      wire_cli_set_usage_error (error, _ ("“%s” is no IPv4 or IPv6 address."), address);
      return FALSE;
    }
  condition.tuple.family = (guint8) family;
  *filter = wire_filter_with (before, &condition);
  return TRUE;
}

/**
 * wire_cli_make_filter:
 * @filter: what `--filter`, `--fields` and `--bpf` say; all that are given must hold
 * @not_from: (nullable): what `--not-from` says
 * @error: %WIRE_FILTER_ERROR_SYNTAX where a filter is wrong, %WIRE_CLI_ERROR_USAGE where @not_from
 * is no address. Whether BPF can be compiled shows when it meets the capture's link types.
 *
 * Returns: (transfer full) (nullable): all conditions, or none
 */
WireFilter *
wire_cli_make_filter (const WireCliFilter *filter, const char *not_from, GError **error)
{
  WireFilter *made = wire_filter_new ();

  if (add_text (&made, filter->either, WIRE_FILTER_EITHER, error)
      && add_text (&made, filter->fields, WIRE_FILTER_FIELDS, error)
      && add_text (&made, filter->bpf, WIRE_FILTER_BPF, error)
      && (!not_from || add_not_from (&made, not_from, error)))
    return made;
  return NULL;
}

/* Whether any packet has @field. */
static gboolean
occurs (WireCapture *capture, const char *field)
{
  g_autoptr (WireFilter) none = wire_filter_new ();
  g_autoptr (WireFilter) filter = wire_filter_with_text (none, field, WIRE_FILTER_FIELDS);
  g_autoptr (WireView) view = wire_view_new_parts (capture, filter, WIRE_VIEW_FLOWS, NULL, NULL);

  return !view || wire_view_get_n_packets (view) > 0;
}

/* A filter that nothing passes may ask for what is not there at all. */
static void
warn_of_missing_fields (const char *text, WireCapture *capture)
{
  g_auto (WireFieldFault) fault = { 0 };
  g_autoptr (WireFieldFilter) filter = wire_field_filter_new (text, &fault);
  GPtrArray *fields = filter ? wire_field_filter_get_fields (filter) : NULL;

  for (guint i = 0; fields && i < fields->len; i++)
    {
      const WireFieldInfo *field = fields->pdata[i];
      g_autofree char *sentence = NULL;

      if (occurs (capture, field->name))
        continue;
      sentence = g_strdup_printf (_ ("No packet of the capture has “%s”."), field->name);
      wire_cli_warn (sentence);
    }
}

static void
warn_of_nothing (const WireCliFilter *filter, WireView *view)
{
  WireFilterLanguage language = filter->fields ? WIRE_FILTER_FIELDS : WIRE_FILTER_EITHER;
  const char *text = filter->fields ? filter->fields : filter->either;
  g_auto (WireFieldFault) fault = { 0 };

  if (text && wire_view_get_n_packets (view) == 0
      && wire_filter_choose_language (text, &language, NULL, &fault)
      && language == WIRE_FILTER_FIELDS)
    warn_of_missing_fields (text, wire_view_get_capture (view));
}

/** Says on standard error which fields of a filter that nothing passes are in no packet; and where
 * `--filter` is in both languages and they disagree: where there are tunnels, fragments or errors
 * of ICMP. Which of them was meant, only the user knows. */
void
wire_cli_warn_of_language (const WireCliFilter *filter, WireView *view)
{
  g_auto (WireFieldFault) fault = { 0 };
  WireFilterLanguage language = WIRE_FILTER_EITHER;
  g_autoptr (WireFilter) none = wire_filter_new ();
  g_autoptr (WireFilter) other = NULL, bpf = NULL;
  g_autoptr (WireView) as_bpf = NULL, as_fields = NULL;
  WireCapture *capture = wire_view_get_capture (view);
  gboolean both = FALSE;

  warn_of_nothing (filter, view);
  if (!filter->either || !wire_filter_choose_language (filter->either, &language, &both, &fault)
      || !both)
    return;
  bpf = wire_filter_with_text (none, filter->either, WIRE_FILTER_BPF);
  other = wire_filter_with_text (none, filter->either, WIRE_FILTER_FIELDS);
  as_bpf = wire_view_new_parts (capture, bpf, WIRE_VIEW_FLOWS, NULL, NULL);
  as_fields = wire_view_new_parts (capture, other, WIRE_VIEW_FLOWS, NULL, NULL);
  if (!as_bpf || !as_fields
      || wire_view_get_n_packets (as_bpf) == wire_view_get_n_packets (as_fields))
    return;

  g_autofree char *sentence = g_strdup_printf (
      _ ("“%s” was taken as BPF, with %u packets. In fields it has %u, since they are also found "
         "inside tunnels and in what ICMP quotes: --fields asks for that."),
      filter->either, wire_view_get_n_packets (as_bpf), wire_view_get_n_packets (as_fields));
  wire_cli_warn (sentence);
}

/** Says on standard error what is not in an answer about what a capture carries: HTTP that could
 * not be read or kept, and packets that are not decoded. */
void
wire_cli_warn_of_missing (WireCapture *capture)
{
  g_auto (GStrv) http = wire_capture_tell_missing_http (capture);
  g_autofree char *sentence = wire_capture_tell_undecoded (capture);

  for (guint i = 0; http[i]; i++)
    wire_cli_warn (http[i]);
  if (sentence)
    wire_cli_warn (sentence);
}

/** Whether @value, given with @option, can count something. */
gboolean
wire_cli_check_count (const char *option, gint64 value, GError **error)
{
  if (value > 0 && value <= G_MAXUINT32)
    return TRUE;
  wire_cli_set_usage_error (error, _ ("%s takes a number from 1 on."), option);
  return FALSE;
}

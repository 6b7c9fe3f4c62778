/* wire-command-signins.c: who signed in where, how, and whether it was accepted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-printable.h"
#include "cli/choice/wire-cli-hosts.h"
#include "cli/command/wire-commands.h"

#include <glib/gi18n.h>

static void
print_json (JsonBuilder *builder, const WireSignin *signin, gboolean secrets)
{
  json_builder_begin_object (builder);
  wire_json_add_packet (builder, "packet", signin->packet);
  wire_json_add_time (builder, "time", signin->time);
  wire_json_add_int (builder, "stream", (gint64) signin->stream + 1);
  wire_json_add_string (builder, "protocol", signin->protocol);
  wire_json_add_string (builder, "method", signin->method);
  wire_json_add_ends (builder, &signin->tuple);
  wire_json_add_string (builder, "user", signin->user);
  if (signin->domain && *signin->domain)
    wire_json_add_string (builder, "domain", signin->domain);
  wire_json_add_boolean (builder, "has_secret", signin->secret != NULL);
  if (secrets)
    wire_json_add_string (builder, "secret", signin->secret);
  if (signin->workstation && *signin->workstation)
    wire_json_add_string (builder, "workstation", signin->workstation);
  wire_json_add_string (builder, "result", wire_signin_result_to_text (signin->result));
  wire_json_add_packet (builder, "answer_packet", signin->answer);
  wire_json_add_string (builder, "reason", signin->reason);
  wire_json_add_boolean (builder, "decrypted", signin->decrypted);
  json_builder_end_object (builder);
  wire_output_json (builder);
}

/* Returns: (transfer full): `DOMAIN\user`, made printable */
static char *
name_user (const WireSignin *signin)
{
  gboolean domain = signin->domain && *signin->domain;
  g_autofree char *whole = g_strconcat (domain ? signin->domain : "", domain ? "\\" : "",
                                        signin->user && *signin->user ? signin->user : "-", NULL);

  return wire_printable_name (whole);
}

static void
print_text (const WireSignin *signin, gboolean secrets)
{
  static const char *const RESULTS[] = { N_ ("unknown"), N_ ("accepted"), N_ ("refused") };
  char client[WIRE_ENDPOINT_TEXT_MAX];
  char server[WIRE_ENDPOINT_TEXT_MAX];
  const WireTuple *tuple = &signin->tuple;
  g_autofree char *user = name_user (signin);
  g_autofree char *secret = signin->secret ? wire_printable_name (signin->secret) : NULL;
  g_autofree char *line = NULL;

  wire_endpoint_to_text (tuple->family, tuple->src, TRUE, tuple->src_port, client);
  wire_endpoint_to_text (tuple->family, tuple->dst, TRUE, tuple->dst_port, server);
  line = g_strdup_printf ("%u %s %s %s -> %s %s %s %s", signin->packet + 1, signin->protocol,
                          signin->method, client, server, user,
                          !secret   ? "-"
                          : secrets ? secret
                                    : "********",
                          _ (RESULTS[signin->result]));
  wire_output_line (line);
}

/* What is not there passes nothing. */
static gboolean
passes (const WireCliRows *rows, const WireSignin *signin)
{
  return wire_cli_rows_have_packet (rows, signin->packet)
         || wire_cli_rows_have_packet (rows, signin->answer);
}

gboolean
wire_command_signins (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  gboolean secrets = FALSE;
  g_autoptr (WireHosts) hosts = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  g_auto (WireCliFilter) filter = { 0 };
  g_autoptr (WireCliRows) rows = NULL;
  WireFactLog *facts;
  const GOptionEntry entries[] = {
    { "show-secrets", 0, 0, G_OPTION_ARG_NONE, &secrets,
      N_ ("Show passwords and tokens, which are masked otherwise"), NULL },
    WIRE_CLI_ROW_FILTER_ENTRIES (filter),
    { NULL },
  };

  if (!wire_cli_parse_streams (command, arguments, entries, 1, 1, &options, error))
    return FALSE;
  hosts = wire_cli_load_hosts_and_rows (&options, &filter, FALSE, &rows, error);
  if (!hosts)
    return FALSE;
  builder = options.json ? json_builder_new () : NULL;
  facts = wire_hosts_get_facts (hosts);
  for (guint i = 0; i < wire_fact_log_get_n_signins (facts); i++)
    if (!passes (rows, wire_fact_log_get_signin (facts, i)))
      continue;
    else if (builder)
      print_json (builder, wire_fact_log_get_signin (facts, i), secrets);
    else
      print_text (wire_fact_log_get_signin (facts, i), secrets);
  return TRUE;
}

/* wire-command-dns.c: questions of DNS and their answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/hosts/wire-dns-remark.h"
#include "capture/hosts/wire-dns-uses.h"
#include "capture/protocols/application/wire-dns-message.h"
#include "capture/protocols/application/wire-dns-record.h"
#include "cli/choice/wire-cli-hosts.h"
#include "cli/command/wire-commands.h"

#include <glib/gi18n.h>

static void
begin_array (JsonBuilder *builder, const char *key)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
}

static void
add_answers (JsonBuilder *builder, const WireDnsExchange *exchange)
{
  char buffer[16];

  begin_array (builder, "answers");
  for (guint i = 0; i < exchange->n_answers; i++)
    {
      const WireDnsAnswer *answer = &exchange->answers[i];

      json_builder_begin_object (builder);
      wire_json_add_string (builder, "name", answer->name);
      wire_json_add_string (builder, "type", wire_dns_type_name (answer->type, buffer));
      wire_json_add_int (builder, "ttl", answer->time_to_live);
      wire_json_add_string (builder, "data", answer->data);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_users (JsonBuilder *builder, const WireDnsExchange *exchange, const WireDnsUses *uses)
{
  WireDnsUse found[WIRE_DNS_MAX_USERS];
  guint n = wire_dns_uses_find (uses, exchange, found);

  begin_array (builder, "used_by");
  for (guint i = 0; i < n; i++)
    {
      json_builder_begin_object (builder);
      wire_json_add_address (builder, "address", &found[i].address);
      wire_json_add_address (builder, "used", &found[i].used);
      wire_json_add_time (builder, "time", found[i].time);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_remark (JsonBuilder *builder, const WireDnsExchange *exchange)
{
  char bits[G_ASCII_DTOSTR_BUF_SIZE];
  WireDnsRemark remark;

  if (!wire_dns_remark (exchange->name, &remark))
    return;
  json_builder_set_member_name (builder, "remark");
  json_builder_begin_object (builder);
  wire_json_add_boolean (builder, "long", remark.is_long);
  wire_json_add_boolean (builder, "random", remark.is_random);
  wire_json_add_int (builder, "length", remark.length);
  wire_json_add_int (builder, "label_length", remark.label_length);
  wire_json_add_string (builder, "label_bits",
                        g_ascii_formatd (bits, sizeof bits, "%.2f", remark.bits));
  json_builder_end_object (builder);
}

static void
add_response (JsonBuilder *builder, const WireDnsExchange *exchange, const WireDnsUses *uses)
{
  char delay[WIRE_TIME_TEXT_MAX];

  wire_json_add_packet (builder, "answer_packet", exchange->answer);
  wire_json_add_time (builder, "answer_time", exchange->answered_at);
  if (exchange->asked_at != WIRE_TIME_NONE && exchange->answered_at != WIRE_TIME_NONE)
    wire_json_add_string (builder, "delay",
                          wire_time_to_text (exchange->answered_at - exchange->asked_at, delay));
  wire_json_add_string (builder, "code", wire_dns_response_code_name (exchange->code));
  wire_json_add_int (builder, "code_number", exchange->code);
  wire_json_add_int (builder, "records", exchange->n_records);
  if (exchange->truncated)
    wire_json_add_boolean (builder, "truncated", TRUE);
  if (exchange->cut)
    wire_json_add_boolean (builder, "cut", TRUE);
  add_answers (builder, exchange);
  add_users (builder, exchange, uses);
}

static void
print_json (JsonBuilder *builder, const WireDnsExchange *exchange, const WireDnsUses *uses)
{
  char buffer[16];

  json_builder_begin_object (builder);
  wire_json_add_packet (builder, "packet", exchange->question);
  wire_json_add_time (builder, "time", exchange->asked_at);
  wire_json_add_string (builder, "kind", exchange->kind == WIRE_DNS_LLMNR ? "LLMNR" : "DNS");
  wire_json_add_string (builder, "transport", exchange->tcp ? "TCP" : "UDP");
  wire_json_add_ends (builder, &exchange->tuple);
  wire_json_add_int (builder, "id", exchange->id);
  wire_json_add_string (builder, "name", exchange->name);
  if (*exchange->name)
    {
      wire_json_add_string (builder, "type", wire_dns_type_name (exchange->type, buffer));
      wire_json_add_string (builder, "class", wire_dns_class_name (exchange->class, buffer));
    }
  wire_json_add_int (builder, "asked", exchange->asked);
  if (exchange->answer != WIRE_DNS_NO_PACKET)
    add_response (builder, exchange, uses);
  add_remark (builder, exchange);
  json_builder_end_object (builder);
  wire_output_json (builder);
}

/* Data of answers of one type need not name it. */
static char *
list_answers (const WireDnsExchange *exchange)
{
  GString *text = g_string_new (NULL);
  char buffer[16];

  if (exchange->answer == WIRE_DNS_NO_PACKET)
    g_string_append (text, _ ("no answer was captured"));
  else if (exchange->code != WIRE_DNS_NO_ERROR)
    g_string_append (text, wire_dns_response_code_name (exchange->code));
  else if (exchange->truncated)
    g_string_append (text, _ ("truncated"));
  for (guint i = 0; i < exchange->n_answers; i++)
    g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "",
                            wire_dns_type_name (exchange->answers[i].type, buffer),
                            exchange->answers[i].data);
  if (text->len == 0)
    g_string_append_c (text, '-');
  return g_string_free (text, FALSE);
}

static void
print_text (const WireDnsExchange *exchange)
{
  const WireTuple *tuple = &exchange->tuple;
  char client[WIRE_ADDRESS_TEXT_MAX];
  char server[WIRE_ADDRESS_TEXT_MAX];
  char type[16];
  gboolean asked = exchange->question != WIRE_DNS_NO_PACKET;
  g_autofree char *answers = list_answers (exchange);
  g_autofree char *line = g_strdup_printf (
      "%u %s -> %s %s %s - %s", (asked ? exchange->question : exchange->answer) + 1,
      wire_address_to_text (tuple->family, tuple->src, client),
      wire_address_to_text (tuple->family, tuple->dst, server),
      *exchange->name ? wire_dns_type_name (exchange->type, type) : "-",
      *exchange->name ? exchange->name : "-", answers);

  wire_output_line (line);
}

/* What is not there passes nothing. */
static gboolean
passes (const WireCliRows *rows, const WireDnsExchange *exchange)
{
  return wire_cli_rows_have_packet (rows, exchange->question)
         || wire_cli_rows_have_packet (rows, exchange->answer);
}

gboolean
wire_command_dns (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_autoptr (WireHosts) hosts = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (WireDnsUses) uses = NULL;
  g_auto (WireCliFilter) filter = { 0 };
  g_autoptr (WireCliRows) rows = NULL;
  WireDnsLog *log;
  const GOptionEntry entries[] = { WIRE_CLI_ROW_FILTER_ENTRIES (filter), { NULL } };

  if (!wire_cli_parse_streams (command, arguments, entries, 1, 1, &options, error))
    return FALSE;
  hosts = wire_cli_load_hosts_and_rows (&options, &filter, FALSE, &rows, error);
  if (!hosts)
    return FALSE;
  builder = options.json ? json_builder_new () : NULL;
  uses = wire_dns_uses_new (hosts);
  log = wire_fact_log_get_dns (wire_hosts_get_facts (hosts));
  for (guint i = 0; i < wire_dns_log_get_length (log); i++)
    if (!passes (rows, wire_dns_log_get (log, i)))
      continue;
    else if (builder)
      print_json (builder, wire_dns_log_get (log, i), uses);
    else
      print_text (wire_dns_log_get (log, i));
  return TRUE;
}

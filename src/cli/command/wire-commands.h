/* wire-commands.h: what each command does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/command/wire-cli.h"

G_BEGIN_DECLS

/** summary: what a capture holds, in a few lines. */
gboolean wire_command_summary (const WireCommand *command, GStrv arguments, GError **error);

/** findings: what deserves a look, worst first. */
gboolean wire_command_findings (const WireCommand *command, GStrv arguments, GError **error);

/** packets: one line or one tree a packet. */
gboolean wire_command_packets (const WireCommand *command, GStrv arguments, GError **error);

/** anonymise: a capture that names nobody. */
gboolean wire_command_anonymise (const WireCommand *command, GStrv arguments, GError **error);

/** merge: several captures in one file. */
gboolean wire_command_merge (const WireCommand *command, GStrv arguments, GError **error);

/** split: a capture in several files. */
gboolean wire_command_split (const WireCommand *command, GStrv arguments, GError **error);

/** connections: source and destination of each packet. */
gboolean wire_command_connections (const WireCommand *command, GStrv arguments, GError **error);

/** flows: packets counted by source and destination. */
gboolean wire_command_flows (const WireCommand *command, GStrv arguments, GError **error);

/** http: requests, as a list or a tree. */
gboolean wire_command_http (const WireCommand *command, GStrv arguments, GError **error);

/** downloads: bodies of HTTP answers, listed or saved. */
gboolean wire_command_downloads (const WireCommand *command, GStrv arguments, GError **error);

/** transfers: everything that was sent or received, listed or saved. */
gboolean wire_command_transfers (const WireCommand *command, GStrv arguments, GError **error);

/** messages: mails, with what was attached to them. */
gboolean wire_command_messages (const WireCommand *command, GStrv arguments, GError **error);

/** sessions: commands and answers, with times. */
gboolean wire_command_sessions (const WireCommand *command, GStrv arguments, GError **error);

/** tls: TLS connections, and whether they can be read. */
gboolean wire_command_tls (const WireCommand *command, GStrv arguments, GError **error);

/** hosts: who they are. */
gboolean wire_command_hosts (const WireCommand *command, GStrv arguments, GError **error);

/** dns: questions and answers. */
gboolean wire_command_dns (const WireCommand *command, GStrv arguments, GError **error);

/** regularity: beacons, scans, sweeps. */
gboolean wire_command_regularity (const WireCommand *command, GStrv arguments, GError **error);

/** signins: who signed in where. */
gboolean wire_command_signins (const WireCommand *command, GStrv arguments, GError **error);

/** triage: every transfer, and what to think of it. */
gboolean wire_command_triage (const WireCommand *command, GStrv arguments, GError **error);

/** batch: one command on many captures. */
gboolean wire_command_batch (const WireCommand *command, GStrv arguments, GError **error);

/** export: tables for other programs. */
gboolean wire_command_export (const WireCommand *command, GStrv arguments, GError **error);

/** case: evidence, notes, and what was done. */
gboolean wire_command_case (const WireCommand *command, GStrv arguments, GError **error);

/** search: text, bytes or a regular expression in all that captures hold. */
gboolean wire_command_search (const WireCommand *command, GStrv arguments, GError **error);
/** report: a capture, or a case, for people who were not there. */
gboolean wire_command_report (const WireCommand *command, GStrv arguments, GError **error);

/** serve: a TCP server. */
gboolean wire_command_serve (const WireCommand *command, GStrv arguments, GError **error);

/** send: a TCP client. */
gboolean wire_command_send (const WireCommand *command, GStrv arguments, GError **error);

/** sockets: the sockets of this machine. */
gboolean wire_command_sockets (const WireCommand *command, GStrv arguments, GError **error);

/** stream: both directions of a stream. */
gboolean wire_command_stream (const WireCommand *command, GStrv arguments, GError **error);

/** addresses: what the names of this machine resolve to. */
gboolean wire_command_addresses (const WireCommand *command, GStrv arguments, GError **error);

/** text: its own commands are in wire-command-text.h. */
gboolean wire_command_text (const WireCommand *command, GStrv arguments, GError **error);

/** hash: digests of files. */
gboolean wire_command_hash (const WireCommand *command, GStrv arguments, GError **error);

/** hashset: sets of known digests. */
gboolean wire_command_hashset (const WireCommand *command, GStrv arguments, GError **error);

/** audit: what changed in a folder since a list of it was written. */
gboolean wire_command_audit (const WireCommand *command, GStrv arguments, GError **error);

/** verify: files against a checksum list. */
gboolean wire_command_verify (const WireCommand *command, GStrv arguments, GError **error);

/** types: files by their signatures. */
gboolean wire_command_types (const WireCommand *command, GStrv arguments, GError **error);

/** yara: rules of YARA over files and transfers. */
gboolean wire_command_yara (const WireCommand *command, GStrv arguments, GError **error);

/** hexdump: bytes in hexadecimal. */
gboolean wire_command_hexdump (const WireCommand *command, GStrv arguments, GError **error);

G_END_DECLS

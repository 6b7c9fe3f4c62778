-- schema.sql: Zeek's logs in ClickHouse, as `wirecase-cli export zeek --json` writes them
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Run it on every node. The cluster of the Distributed tables is called `wirecase`. It keeps to what
-- ClickHouse 18.16 of Debian 12 has. Newer ones do better with IPv6 in place of String for addresses,
-- LowCardinality(String) for names of protocols and types, Bool for UInt8, and DateTime64(6) for ts.
--
-- A row is told by its capture (SHA-256 of the file) and its number in the log. Rows of the same capture
-- are on the same shard, and a second load of it replaces them: read with FINAL, as the views do.

CREATE DATABASE IF NOT EXISTS wirecase;

CREATE TABLE IF NOT EXISTS wirecase.conn_local
(
    capture String,
    row UInt64,
    `ts` Float64,
    `uid` String,
    `id.orig_h` String,
    `id.orig_p` UInt16,
    `id.resp_h` String,
    `id.resp_p` UInt16,
    `proto` String,
    `service` String,
    `duration` Float64,
    `orig_bytes` UInt64,
    `resp_bytes` UInt64,
    `conn_state` String,
    `local_orig` UInt8,
    `local_resp` UInt8,
    `missed_bytes` UInt64,
    `history` String,
    `orig_pkts` UInt64,
    `orig_ip_bytes` UInt64,
    `resp_pkts` UInt64,
    `resp_ip_bytes` UInt64,
    `tunnel_parents` Array(String),
    `ip_proto` UInt64,
    `community_id` String,
    day Date DEFAULT toDate(toDateTime(toUInt32(ts)))
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (day, capture, row);

CREATE TABLE IF NOT EXISTS wirecase.conn AS wirecase.conn_local
ENGINE = Distributed(wirecase, wirecase, conn_local, cityHash64(capture));

CREATE TABLE IF NOT EXISTS wirecase.dns_local
(
    capture String,
    row UInt64,
    `ts` Float64,
    `uid` String,
    `id.orig_h` String,
    `id.orig_p` UInt16,
    `id.resp_h` String,
    `id.resp_p` UInt16,
    `proto` String,
    `trans_id` UInt64,
    `rtt` Float64,
    `query` String,
    `qclass` UInt64,
    `qclass_name` String,
    `qtype` UInt64,
    `qtype_name` String,
    `rcode` UInt64,
    `rcode_name` String,
    `AA` UInt8,
    `TC` UInt8,
    `RD` UInt8,
    `RA` UInt8,
    `Z` UInt64,
    `answers` Array(String),
    `TTLs` Array(Float64),
    `rejected` UInt8,
    `opcode` UInt64,
    `opcode_name` String,
    day Date DEFAULT toDate(toDateTime(toUInt32(ts)))
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (day, capture, row);

CREATE TABLE IF NOT EXISTS wirecase.dns AS wirecase.dns_local
ENGINE = Distributed(wirecase, wirecase, dns_local, cityHash64(capture));

CREATE TABLE IF NOT EXISTS wirecase.http_local
(
    capture String,
    row UInt64,
    `ts` Float64,
    `uid` String,
    `id.orig_h` String,
    `id.orig_p` UInt16,
    `id.resp_h` String,
    `id.resp_p` UInt16,
    `trans_depth` UInt64,
    `method` String,
    `host` String,
    `uri` String,
    `referrer` String,
    `version` String,
    `user_agent` String,
    `origin` String,
    `request_body_len` UInt64,
    `response_body_len` UInt64,
    `status_code` UInt64,
    `status_msg` String,
    `info_code` UInt64,
    `info_msg` String,
    `tags` Array(String),
    `username` String,
    `password` String,
    `proxied` Array(String),
    `orig_fuids` Array(String),
    `orig_filenames` Array(String),
    `orig_mime_types` Array(String),
    `resp_fuids` Array(String),
    `resp_filenames` Array(String),
    `resp_mime_types` Array(String),
    day Date DEFAULT toDate(toDateTime(toUInt32(ts)))
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (day, capture, row);

CREATE TABLE IF NOT EXISTS wirecase.http AS wirecase.http_local
ENGINE = Distributed(wirecase, wirecase, http_local, cityHash64(capture));

CREATE TABLE IF NOT EXISTS wirecase.files_local
(
    capture String,
    row UInt64,
    `ts` Float64,
    `fuid` String,
    `uid` String,
    `id.orig_h` String,
    `id.orig_p` UInt16,
    `id.resp_h` String,
    `id.resp_p` UInt16,
    `source` String,
    `depth` UInt64,
    `analyzers` Array(String),
    `mime_type` String,
    `filename` String,
    `duration` Float64,
    `local_orig` UInt8,
    `is_orig` UInt8,
    `seen_bytes` UInt64,
    `total_bytes` UInt64,
    `missing_bytes` UInt64,
    `overflow_bytes` UInt64,
    `timedout` UInt8,
    `parent_fuid` String,
    `md5` String,
    `sha1` String,
    `sha256` String,
    day Date DEFAULT toDate(toDateTime(toUInt32(ts)))
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (day, capture, row);

CREATE TABLE IF NOT EXISTS wirecase.files AS wirecase.files_local
ENGINE = Distributed(wirecase, wirecase, files_local, cityHash64(capture));

CREATE TABLE IF NOT EXISTS wirecase.ssl_local
(
    capture String,
    row UInt64,
    `ts` Float64,
    `uid` String,
    `id.orig_h` String,
    `id.orig_p` UInt16,
    `id.resp_h` String,
    `id.resp_p` UInt16,
    `version` String,
    `cipher` String,
    `curve` String,
    `server_name` String,
    `resumed` UInt8,
    `last_alert` String,
    `next_protocol` String,
    `established` UInt8,
    `ssl_history` String,
    `cert_chain_fps` Array(String),
    `client_cert_chain_fps` Array(String),
    `sni_matches_cert` UInt8,
    day Date DEFAULT toDate(toDateTime(toUInt32(ts)))
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (day, capture, row);

CREATE TABLE IF NOT EXISTS wirecase.ssl AS wirecase.ssl_local
ENGINE = Distributed(wirecase, wirecase, ssl_local, cityHash64(capture));

CREATE TABLE IF NOT EXISTS wirecase.x509_local
(
    capture String,
    row UInt64,
    `ts` Float64,
    `fingerprint` String,
    `certificate.version` UInt64,
    `certificate.serial` String,
    `certificate.subject` String,
    `certificate.issuer` String,
    `certificate.not_valid_before` Float64,
    `certificate.not_valid_after` Float64,
    `certificate.key_alg` String,
    `certificate.sig_alg` String,
    `certificate.key_type` String,
    `certificate.key_length` UInt64,
    `certificate.exponent` String,
    `certificate.curve` String,
    `san_dns` Array(String),
    `san_uri` Array(String),
    `san_email` Array(String),
    `san_ip` Array(String),
    `basic_constraints.ca` UInt8,
    `basic_constraints.path_len` UInt64,
    `host_cert` UInt8,
    `client_cert` UInt8,
    day Date DEFAULT toDate(toDateTime(toUInt32(ts)))
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (day, capture, row);

CREATE TABLE IF NOT EXISTS wirecase.x509 AS wirecase.x509_local
ENGINE = Distributed(wirecase, wirecase, x509_local, cityHash64(capture));

CREATE TABLE IF NOT EXISTS wirecase.dhcp_local
(
    capture String,
    row UInt64,
    `ts` Float64,
    `uids` Array(String),
    `client_addr` String,
    `server_addr` String,
    `mac` String,
    `host_name` String,
    `client_fqdn` String,
    `domain` String,
    `requested_addr` String,
    `assigned_addr` String,
    `lease_time` Float64,
    `client_message` String,
    `server_message` String,
    `msg_types` Array(String),
    `duration` Float64,
    day Date DEFAULT toDate(toDateTime(toUInt32(ts)))
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (day, capture, row);

CREATE TABLE IF NOT EXISTS wirecase.dhcp AS wirecase.dhcp_local
ENGINE = Distributed(wirecase, wirecase, dhcp_local, cityHash64(capture));

CREATE TABLE IF NOT EXISTS wirecase.ntp_local
(
    capture String,
    row UInt64,
    `ts` Float64,
    `uid` String,
    `id.orig_h` String,
    `id.orig_p` UInt16,
    `id.resp_h` String,
    `id.resp_p` UInt16,
    `version` UInt64,
    `mode` UInt64,
    `stratum` UInt64,
    `poll` Float64,
    `precision` Float64,
    `root_delay` Float64,
    `root_disp` Float64,
    `ref_id` String,
    `ref_time` Float64,
    `org_time` Float64,
    `rec_time` Float64,
    `xmt_time` Float64,
    `num_exts` UInt64,
    day Date DEFAULT toDate(toDateTime(toUInt32(ts)))
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (day, capture, row);

CREATE TABLE IF NOT EXISTS wirecase.ntp AS wirecase.ntp_local
ENGINE = Distributed(wirecase, wirecase, ntp_local, cityHash64(capture));

CREATE TABLE IF NOT EXISTS wirecase.smtp_local
(
    capture String,
    row UInt64,
    `ts` Float64,
    `uid` String,
    `id.orig_h` String,
    `id.orig_p` UInt16,
    `id.resp_h` String,
    `id.resp_p` UInt16,
    `trans_depth` UInt64,
    `helo` String,
    `mailfrom` String,
    `rcptto` Array(String),
    `date` String,
    `from` String,
    `to` Array(String),
    `cc` Array(String),
    `reply_to` String,
    `msg_id` String,
    `in_reply_to` String,
    `subject` String,
    `x_originating_ip` String,
    `first_received` String,
    `second_received` String,
    `last_reply` String,
    `path` Array(String),
    `user_agent` String,
    `tls` UInt8,
    `fuids` Array(String),
    day Date DEFAULT toDate(toDateTime(toUInt32(ts)))
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (day, capture, row);

CREATE TABLE IF NOT EXISTS wirecase.smtp AS wirecase.smtp_local
ENGINE = Distributed(wirecase, wirecase, smtp_local, cityHash64(capture));

CREATE TABLE IF NOT EXISTS wirecase.ftp_local
(
    capture String,
    row UInt64,
    `ts` Float64,
    `uid` String,
    `id.orig_h` String,
    `id.orig_p` UInt16,
    `id.resp_h` String,
    `id.resp_p` UInt16,
    `user` String,
    `password` String,
    `command` String,
    `arg` String,
    `mime_type` String,
    `file_size` UInt64,
    `reply_code` UInt64,
    `reply_msg` String,
    `data_channel.passive` UInt8,
    `data_channel.orig_h` String,
    `data_channel.resp_h` String,
    `data_channel.resp_p` UInt16,
    `fuid` String,
    day Date DEFAULT toDate(toDateTime(toUInt32(ts)))
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (day, capture, row);

CREATE TABLE IF NOT EXISTS wirecase.ftp AS wirecase.ftp_local
ENGINE = Distributed(wirecase, wirecase, ftp_local, cityHash64(capture));

CREATE TABLE IF NOT EXISTS wirecase.kerberos_local
(
    capture String,
    row UInt64,
    `ts` Float64,
    `uid` String,
    `id.orig_h` String,
    `id.orig_p` UInt16,
    `id.resp_h` String,
    `id.resp_p` UInt16,
    `request_type` String,
    `client` String,
    `service` String,
    `success` UInt8,
    `error_msg` String,
    `from` Float64,
    `till` Float64,
    `cipher` String,
    `forwardable` UInt8,
    `renewable` UInt8,
    `client_cert_subject` String,
    `client_cert_fuid` String,
    `server_cert_subject` String,
    `server_cert_fuid` String,
    day Date DEFAULT toDate(toDateTime(toUInt32(ts)))
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (day, capture, row);

CREATE TABLE IF NOT EXISTS wirecase.kerberos AS wirecase.kerberos_local
ENGINE = Distributed(wirecase, wirecase, kerberos_local, cityHash64(capture));

CREATE TABLE IF NOT EXISTS wirecase.ntlm_local
(
    capture String,
    row UInt64,
    `ts` Float64,
    `uid` String,
    `id.orig_h` String,
    `id.orig_p` UInt16,
    `id.resp_h` String,
    `id.resp_p` UInt16,
    `username` String,
    `hostname` String,
    `domainname` String,
    `server_nb_computer_name` String,
    `server_dns_computer_name` String,
    `server_tree_name` String,
    `success` UInt8,
    day Date DEFAULT toDate(toDateTime(toUInt32(ts)))
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (day, capture, row);

CREATE TABLE IF NOT EXISTS wirecase.ntlm AS wirecase.ntlm_local
ENGINE = Distributed(wirecase, wirecase, ntlm_local, cityHash64(capture));

CREATE TABLE IF NOT EXISTS wirecase.smb_files_local
(
    capture String,
    row UInt64,
    `ts` Float64,
    `uid` String,
    `id.orig_h` String,
    `id.orig_p` UInt16,
    `id.resp_h` String,
    `id.resp_p` UInt16,
    `fuid` String,
    `action` String,
    `path` String,
    `name` String,
    `size` UInt64,
    `prev_name` String,
    `times.modified` Float64,
    `times.accessed` Float64,
    `times.created` Float64,
    `times.changed` Float64,
    day Date DEFAULT toDate(toDateTime(toUInt32(ts)))
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (day, capture, row);

CREATE TABLE IF NOT EXISTS wirecase.smb_files AS wirecase.smb_files_local
ENGINE = Distributed(wirecase, wirecase, smb_files_local, cityHash64(capture));

CREATE TABLE IF NOT EXISTS wirecase.smb_mapping_local
(
    capture String,
    row UInt64,
    `ts` Float64,
    `uid` String,
    `id.orig_h` String,
    `id.orig_p` UInt16,
    `id.resp_h` String,
    `id.resp_p` UInt16,
    `path` String,
    `service` String,
    `native_file_system` String,
    `share_type` String,
    day Date DEFAULT toDate(toDateTime(toUInt32(ts)))
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (day, capture, row);

CREATE TABLE IF NOT EXISTS wirecase.smb_mapping AS wirecase.smb_mapping_local
ENGINE = Distributed(wirecase, wirecase, smb_mapping_local, cityHash64(capture));

CREATE TABLE IF NOT EXISTS wirecase.pe_local
(
    capture String,
    row UInt64,
    `ts` Float64,
    `id` String,
    `machine` String,
    `compile_ts` Float64,
    `os` String,
    `subsystem` String,
    `is_exe` UInt8,
    `is_64bit` UInt8,
    `uses_aslr` UInt8,
    `uses_dep` UInt8,
    `uses_code_integrity` UInt8,
    `uses_seh` UInt8,
    `has_import_table` UInt8,
    `has_export_table` UInt8,
    `has_cert_table` UInt8,
    `has_debug_data` UInt8,
    `section_names` Array(String),
    day Date DEFAULT toDate(toDateTime(toUInt32(ts)))
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (day, capture, row);

CREATE TABLE IF NOT EXISTS wirecase.pe AS wirecase.pe_local
ENGINE = Distributed(wirecase, wirecase, pe_local, cityHash64(capture));

CREATE TABLE IF NOT EXISTS wirecase.weird_local
(
    capture String,
    row UInt64,
    `ts` Float64,
    `uid` String,
    `id.orig_h` String,
    `id.orig_p` UInt16,
    `id.resp_h` String,
    `id.resp_p` UInt16,
    `name` String,
    `addl` String,
    `notice` UInt8,
    `peer` String,
    `source` String,
    day Date DEFAULT toDate(toDateTime(toUInt32(ts)))
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (day, capture, row);

CREATE TABLE IF NOT EXISTS wirecase.weird AS wirecase.weird_local
ENGINE = Distributed(wirecase, wirecase, weird_local, cityHash64(capture));

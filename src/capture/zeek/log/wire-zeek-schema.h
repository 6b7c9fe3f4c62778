/* wire-zeek-schema.h: which fields Zeek's logs have
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Logs that Wirecase writes. */
typedef enum
{
  WIRE_ZEEK_LOG_CONN,
  WIRE_ZEEK_LOG_DNS,
  WIRE_ZEEK_LOG_HTTP,
  WIRE_ZEEK_LOG_FILES,
  WIRE_ZEEK_LOG_SSL,
  WIRE_ZEEK_LOG_X509,
  WIRE_ZEEK_LOG_DHCP,
  WIRE_ZEEK_LOG_NTP,
  WIRE_ZEEK_LOG_SMTP,
  WIRE_ZEEK_LOG_FTP,
  WIRE_ZEEK_LOG_KERBEROS,
  WIRE_ZEEK_LOG_NTLM,
  WIRE_ZEEK_LOG_SMB_FILES,
  WIRE_ZEEK_LOG_SMB_MAPPING,
  WIRE_ZEEK_LOG_PE,
  WIRE_ZEEK_LOG_WEIRD,
  WIRE_ZEEK_N_LOGS,
} WireZeekLogKind;

/**
 * WireZeekField:
 * @name: as in the line #fields; dots part records
 * @type: as in the line #types, such as `count` or `set[string]`
 */
typedef struct
{
  const char *name;
  const char *type;
} WireZeekField;

/**
 * WireZeekSchema:
 * @path: the log's name, without “.log”
 * @fields: ended by a name of %NULL
 */
typedef struct
{
  const char *path;
  const WireZeekField *fields;
} WireZeekSchema;

const WireZeekSchema *wire_zeek_schema_get (WireZeekLogKind kind);

G_END_DECLS

/* wire-tls-key-faults.h: lines of a key log that are wrong
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/tls/keys/wire-tls-key-line.h"

G_BEGIN_DECLS

/** Lines that are told one by one. */
#define WIRE_TLS_KEY_FAULTS_MAX 3u

/**
 * WireTlsKeyFaults:
 * @n: how many lines are wrong
 * @lines: numbers of the first of them, from 1
 * @faults: what is wrong with these
 *
 * What is wrong with a key log. It holds nothing of the lines themselves.
 */
typedef struct
{
  guint64 n;
  guint64 lines[WIRE_TLS_KEY_FAULTS_MAX];
  WireTlsKeyFault faults[WIRE_TLS_KEY_FAULTS_MAX];
} WireTlsKeyFaults;

void wire_tls_key_faults_add (WireTlsKeyFaults *faults, guint64 line, WireTlsKeyFault fault);
gboolean wire_tls_key_faults_know_a_label (const WireTlsKeyFaults *faults);
char *wire_tls_key_faults_to_text (const WireTlsKeyFaults *faults, const char *name);

G_END_DECLS

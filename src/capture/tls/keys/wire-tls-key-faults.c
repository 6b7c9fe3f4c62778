/* wire-tls-key-faults.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/keys/wire-tls-key-faults.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/** Notes that line number @line, from 1, is wrong. */
void
wire_tls_key_faults_add (WireTlsKeyFaults *self, guint64 line, WireTlsKeyFault fault)
{
  if (self->n < WIRE_TLS_KEY_FAULTS_MAX)
    {
      self->lines[self->n] = line;
      self->faults[self->n] = fault;
    }
  self->n++;
}

static const char *
describe (WireTlsKeyFault fault)
{
  switch (fault)
    {
    case WIRE_TLS_KEY_FAULT_LABEL:
      return _ ("its label is not known");
    case WIRE_TLS_KEY_FAULT_ID:
      return _ ("what names the connection is not hexadecimal, or has the wrong length");
    case WIRE_TLS_KEY_FAULT_NO_SECRET:
      return _ ("it has no secret");
    case WIRE_TLS_KEY_FAULT_SECRET:
      return _ ("its secret is not hexadecimal");
    case WIRE_TLS_KEY_FAULT_LENGTH:
      return _ ("its secret has the wrong length");
    case WIRE_TLS_KEY_FAULT_REST:
      return _ ("there is more after its secret");
    case WIRE_TLS_KEY_FAULT_CASE:
      return _ ("its label is not in capital letters");
    case WIRE_TLS_KEY_FAULT_LONG:
      return _ ("it is too long");
    case WIRE_TLS_KEY_FAULT_CUT:
      return _ ("it is not whole: the file may still be written. Read the keys again later");
    case WIRE_TLS_KEY_FAULT_NONE:
      break;
    }
  return NULL;
}

/**
 * wire_tls_key_faults_know_a_label:
 * @self: faults
 *
 * Returns: whether one of the first lines that are wrong begins as one of a key log does
 */
gboolean
wire_tls_key_faults_know_a_label (const WireTlsKeyFaults *self)
{
  for (guint i = 0; i < MIN (self->n, WIRE_TLS_KEY_FAULTS_MAX); i++)
    if (self->faults[i] >= WIRE_TLS_KEY_FAULT_ID && self->faults[i] <= WIRE_TLS_KEY_FAULT_CASE)
      return TRUE;
  return FALSE;
}

static void
add_sentence (GString *text, const WireTlsKeyFaults *self, guint i, const char *name)
{
  if (i > 0)
    g_string_append_c (text, ' ');
  g_string_append_printf (
      text,
      /* Translators: number of a line; name of a file; a part of a sentence on what is wrong */
      _ ("Line %" PRIu64 " of “%s” was left out: %s."), self->lines[i], name,
      describe (self->faults[i]));
}

/**
 * wire_tls_key_faults_to_text:
 * @self: faults
 * @name: of the key log
 *
 * Nothing of the lines is quoted: secrets may be in them.
 *
 * Returns: (transfer full) (nullable): sentences; %NULL where nothing is wrong
 */
char *
wire_tls_key_faults_to_text (const WireTlsKeyFaults *self, const char *name)
{
  guint n = (guint) MIN (self->n, WIRE_TLS_KEY_FAULTS_MAX);
  guint64 more = self->n - n;
  GString *text;

  if (n == 0)
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < n; i++)
    add_sentence (text, self, i, name);
  if (more > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text,
                              ngettext ("%" PRIu64 " more line is wrong.",
                                        "%" PRIu64 " more lines are wrong.", (gulong) more),
                              more);
    }
  return g_string_free (text, FALSE);
}

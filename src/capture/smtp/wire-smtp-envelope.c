/* wire-smtp-envelope.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smtp/wire-smtp-envelope.h"

#include "capture/smtp/wire-smtp-command.h"

void
wire_smtp_envelope_clear (WireSmtpEnvelope *envelope)
{
  g_free (envelope->from);
  g_clear_pointer (&envelope->to, g_ptr_array_unref);
  *envelope = (WireSmtpEnvelope){ 0 };
}

/** @from: the arguments of MAIL */
void
wire_smtp_envelope_begin (WireSmtpEnvelope *envelope, const char *from)
{
  wire_smtp_envelope_clear (envelope);
  envelope->from = wire_smtp_command_parse_path (from);
}

/** @to: the arguments of RCPT. Returns: the number of the recipient */
guint
wire_smtp_envelope_add (WireSmtpEnvelope *envelope, const char *to)
{
  if (!envelope->to)
    envelope->to = g_ptr_array_new_with_free_func (g_free);
  if (envelope->to->len == WIRE_SMTP_ENVELOPE_MAX)
    return WIRE_SMTP_ENVELOPE_MAX;
  g_ptr_array_add (envelope->to, wire_smtp_command_parse_path (to));
  return envelope->to->len - 1;
}

/** The server does not take mails for recipient number @recipient. */
void
wire_smtp_envelope_refuse (WireSmtpEnvelope *envelope, guint recipient)
{
  if (envelope->to && recipient < envelope->to->len)
    g_clear_pointer (&g_ptr_array_index (envelope->to, recipient), g_free);
}

/** Returns: how many recipients were not refused */
guint
wire_smtp_envelope_count (const WireSmtpEnvelope *envelope)
{
  guint n = 0;

  for (guint i = 0; envelope->to && i < envelope->to->len; i++)
    n += g_ptr_array_index (envelope->to, i) != NULL;
  return n;
}

/** Returns: (transfer full) (nullable): the recipients that were not refused, with commas between
 * them */
char *
wire_smtp_envelope_join (const WireSmtpEnvelope *envelope)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; envelope->to && i < envelope->to->len; i++)
    if (g_ptr_array_index (envelope->to, i))
      g_string_append_printf (all, "%s%s", all->len ? ", " : "",
                              (const char *) g_ptr_array_index (envelope->to, i));
  return all->len ? g_string_free (g_steal_pointer (&all), FALSE) : NULL;
}

/* wire-smtp-envelope.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smtp/wire-smtp-envelope.h"

#include "capture/smtp/wire-smtp-command.h"

void
wire_smtp_envelope_clear (WireSmtpEnvelope *self)
{
  g_free (self->from);
  g_clear_pointer (&self->to, g_ptr_array_unref);
  *self = (WireSmtpEnvelope){ 0 };
}

/** @from: the arguments of MAIL */
void
wire_smtp_envelope_begin (WireSmtpEnvelope *self, const char *from)
{
  wire_smtp_envelope_clear (self);
  self->from = wire_smtp_command_parse_path (from);
}

/** @to: the arguments of RCPT. Returns: the number of the recipient */
guint
wire_smtp_envelope_add (WireSmtpEnvelope *self, const char *to)
{
  if (!self->to)
    self->to = g_ptr_array_new_with_free_func (g_free);
  if (self->to->len == WIRE_SMTP_ENVELOPE_MAX)
    return WIRE_SMTP_ENVELOPE_MAX;
  g_ptr_array_add (self->to, wire_smtp_command_parse_path (to));
  return self->to->len - 1;
}

/** The server does not take mails for recipient number @recipient. */
void
wire_smtp_envelope_refuse (WireSmtpEnvelope *self, guint recipient)
{
  if (self->to && recipient < self->to->len)
    g_clear_pointer (&g_ptr_array_index (self->to, recipient), g_free);
}

/** Returns: how many recipients were not refused */
guint
wire_smtp_envelope_count (const WireSmtpEnvelope *self)
{
  guint n = 0;

  for (guint i = 0; self->to && i < self->to->len; i++)
    n += g_ptr_array_index (self->to, i) != NULL;
  return n;
}

/** Returns: (transfer full) (nullable): the recipients that were not refused, with commas between
 * them */
char *
wire_smtp_envelope_join (const WireSmtpEnvelope *self)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; self->to && i < self->to->len; i++)
    if (g_ptr_array_index (self->to, i))
      g_string_append_printf (all, "%s%s", all->len ? ", " : "",
                              (const char *) g_ptr_array_index (self->to, i));
  return all->len ? g_string_free (g_steal_pointer (&all), FALSE) : NULL;
}

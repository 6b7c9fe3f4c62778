/* wire-smtp-awaited.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smtp/wire-smtp-awaited.h"

struct _WireSmtpAwaited
{
  GArray *answers;
  guint next; /* of @answers */
};

/** Returns: (transfer full): nothing is awaited */
WireSmtpAwaited *
wire_smtp_awaited_new (void)
{
  WireSmtpAwaited *self = g_new0 (WireSmtpAwaited, 1);

  self->answers = g_array_new (FALSE, FALSE, sizeof (WireSmtpAnswer));
  return self;
}

void
wire_smtp_awaited_free (WireSmtpAwaited *self)
{
  wire_smtp_awaited_lose (self);
  g_array_unref (self->answers);
  g_free (self);
}

static void
forget (WireSmtpAwaited *self)
{
  g_array_set_size (self->answers, 0);
  self->next = 0;
}

/** The client has said something that is to be answered. */
void
wire_smtp_awaited_push (WireSmtpAwaited *self, const WireSmtpAnswer *answer)
{
  if (self->answers->len >= WIRE_SMTP_AWAITED_MAX)
    wire_smtp_awaited_lose (self);
  g_array_append_val (self->answers, *answer);
}

/** Returns: whether something was awaited; then what, in @answer */
gboolean
wire_smtp_awaited_pop (WireSmtpAwaited *self, WireSmtpAnswer *answer)
{
  if (self->next == self->answers->len)
    return FALSE;
  *answer = g_array_index (self->answers, WireSmtpAnswer, self->next);
  self->next++;
  if (self->next == self->answers->len)
    forget (self);
  return TRUE;
}

/** Whether the next answer is to a @verb. */
gboolean
wire_smtp_awaited_has (const WireSmtpAwaited *self, WireSmtpVerb verb)
{
  return self->next < self->answers->len
         && g_array_index (self->answers, WireSmtpAnswer, self->next).verb == verb;
}

/** Answers that are awaited were not captured, or nobody knows which is which. */
void
wire_smtp_awaited_lose (WireSmtpAwaited *self)
{
  for (guint i = self->next; i < self->answers->len; i++)
    {
      WireTransfer *transfer = g_array_index (self->answers, WireSmtpAnswer, i).transfer;

      if (transfer && !transfer->note)
        transfer->note = "It is not known whether the server took it: its answer was not captured.";
    }
  forget (self);
}

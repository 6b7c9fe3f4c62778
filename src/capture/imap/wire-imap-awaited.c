/* wire-imap-awaited.c: commands that the server has not answered yet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/imap/wire-imap-awaited.h"

#include <string.h>

struct _WireImapAwaited
{
  GPtrArray *asked; /* of WireImapAsked */
};

/** Frees @self, but not the mails. */
void
wire_imap_asked_free (WireImapAsked *self)
{
  g_free (self->tag);
  g_clear_pointer (&self->mails, g_ptr_array_unref);
  g_free (self);
}

/** Notes that @mail, which stays the log's, was appended by @self. */
void
wire_imap_asked_add_mail (WireImapAsked *self, WireTransfer *mail)
{
  if (!self->mails)
    self->mails = g_ptr_array_new ();
  g_ptr_array_add (self->mails, mail);
}

/** Returns: (transfer full): without commands */
WireImapAwaited *
wire_imap_awaited_new (void)
{
  WireImapAwaited *self = g_new0 (WireImapAwaited, 1);

  self->asked = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_imap_asked_free);
  return self;
}

/** Frees @self and what it remembers. */
void
wire_imap_awaited_free (WireImapAwaited *self)
{
  g_ptr_array_unref (self->asked);
  g_free (self);
}

/** Remembers a command; @tag is taken over. Of too many, the first is forgotten. */
void
wire_imap_awaited_add (WireImapAwaited *self, char *tag, WireImapVerb verb)
{
  WireImapAsked *asked = g_new0 (WireImapAsked, 1);

  if (self->asked->len == WIRE_IMAP_MAX_AWAITED)
    g_ptr_array_remove_index (self->asked, 0);
  asked->tag = tag;
  asked->verb = verb;
  g_ptr_array_add (self->asked, asked);
}

/** Returns: (transfer none) (nullable): the command that came last */
WireImapAsked *
wire_imap_awaited_get_last (const WireImapAwaited *self)
{
  return self->asked->len > 0 ? g_ptr_array_index (self->asked, self->asked->len - 1) : NULL;
}

/** Returns: (transfer full) (nullable): the command that has the tag that @line begins with */
WireImapAsked *
wire_imap_awaited_steal (WireImapAwaited *self, const char *line)
{
  gsize length = strcspn (line, " ");

  for (guint i = 0; i < self->asked->len; i++)
    {
      const WireImapAsked *asked = g_ptr_array_index (self->asked, i);

      if (strlen (asked->tag) == length && strncmp (asked->tag, line, length) == 0)
        return g_ptr_array_steal_index (self->asked, i);
    }
  return NULL;
}

/** Whether all commands were answered. */
gboolean
wire_imap_awaited_is_empty (const WireImapAwaited *self)
{
  return self->asked->len == 0;
}

/** Whether one of the commands is @verb. */
gboolean
wire_imap_awaited_has (const WireImapAwaited *self, WireImapVerb verb)
{
  for (guint i = 0; i < self->asked->len; i++)
    if (((const WireImapAsked *) g_ptr_array_index (self->asked, i))->verb == verb)
      return TRUE;
  return FALSE;
}

/** Says of the mails that were appended who did it: a client need not wait until it is logged in
 * before it sends them. */
void
wire_imap_awaited_set_user (WireImapAwaited *self, const char *user)
{
  for (guint i = 0; i < self->asked->len; i++)
    {
      const WireImapAsked *asked = g_ptr_array_index (self->asked, i);

      for (guint k = 0; asked->mails && k < asked->mails->len; k++)
        ((WireTransfer *) g_ptr_array_index (asked->mails, k))->user = user;
    }
}

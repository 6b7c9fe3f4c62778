/* wire-zeek-smtp-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/talk/wire-zeek-smtp-row.h"

#include "capture/zeek/talk/wire-zeek-addresses.h"
#include "capture/zeek/talk/wire-zeek-lines.h"

/** Returns: (transfer full): a row without anything */
WireZeekSmtpRow *
wire_zeek_smtp_row_new (guint32 connection, gint64 time)
{
  WireZeekSmtpRow *self = g_new0 (WireZeekSmtpRow, 1);

  self->connection = connection;
  self->time = time;
  self->rcpt_to = g_ptr_array_new_with_free_func (g_free);
  self->to = g_ptr_array_new_with_free_func (g_free);
  self->cc = g_ptr_array_new_with_free_func (g_free);
  self->path = g_ptr_array_new_with_free_func (g_free);
  self->first_packet = G_MAXUINT32;
  return self;
}

void
wire_zeek_smtp_row_free (WireZeekSmtpRow *self)
{
  g_free (self->helo);
  g_free (self->mail_from);
  for (guint i = 0; i < WIRE_ZEEK_SMTP_N_TEXTS; i++)
    g_free (self->texts[i]);
  g_free (self->originating_ip);
  g_free (self->last_reply);
  g_ptr_array_unref (self->rcpt_to);
  g_ptr_array_unref (self->to);
  g_ptr_array_unref (self->cc);
  g_ptr_array_unref (self->path);
  g_free (self);
}

/** Takes the sender that MAIL names in @argument. */
void
wire_zeek_smtp_row_take_sender (WireZeekSmtpRow *self, const char *argument)
{
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func (g_free);

  if (g_ascii_strncasecmp (argument, "from:", 5) != 0)
    return;
  wire_zeek_addresses_add_bare (addresses, argument);
  if (addresses->len > 0)
    wire_zeek_keep_text (&self->mail_from, g_ptr_array_index (addresses, 0));
  self->active = TRUE;
}

/** Takes the recipient that RCPT names in @argument. */
void
wire_zeek_smtp_row_take_recipient (WireZeekSmtpRow *self, const char *argument)
{
  if (g_ascii_strncasecmp (argument, "to:", 3) != 0)
    return;
  wire_zeek_addresses_add_bare (self->rcpt_to, argument);
  self->active = TRUE;
}

/* The relay that a field names: where it names two addresses, the second is its own word. */
static void
take_relay (WireZeekSmtpRow *self, const char *value)
{
  g_autoptr (GPtrArray) found = wire_zeek_addresses_find_ip (value, TRUE);
  const char *address = found->len > 0 ? g_ptr_array_index (found, found->len > 1 ? 1 : 0) : NULL;

  if (!address || self->path->len >= WIRE_ZEEK_MAX_ADDRESSES
      || (self->path->len > 0
          && g_str_equal (g_ptr_array_index (self->path, self->path->len - 1), address)))
    return;
  g_ptr_array_add (self->path, g_strdup (address));
}

static void
take_received (WireZeekSmtpRow *self, const char *value)
{
  g_free (self->texts[WIRE_ZEEK_SMTP_SECOND_RECEIVED]);
  self->texts[WIRE_ZEEK_SMTP_SECOND_RECEIVED] = self->texts[WIRE_ZEEK_SMTP_FIRST_RECEIVED];
  self->texts[WIRE_ZEEK_SMTP_FIRST_RECEIVED] = g_strdup (value);
  take_relay (self, value);
}

static void
take_originating_ip (WireZeekSmtpRow *self, const char *value)
{
  g_autoptr (GPtrArray) found = wire_zeek_addresses_find_ip (value, FALSE);

  if (found->len > 0)
    wire_zeek_keep_text (&self->originating_ip, g_ptr_array_index (found, 0));
}

/* Returns: whether the field is one of those that are kept as they are */
static gboolean
take_text (WireZeekSmtpRow *self, const char *name, const char *value)
{
  static const struct
  {
    const char *name;
    WireZeekSmtpText text;
  } TEXTS[] = {
    { "date", WIRE_ZEEK_SMTP_DATE },
    { "from", WIRE_ZEEK_SMTP_FROM },
    { "reply-to", WIRE_ZEEK_SMTP_REPLY_TO },
    { "message-id", WIRE_ZEEK_SMTP_MESSAGE_ID },
    { "in-reply-to", WIRE_ZEEK_SMTP_IN_REPLY_TO },
    { "subject", WIRE_ZEEK_SMTP_SUBJECT },
    { "x-mailer", WIRE_ZEEK_SMTP_USER_AGENT },
    { "user-agent", WIRE_ZEEK_SMTP_USER_AGENT },
    { "x-user-agent", WIRE_ZEEK_SMTP_USER_AGENT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    if (g_ascii_strcasecmp (name, TEXTS[i].name) == 0)
      {
        wire_zeek_keep_text (&self->texts[TEXTS[i].text], value);
        return TRUE;
      }
  return FALSE;
}

/** Takes @field, a field of the mail's head with its name, put on one line. */
void
wire_zeek_smtp_row_take_field (WireZeekSmtpRow *self, const char *field)
{
  const char *colon = strchr (field, ':');
  g_autofree char *name = colon ? g_strchomp (g_strndup (field, (gsize) (colon - field))) : NULL;
  const char *value = colon ? colon + 1 : NULL;

  if (!name)
    return;
  while (*value == ' ' || *value == '\t')
    value++;
  if (take_text (self, name, value))
    return;
  if (g_ascii_strcasecmp (name, "received") == 0)
    take_received (self, value);
  else if (g_ascii_strcasecmp (name, "to") == 0)
    wire_zeek_addresses_add_named (self->to, value);
  else if (g_ascii_strcasecmp (name, "cc") == 0)
    wire_zeek_addresses_add_named (self->cc, value);
  else if (g_ascii_strcasecmp (name, "x-originating-ip") == 0)
    take_originating_ip (self, value);
}

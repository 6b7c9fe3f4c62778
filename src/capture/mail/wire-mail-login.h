/* wire-mail-login.h: who logs in, whatever the mechanism (SASL, RFC 4422)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WireMailLogin:
 * @mechanism: (nullable): such as "PLAIN"; %NULL while nobody is logging in
 * @user: (nullable): who it is, as far as that was said
 * @answers: how many times the client has answered
 *
 * An AUTH or AUTHENTICATE that is going on. Zeroed is none.
 */
typedef struct
{
  char *mechanism;
  char *user;
  guint answers;
} WireMailLogin;

void wire_mail_login_begin (WireMailLogin *login, const char *mechanism, const char *initial);
void wire_mail_login_answer (WireMailLogin *login, const char *coded);
void wire_mail_login_clear (WireMailLogin *login);

G_END_DECLS

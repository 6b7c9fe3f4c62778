/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mails that clients fetch by POP3.
 */

#include "tests/capture/mail/mail-talk.h"

static void
assert_heard (MailTalk talk, const char *wanted)
{
  g_auto (MailTalkHeard) heard = { 0 };
  g_autofree char *got = NULL;

  mail_talk_hear (talk, (MailTalkHow){ 0 }, &heard);
  got = mail_talk_describe (&heard);
  g_assert_cmpstr (got, ==, wanted);
}

static const char *const FETCH[] = {
  "S: +OK ready\r\n",
  "C: CAPA\r\n",
  "S: +OK\r\nTOP\r\nUIDL\r\n.\r\n",
  "C: USER bob\r\n",
  "S: +OK\r\n",
  "C: PASS wrong\r\n",
  "S: -ERR no\r\n",
  "C: USER bob\r\n",
  "S: +OK\r\n",
  "C: PASS right\r\n",
  "S: +OK logged in\r\n",
  "C: LIST\r\n",
  "S: +OK 2 messages\r\n1 30\r\n2 40\r\n.\r\n",
  "C: LIST 1\r\n",
  "S: +OK 1 30\r\n",
  "C: TOP 1 0\r\n",
  "S: +OK\r\nSubject: One\r\n\r\n.\r\n",
  "C: RETR 1\r\n",
  "S: +OK 30 octets\r\nSubject: One\r\n\r\nfirst text of some length\r\n..dot\r\n.\r\n",
  "C: RETR 2\r\n",
  "S: +OK\r\nSubject: Two\r\n\r\nsecond\r\n+OK is not an answer here\r\n.\r\n",
  "C: RETR 3\r\n",
  "S: -ERR no such mail\r\n",
  "C: DELE 1\r\n",
  "S: +OK\r\n",
  "C: QUIT\r\n",
  "S: +OK bye\r\n",
  NULL,
};

#define ONE "Subject: One\r\n\r\nfirst text of some length\r\n.dot\r\n"
#define TWO "Subject: Two\r\n\r\nsecond\r\n+OK is not an answer here\r\n"

static void
test_fetch (void)
{
  assert_heard (FETCH, "POP3 down by bob “One” incomplete: Subject: One\r\n\r\n\n"
                       "POP3 down by bob “One” complete: " ONE "\n"
                       "POP3 down by bob “Two” complete: " TWO "\n");
  mail_talk_assert_cuts (FETCH);
  mail_talk_assert_losses (FETCH, 0, 1);
  mail_talk_assert_losses (FETCH, 11, 1);
}

static void
test_pipelined (void)
{
  static const char *const TALK[] = {
    "S: +OK ready\r\n", "C: USER bob\r\nPASS x\r\nRETR 1\r\nTOP 2 0\r\nRETR 2\r\nQUIT\r\n",
    "S: +OK\r\n+OK\r\n+OK\r\nSubject: One\r\n\r\na\r\n.\r\n-ERR\r\n+OK\r\n" TWO ".\r\n+OK\r\n", NULL
  };

  assert_heard (TALK, "POP3 down by bob “One” complete: Subject: One\r\n\r\na\r\n\n"
                      "POP3 down by bob “Two” complete: " TWO "\n");
  mail_talk_assert_cuts (TALK);
  mail_talk_assert_losses (TALK, 9, 2);
}

static void
test_sasl (void)
{
  static const char *const TALK[] = { "S: +OK ready\r\n",
                                      "C: AUTH PLAIN\r\n",
                                      "S: + \r\n",
                                      "C: AGNhcm9sAHB3\r\n",
                                      "S: +OK\r\n",
                                      "C: RETR 1\r\n",
                                      "S: +OK\r\nSubject: S\r\n\r\n.\r\n",
                                      NULL };

  assert_heard (TALK, "POP3 down by carol “S” complete: Subject: S\r\n\r\n\n");
  mail_talk_assert_cuts (TALK);
}

/* Redis answers alike. */
static void
test_others (void)
{
  static const char *const REDIS[] = { "C: *1\r\n$4\r\nPING\r\n", "S: +OK\r\n", NULL };

  assert_heard (REDIS, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pop3/fetch", test_fetch);
  g_test_add_func ("/pop3/pipelined", test_pipelined);
  g_test_add_func ("/pop3/sasl", test_sasl);
  g_test_add_func ("/pop3/others", test_others);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mails that clients fetch and store by IMAP.
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

#define BEGIN                                                                                      \
  "S: * OK ready\r\n", "C: a1 LOGIN bob \"pa ss\"\r\n", "S: a1 OK in\r\n",                         \
      "C: a2 SELECT INBOX\r\n", "S: * 2 EXISTS\r\na2 OK\r\n"

/* 33 and 24 bytes. */
#define ONE "Subject: One\r\n\r\nfirst\r\n(a {3} b)\r\n"
#define TWO "Subject: Two\r\n\r\nsecond\r\n"

static const char *const FETCH[] = {
  BEGIN,
  "C: a3 FETCH 1:2 (FLAGS BODY.PEEK[])\r\n",
  "S: * 1 FETCH (FLAGS (\\Seen) BODY[] {34}\r\n" ONE ")\r\n"
  "* 2 FETCH (BODY[] {24}\r\n" TWO " FLAGS ())\r\na3 OK\r\n",
  "C: a4 UID FETCH 7 (UID RFC822.SIZE RFC822)\r\n",
  "S: * 2 FETCH (UID 7 RFC822.SIZE 24 RFC822 {24}\r\n" TWO ")\r\na4 OK\r\n",
  "C: a5 FETCH 1 (BODY[HEADER.FIELDS (SUBJECT)] BODY[2.MIME])\r\n",
  "S: * 1 FETCH (BODY[HEADER.FIELDS (SUBJECT)] {16}\r\nSubject: One\r\n\r\n BODY[2.MIME] "
  "{2}\r\n\r\n)\r\n"
  "a5 OK\r\n",
  "C: a6 FETCH 1 BODY[2]\r\n",
  "S: * 1 FETCH (BODY[2] {6}\r\nR0lG\r\n)\r\na6 OK\r\n",
  "C: a7 FETCH 9 BODY[]\r\n",
  "S: a7 BAD no such mail\r\n",
  "C: a8 LOGOUT\r\n",
  "S: * BYE\r\na8 OK\r\n",
  NULL,
};

static void
test_fetch (void)
{
  assert_heard (FETCH, "IMAP down by bob “One” complete: " ONE "\n"
                       "IMAP down by bob “Two” complete: " TWO "\n"
                       "IMAP down by bob “Two” complete: " TWO "\n"
                       "IMAP down by bob “part 2 of One” complete: R0lG\r\n\n");
  mail_talk_assert_cuts (FETCH);
  mail_talk_assert_losses (FETCH, 0, 2);
  mail_talk_assert_losses (FETCH, 13, 2);
}

/* Backwards, twice, and to the end, which a shorter answer shows. */
static const char *const RANGES[] = {
  BEGIN,
  "C: a3 FETCH 2 BODY[]<10.10>\r\n",
  "S: * 2 FETCH (BODY[]<10> {10}\r\nwo\r\n\r\nseco)\r\na3 OK\r\n",
  "C: a4 FETCH 2 BODY[]<0.10>\r\n",
  "S: * 2 FETCH (BODY[]<0> {10}\r\nSubject: T)\r\na4 OK\r\n",
  "C: a5 FETCH 2 BODY[]<20.10>\r\n",
  "S: * 2 FETCH (BODY[]<20> {4}\r\nnd\r\n)\r\na5 OK\r\n",
  "C: a6 FETCH 1 BODY[]<0.12>\r\n",
  "S: * 1 FETCH (BODY[]<0> {12}\r\nSubject: One)\r\na6 OK\r\n",
  "C: a7 LOGOUT\r\n",
  NULL,
};

static void
test_ranges (void)
{
  assert_heard (RANGES, "IMAP down by bob “Two” complete: " TWO "\n"
                        "IMAP down in 1 by bob “Two” incomplete: wo\r\n\r\nseco\n"
                        "IMAP down in 1 by bob “Two” incomplete: Subject: T\n"
                        "IMAP down in 1 by bob “Two” incomplete: nd\r\n\n"
                        "IMAP down by bob “One” incomplete: Subject: One\n");
  mail_talk_assert_cuts (RANGES);
}

static const char *const APPEND[] = {
  "S: * OK ready\r\n",
  "C: a1 LOGIN {3+}\r\nbob {5+}\r\npa ss\r\n",
  "S: a1 OK\r\n",
  "C: a2 APPEND \"Sent\" (\\Seen) {24}\r\n",
  "S: + go on\r\n",
  "C: " TWO "\r\n",
  "S: a2 OK\r\n",
  "C: a3 APPEND Sent {34+}\r\n" ONE "\r\na4 NOOP\r\n",
  "S: a3 NO over quota\r\na4 OK\r\n",
  "C: a5 APPEND {4}\r\n",
  "S: + go on\r\n",
  "C: Sent {100}\r\n",
  "S: a5 NO too large\r\n",
  "C: a6 APPEND Sent {24+}\r\n" TWO " {24+}\r\n" TWO "\r\n",
  "S: a6 OK\r\n",
  NULL,
};

static void
test_append (void)
{
  assert_heard (APPEND, "IMAP up by bob “Two” complete: " TWO "\n"
                        "IMAP up by bob “One” complete: " ONE "\n"
                        "  note: The server refused it: NO over quota\n"
                        "IMAP up by bob “Two” complete: " TWO "\n"
                        "IMAP up by bob “Two” complete: " TWO "\n");
  mail_talk_assert_cuts (APPEND);
  mail_talk_assert_losses (APPEND, 0, 2);
  mail_talk_assert_losses (APPEND, 9, 2);
}

/* A client that reads what the parts are, and fetches one of them, whole and in ranges. */
static void
test_parts (void)
{
  static const char *const TALK[] = {
    BEGIN,
    "C: a3 FETCH 1 BODYSTRUCTURE\r\n",
    "S: * 1 FETCH (BODYSTRUCTURE ((\"text\" \"plain\" NIL NIL NIL \"7bit\" 5 1 NIL NIL)"
    "(\"image\" \"gif\" (\"name\" \"=?utf-8?q?=C3=A4.gif?=\") NIL NIL \"base64\" 8 NIL "
    "(\"attachment\" (\"filename\" \"b.gif\"))) (\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 99 "
    "(NIL NIL) ((\"text\" \"plain\" NIL NIL NIL \"7bit\" 5 1)(\"a\" \"b\" NIL NIL NIL "
    "\"base64\" 8) \"mixed\") 9) \"mixed\"))\r\na3 OK\r\n",
    "C: a4 FETCH 1 (BODY.PEEK[2] BODY.PEEK[3.2])\r\n",
    "S: * 1 FETCH (BODY[2] {10}\r\nR0lGODlh\r\n BODY[3.2] {8}\r\nYWJjZGVm)\r\na4 OK\r\n",
    "C: a5 FETCH 1 BODY.PEEK[2]<0.8>\r\n",
    "S: * 1 FETCH (BODY[2]<0> {8}\r\nR0lGODlh)\r\na5 OK\r\n",
    "C: a6 FETCH 1 BODY.PEEK[2]<8.8>\r\n",
    "S: * 1 FETCH (BODY[2]<8> {2}\r\n\r\n)\r\na6 OK\r\n",
    NULL,
  };

  assert_heard (TALK, "IMAP down by bob “part 2 of mail 1” complete: R0lGODlh\r\n\n"
                      "IMAP down in 1 by bob “b.gif” complete: GIF89a\n"
                      "IMAP down by bob “part 3.2 of mail 1” complete: YWJjZGVm\n"
                      "IMAP down in 3 by bob “” complete: abcdef\n"
                      "IMAP down by bob “part 2 of mail 1” complete: R0lGODlh\r\n\n"
                      "IMAP down in 5 by bob “b.gif” complete: GIF89a\n"
                      "IMAP down in 5 by bob “part 2 of mail 1” incomplete: R0lGODlh\n"
                      "IMAP down in 5 by bob “part 2 of mail 1” incomplete: \r\n\n");
}

/* A client that fetches the head, and then the text. */
static void
test_head_and_text (void)
{
  static const char *const TALK[] = {
    BEGIN,
    "C: a3 FETCH 1 (RFC822.HEADER)\r\n",
    "S: * 1 FETCH (RFC822.HEADER {59}\r\n"
    "Subject: Apart\r\nContent-Type: multipart/x; boundary=\"b\"\r\n\r\n)\r\na3 OK\r\n",
    "C: a4 FETCH 1 (BODY.PEEK[TEXT])\r\n",
    "S: * 1 FETCH (BODY[TEXT] {47}\r\n"
    "--b\r\nContent-Type: a/b; name=a\r\n\r\nfile\r\n--b--\r\n)\r\na4 OK\r\n",
    NULL,
  };

  assert_heard (TALK, "IMAP down by bob “part TEXT of Apart” complete: "
                      "--b\r\nContent-Type: a/b; name=a\r\n\r\nfile\r\n--b--\r\n\n"
                      "IMAP down in 1 by bob “a” complete: file\n");
  mail_talk_assert_cuts (TALK);
}

/* The server alone, from somewhere in the middle. */
static void
test_late (void)
{
  static const char *const TALK[] = { "S: * 2 FETCH (BODY[] {24}\r\n" TWO ")\r\n", "S: a9 OK\r\n",
                                      NULL };

  assert_heard (TALK, "IMAP down “Two” complete: " TWO "\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/imap/fetch", test_fetch);
  g_test_add_func ("/imap/ranges", test_ranges);
  g_test_add_func ("/imap/append", test_append);
  g_test_add_func ("/imap/parts", test_parts);
  g_test_add_func ("/imap/head-and-text", test_head_and_text);
  g_test_add_func ("/imap/late", test_late);
  return g_test_run ();
}

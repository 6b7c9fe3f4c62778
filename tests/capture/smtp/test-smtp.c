/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mails that clients send, as servers of several makes answer.
 */

#include "tests/capture/mail/mail-talk.h"

#include <string.h>

#define HELLO                                                                                      \
  "S: 220 mx.example.org ESMTP\r\n", "C: EHLO desk\r\n", "S: 250-mx\r\n250 PIPELINING\r\n"
#define ENVELOPE "C: MAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\n"
#define GO "S: 250 ok\r\n250 ok\r\n354 go\r\n"
#define LETTER                                                                                     \
  "From: A <a@example.org>\r\nSubject: One\r\nMIME-Version: 1.0\r\n"                               \
  "Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\n\r\nHello.\r\n--b\r\n"              \
  "Content-Type: image/gif; name=\"=?utf-8?q?Z=C3=BCrich.gif?=\"\r\n"                              \
  "Content-Transfer-Encoding: base64\r\n\r\nR0lGODlhAQAB\r\nAAAAACwAAA==\r\n--b--\r\n"

static void
assert_heard (MailTalk talk, const char *wanted)
{
  g_auto (MailTalkHeard) heard = { 0 };
  g_autofree char *got = NULL;

  mail_talk_hear (talk, (MailTalkHow){ 0 }, &heard);
  got = mail_talk_describe (&heard);
  g_assert_cmpstr (got, ==, wanted);
}

static const char *const DOTS[] = {
  HELLO,
  ENVELOPE,
  GO,
  "C: Subject: Dots\r\n\r\n..\r\n..a\r\n...\r\n.\rb\r\n..\rc\r\n\r\n.x\r\nend.\r\n.\r\n",
  "S: 250 queued\r\n",
  "C: QUIT\r\n",
  "S: 221 bye\r\n",
  NULL,
};

static void
test_dots (void)
{
  assert_heard (DOTS, "SMTP up “Dots” complete: "
                      "Subject: Dots\r\n\r\n.\r\n.a\r\n..\r\n\rb\r\n.\rc\r\n\r\nx\r\nend.\r\n\n");
  mail_talk_assert_cuts (DOTS);
  mail_talk_assert_losses (DOTS, 10, 1);
}

static const char *const SEVERAL[] = {
  HELLO,
  "C: AUTH LOGIN\r\n",
  "S: 334 VXNlcm5hbWU6\r\n",
  "C: YWxpY2U=\r\n",
  "S: 334 UGFzc3dvcmQ6\r\n",
  "C: c2VjcmV0\r\n",
  "S: 235 welcome\r\n",
  ENVELOPE,
  GO,
  "C: " LETTER ".\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<c@example.org>\r\nDATA\r\n",
  "S: 250 queued\r\n250 ok\r\n250 ok\r\n354 go\r\n",
  "C: Subject: Two\r\n\r\nText.\r\n.\r\n",
  "S: 554-5.7.1 no\r\n554 5.7.1 spam\r\n",
  "C: RSET\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<d@example.org>\r\nDATA\r\n",
  "S: 250 ok\r\n250 ok\r\n550 no such user\r\n554 no valid recipients\r\n",
  "C: QUIT\r\n",
  "S: 221 bye\r\n",
  NULL,
};

static void
test_several (void)
{
  g_auto (MailTalkHeard) heard = { 0 };
  const WireTransferMail *mail;

  assert_heard (SEVERAL, "SMTP up by alice “One” complete: " LETTER
                         "\nSMTP up in 1 by alice “Zürich.gif” complete: GIF89a\001"
                         "\nSMTP up by alice “Two” complete: Subject: Two\r\n\r\nText.\r\n\n"
                         "  note: The server refused it: 554 5.7.1 spam\n");
  mail_talk_hear (SEVERAL, (MailTalkHow){ 0 }, &heard);
  mail = wire_object_list_get (heard.list, 0)->origin.mail;
  g_assert_cmpstr (mail->from, ==, "A <a@example.org>");
  g_assert_cmpstr (mail->envelope_to, ==, "b@example.org");
  mail_talk_assert_cuts (SEVERAL);
  mail_talk_assert_losses (SEVERAL, 0, 3);
  mail_talk_assert_losses (SEVERAL, 40, 2);
}

static const char *const CHUNKS[] = {
  HELLO,
  "C: MAIL FROM:<>\r\nRCPT TO:<b@example.org>\r\nBDAT 20\r\nSubject: C\r\n\r\n.\r\na\r\n",
  "S: 250 ok\r\n250 ok\r\n250 19 octets\r\n",
  "C: BDAT 3 LAST\r\nend",
  "S: 250 queued\r\n",
  "C: MAIL FROM:<>\r\nRCPT TO:<b@example.org>\r\nBDAT 5\r\nabcde",
  "S: 250 ok\r\n250 ok\r\n250 5 octets\r\n",
  "C: RSET\r\nMAIL FROM:<>\r\nRCPT TO:<b@example.org>\r\nBDAT 14\r\nSubject: D\r\n\r\n",
  "S: 250 ok\r\n250 ok\r\n250 ok\r\n250 14 octets\r\n",
  "C: BDAT 0 LAST\r\n",
  "S: 250 queued\r\n",
  NULL,
};

static void
test_chunks (void)
{
  assert_heard (CHUNKS, "SMTP up “C” complete: Subject: C\r\n\r\n.\r\na\r\nend\n"
                        "SMTP up “” incomplete: abcde\n"
                        "SMTP up “D” complete: Subject: D\r\n\r\n\n");
  mail_talk_assert_cuts (CHUNKS);
  mail_talk_assert_losses (CHUNKS, 0, 2);
  mail_talk_assert_losses (CHUNKS, 7, 2);
}

/* A server that takes lines that end in a line feed alone. */
static void
test_loose_end (void)
{
  static const char *const TALK[] = {
    HELLO,         ENVELOPE,         GO,  "C: Subject: L\n\ntext\n.\n", "S: 250 queued\r\n",
    "C: QUIT\r\n", "S: 221 bye\r\n", NULL
  };

  assert_heard (TALK, "SMTP up “L” complete: Subject: L\n\ntext\n\n");
  mail_talk_assert_cuts (TALK);
}

/* Without the server, and without the beginning. */
static void
test_one_side (void)
{
  static const char *const CLIENT_ONLY[] = { "C: EHLO x\r\n", ENVELOPE,
                                             "C: Subject: X\r\n\r\nt\r\n.\r\nQUIT\r\n", NULL };
  static const char *const LATE[] = { "C: MAIL FROM:<a@b>\r\n",
                                      "S: 250 ok\r\n",
                                      "C: RCPT TO:<a@b>\r\n",
                                      "S: 250 ok\r\n",
                                      "C: DATA\r\n",
                                      "S: 354 go\r\n",
                                      "C: Subject: X\r\n\r\nt\r\n.\r\n",
                                      "S: 250 ok\r\n",
                                      NULL };

  assert_heard (
      CLIENT_ONLY,
      "SMTP up “X” complete: Subject: X\r\n\r\nt\r\n\n"
      "  note: It is not known whether the server took it: its answer was not captured.\n");
  assert_heard (LATE, "SMTP up “X” complete: Subject: X\r\n\r\nt\r\n\n");
}

/* The connection breaks off: what is there is told, and is not complete. */
static void
test_broken_off (void)
{
  static const char *const TALK[] = { HELLO, ENVELOPE, GO, "C: Subject: X\r\n\r\nt\r\n", NULL };

  assert_heard (TALK, "SMTP up “X” incomplete: Subject: X\r\n\r\nt\r\n\n");
}

/* LMTP answers for each recipient. */
static void
test_lmtp (void)
{
  static const char *const TALK[] = {
    "S: 220 mx LMTP\r\n",
    "C: LHLO x\r\n",
    "S: 250 mx\r\n",
    "C: MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nRCPT TO:<e@f>\r\nDATA\r\n",
    "S: 250 ok\r\n250 ok\r\n250 ok\r\n354 go\r\n",
    "C: Subject: X\r\n\r\nt\r\n.\r\n",
    "S: 250 ok\r\n452 full\r\n",
    "C: MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n",
    "S: 250 ok\r\n250 ok\r\n354 go\r\n",
    "C: Subject: Y\r\n\r\nt\r\n.\r\n",
    "S: 250 ok\r\n",
    NULL
  };

  assert_heard (TALK, "SMTP up “X” complete: Subject: X\r\n\r\nt\r\n\n"
                      "  note: The server refused it: 452 full\n"
                      "SMTP up “Y” complete: Subject: Y\r\n\r\nt\r\n\n");
}

/* What greets alike. */
static void
test_others (void)
{
  static const char *const FTP[] = { "S: 220 ESMTP is not spoken here\r\n", "C: USER a\r\n",
                                     "S: 331 password\r\n", NULL };

  assert_heard (FTP, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/smtp/dots", test_dots);
  g_test_add_func ("/smtp/several", test_several);
  g_test_add_func ("/smtp/chunks", test_chunks);
  g_test_add_func ("/smtp/loose-end", test_loose_end);
  g_test_add_func ("/smtp/one-side", test_one_side);
  g_test_add_func ("/smtp/broken-off", test_broken_off);
  g_test_add_func ("/smtp/lmtp", test_lmtp);
  g_test_add_func ("/smtp/others", test_others);
  return g_test_run ();
}

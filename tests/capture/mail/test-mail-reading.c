/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "capture/mail/wire-mail-html.h"
#include "capture/mail/wire-mail-reading.h"

#include <string.h>

typedef struct
{
  const char *html;
  const char *text;
} Page;

static void
test_html (void)
{
  static const Page PAGES[] = {
    { "", "" },
    { "a  b\n c", "a b c" },
    { "<p>one</p><p>two</p>", "one\n\ntwo\n\n" },
    { "a<br>b<BR/>c", "a\nb\nc" },
    { "<ul><li>x<li>y</ul>z", "• x\n• y\n\nz" },
    { "a &lt;b&gt; &amp;&#233;&#xe9; &unknown; & &", "a <b> &éé &unknown; & &" },
    { "&#0;&#xd800;&#99999999999;", "&#0;&#xd800;&#99999999999;" },
    { "<a href='http://evil.test/x'>bank.test</a>!", "bank.test <http://evil.test/x>!" },
    { "<a href=http://evil.test>http://evil.test</a>", "http://evil.test" },
    { "<a href=\"http://a.test/?x=1&amp;y=2\">a", "a <http://a.test/?x=1&y=2>" },
    { "<img src=http://track.test/1.gif>x", " [http://track.test/1.gif] x" },
    { "<script>document.write('<p>no</p>')</script>yes", "yes" },
    { "<style>p { }</style><title>t</title>x", "x" },
    { "a<!-- <b>hidden</b> -->b<!-->c", "abc" },
    { "a<!-- open", "a<!-- open" },
    { "1 < 2 and <3", "1 < 2 and <3" },
    { "a<b", "a" },
    { "x\xff"
      "y",
      "x\xef\xbf\xbdy" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (PAGES); i++)
    {
      g_autofree char *text = wire_mail_html_to_text (PAGES[i].html, strlen (PAGES[i].html));

      g_assert_cmpstr (text, ==, PAGES[i].text);
    }
}

/* What repeats takes no longer than its length asks for: these take hours otherwise. */
static void
test_html_repeats (void)
{
  static const char *const PIECES[] = { "<!--", "<!",  "<a href=",     "&amp", "<script>",
                                        "</",   "<p>", "<a href='x'>", "&#" };

  for (gsize i = 0; i < G_N_ELEMENTS (PIECES); i++)
    {
      g_autoptr (GString) html = g_string_new (NULL);
      g_autofree char *text = NULL;

      while (html->len < 512 * 1024)
        g_string_append (html, PIECES[i]);
      text = wire_mail_html_to_text (html->str, html->len);
      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
}

static void
test_mail (void)
{
  static const char *const MAIL = "From: =?utf-8?q?J=C3=B6rg?= <j@example.org>\r\n"
                                  "Subject: two\r\n lines\r\n"
                                  "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                                  "--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n"
                                  "--c\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
                                  "Content-Transfer-Encoding: quoted-printable\r\n\r\nCaf=E9\r\n"
                                  "--c\r\nContent-Type: text/html\r\n\r\n<b>Coffee</b>\r\n"
                                  "--c--\r\n"
                                  "--b\r\nContent-Type: text/plain\r\n"
                                  "Content-Disposition: attachment\r\n\r\nnot this\r\n--b--\r\n";
  g_auto (WireMailReading) reading = { 0 };

  wire_mail_reading_read (&reading, (const guint8 *) MAIL, strlen (MAIL));
  g_assert_cmpstr (g_strstrip (reading.plain), ==, "Café");
  g_assert_cmpstr (g_strstrip (reading.html), ==, "Coffee");
  g_assert_nonnull (strstr (reading.heads, "From: Jörg <j@example.org>\n"));
  g_assert_nonnull (strstr (reading.heads, "Subject: two lines\n"));
  g_assert_false (reading.cut);
}

/* Only the beginning, and that is said. */
static void
test_long (void)
{
  g_autoptr (GString) mail = g_string_new ("Subject: x\r\n\r\n");
  g_auto (WireMailReading) reading = { 0 };

  while (mail->len < 3 * WIRE_MAIL_READING_MAX)
    g_string_append (mail, "äöü\r\n");
  wire_mail_reading_read (&reading, (const guint8 *) mail->str, mail->len);
  g_assert_true (reading.cut);
  g_assert_cmpuint (strlen (reading.plain), <=, WIRE_MAIL_READING_MAX);
  g_assert_true (g_utf8_validate (reading.plain, -1, NULL));
}

static void
test_time (void)
{
  g_assert_cmpint (wire_mail_reading_get_time ("Thu, 01 Jan 1970 01:00:02 +0100"), ==, 2000000000);
  g_assert_cmpint (wire_mail_reading_get_time ("yesterday"), ==, WIRE_TIME_NONE);
  g_assert_cmpint (wire_mail_reading_get_time (NULL), ==, WIRE_TIME_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail-reading/html", test_html);
  g_test_add_func ("/mail-reading/html-repeats", test_html_repeats);
  g_test_add_func ("/mail-reading/mail", test_mail);
  g_test_add_func ("/mail-reading/long", test_long);
  g_test_add_func ("/mail-reading/time", test_time);
  return g_test_run ();
}

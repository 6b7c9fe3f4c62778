/* test-object.c: what was downloaded: its three witnesses, what is behind its end, whether it is
 * whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/capture/http/http-talk.h"
#include "capture/objects/wire-object-judgement.h"

#include <string.h>

#define GIF "GIF89a\1\0\1\0\0\0\0;"
#define JPEG "\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xd9"
#define PNG "\x89PNG\r\n\x1a\n\0\0\0\0IEND\xae\x42\x60\x82"
#define ZIP                                                                                        \
  "PK\3\4\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"                                     \
  "PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"

static WireTypeDetector *detector;

static void
examine (HttpTalk *self, guint32 object, WireObjectFacts *facts)
{
  g_autoptr (GError) error = NULL;

  *facts = (WireObjectFacts){ 0 };
  wire_object_examine (self->list, object, detector, WIRE_OBJECT_DIGESTS, NULL, facts, &error);
  g_assert_no_error (error);
}

/* Witnesses */

static void
test_witnesses (void)
{
  static const struct
  {
    const char *uri;
    const char *field;
    const char *body;
    gsize length;
    const char *type;
    const char *verdict; /* what it begins with; NULL: all agree */
  } CASES[] = {
    { "/a.gif", "Content-Type: image/gif\n", BYTES (GIF), "image/gif", NULL },
    { "/a.GIF?x=.jpg", "Content-Type: IMAGE/GIF; q=1\n", BYTES (GIF), "image/gif", NULL },
    { "/a.php", "Content-Type: image/gif\n", BYTES (GIF), "image/gif", NULL },
    { "/a", "Content-Type: application/octet-stream\n", BYTES (GIF), "image/gif", NULL },
    { "/", "", BYTES (GIF), "image/gif", NULL },
    { "/a.jpeg", "Content-Type: image/pjpeg\n", BYTES (JPEG), "image/jpeg", NULL },
    { "/a.js", "Content-Type: text/html\n", BYTES ("var a = 1;\n"), "text/plain", NULL },
    { "/a.jpg", "Content-Type: image/gif\n", BYTES (GIF), "image/gif",
      "The URI ends in .jpg, but the bytes are: " },
    { "/a.gif", "Content-Type: image/jpeg\n", BYTES (GIF), "image/gif",
      "The server says image/jpeg, but the bytes are: " },
    { "/a.png", "Content-Type: image/png\n", BYTES (JPEG), "image/jpeg",
      "The URI ends in .png and the server says image/png, but the bytes are: " },
    { "/a.gif", "Content-Type: text/html\n", BYTES ("<html><body>gone</body></html>"), "text/html",
      "The URI ends in .gif, but the bytes are: " },
    { "/a.dll", "", BYTES (JPEG), "image/jpeg", "The URI ends in .dll, but the bytes are: " },
  };
  g_auto (HttpTalk) talk = { 0 };

  http_talk_begin (&talk);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      http_talk_ask (&talk, "GET", CASES[i].uri);
      http_talk_answer_ok (&talk, CASES[i].field, CASES[i].body, CASES[i].length);
    }
  http_talk_end (&talk);
  g_assert_cmpuint (wire_object_list_get_length (talk.list), ==, G_N_ELEMENTS (CASES));
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_auto (WireObjectFacts) facts = { 0 };

      g_test_message ("%s %s", CASES[i].uri, CASES[i].field);
      examine (&talk, i, &facts);
      g_assert_cmpstr (facts.type, ==, CASES[i].type);
      g_assert_true (facts.whole);
      if (!CASES[i].verdict)
        g_assert_cmpstr (facts.verdict, ==, NULL);
      else
        g_assert_true (facts.verdict && g_str_has_prefix (facts.verdict, CASES[i].verdict));
    }
}

/* What told the type, and what names would agree */
static void
test_signature (void)
{
  g_auto (HttpTalk) talk = { 0 };
  g_auto (WireObjectFacts) picture = { 0 };
  g_auto (WireObjectFacts) text = { 0 };

  http_talk_begin (&talk);
  http_talk_ask (&talk, "GET", "/a.jpg");
  http_talk_answer_ok (&talk, "", BYTES (GIF));
  http_talk_ask (&talk, "GET", "/a.txt");
  http_talk_answer_ok (&talk, "", BYTES ("var a = 1;\n"));
  http_talk_end (&talk);
  examine (&talk, 0, &picture);
  g_assert_cmpstr (picture.signature, ==, "474946383961");
  g_assert_cmpuint (picture.signature_offset, ==, 0);
  g_assert_cmpstr (picture.expected[0], ==, "gif");
  examine (&talk, 1, &text);
  g_assert_null (text.signature);
}

/* What got no body */

static void
test_requested_only (void)
{
  g_auto (HttpTalk) talk = { 0 };
  static const char *const URIS[] = { "/cached.gif", "/none.gif", "/posted", "/lost.gif" };

  http_talk_begin (&talk);
  http_talk_ask (&talk, "GET", URIS[0]);
  http_talk_answer (&talk, "HTTP/1.1 304 Not Modified\n", "", 0);
  http_talk_ask (&talk, "HEAD", "/head.gif");
  http_talk_answer (&talk, "HTTP/1.1 200 OK\nContent-Length: 14\n", "", 0);
  http_talk_ask (&talk, "GET", URIS[1]);
  http_talk_answer_ok (&talk, "", "", 0);
  http_talk_ask (&talk, "POST", "/form");
  http_talk_answer (&talk, "HTTP/1.1 204 No Content\n", "", 0);
  http_talk_ask (&talk, "POST", URIS[2]);
  http_talk_answer_ok (&talk, "", BYTES ("thanks"));
  http_talk_ask (&talk, "GET", URIS[3]);
  http_talk_end (&talk);

  g_assert_cmpuint (wire_object_list_get_length (talk.list), ==, G_N_ELEMENTS (URIS));
  for (guint i = 0; i < G_N_ELEMENTS (URIS); i++)
    {
      const WireObject *object = wire_object_list_get (talk.list, i);
      gboolean only = object->flags & WIRE_OBJECT_REQUESTED_ONLY;

      g_assert_cmpstr (object->uri, ==, URIS[i]);
      g_assert_cmpint (only, ==, !g_str_equal (URIS[i], "/posted"));
      g_assert_cmpuint (object->size, ==, only ? 0 : 6);
      g_assert_false (only && object->flags & WIRE_OBJECT_COMPLETE);
      g_assert_null (wire_object_describe_completeness (object));
    }
}

/* What an answer without a file was */

static void
test_answers (void)
{
  static const struct
  {
    const char *head;
    const char *body;
    const char *verdict;
  } CASES[] = {
    { "HTTP/1.1 304 Not Modified\nContent-Length: 9\n", "", "not-modified" },
    { "HTTP/1.1 204 No Content\n", "", "no-content" },
    { "HTTP/1.1 205 Reset Content\nContent-Length: 0\n", "", "no-content" },
    { "HTTP/1.1 302 Found\nLocation: /b\nContent-Length: 0\n", "", "redirect" },
    { "HTTP/1.1 301 Moved\nLocation: /b\nContent-Length: 2\n", "go", "redirect" },
    { "HTTP/1.1 416 No\nContent-Range: bytes */9\nContent-Length: 0\n", "", "error-page" },
    { "HTTP/1.1 404 No\nContent-Type: text/html\nContent-Length: 19\n", "<html>gone</html>\r\n",
      "error-page" },
    { "HTTP/1.1 200 OK\nContent-Length: 0\n", "", "empty" },
    { "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n", "0\r\n\r\n", "empty" },
    { "HTTP/1.1 200 OK\nContent-Length: 5\n", "plain", "ok" },
  };
  g_auto (HttpTalk) talk = { 0 };

  http_talk_begin (&talk);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      http_talk_ask (&talk, "GET", i + 1 < G_N_ELEMENTS (CASES) ? "/a.jpg" : "/a.txt");
      http_talk_answer (&talk, CASES[i].head, CASES[i].body, strlen (CASES[i].body));
    }
  http_talk_ask (&talk, "GET", "/lost.jpg");
  http_talk_end (&talk);
  g_assert_cmpuint (wire_object_list_get_length (talk.list), ==, G_N_ELEMENTS (CASES) + 1);
  for (guint i = 0; i <= G_N_ELEMENTS (CASES); i++)
    {
      const WireObject *object = wire_object_list_get (talk.list, i);
      g_auto (WireObjectFacts) facts = { 0 };
      g_autofree char *reason = NULL;
      WireObjectJudgement verdict;

      if (object->size > 0)
        examine (&talk, i, &facts);
      verdict = wire_object_judge (object, &facts, NULL, NULL, &reason);
      g_assert_cmpstr (wire_object_judgement_to_key (verdict), ==,
                       i < G_N_ELEMENTS (CASES) ? CASES[i].verdict : "no-answer");
      g_assert_true (reason || verdict == WIRE_OBJECT_FINE);
    }
}

/* The name that the server gives, a program from a page, and an archive that was packed to be sent
 */

static void
test_names (void)
{
  static const char PROGRAM[] = "MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0\xb8\0\0\0\0\0\0\0\x40\0\0\0";
  static const struct
  {
    const char *uri;
    const char *field;
    const char *verdict; /* what it begins with; NULL: all agree */
  } CASES[] = {
    { "/get.php", "Content-Disposition: attachment; filename=\"invoice.pdf\"\n",
      "The server calls it .pdf, but the bytes are: " },
    { "/get.php", "Content-Disposition: attachment; filename*=UTF-8''setup.exe\n", NULL },
    { "/get.php", "Content-Type: application/octet-stream\n",
      "It came from a .php page, and the bytes are: " },
    { "/get.php", "Content-Type: application/x-msdownload\n", NULL },
    { "/a.exe", "Content-Type: application/x-msdos-program\n", NULL },
    { "/a.dll", "Content-Type: application/octet-stream\n", NULL },
  };
  g_auto (HttpTalk) talk = { 0 };

  http_talk_begin (&talk);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      http_talk_ask (&talk, "GET", CASES[i].uri);
      http_talk_answer_ok (&talk, CASES[i].field, BYTES (PROGRAM));
    }
  http_talk_end (&talk);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_auto (WireObjectFacts) facts = { 0 };

      g_test_message ("%s %s", CASES[i].uri, CASES[i].field);
      examine (&talk, i, &facts);
      if (!CASES[i].verdict)
        g_assert_cmpstr (facts.verdict, ==, NULL);
      else
        g_assert_true (facts.verdict && g_str_has_prefix (facts.verdict, CASES[i].verdict));
    }
}

/* Appended data */

static void
test_appended (void)
{
  static const struct
  {
    const char *body;
    gsize length;
    guint64 appended;
  } CASES[] = {
    { BYTES (GIF), 0 },           { BYTES (GIF "secret"), 6 }, { BYTES (JPEG), 0 },
    { BYTES (JPEG "secret"), 6 }, { BYTES (PNG), 0 },          { BYTES (PNG "secret"), 6 },
    { BYTES (ZIP), 0 },           { BYTES (ZIP "secret"), 6 }, { BYTES ("no picture" GIF), 0 },
  };
  g_auto (HttpTalk) talk = { 0 };

  http_talk_begin (&talk);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      http_talk_ask (&talk, "GET", "/a");
      http_talk_answer_ok (&talk, "", CASES[i].body, CASES[i].length);
    }
  http_talk_end (&talk);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_auto (WireObjectFacts) facts = { 0 };

      g_test_message ("appended %u", i);
      examine (&talk, i, &facts);
      g_assert_cmpuint (facts.appended, ==, CASES[i].appended);
      if (facts.appended > 0)
        g_assert_cmpuint (facts.appended_at, ==, CASES[i].length - facts.appended);
    }
}

/* Completeness */

static void
test_incomplete (void)
{
  static const struct
  {
    const char *head;
    const char *body;
    guint64 expected;
    guint64 missing;
    gboolean complete;
    gboolean digested;
  } CASES[] = {
    { "Content-Length: 6\n", "abcdef", 6, 0, TRUE, TRUE },
    { "Content-Length: 9\n", "abcdef", 9, 3, FALSE, TRUE },
    { "Transfer-Encoding: chunked\n", "6\nabcdef\n0\n\n", 6, 0, TRUE, TRUE },
    { "Transfer-Encoding: chunked\n", "6\nabcdef\n", 6, 0, FALSE, TRUE },
    /* Nobody hashes as many zeros as a liar likes. */
    { "Content-Length: 99999999999\n", "abcdef", 99999999999, 99999999993, FALSE, FALSE },
    { "", "abcdef", 6, 0, TRUE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_auto (HttpTalk) talk = { 0 };
      g_auto (WireObjectFacts) facts = { 0 };
      g_autofree char *head = g_strconcat ("HTTP/1.1 200 OK\n", CASES[i].head, NULL);
      g_autofree char *said = NULL;
      const WireObject *object;

      g_test_message ("%s", CASES[i].head);
      http_talk_begin (&talk);
      http_talk_ask (&talk, "GET", "/a");
      http_talk_answer (&talk, head, CASES[i].body, strlen (CASES[i].body));
      http_talk_say (&talk, TRUE, HTTP_TALK_FIN, "", 0);
      http_talk_end (&talk);
      g_assert_cmpuint (wire_object_list_get_length (talk.list), ==, 1);
      object = wire_object_list_get (talk.list, 0);
      g_assert_cmpuint (object->size, ==, 6);
      g_assert_cmpuint (object->expected, ==, CASES[i].expected);
      g_assert_cmpuint (object->missing, ==, CASES[i].missing);
      g_assert_cmpint ((object->flags & WIRE_OBJECT_COMPLETE) != 0, ==, CASES[i].complete);
      said = wire_object_describe_completeness (object);
      g_assert_cmpint (said == NULL, ==, CASES[i].complete);
      examine (&talk, 0, &facts);
      g_assert_cmpint (facts.whole, ==, CASES[i].complete);
      g_assert_cmpint (facts.digested, ==, CASES[i].digested);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  detector = wire_type_detector_new (NULL);
  g_test_add_func ("/object/witnesses", test_witnesses);
  g_test_add_func ("/object/signature", test_signature);
  g_test_add_func ("/object/answers", test_answers);
  g_test_add_func ("/object/names", test_names);
  g_test_add_func ("/object/requested-only", test_requested_only);
  g_test_add_func ("/object/appended", test_appended);
  g_test_add_func ("/object/incomplete", test_incomplete);
  status = g_test_run ();
  wire_type_detector_unref (detector);
  return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "capture/ftp/wire-ftp-address.h"
#include "capture/ftp/wire-ftp-lines.h"
#include "capture/ftp/wire-ftp-listing.h"
#include "capture/ftp/wire-ftp-path.h"
#include "capture/ftp/wire-ftp-recognise.h"
#include "capture/ftp/wire-ftp-verb.h"

static void
check_address (gboolean found, const WireFtpAddress *address, const char *wanted)
{
  char text[WIRE_ADDRESS_TEXT_MAX] = "-";
  g_autofree char *got = NULL;

  if (found && address->family != WIRE_FAMILY_NONE)
    wire_address_to_text (address->family, address->address, text);
  got = found ? g_strdup_printf ("%s %u", text, address->port) : NULL;
  g_assert_cmpstr (got, ==, wanted);
}

static void
test_addresses (void)
{
  static const struct
  {
    gboolean (*parse) (const char *, WireFtpAddress *);
    const char *text;
    const char *wanted;
  } CASES[] = {
    { wire_ftp_address_parse_port, "192,0,2,1,4,1", "192.0.2.1 1025" },
    { wire_ftp_address_parse_port, "192,0,2,1,4", NULL },
    { wire_ftp_address_parse_port, "192,0,2,256,4,1", NULL },
    { wire_ftp_address_parse_port, "192,0,2,1,0,0", NULL },
    { wire_ftp_address_parse_port, "192.0.2.1", NULL },
    { wire_ftp_address_parse_pasv, "Entering Passive Mode (10,0,0,9,200,1).", "10.0.0.9 51201" },
    { wire_ftp_address_parse_pasv, "=10,0,0,9,200,1", "10.0.0.9 51201" },
    { wire_ftp_address_parse_pasv, "Passive 2 at 10, 0, 0, 9, 200, 1", "10.0.0.9 51201" },
    { wire_ftp_address_parse_pasv, "Entering Passive Mode", NULL },
    { wire_ftp_address_parse_pasv, "99999999999999999999,1,1,1,1,1", NULL },
    { wire_ftp_address_parse_epsv, "Entering Extended Passive Mode (|||6446|)", "- 6446" },
    { wire_ftp_address_parse_epsv, "x (!!!6446!)", "- 6446" },
    { wire_ftp_address_parse_epsv, "x (|1|192.0.2.1|6446|)", "192.0.2.1 6446" },
    { wire_ftp_address_parse_epsv, "x (|||65536|)", NULL },
    { wire_ftp_address_parse_epsv, "x (|||6446", NULL },
    { wire_ftp_address_parse_epsv, "x", NULL },
    { wire_ftp_address_parse_eprt, "|1|192.0.2.1|6275|", "192.0.2.1 6275" },
    { wire_ftp_address_parse_eprt, "|2|2001:db8::1|5282|", "2001:db8::1 5282" },
    { wire_ftp_address_parse_eprt, "|2||5282|", NULL },
    { wire_ftp_address_parse_eprt, "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      WireFtpAddress address;

      check_address (CASES[i].parse (CASES[i].text, &address), &address, CASES[i].wanted);
    }
}

static void
test_paths (void)
{
  static const char *const CASES[][3] = {
    { NULL, "a", "a" },         { "/", "a", "/a" },         { "/x/y", "../a", "/x/a" },
    { "/x", "/a/./b", "/a/b" }, { "/", "../../a", "/a" },   { "x", "../../a", "../a" },
    { "", "a", "a" },           { "/x", "a//b", "/x/a/b" }, { "/x", "C:\\a", "C:\\a" },
    { "/x", "..", "/" },
  };
  g_autofree char *quoted = wire_ftp_path_read_quoted ("257 \"/a \"\"b\"\" c\" is it");
  g_autofree char *open = wire_ftp_path_read_quoted ("257 \"/a");

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *path = wire_ftp_path_join (CASES[i][0], CASES[i][1]);

      g_assert_cmpstr (path, ==, CASES[i][2]);
    }
  g_assert_cmpstr (quoted, ==, "/a \"b\" c");
  g_assert_null (open);
  g_assert_cmpstr (wire_ftp_path_get_name ("/a/b c"), ==, "b c");
  g_assert_cmpstr (wire_ftp_path_get_name ("C:\\a\\b"), ==, "b");
}

static void
test_listings (void)
{
  static const struct
  {
    const char *command;
    const char *line;
    const char *wanted; /* kind, size, name, target */
  } CASES[] = {
    { "LIST", "-rw-r--r--  1 0 0 12 Nov 30 03:56 a b.txt", "file 12 a b.txt -" },
    { "LIST", "drwxr-xr-x  2 ftp ftp 4096 Jan  1  2025 Jan", "folder 4096 Jan -" },
    { "LIST", "lrwxrwxrwx  1 0 0 3 Jan 01 2025 l -> to", "link 3 l to" },
    { "LIST", "-rw-r--r--  1 owner 12 Nov 30 03:56 nogroup", "file 12 nogroup -" },
    { "LIST", "brw-rw----  1 0 6 8, 0 Nov 30 03:56 sda", "other 0 sda -" },
    { "LIST", "01-31-26  09:15AM  <DIR>  folder", "folder -1 folder -" },
    { "LIST", "01-31-2026  09:15AM  77 a b", "file 77 a b -" },
    { "LIST", "total 5", NULL },
    { "LIST", "-rw-r--r--  1 0 0 12 Nov 30 03:56", NULL },
    { "LIST", "-rw-r--r--", NULL },
    { "LIST", "", NULL },
    { "NLST", " x", "- -1  x -" },
    { "MLSD", "Type=file;Size=3;Modify=2026; a; b", "file 3 a; b -" },
    { "MLSD", "type=cdir;perm=el; /x", "folder -1 /x -" },
    { "MLSD", "size=99999999999999999999; x", "- -1 x -" },
    { "MLSD", "type=file;", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_auto (WireFtpEntry) entry = { 0 };
      gboolean found = wire_ftp_entry_parse (CASES[i].command, CASES[i].line, &entry);
      g_autofree char *got =
          found ? g_strdup_printf ("%s %" G_GINT64_FORMAT " %s %s", entry.kind ? entry.kind : "-",
                                   entry.size, entry.name, entry.target ? entry.target : "-")
                : NULL;

      g_assert_cmpstr (got, ==, CASES[i].wanted);
    }
}

static void
take_line (const char *line, const WireStreamPiece *piece, gpointer user_data)
{
  (void) piece;
  g_string_append_printf (user_data, "[%s]", line);
}

/* Adds @text in pieces of @step bytes. */
static void
add_text (WireFtpLines *lines, const char *text, gsize length, gsize step, GString *got)
{
  for (gsize at = 0; at < length; at += step)
    {
      const WireStreamPiece piece = { .data = (const guint8 *) text + at,
                                      .length = (guint32) MIN (step, length - at) };

      wire_ftp_lines_add (lines, &piece, take_line, got);
    }
}

static void
test_lines (void)
{
  static const char TEXT[] = "USER a\r\n\xff\xf4\xff\xf2"
                             "ABOR\r\nb\nc";

  for (gsize step = 1; step < sizeof TEXT; step++)
    {
      WireFtpLines lines = { 0 };
      g_autoptr (GString) got = g_string_new (NULL);

      add_text (&lines, TEXT, sizeof TEXT - 1, step, got);
      g_assert_cmpstr (got->str, ==, "[USER a][ABOR][b]");
      wire_ftp_lines_clear (&lines);
    }
}

static void
test_lost_lines (void)
{
  WireFtpLines lines = { 0 };
  g_autoptr (GString) got = g_string_new (NULL);

  add_text (&lines, "USER a", 6, 6, got);
  wire_ftp_lines_lose (&lines);
  add_text (&lines, "tail of a line\r\nPWD\r\n", 21, 21, got);
  wire_ftp_lines_lose (&lines);
  add_text (&lines, "226 Done.\r\n", 11, 11, got);
  g_assert_cmpstr (got->str, ==, "[PWD][226 Done.]");
  wire_ftp_lines_clear (&lines);
}

static void
test_recognition (void)
{
  static const struct
  {
    const char *server;
    const char *client;
    gboolean last;
    WireListenerAnswer wanted;
  } CASES[] = {
    { "220 x\r\n", NULL, FALSE, WIRE_LISTENER_MORE },
    { "220 x\r\n", NULL, TRUE, WIRE_LISTENER_NO },
    { "220 vsFTPd\r\n", NULL, TRUE, WIRE_LISTENER_YES },
    { "220 x\r\n", "USER a\r\n", FALSE, WIRE_LISTENER_MORE },
    { "220 x\r\n331 y\r\n", "USER a\r\n", FALSE, WIRE_LISTENER_YES },
    { "220 x\r\n", "AUTH TLS\r\n", FALSE, WIRE_LISTENER_YES },
    { "220 x\r\n", "EHLO a\r\n", FALSE, WIRE_LISTENER_NO },
    { "220 ESMTP\r\n250-x\r\n250-PIPELINING\r\n", NULL, FALSE, WIRE_LISTENER_NO },
    { "+OK\r\n", "USER a\r\n", FALSE, WIRE_LISTENER_NO },
    { NULL, "USER a\r\nPASS b\r\n", FALSE, WIRE_LISTENER_MORE },
    { NULL, "USER a\r\nPASS b\r\nTYPE I\r\n", FALSE, WIRE_LISTENER_YES },
    { NULL, "USER a\r\nPASS b\r\nSTAT\r\n", TRUE, WIRE_LISTENER_NO },
    { NULL, "GET / HTTP/1.1\r\n", FALSE, WIRE_LISTENER_NO },
    { "SSH-2.0-x\r\n", NULL, FALSE, WIRE_LISTENER_NO },
    { "227 Entering Passive Mode (1,2,3,4,5,6)\r\n", NULL, FALSE, WIRE_LISTENER_YES },
    { "22", NULL, FALSE, WIRE_LISTENER_MORE },
    { NULL, "U", FALSE, WIRE_LISTENER_MORE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      const char *said[2] = { CASES[i].client, CASES[i].server };
      WireListenerLook look = { .first = CASES[i].server != NULL,
                                .from_start = TRUE,
                                .last = CASES[i].last };

      for (guint side = 0; side < 2; side++)
        {
          look.bytes[side] = (const guint8 *) said[side];
          look.length[side] = said[side] ? (guint32) strlen (said[side]) : 0;
        }
      g_assert_cmpint (wire_ftp_may_start (&look), ==, CASES[i].wanted);
    }
}

static void
test_codes (void)
{
  gboolean goes_on;

  g_assert_cmpuint (wire_ftp_read_code ("220 x", &goes_on), ==, 220);
  g_assert_false (goes_on);
  g_assert_cmpuint (wire_ftp_read_code ("220-x", &goes_on), ==, 220);
  g_assert_true (goes_on);
  g_assert_cmpuint (wire_ftp_read_code ("226", NULL), ==, 226);
  g_assert_cmpuint (wire_ftp_read_code ("2200", NULL), ==, 0);
  g_assert_cmpuint (wire_ftp_read_code ("99 x", NULL), ==, 0);
  g_assert_cmpint (wire_ftp_verb_read ("retr x", NULL), ==, WIRE_FTP_RETR);
  g_assert_cmpint (wire_ftp_verb_read ("RETRO x", NULL), ==, WIRE_FTP_UNKNOWN);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ftp/addresses", test_addresses);
  g_test_add_func ("/ftp/paths", test_paths);
  g_test_add_func ("/ftp/listings", test_listings);
  g_test_add_func ("/ftp/lines", test_lines);
  g_test_add_func ("/ftp/lost-lines", test_lost_lines);
  g_test_add_func ("/ftp/recognition", test_recognition);
  g_test_add_func ("/ftp/codes", test_codes);
  return g_test_run ();
}

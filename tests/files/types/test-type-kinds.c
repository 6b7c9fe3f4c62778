/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "files/types/wire-type.h"

#include <string.h>

static WireTypeDetector *detector;

#define OK WIRE_TYPE_OK
#define WRONG WIRE_TYPE_MISMATCH
#define UNKNOWN WIRE_TYPE_UNIDENTIFIED

static void
detect (const char *name, const void *bytes, gsize length, WireType *type)
{
  g_autoptr (GBytes) copy = g_bytes_new (bytes, length);
  WireTypeSource source = wire_type_source_for_bytes (copy);

  wire_type_detect (detector, &source, name, type);
}

/* Bytes with zeros after them, up to @size. */
static void
check (const char *name,
       const char *bytes,
       gsize length,
       gsize size,
       const char *mime,
       WireTypeVerdict verdict)
{
  g_autofree guint8 *all = g_malloc0 (MAX (size, length));
  g_auto (WireType) type = { 0 };

  memcpy (all, bytes, length);
  detect (name, all, MAX (size, length), &type);
  g_test_message ("%s: %s", name, type.reason);
  g_assert_cmpint (type.verdict, ==, verdict);
  if (mime)
    g_assert_cmpstr (type.mime, ==, mime);
}

#define BYTES(text) (text), sizeof (text) - 1

/* Files whose names tell the truth, and which detectors of others flagged. */
static void
check_folder (const char *folder, guint *n)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_auto (WireType) type = { 0 };

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          check_folder (path, n);
          continue;
        }
      g_assert_true (wire_type_detect_file (detector, path, &type, NULL));
      g_test_message ("%s: %s", path, type.reason);
      g_assert_cmpint (wire_type_verdict_to_code (type.verdict), ==, 0);
      g_assert_cmpint (type.grounds, >=, WIRE_TYPE_GROUNDS_TEXT);
      (*n)++;
    }
}

static void
test_honest (gconstpointer folder)
{
  guint n = 0;

  check_folder (folder, &n);
  g_assert_cmpuint (n, >=, 35);
}

static void
test_text (void)
{
  check ("a.txt", BYTES ("one\vtwo\a three\b four\f five\x1a"), 0, "text/plain", OK);
  check ("a.log", BYTES ("8=FIX.4.2\0019=65\00135=A\00149=SERVER\00156=CLIENT\001"), 0,
         "text/plain", OK);
  check ("a.txt", BYTES ("Caf\xe9 cr\xe8me\r\r\nth\xe9\r\r\n"), 0, "text/plain", OK);
  /* A frame of sound that is silent, and not four letters of Latin-1 before NULs. */
  check ("a", BYTES ("\xff\xfb\x90\x64"), 4004, NULL, WIRE_TYPE_NO_EXTENSION);
  check ("a.txt",
         BYTES ("\xff\xfe"
                "a\0b\0"),
         0, "text/plain", OK);
  check ("a.txt", BYTES ("\xff\xfe\0\0a\0\0\0\n\0\0\0"), 0, "text/plain", OK);
  check ("a.txt", BYTES ("\0\0\xfe\xff\0\0\0a\0\0\0\n"), 0, "text/plain", OK);
  check ("a.txt", BYTES ("h\0e\0l\0l\0o\0\n\0"), 0, "text/plain", OK);
  check ("a.txt", BYTES ("\0h\0e\0l\0l\0o\0\n"), 0, "text/plain", OK);
  check ("a.txt", BYTES ("h\0\0\0e\0\0\0l\0\0\0l\0\0\0"), 0, "text/plain", OK);
  check ("a.txt",
         BYTES ("\x1f\x04@\x04"
                "8\x04"
                "2\x04"
                "5\x04"
                "B\x04 \0<\x04"
                "8\x04@\x04"),
         0, "text/plain", OK);
  check ("a.txt", BYTES ("\x4f\x60\x59\x7d\x4e\x16\x75\x4c\x30\x02\x62\x11\x4e\xec"), 0,
         "text/plain", OK);
  check ("a.txt", BYTES ("padded\n"), 64, "text/plain", OK);
  check ("a.txt", BYTES ("\x01\x93\xfe\x07\x88\x99\x02\x03"), 0, NULL, UNKNOWN);
  check ("a.md", BYTES ("-----BEGIN CERTIFICATE-----\nMII\n"), 0, NULL, OK);
  check ("a.txt", BYTES ("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n"), 0, NULL, OK);
  check ("a.svg", BYTES ("<!-- a licence -->\n<!-- and more -->\n<svg/>"), 0, "image/svg+xml", OK);
  check ("b.svg", BYTES ("\xef\xbb\xbf<!-- a -->\n<svg/>"), 0, "image/svg+xml", OK);
  check ("c.svg", BYTES ("<!-- <svg/> -->\nnot a drawing\n"), 0, NULL, WRONG);
  check ("d.svg", BYTES ("<!-- <svg/>\n"), 0, NULL, WRONG);
  check ("a.t1", BYTES ("%!PS-AdobeFont-1.0: C059-Bold 1.00\n"), 0, "application/x-font-type1", OK);
  check ("a.ps", BYTES ("%!PS-Adobe-3.0\n"), 0, "application/postscript", OK);
  check ("a.txt", BYTES ("<svg xmlns='http://www.w3.org/2000/svg'/>"), 0, NULL, OK);
  check ("a.html", BYTES ("<?php echo 1; ?>"), 0, NULL, OK);
  check ("a.md", BYTES ("Solid state disks are fast.\n"), 0, "text/plain", OK);
  check ("a.pls", BYTES ("[playlist]\nFile1=a.mp3\n"), 0, "text/plain", OK);
  check ("a.ips", BYTES ("{\"app_name\":\"x\"}\n{}\n"), 0, NULL, OK);
  check ("a.stl", BYTES ("solid cube\nfacet normal 0 0 1\n"), 0, "model/stl", OK);
}

/* Text is no program and no picture, whatever it is called. */
static void
test_text_as_program (void)
{
  static const char *const NAMES[] = { "a.dll", "a.sys", "a.scr", "a.ocx",  "a.cpl", "a.drv",
                                       "a.com", "a.exe", "a.jpg", "a.docx", "a.zip", "a.mp3" };

  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    check (NAMES[i], BYTES ("nothing but words\n"), 0, "text/plain", WRONG);
  check ("CONFIG.SYS", BYTES ("DEVICE=C:\\DOS\\HIMEM.SYS\r\n"), 0, "text/plain",
         WIRE_TYPE_NO_EXTENSION);
}

static void
test_pictures_in_text (void)
{
  check ("a.ppm", BYTES ("P3\n1 1 255\n0 0 0\n"), 0, "image/x-portable-pixmap", OK);
  check ("a.pgm", BYTES ("P2\n# comment\n1 1\n255\n0\n"), 0, "image/x-portable-graymap", OK);
  check ("a.xbm", BYTES ("#define a_width 8\n#define a_height 8\n"), 0, NULL, OK);
  check ("a.dxf", BYTES ("  0\nSECTION\n  2\nHEADER\n"), 0, NULL, OK);
  check ("a.asx", BYTES ("<asx version=\"3.0\">\n</asx>\n"), 0, NULL, OK);
  check ("a.fits", BYTES ("SIMPLE  =                    T"), 2880, "image/fits", OK);
}

static void
test_extension_that_names_no_type (void)
{
  static const char *const NAMES[] = { "a.bin", "a.dat", "a.img", "a.001", "a.xyzzy", "a.11" };

  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      check (NAMES[i], BYTES ("GIF89a\1\0\1\0"), 0, "image/gif", OK);
      check (NAMES[i], BYTES ("MZ\x90\0\3\0\0\0"), 64, "application/x-dosexec", OK);
    }
  check ("a.edb", BYTES ("\1\2\3\4\xef\xcd\xab\x89\x20\6\0\0"), 512, "application/x-ms-ese", OK);
  check ("a.jpg", BYTES ("\1\2\3\4\xef\xcd\xab\x89\x20\6\0\0"), 512, "application/x-ms-ese", WRONG);
}

static void
test_weak_signatures (void)
{
  /* a TGA, not a cursor of no pictures */
  check ("a.tga", BYTES ("\0\0\2\0\0\0\0\0\0\0\0\0\1\0\1\0\30\0abc"), 0, "image/x-tga", OK);
  check ("a.cur", BYTES ("\0\0\2\0\1\0\20\20\0\0\1\0\1\0\4\0\0\0\26\0\0\0abcd"), 0,
         "image/x-win-bitmap", OK);
  check ("a.txt", BYTES ("1\r\r\nmenu\xe9 du jour\r\r\n"), 0, "text/plain", OK);
  check ("a.pyc", BYTES ("\xa7\r\r\n\0\0\0\0\1\2\3\4\5\0\0\0\xe3"), 64,
         "application/x-python-bytecode", OK);
}

static void
test_brands (void)
{
  check ("a.heic",
         BYTES ("\0\0\0\x18"
                "ftypheix\0\0\0\0mif1heix"),
         0, "image/heif", OK);
  check ("a.avif",
         BYTES ("\0\0\0\x18"
                "ftypmif1\0\0\0\0mif1avif"),
         0, "image/avif", OK);
  check ("a.m4a",
         BYTES ("\0\0\0\x18"
                "ftypM4A \0\0\0\0isomM4A "),
         0, "audio/mp4", OK);
  check ("a.3gp",
         BYTES ("\0\0\0\x18"
                "ftyp3gp6\0\0\0\0isom3gp6"),
         0, "video/3gpp", OK);
  check ("a.mp4",
         BYTES ("\0\0\0\x18"
                "ftypXAVC\0\0\0\0mp42iso2"),
         0, "video/mp4", OK);
  check ("a.mov",
         BYTES ("\0\0\0\x14"
                "ftypqt  \0\0\0\0qt  "),
         0, "video/quicktime", OK);
  check ("a.jpg",
         BYTES ("\0\0\0\x18"
                "ftypheic\0\0\0\0mif1heic"),
         0, "image/heif", WRONG);
  check ("a.heic",
         BYTES ("\0\0\0\x18"
                "ftypmp42\0\0\0\0mp42isom"),
         0, "video/mp4", WRONG);
}

static void
test_tags (void)
{
  check ("a.flac", BYTES ("ID3\4\0\0\0\0\0\1\0fLaC\0\0\0\x22"), 64, "audio/flac", OK);
  check ("a.ape", BYTES ("ID3\3\0\0\0\0\0\1\0MAC \x96\x0f"), 64, "audio/x-ape", OK);
  check ("a.wav", BYTES ("ID3\3\0\0\0\0\0\1\0RIFF\x24\0\0\0WAVEfmt "), 64, "audio/x-wav", OK);
  check ("a.tta", BYTES ("ID3\3\0\0\0\0\0\1\0TTA1\1\0"), 64, "audio/x-tta", OK);
  check ("a.aac", BYTES ("ID3\3\0\0\0\0\0\1\0\xff\xf1\x50\x80"), 64, "audio/aac", OK);
  check ("a.mp3", BYTES ("ID3\3\0\0\0\0\0\1\0\xff\xfb\x90\0"), 64, "audio/mpeg", OK);
  check ("a.bwf", BYTES ("RIFF\x24\0\0\0WAVEbext"), 64, "audio/x-wav", OK);
  check ("a.mp3", BYTES ("ID3\4\0\0\0\0\0\1\0fLaC\0\0\0\x22"), 64, "audio/flac", WRONG);
}

#define PNG_HEAD "\x89PNG\r\n\x1a\n\0\0\0\1IHDRx\1\2\3\4"

static void
test_animated_png (void)
{
  check ("a.apng",
         BYTES (PNG_HEAD "\0\0\0\1"
                         "acTLx\1\2\3\4"),
         0, "image/apng", OK);
  check ("a.png",
         BYTES (PNG_HEAD "\0\0\0\1"
                         "acTLx\1\2\3\4"),
         0, "image/apng", OK);
  check ("a.png",
         BYTES (PNG_HEAD "\0\0\0\1"
                         "IDATx\1\2\3\4"),
         0, "image/png", OK);
  check ("a.apng",
         BYTES (PNG_HEAD "\0\0\0\1"
                         "IDATx\1\2\3\4"),
         0, "image/png", WRONG);
}

static void
test_late_signatures (void)
{
  g_autofree char *disc = g_malloc0 (40000);

  memcpy (disc + 32768, "\1CD001\1", 7);
  check ("a.iso", disc, 40000, 0, "application/x-cd-image", OK);
  memcpy (disc + 510, "\x55\xaa", 2);
  disc[0] = '\xeb';
  check ("a.iso", disc, 40000, 0, "application/x-cd-image", OK);
  check ("a.pdf", BYTES ("\x01\x02\0 junk \xff %PDF-1.4\n1 0 obj"), 0, "application/pdf", OK);
  check ("a.pdf", BYTES ("junk\n%PDF-1.4\n1 0 obj\nstartxref\n5\n%%EOF\n"), 0, "application/pdf",
         OK);
  check ("a.txt", BYTES ("A PDF begins with %PDF-1.4\n"), 0, "text/plain", OK);
}

static void
test_names (void)
{
  static const struct
  {
    const char *name;
    const char *extension;
    WireNameTrick trick;
  } NAMES[] = {
    { "invoice.pdf", "pdf", WIRE_NAME_PLAIN },
    { "invoice.pdf.exe", "exe", WIRE_NAME_DOUBLE_EXTENSION },
    { "a.b/INVOICE.PDF.SCR", "scr", WIRE_NAME_DOUBLE_EXTENSION },
    { "photo.jpg.lnk", "lnk", WIRE_NAME_DOUBLE_EXTENSION },
    { "Recent/../Recent/photo.jpg.lnk", "lnk", WIRE_NAME_PLAIN },
    { "invoice.pdf.js", "js", WIRE_NAME_DOUBLE_EXTENSION },
    { "report.html.js", "js", WIRE_NAME_PLAIN },
    { "invoice.pdf.html", "html", WIRE_NAME_DOUBLE_EXTENSION },
    { "invoice.pdf.iso", "iso", WIRE_NAME_DOUBLE_EXTENSION },
    { "scan.jpg.jar", "jar", WIRE_NAME_DOUBLE_EXTENSION },
    { "notes.txt.library-ms", "library-ms", WIRE_NAME_DOUBLE_EXTENSION },
    { "invoice.pdf.exe.exe", "exe", WIRE_NAME_DOUBLE_EXTENSION },
    { "exe.exe", "exe", WIRE_NAME_PLAIN },
    { "style.css.html", "html", WIRE_NAME_PLAIN },
    { "File_Photo.jpg.html", "html", WIRE_NAME_PLAIN },
    { "photo.jpg.url", "url", WIRE_NAME_PLAIN },
    { "photo.jpg.xmp", "xmp", WIRE_NAME_PLAIN },
    { "app.exe.config", "config", WIRE_NAME_PLAIN },
    { "report.pdf.sha256", "sha256", WIRE_NAME_PLAIN },
    { "a.tar.gz", "gz", WIRE_NAME_PLAIN },
    { "setup.1.2.exe", "exe", WIRE_NAME_PLAIN },
    { "invoice.exe.", "exe", WIRE_NAME_TRAILING },
    { "invoice.exe  ", "exe", WIRE_NAME_TRAILING },
    { "invoice.pdf.exe...", "exe", WIRE_NAME_DOUBLE_EXTENSION },
    { "photo.jpg                .exe", "exe", WIRE_NAME_BLANKS },
    { "photo.jpg\xe2\x80\x83\xe2\x80\x83\xe2\x80\x83\xe2\x80\x83.exe", "exe", WIRE_NAME_BLANKS },
    { "photo\xe2\x80\xaegpj.exe", "exe", WIRE_NAME_REVERSED },
    { "photo\xe2\x81\xa6gpj.exe", "exe", WIRE_NAME_REVERSED },
    { "photo.e\xe2\x80\x8bxe", "exe", WIRE_NAME_INVISIBLE },
    { "My notes.txt", "txt", WIRE_NAME_PLAIN },
    { "..", "", WIRE_NAME_PLAIN },
    { "", "", WIRE_NAME_PLAIN },
    { ".", "", WIRE_NAME_PLAIN },
    { "etc.", "", WIRE_NAME_PLAIN },
    { "\xff.jpg", "jpg", WIRE_NAME_PLAIN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      g_autofree char *extension = wire_type_name_get_extension (NAMES[i].name);
      WireNameTrick trick = wire_type_name_find_trick (NAMES[i].name);
      g_autofree char *words = wire_name_trick_explain (trick, NAMES[i].name);

      g_test_message ("%s: %s", NAMES[i].name, words ? words : "plain");
      g_assert_cmpstr (extension, ==, NAMES[i].extension);
      g_assert_cmpint (trick, ==, NAMES[i].trick);
      g_assert_true ((words == NULL) == (trick == WIRE_NAME_PLAIN));
    }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, >, 1);
  detector = wire_type_detector_new (NULL);
  g_assert_nonnull (detector);
  g_test_add_data_func ("/type-kinds/honest", argv[1], test_honest);
  g_test_add_func ("/type-kinds/text", test_text);
  g_test_add_func ("/type-kinds/text-as-program", test_text_as_program);
  g_test_add_func ("/type-kinds/pictures-in-text", test_pictures_in_text);
  g_test_add_func ("/type-kinds/no-type", test_extension_that_names_no_type);
  g_test_add_func ("/type-kinds/weak", test_weak_signatures);
  g_test_add_func ("/type-kinds/brands", test_brands);
  g_test_add_func ("/type-kinds/tags", test_tags);
  g_test_add_func ("/type-kinds/animated-png", test_animated_png);
  g_test_add_func ("/type-kinds/late", test_late_signatures);
  g_test_add_func ("/type-kinds/names", test_names);
  result = g_test_run ();
  wire_type_detector_unref (detector);
  return result;
}

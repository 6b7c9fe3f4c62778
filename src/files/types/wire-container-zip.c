/* wire-container-zip.c: formats that are ZIP archives with certain names in them
 *
 * PKWARE APPNOTE 6.3.10: the end record (4.3.16) tells where the central directory (4.3.12) stands.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-container.h"

#include "base/wire-cursor.h"

/* The end record with the longest comment. */
#define END_SEARCH (22 + 65535)
/* Of the central directory: some two thousand names. What tells a format stands among the first. */
#define DIRECTORY_BYTES (128 * 1024)
/* Of an archive that was cut. */
#define LOCAL_SEARCH (64 * 1024)
/* Longest content of a `mimetype` member that is believed. */
#define MIMETYPE_MAX 128

/* A name that begins like this tells the kind; the first line that fits wins. */
static const struct
{
  const char *prefix;
  WireContainerKind kind;
} MARKERS[] = {
  { "word/",
    { "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "docx,docm,dotx,dotm", "Word document" } },
  { "xl/",
    { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "xlsx,xlsm,xlsb,xltx,xltm,xlam", "Excel workbook" } },
  { "ppt/",
    { "application/vnd.openxmlformats-officedocument.presentationml.presentation",
      "pptx,pptm,potx,potm,ppsx,ppsm,ppam,sldx,sldm,thmx", "PowerPoint presentation" } },
  { "visio/",
    { "application/vnd.ms-visio.drawing.main+xml", "vsdx,vsdm,vssx,vssm,vstx,vstm",
      "Visio drawing" } },
  { "3D/", { "model/3mf", "3mf", "3MF model" } },
  { "FixedDocSeq.fdseq", { "application/oxps", "xps,oxps", "XPS document" } },
  { "FixedDocumentSequence.fdseq", { "application/oxps", "xps,oxps", "XPS document" } },
  { "AppxManifest.xml", { "application/vnd.ms-appx", "appx,msix", "Windows app package" } },
  { "extension.vsixmanifest", { "application/vsix", "vsix", "Visual Studio extension" } },
  { "AndroidManifest.xml",
    { "application/vnd.android.package-archive", "apk,aar,aab", "Android package" } },
  { "META-INF/com/android/",
    { "application/vnd.android.package-archive", "apk,aar,aab", "Android package" } },
  { "classes.dex", { "application/vnd.android.package-archive", "apk", "Android package" } },
  { "Payload/", { "application/x-ios-app", "ipa", "iOS app" } },
  { "Index/Document.iwa", { "application/x-iwork", "pages,numbers,key", "iWork document" } },
  { "Index/Slide", { "application/vnd.apple.keynote", "key", "Keynote presentation" } },
  { "Index/CalculationEngine",
    { "application/vnd.apple.numbers", "numbers,pages,key", "iWork document" } },
  { "index.apxl", { "application/vnd.apple.keynote", "key", "Keynote presentation" } },
  { "doc.kml", { "application/vnd.google-earth.kmz", "kmz", "Google Earth places" } },
  { "install.rdf", { "application/x-xpinstall", "xpi", "Mozilla extension" } },
  { "archive/data.pkl", { "application/x-pytorch", "pt,pth,bin,ckpt", "PyTorch model" } },
  { "META-INF/MANIFEST.MF",
    { "application/java-archive", "jar,war,ear,aar,xpi,apk,jmod,hpi", "Java archive" } },
};

/* Formats that are nothing but a ZIP: no name in them says so. */
static const WireContainerKind PLAIN = {
  "application/zip",
  "zip,cbz,whl,egg,pk3,pk4,love,sb3,wsz,maff,kmz,nar,npz,jar,key,pages,numbers,xpi", "ZIP archive"
};
static const WireContainerKind OPEN_PACKAGING = { "application/vnd.openxmlformats-package",
                                                  "nupkg,vsdx,vstx,dwfx,zip,mmzx,cddx",
                                                  "Open Packaging archive" };

static gboolean
note_name (const guint8 *name, gsize length, WireContainerKind *kind, guint *rank)
{
  for (guint i = 0; i < *rank; i++)
    {
      gsize prefix = strlen (MARKERS[i].prefix);

      /* A model of PyTorch has its members in a folder of any name. */
      const guint8 *slash = i == 0 ? NULL : memchr (name, '/', length);
      gboolean pickle = slash && length - (gsize) (slash - name) == 9
                        && memcmp (slash, "/data.pkl", 9) == 0
                        && g_str_equal (MARKERS[i].prefix, "archive/data.pkl");

      if (pickle || (length >= prefix && memcmp (name, MARKERS[i].prefix, prefix) == 0))
        {
          *kind = MARKERS[i].kind;
          *rank = i;
          return TRUE;
        }
    }
  return length == 19 && memcmp (name, "[Content_Types].xml", 19) == 0;
}

static gboolean
find_directory (const WireTypeSource *source, guint64 *offset, gsize *length)
{
  gsize search = (gsize) MIN (source->size, END_SEARCH);
  g_autofree guint8 *tail = g_malloc (search);
  gsize n = source->read (source->size - search, tail, search, source->data);

  for (gsize i = n >= 22 ? n - 22 + 1 : 0; i > 0; i--)
    if (memcmp (tail + i - 1, "PK\5\6", 4) == 0)
      {
        WireCursor cursor = wire_cursor_new (tail + i - 1, n - i + 1);

        wire_cursor_skip (&cursor, 12);
        *length = wire_cursor_le32 (&cursor);
        *offset = wire_cursor_le32 (&cursor);
        /* Where something stands before the archive, the offsets count from its own beginning. */
        if (*length <= source->size - search + i - 1)
          *offset = source->size - search + i - 1 - *length;
        *length = MIN (*length, DIRECTORY_BYTES);
        return !cursor.failed;
      }
  return FALSE;
}

static gboolean
read_directory (const WireTypeSource *source, WireContainerKind *kind, guint *rank)
{
  g_autofree guint8 *bytes = g_malloc (DIRECTORY_BYTES);
  gboolean content_types = FALSE;
  guint n_names = 0;
  WireCursor cursor;
  guint64 offset;
  gsize length;

  if (!find_directory (source, &offset, &length))
    return FALSE;
  cursor = wire_cursor_new (bytes, source->read (offset, bytes, length, source->data));
  while (wire_cursor_remaining (&cursor) >= 46)
    {
      const guint8 *entry = wire_cursor_take (&cursor, 46);
      gsize name = (gsize) (entry[28] | entry[29] << 8);
      gsize rest = (gsize) (entry[30] | entry[31] << 8) + (gsize) (entry[32] | entry[33] << 8);
      const guint8 *text = wire_cursor_take (&cursor, name);

      if (memcmp (entry, "PK\1\2", 4) != 0 || !text)
        break;
      content_types |= note_name (text, name, kind, rank) && *rank == G_N_ELEMENTS (MARKERS);
      n_names++;
      wire_cursor_skip (&cursor, rest);
    }
  if (*rank == G_N_ELEMENTS (MARKERS) && content_types)
    *kind = OPEN_PACKAGING;
  return n_names
         > 0; /* none where the archive is cut, or so large that ZIP64 says where they are */
}

/* OpenDocument and EPUB put a stored member `mimetype` first, whose content is their type. */
static char *
read_mimetype (const guint8 *head, gsize length)
{
  WireCursor cursor = wire_cursor_new (head, length);
  gsize size;
  gsize name;
  gsize extra;
  const guint8 *text;

  wire_cursor_skip (&cursor, 18);
  size = wire_cursor_le32 (&cursor);
  wire_cursor_skip (&cursor, 4);
  name = wire_cursor_le16 (&cursor);
  extra = wire_cursor_le16 (&cursor);
  text = wire_cursor_take (&cursor, name);
  wire_cursor_skip (&cursor, extra);
  if (!text || name != 8 || memcmp (text, "mimetype", 8) != 0 || size == 0 || size > MIMETYPE_MAX)
    return NULL;
  text = wire_cursor_take (&cursor, size);
  for (gsize i = 0; text && i < size; i++)
    if (!g_ascii_isgraph (text[i]))
      return NULL;
  return text ? g_strndup ((const char *) text, size) : NULL;
}

/* Archives without a readable end: the local headers that still are there. They are searched for,
 * not followed: where sizes stand behind the data, they are 0 in front. */
static void
read_local_names (const WireTypeSource *source, WireContainerKind *kind, guint *rank)
{
  g_autofree guint8 *bytes = g_malloc (LOCAL_SEARCH);
  gsize length = source->read (0, bytes, LOCAL_SEARCH, source->data);
  const guint8 *entry = bytes;
  gboolean content_types = FALSE;

  while ((entry = memmem (entry, length - (gsize) (entry - bytes), "PK\3\4", 4)))
    {
      WireCursor cursor = wire_cursor_new (entry, length - (gsize) (entry - bytes));
      const guint8 *text;
      gsize name;

      wire_cursor_skip (&cursor, 26);
      name = wire_cursor_le16 (&cursor);
      wire_cursor_skip (&cursor, 2);
      text = wire_cursor_take (&cursor, name);
      if (text)
        content_types |= note_name (text, name, kind, rank) && *rank == G_N_ELEMENTS (MARKERS);
      entry += 4;
    }
  if (*rank == G_N_ELEMENTS (MARKERS) && content_types)
    *kind = OPEN_PACKAGING;
}

/**
 * wire_zip_recognise:
 * @source: a ZIP archive
 * @kind: (out): what its members make of it
 * @mimetype: (out) (transfer full) (nullable): the content of its `mimetype` member, which then
 *   tells more than @kind
 *
 * Returns: %TRUE
 */
gboolean
wire_zip_recognise (const WireTypeSource *source, WireContainerKind *kind, char **mimetype)
{
  guint8 head[4096];
  gsize length = source->read (0, head, sizeof head, source->data);
  guint rank = G_N_ELEMENTS (MARKERS);

  *kind = PLAIN;
  *mimetype = read_mimetype (head, length);
  if (!read_directory (source, kind, &rank))
    read_local_names (source, kind, &rank);
  return TRUE;
}

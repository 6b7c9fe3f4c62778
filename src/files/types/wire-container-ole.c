/* wire-container-ole.c: formats that are OLE compound documents with certain streams in them
 *
 * [MS-CFB]: sectors, a table that chains them, and a directory of streams and storages. Only what
 * is in the root storage tells the format; documents embedded in it have streams of the same names.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-container.h"

#include "base/wire-cursor.h"

#include <string.h>

/* Of the directory: what tells a format is near its beginning. */
#define MAX_DIRECTORY_SECTORS 64
#define ENTRY_BYTES 128
#define NAME_BYTES 64
#define CLASS_BYTES 16
/* Entries of the root storage that are looked at. */
#define MAX_CHILDREN 4096
#define END_OF_CHAIN 0xfffffffe

#define WORD "application/msword", "doc,dot,wiz,wbk,asd,cfb", "Word 97 document"
#define EXCEL                                                                                      \
  "application/vnd.ms-excel", "xls,xlt,xla,xlm,xlw,xlsx,xlsm,xlc,xlb,xar,cfb", "Excel 97 workbook"
#define POWERPOINT                                                                                 \
  "application/vnd.ms-powerpoint", "ppt,pps,pot,ppa,cfb", "PowerPoint 97 presentation"
#define INSTALLER "application/x-msi", "msi,msp,mst,msm,pcp,cub,cfb", "Windows installer"
#define VISIO "application/vnd.visio", "vsd,vss,vst,vsw,cfb", "Visio 2003 drawing"
#define PUBLISHER "application/vnd.ms-publisher", "pub,cfb", "Publisher document"
#define MESSAGE "application/vnd.ms-outlook", "msg,oft,cfb", "Outlook message"
#define PROJECT "application/vnd.ms-project", "mpp,mpt,mpx,cfb", "Project plan"
#define THUMBNAILS "application/x-thumbs-db", "db,cfb", "Windows thumbnails"

/* Names are compared without case, as [MS-CFB] 2.6.1 wants them to be. */
static const struct
{
  const char *stream;
  WireContainerKind kind;
} MARKERS[] = {
  { "WordDocument", { WORD } },
  { "EncryptedPackage",
    { "application/x-ooxml-encrypted",
      "docx,xlsx,pptx,docm,xlsm,pptm,xlsb,dotx,dotm,xltx,xltm,potx,potm,ppsx,ppsm,xlam,ppam,vsdx,"
      "xls,doc,ppt,cfb",
      "encrypted Office document" } },
  { "Workbook", { EXCEL } },
  { "Book", { EXCEL } },
  { "PowerPoint Document", { POWERPOINT } },
  { "PP40", { POWERPOINT } },
  { "__properties_version1.0", { MESSAGE } },
  { "VisioDocument", { VISIO } },
  { "Quill", { PUBLISHER } },
  { "MatOST", { "application/vnd.ms-works", "wps,wpt,cfb", "Works document" } },
  { "DestList",
    { "application/x-ms-jump-list", "automaticdestinations-ms,feed-ms,feedsdb-ms,cfb",
      "Windows jump list" } },
  { "Catalog", { THUMBNAILS } },
  { "HwpSummaryInformation", { "application/x-hwp", "hwp,hwt,cfb", "Hangul document" } },
  { "\005HwpSummaryInformation", { "application/x-hwp", "hwp,hwt,cfb", "Hangul document" } },
  { "SwDocContentMgr",
    { "application/x-solidworks", "sldprt,sldasm,slddrw,prtdot,asmdot,drwdot,sldlfp,cfb",
      "SolidWorks document" } },
  { "BasicFileInfo", { "application/x-revit", "rvt,rfa,rte,rft,cfb", "Revit model" } },
  { "RSeStorage", { "application/x-inventor", "ipt,iam,idw,ipn,ide,cfb", "Inventor document" } },
  { "FeedsDataRoot", { "application/x-ms-feed", "feed-ms,feedsdb-ms,cfb", "Windows feeds" } },
  { "   114", { PROJECT } },
  { "   112", { PROJECT } },
  { "StarWriterDocument",
    { "application/vnd.stardivision.writer", "sdw,vor,sgl,cfb", "StarWriter document" } },
  { "StarCalcDocument", { "application/vnd.stardivision.calc", "sdc,vor,cfb", "StarCalc sheet" } },
  { "StarDrawDocument3",
    { "application/vnd.stardivision.draw", "sda,sdd,vor,sdp,cfb", "StarDraw drawing" } },
  { "StarMathDocument", { "application/vnd.stardivision.math", "smf,cfb", "StarMath formula" } },
  { "Image Contents", { "image/x-mix", "mix,fpx,cfb", "Picture It! or FlashPix picture" } },
};

/* Classes of the root storage, as their bytes are written. */
static const struct
{
  guint8 class_id[CLASS_BYTES];
  WireContainerKind kind;
} CLASSES[] = {
  { { 0x06, 0x09, 2, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46 }, { WORD } },
  { { 0x00, 0x09, 2, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46 }, { WORD } },
  { { 0x20, 0x08, 2, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46 }, { EXCEL } },
  { { 0x10, 0x08, 2, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46 }, { EXCEL } },
  { { 0x10, 0x8d, 0x81, 0x64, 0x9b, 0x4f, 0xcf, 0x11, 0x86, 0xea, 0, 0xaa, 0, 0xb9, 0x29, 0xe8 },
    { POWERPOINT } },
  { { 0x84, 0x10, 0x0c, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46 }, { INSTALLER } },
  { { 0x86, 0x10, 0x0c, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46 }, { INSTALLER } },
  { { 0x82, 0x10, 0x0c, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46 }, { INSTALLER } },
  { { 0x14, 0x1a, 2, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46 }, { VISIO } },
  { { 0x01, 0x12, 2, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46 }, { PUBLISHER } },
  { { 0x0b, 0x0d, 2, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46 }, { MESSAGE } },
};

static const WireContainerKind PACKED = { INSTALLER };

#undef WORD
#undef EXCEL
#undef POWERPOINT
#undef INSTALLER
#undef VISIO
#undef PUBLISHER
#undef MESSAGE
#undef PROJECT
#undef THUMBNAILS

static guint32
get_u32 (const guint8 *bytes)
{
  return bytes[0] | bytes[1] << 8 | bytes[2] << 16 | (guint32) bytes[3] << 24;
}

static guint32
read_u32 (const WireTypeSource *source, guint64 offset)
{
  guint8 bytes[4];
  WireCursor cursor =
      wire_cursor_new (bytes, source->read (offset, bytes, sizeof bytes, source->data));

  return wire_cursor_le32 (&cursor);
}

/* The sector after @sector in its chain. The table's own sectors are listed in the header; files
 * that need more than the 109 there are over 7 MB and have their directory's chain in the first. */
static guint32
next_sector (const WireTypeSource *source, guint shift, guint32 sector)
{
  guint32 per_sector = 1u << (shift - 2);
  guint32 table = sector / per_sector;

  if (table >= 109)
    return END_OF_CHAIN;
  table = read_u32 (source, 76 + 4 * table);
  return read_u32 (source, ((guint64) table + 1) << shift | (guint64) (sector % per_sector) * 4);
}

static GByteArray *
read_directory (const WireTypeSource *source)
{
  guint shift = read_u32 (source, 30) & 0xffff;
  guint32 sector = read_u32 (source, 48);
  GByteArray *directory = g_byte_array_new ();

  if (shift != 9 && shift != 12) /* the two sizes that there are */
    return directory;
  for (guint n = 0; n < MAX_DIRECTORY_SECTORS && sector < END_OF_CHAIN - 1; n++)
    {
      guint8 bytes[4096];
      gsize length =
          source->read (((guint64) sector + 1) << shift, bytes, (gsize) 1 << shift, source->data);

      g_byte_array_append (directory, bytes, (guint) length);
      sector = next_sector (source, shift, sector);
    }
  return directory;
}

static const guint8 *
get_entry (const GByteArray *directory, guint32 number)
{
  return number < directory->len / ENTRY_BYTES ? directory->data + (gsize) number * ENTRY_BYTES
                                               : NULL;
}

/* Windows Installer packs two characters of its table names into one, from U+3800 to U+4840. */
static gboolean
is_packed_name (const guint8 *name, gsize length)
{
  guint packed = 0;

  for (gsize i = 0; i + 1 < length; i += 2)
    packed += name[i + 1] >= 0x38 && name[i + 1] <= 0x48;
  return length >= 6 && packed * 2 >= length - 2;
}

static gboolean
recognise_entry (const guint8 *entry, guint *rank)
{
  gsize length = (gsize) (entry[NAME_BYTES] | entry[NAME_BYTES + 1] << 8);
  g_autofree char *name = NULL;

  if (length < 4 || length > NAME_BYTES)
    return FALSE;
  if (is_packed_name (entry, length - 2))
    return TRUE;
  name =
      g_convert ((const char *) entry, (gssize) length - 2, "UTF-8", "UTF-16LE", NULL, NULL, NULL);
  for (guint i = 0; name && i < *rank; i++)
    if (g_ascii_strcasecmp (name, MARKERS[i].stream) == 0)
      *rank = i;
  return FALSE;
}

/* The root's children are a tree by their siblings; whatever a hostile one links, each is seen
 * once. Returns: whether one of them has a name as installers pack them */
static gboolean
visit_children (const GByteArray *directory, guint32 first, guint *rank)
{
  guint n = directory->len / ENTRY_BYTES;
  g_autofree guint8 *seen = g_malloc0 (n + 1);
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean packed = FALSE;

  g_array_append_val (stack, first);
  for (guint i = 0; stack->len > 0 && i < MAX_CHILDREN; i++)
    {
      guint32 number = g_array_index (stack, guint32, stack->len - 1);
      const guint8 *entry = get_entry (directory, number);

      g_array_set_size (stack, stack->len - 1);
      if (!entry || seen[number])
        continue;
      seen[number] = TRUE;
      packed |= recognise_entry (entry, rank);
      g_array_append_vals (stack, &(guint32){ get_u32 (entry + 68) }, 1);
      g_array_append_vals (stack, &(guint32){ get_u32 (entry + 72) }, 1);
    }
  return packed;
}

static gboolean
recognise_class (const guint8 *root, WireContainerKind *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (CLASSES); i++)
    if (memcmp (root + 80, CLASSES[i].class_id, CLASS_BYTES) == 0)
      {
        *kind = CLASSES[i].kind;
        return TRUE;
      }
  return FALSE;
}

/**
 * wire_ole_recognise:
 * @source: an OLE compound document
 * @kind: (out): what its streams or its class make of it
 *
 * Returns: whether one said so
 */
gboolean
wire_ole_recognise (const WireTypeSource *source, WireContainerKind *kind)
{
  g_autoptr (GByteArray) directory = read_directory (source);
  const guint8 *root = get_entry (directory, 0);
  guint rank = G_N_ELEMENTS (MARKERS);
  gboolean packed;

  if (!root)
    return FALSE;
  packed = visit_children (directory, get_u32 (root + 76), &rank);
  if (rank < G_N_ELEMENTS (MARKERS))
    *kind = MARKERS[rank].kind;
  else if (packed)
    *kind = PACKED;
  else
    return recognise_class (root, kind);
  return TRUE;
}

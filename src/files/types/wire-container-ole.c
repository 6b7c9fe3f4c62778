/* wire-container-ole.c: formats that are OLE compound documents with certain streams in them
 *
 * [MS-CFB]: sectors, a table that chains them, and a directory of streams and storages.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-container.h"

#include "base/wire-cursor.h"

/* Of the directory: what tells a format stands near its beginning. */
#define MAX_DIRECTORY_SECTORS 64
#define ENTRY_BYTES 128
#define END_OF_CHAIN 0xfffffffe

static const struct
{
  const char *stream;
  WireContainerKind kind;
} MARKERS[] = {
  { "WordDocument", { "application/msword", "doc,dot,wiz,wbk,cfb", "Word 97 document" } },
  { "Workbook",
    { "application/vnd.ms-excel", "xls,xlt,xla,xlm,xlw,xlsx,xlsm,cfb", "Excel 97 workbook" } },
  { "Book", { "application/vnd.ms-excel", "xls,xlt,xla,xlm,xlw,cfb", "Excel 5 workbook" } },
  { "PowerPoint Document",
    { "application/vnd.ms-powerpoint", "ppt,pps,pot,ppa,cfb", "PowerPoint 97 presentation" } },
  { "EncryptedPackage",
    { "application/x-ooxml-encrypted", "docx,xlsx,pptx,docm,xlsm,pptm,xls,doc,ppt,cfb",
      "encrypted Office document" } },
  { "__properties_version1.0", { "application/vnd.ms-outlook", "msg,oft,cfb", "Outlook message" } },
  { "VisioDocument", { "application/vnd.visio", "vsd,vss,vst,cfb", "Visio 2003 drawing" } },
  { "Quill", { "application/vnd.ms-publisher", "pub,cfb", "Publisher document" } },
  { "MatOST", { "application/vnd.ms-works", "wps,cfb", "Works document" } },
};

static const WireContainerKind INSTALLER = { "application/x-msi", "msi,msp,mst,msm,cfb",
                                             "Windows installer" };

static guint32
read_u32 (const WireTypeSource *source, guint64 offset)
{
  guint8 bytes[4];
  WireCursor cursor =
      wire_cursor_new (bytes, source->read (offset, bytes, sizeof bytes, source->data));

  return wire_cursor_le32 (&cursor);
}

/* The sector behind @sector in its chain. The table's own sectors are listed in the header; files
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
recognise_entry (const guint8 *entry, WireContainerKind *kind)
{
  gsize length = (gsize) (entry[64] | entry[65] << 8);
  g_autofree char *name = NULL;

  if (length < 4 || length > 64)
    return FALSE;
  if (is_packed_name (entry, length - 2))
    {
      *kind = INSTALLER;
      return TRUE;
    }
  name =
      g_convert ((const char *) entry, (gssize) length - 2, "UTF-8", "UTF-16LE", NULL, NULL, NULL);
  for (gsize i = 0; name && i < G_N_ELEMENTS (MARKERS); i++)
    if (g_str_equal (name, MARKERS[i].stream))
      {
        *kind = MARKERS[i].kind;
        return TRUE;
      }
  return FALSE;
}

/**
 * wire_ole_recognise:
 * @source: an OLE compound document
 * @kind: (out): what its streams make of it
 *
 * Returns: whether a stream told
 */
gboolean
wire_ole_recognise (const WireTypeSource *source, WireContainerKind *kind)
{
  guint shift = read_u32 (source, 30) & 0xffff;
  guint32 sector = read_u32 (source, 48);

  if (shift != 9 && shift != 12) /* the two sizes that there are */
    return FALSE;
  for (guint n = 0; n < MAX_DIRECTORY_SECTORS && sector < END_OF_CHAIN - 1; n++)
    {
      guint8 bytes[4096];
      gsize length =
          source->read (((guint64) sector + 1) << shift, bytes, (gsize) 1 << shift, source->data);

      for (gsize i = 0; i + ENTRY_BYTES <= length; i += ENTRY_BYTES)
        if (recognise_entry (bytes + i, kind))
          return TRUE;
      sector = next_sector (source, shift, sector);
    }
  return FALSE;
}

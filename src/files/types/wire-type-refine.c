/* wire-type-refine.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-type-refine.h"

#include "base/wire-cursor.h"

#include <gio/gio.h>
#include <string.h>

/* Where ISO 9660's and UDF's volume descriptors begin (ECMA-119, section 6.2.1; ECMA-167, 2/8). */
#define FAR_OFFSET 32768
/* Where Btrfs keeps its first superblock, and its magic there. */
#define BTRFS_OFFSET (65536 + 64)
/* Readers of PDF take a header anywhere in the first kilobyte (PDF Reference 1.7, appendix H). */
#define PDF_SEARCH 1024
/* Of what follows a tag. */
#define INNER_BYTES 4096
/* Tags that are skipped, one after the other. */
#define MAX_TAGS 8

static void
take_kind (WireTypeFinding *finding, const WireContainerKind *kind, WireTypeGrounds grounds)
{
  finding->kind = *kind;
  finding->grounds = grounds;
  g_free (finding->mime);
  finding->mime = g_strdup (kind->mime);
  g_free (finding->words);
  finding->words = g_strdup (kind->words);
}

/* ID3v2.4, sections 3.1 and 3.4: a length of seven bits a byte, and perhaps a footer. Returns: what
 * follows the tag that begins at @offset, or @offset where none does */
static guint64
skip_tag (const WireTypeSource *source, guint64 offset)
{
  guint8 tag[10];

  if (source->read (offset, tag, sizeof tag, source->data) != sizeof tag
      || memcmp (tag, "ID3", 3) != 0 || tag[3] >= 0x10
      || ((tag[6] | tag[7] | tag[8] | tag[9]) & 0x80))
    return offset;
  return offset + 10 + ((guint32) tag[6] << 21 | tag[7] << 14 | tag[8] << 7 | tag[9])
         + (tag[5] & 0x10 ? 10 : 0);
}

/* Sound of several kinds may follow a tag, whatever MP3 did first. */
static void
refine_tagged_sound (const WireSignatureTable *signatures,
                     const WireTypeSource *source,
                     WireTypeFinding *finding)
{
  g_autofree guint8 *inner = g_malloc (INNER_BYTES);
  guint64 offset = skip_tag (source, 0);
  const WireSignature *signature;
  gsize length;

  if (offset == 0)
    return;
  for (guint i = 0; i < MAX_TAGS && skip_tag (source, offset) != offset; i++)
    offset = skip_tag (source, offset);
  length = source->read (offset, inner, INNER_BYTES, source->data);
  signature = wire_signature_table_match (signatures, inner, length, FALSE, NULL, NULL);
  if (!signature || signature->offset != 0 || signature->n_fixed < 2
      || !(g_str_has_prefix (signature->mime, "audio/")
           || g_str_equal (signature->mime, "application/ogg")))
    return;
  g_free (finding->mime);
  g_free (finding->words);
  finding->mime = g_strdup (signature->mime);
  finding->words = g_strdup (signature->words);
}

/* An acTL chunk before the first IDAT animates a picture (PNG 3, section 11.3.6.1). */
static void
refine_png (const guint8 *head, gsize length, WireTypeFinding *finding)
{
  static const WireContainerKind ANIMATED = { "image/apng", "apng,png", "animated PNG picture" };
  static const WireContainerKind STILL = { "image/png", "png", "PNG picture" };
  WireCursor cursor = wire_cursor_new (head, length);

  wire_cursor_skip (&cursor, 8);
  while (wire_cursor_remaining (&cursor) >= 8)
    {
      guint32 size = wire_cursor_be32 (&cursor);
      const guint8 *type = wire_cursor_take (&cursor, 4);

      if (memcmp (type, "acTL", 4) == 0)
        take_kind (finding, &ANIMATED, WIRE_TYPE_GROUNDS_CONTENT);
      else if (memcmp (type, "IDAT", 4) == 0)
        take_kind (finding, &STILL, WIRE_TYPE_GROUNDS_CONTENT);
      else if (size <= G_MAXINT32)
        {
          wire_cursor_skip (&cursor, (gsize) size + 4);
          continue;
        }
      return;
    }
}

/* Matroska files name themselves in their header: `webm` is a subset. */
static void
refine_matroska (const guint8 *head, gsize length, WireTypeFinding *finding)
{
  static const WireContainerKind WEBM = { "video/webm", "webm,weba,mkv,mka", "WebM film" };

  if (memmem (head, MIN (length, 64), "\x42\x82\x84webm", 7))
    take_kind (finding, &WEBM, WIRE_TYPE_GROUNDS_SIGNATURE);
}

static void
refine_xml (const guint8 *head, gsize length, WireTypeFinding *finding)
{
  if (!g_strstr_len ((const char *) head, (gssize) length, "<svg")
      && !g_strstr_len ((const char *) head, (gssize) length, ":svg"))
    return;
  g_free (finding->mime);
  g_free (finding->words);
  finding->mime = g_strdup ("image/svg+xml");
  finding->words = g_strdup ("SVG drawing");
}

static void
refine_zip (const WireTypeSource *source, WireTypeFinding *finding)
{
  g_autofree char *mimetype = NULL;
  gboolean whole = wire_zip_recognise (source, &finding->kind, &mimetype);

  finding->outer = "application/zip";
  finding->grounds = whole ? WIRE_TYPE_GROUNDS_CONTENT : WIRE_TYPE_GROUNDS_SIGNATURE;
  if (mimetype)
    finding->kind = (WireContainerKind){ NULL, "", NULL };
  g_free (finding->mime);
  finding->mime = mimetype ? g_steal_pointer (&mimetype) : g_strdup (finding->kind.mime);
  g_free (finding->words);
  finding->words = finding->kind.words ? g_strdup (finding->kind.words)
                                       : g_content_type_get_description (finding->mime);
}

/**
 * wire_type_refine:
 * @signatures: for what is inside
 * @head: the beginning of @source
 * @length: how much of it
 * @finding: (inout): what its signature says, which may become more exact
 */
void
wire_type_refine (const WireSignatureTable *signatures,
                  const WireTypeSource *source,
                  const guint8 *head,
                  gsize length,
                  WireTypeFinding *finding)
{
  WireContainerKind kind;
  const char *mime = finding->mime;

  if (g_str_equal (mime, "application/zip"))
    refine_zip (source, finding);
  else if (g_str_equal (mime, "application/x-ole-storage") && wire_ole_recognise (source, &kind))
    {
      finding->outer = "application/x-ole-storage";
      take_kind (finding, &kind, WIRE_TYPE_GROUNDS_CONTENT);
    }
  else if (length >= 12 && memcmp (head + 4, "ftyp", 4) == 0
           && wire_media_recognise (head, length, &kind))
    take_kind (finding, &kind, WIRE_TYPE_GROUNDS_SIGNATURE);
  else if (g_str_equal (mime, "audio/mpeg"))
    refine_tagged_sound (signatures, source, finding);
  else if (g_str_equal (mime, "image/png"))
    refine_png (head, length, finding);
  else if (g_str_equal (mime, "video/x-matroska"))
    refine_matroska (head, length, finding);
  else if (g_str_equal (mime, "application/xml"))
    refine_xml (head, length, finding);
}

static gboolean
has_at (const WireTypeSource *source, guint64 offset, const char *bytes, gsize length)
{
  guint8 found[16];

  return offset < source->size && length <= sizeof found
         && source->read (offset, found, length, source->data) == length
         && memcmp (found, bytes, length) == 0;
}

static gboolean
has_before_end (const WireTypeSource *source, guint64 before, const char *bytes, gsize length)
{
  return source->size >= before && has_at (source, source->size - before, bytes, length);
}

/* A header that bytes of anything come before. In text, the rest must be a PDF's, too. */
static gboolean
has_late_pdf (const WireTypeSource *source, const guint8 *head, gsize length, gboolean is_text)
{
  const guint8 *found = memmem (head, MIN (length, PDF_SEARCH), "%PDF-", 5);
  guint8 end[PDF_SEARCH];
  gsize n;

  if (!found || (gsize) (found - head) + 8 > length || !g_ascii_isdigit (found[5])
      || found[6] != '.')
    return FALSE;
  if (!is_text)
    return TRUE;
  n = source->read (source->size - MIN (source->size, sizeof end), end, sizeof end, source->data);
  return memmem (end, n, "startxref", 9) && memmem (end, n, "%%EOF", 5);
}

/**
 * wire_type_find_elsewhere:
 * @head: the beginning of @source
 * @length: how much of it
 * @is_text: the bytes are text
 * @kind: (out): what they are
 *
 * Formats whose signature is far from the beginning, at the end, or wherever it may be.
 *
 * Returns: whether one fits
 */
gboolean
wire_type_find_elsewhere (const WireTypeSource *source,
                          const guint8 *head,
                          gsize length,
                          gboolean is_text,
                          WireContainerKind *kind)
{
  static const WireContainerKind DISC = { "application/x-cd-image",
                                          "iso,img,bin,cdr,raw,dmg,toast,udf,nrg,mdf,dvd",
                                          "ISO 9660 image" };
  static const WireContainerKind UDF = { "application/x-udf-image", "iso,img,udf,cdr,bin,raw",
                                         "UDF image" };
  static const WireContainerKind BTRFS = { "application/x-btrfs-volume", "img,dd,raw,001",
                                           "Btrfs volume" };
  static const WireContainerKind APPLE = { "application/x-apple-diskimage", "dmg,img,smi,cdr,iso",
                                           "macOS disk image" };
  static const WireContainerKind VHD = { "application/x-vhd-disk", "vhd,vpc,img",
                                         "Virtual PC disk" };
  static const WireContainerKind TGA = { "image/x-tga", "tga,icb,vda,vst,tpic", "TGA picture" };
  static const WireContainerKind PDF = { "application/pdf", "pdf,ai", "PDF document" };

  if (has_late_pdf (source, head, length, is_text))
    *kind = PDF;
  else if (is_text)
    return FALSE;
  else if (has_at (source, FAR_OFFSET + 1, "CD001", 5))
    *kind = DISC;
  else if (has_at (source, FAR_OFFSET + 1, "BEA01", 5))
    *kind = UDF;
  else if (has_at (source, BTRFS_OFFSET, "_BHRfS_M", 8))
    *kind = BTRFS;
  else if (has_before_end (source, 512, "koly", 4))
    *kind = APPLE;
  else if (has_before_end (source, 512, "conectix", 8))
    *kind = VHD;
  else if (has_before_end (source, 18, "TRUEVISION-XFILE", 16))
    *kind = TGA;
  else
    return FALSE;
  return TRUE;
}

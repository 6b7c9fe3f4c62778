/* wire-type-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-type-check.h"

#include "files/types/wire-type-check-private.h"

/* RFC 1952: the reserved flags are zero. */
static gboolean
check_gzip (const WireTypeHead *head)
{
  return !(u8 (head, 3) & 0xe0);
}

static gboolean
check_bzip2 (const WireTypeHead *head)
{
  return u8 (head, 3) >= '1' && u8 (head, 3) <= '9'
         && (head->length < 10 || has (head, 4, "\x31\x41\x59\x26\x53\x59", 6)
             || has (head, 4, "\x17\x72\x45\x38\x50\x90", 6));
}

static gboolean
check_compress (const WireTypeHead *head)
{
  guint bits = u8 (head, 2) & 0x1f;

  return bits >= 9 && bits <= 16 && !(u8 (head, 2) & 0x60);
}

/* Icons and cursors: a count, then as many entries of 16 bytes, whose pictures come after them. */
static gboolean
check_icon (const WireTypeHead *head)
{
  guint n = le16 (head, 4);
  guint32 offset = le32 (head, 18);

  if (head->length < 22)
    return n > 0;
  return n > 0 && n <= 1024 && le32 (head, 14) > 0 && offset >= 6 + 16 * (guint32) n
         && offset < head->size;
}

/* A code object (`c`) follows a header of 8, 12 or 16 bytes: CPython's Lib/importlib. */
static gboolean
check_pyc (const WireTypeHead *head)
{
  return (u8 (head, 8) & 0x7f) == 'c' || (u8 (head, 12) & 0x7f) == 'c'
         || (u8 (head, 16) & 0x7f) == 'c';
}

static gboolean
check_dvi (const WireTypeHead *head)
{
  return has (head, 2, "\x01\x83\x92\xc0", 4);
}

/* term(5): the names end in a NUL. */
static gboolean
check_terminfo (const WireTypeHead *head)
{
  guint names = le16 (head, 2);

  return names > 0 && names <= 512 && 12 + names <= head->length && u8 (head, 11 + names) == 0
         && le16 (head, 4) <= 64 && le16 (head, 6) <= 256 && g_ascii_isprint ((char) u8 (head, 12));
}

static gboolean
check_type1 (const WireTypeHead *head)
{
  return u8 (head, 0) != 0x80 || has (head, 6, "%!", 2);
}

static gboolean
check_psf (const WireTypeHead *head)
{
  return u8 (head, 0) != 0x36 || (u8 (head, 2) <= 5 && u8 (head, 3) > 0 && head->size >= 1024);
}

static gboolean
check_coff (const WireTypeHead *head)
{
  guint32 symbols = le32 (head, 8);

  if (has (head, 0, "\0\0\xff\xff", 4))
    return le16 (head, 4) <= 2;
  return le16 (head, 2) > 0 && le16 (head, 2) <= 4096 && le16 (head, 16) == 0 && symbols >= 20
         && symbols + 18 * (guint64) le32 (head, 12) <= head->size;
}

static gboolean
check_flic (const WireTypeHead *head)
{
  return le32 (head, 0) >= 128 && le32 (head, 0) <= head->size && le16 (head, 8) > 0
         && le16 (head, 10) > 0;
}

static gboolean
check_aseprite (const WireTypeHead *head)
{
  return le32 (head, 0) == head->size;
}

/* A boot sector jumps, or has a table of partitions whose flags are 0 or 0x80. */
static gboolean
check_boot_sector (const WireTypeHead *head)
{
  gboolean used = FALSE;

  for (gsize at = 446; at < 510; at += 16)
    {
      if (u8 (head, at) & 0x7f)
        return u8 (head, 0) == 0xeb || u8 (head, 0) == 0xe9;
      used |= u8 (head, at + 4) != 0 && le32 (head, at + 12) != 0;
    }
  return used || u8 (head, 0) == 0xeb || u8 (head, 0) == 0xe9;
}

static gboolean
check_ext (const WireTypeHead *head)
{
  return le32 (head, 1048) <= 6 && le32 (head, 1100) <= 1 && le32 (head, 1024) > 0
         && le16 (head, 1082) <= 7;
}

static gboolean
check_eot (const WireTypeHead *head)
{
  guint32 version = le32 (head, 8);

  return version == 0x00010000 || version == 0x00020001 || version == 0x00020002;
}

static gboolean
check_emf (const WireTypeHead *head)
{
  return le32 (head, 0) == 1;
}

/* OpenType: a number of tables, whose tags are letters. */
static gboolean
check_font (const WireTypeHead *head)
{
  guint n = be16 (head, 4);

  return head->length < 16 || (n > 0 && n <= 256 && g_ascii_isgraph ((char) u8 (head, 12)));
}

static gboolean
check_flash (const WireTypeHead *head)
{
  return u8 (head, 3) > 0 && u8 (head, 3) <= 64;
}

static gboolean
check_pcx (const WireTypeHead *head)
{
  guint bits = u8 (head, 3);

  return (bits == 1 || bits == 2 || bits == 4 || bits == 8) && le16 (head, 8) >= le16 (head, 4)
         && le16 (head, 10) >= le16 (head, 6) && u8 (head, 65) <= 4;
}

static gboolean
check_tga (const WireTypeHead *head)
{
  guint depth = u8 (head, 16);

  return head->length >= 18
         && (depth == 8 || depth == 15 || depth == 16 || depth == 24 || depth == 32)
         && le16 (head, 12) > 0 && le16 (head, 14) > 0 && !(u8 (head, 17) & 0xc0)
         && le16 (head, 8) < 8192 && le16 (head, 10) < 8192;
}

/* Netpbm: white space, then numbers or a comment. */
static gboolean
check_netpbm (const WireTypeHead *head)
{
  gsize at = 2;

  if (!g_ascii_isspace ((char) u8 (head, 2)))
    return FALSE;
  while (g_ascii_isspace ((char) u8 (head, at)))
    at++;
  return g_ascii_isdigit ((char) u8 (head, at)) || u8 (head, at) == '#';
}

/* RFC 4880, 5.2.2 and 5.5.2: a version follows the length of the packet. */
static gboolean
check_pgp (const WireTypeHead *head)
{
  guint tag = u8 (head, 0);
  guint version =
      tag == 0x99 || tag == 0x89 || tag == 0xc6 || tag == 0xc2 ? u8 (head, 3) : u8 (head, 2);

  if (tag == 0x99 || tag == 0xc6)
    return version == 4 && le32 (head, 4) != 0 && u8 (head, 8) >= 1 && u8 (head, 8) <= 22;
  return version == 4 && u8 (head, tag == 0x88 ? 3 : 4) <= 0x50;
}

static gboolean
check_arj (const WireTypeHead *head)
{
  return le16 (head, 2) <= 2600 && u8 (head, 4) >= 30 && u8 (head, 10) == 2;
}

static gboolean
check_jxl (const WireTypeHead *head)
{
  return u8 (head, 0) != 0xff || head->length >= 12;
}

static gboolean
check_cpio (const WireTypeHead *head)
{
  return u8 (head, 0) != 0xc7 || (le16 (head, 20) > 0 && le16 (head, 20) < 4096);
}

static gboolean
check_digit (const WireTypeHead *head)
{
  return g_ascii_isdigit ((char) u8 (head, 3));
}

static gboolean
check_bink (const WireTypeHead *head)
{
  return g_ascii_isalnum ((char) u8 (head, 3)) && le32 (head, 8) > 0;
}

static gboolean
check_dv (const WireTypeHead *head)
{
  return has (head, 80, "\x3f\x07\x00", 3);
}

/* An STL model in text goes on with its first facet; other texts begin with the word, too. */
static gboolean
check_stl (const WireTypeHead *head)
{
  const char *text = (const char *) head->bytes;

  return g_strstr_len (text, (gssize) head->length, "facet")
         || g_strstr_len (text, (gssize) head->length, "FACET")
         || g_strstr_len (text, (gssize) head->length, "endsolid");
}

static const struct
{
  const char *mime;
  gboolean (*check) (const WireTypeHead *head);
} CHECKS[] = {
  { "application/gzip", check_gzip },
  { "application/x-bzip2", check_bzip2 },
  { "application/x-compress", check_compress },
  { "image/vnd.microsoft.icon", check_icon },
  { "image/x-win-bitmap", check_icon },
  { "audio/mpeg", wire_type_check_mpeg_sound },
  { "audio/mp2", wire_type_check_mpeg_sound },
  { "audio/aac", wire_type_check_aac },
  { "audio/ac3", wire_type_check_ac3 },
  { "video/mp2t", wire_type_check_transport },
  { "application/x-python-bytecode", check_pyc },
  { "application/x-dvi", check_dvi },
  { "application/x-terminfo", check_terminfo },
  { "application/x-font-type1", check_type1 },
  { "application/x-font-linux-psf", check_psf },
  { "application/x-coff-object", check_coff },
  { "video/fli", check_flic },
  { "video/x-flc", check_flic },
  { "image/x-aseprite", check_aseprite },
  { "application/x-mbr-image", check_boot_sector },
  { "application/x-ext-filesystem", check_ext },
  { "application/vnd.ms-fontobject", check_eot },
  { "image/emf", check_emf },
  { "font/ttf", check_font },
  { "application/vnd.adobe.flash.movie", check_flash },
  { "image/vnd.zbrush.pcx", check_pcx },
  { "image/x-tga", check_tga },
  { "image/x-portable-bitmap", check_netpbm },
  { "image/x-portable-graymap", check_netpbm },
  { "image/x-portable-pixmap", check_netpbm },
  { "application/pgp-keys", check_pgp },
  { "application/pgp-signature", check_pgp },
  { "application/x-arj", check_arj },
  { "image/jxl", check_jxl },
  { "application/x-cpio", check_cpio },
  { "application/x-free-pascal-unit", check_digit },
  { "video/vnd.radgamettools.bink", check_bink },
  { "video/dv", check_dv },
  { "model/stl", check_stl },
};

static gboolean
find_check (const WireSignature *signature, gsize *index)
{
  for (*index = 0; *index < G_N_ELEMENTS (CHECKS); (*index)++)
    if (g_str_equal (CHECKS[*index].mime, signature->mime))
      return TRUE;
  return FALSE;
}

/** Returns: whether more than its own bytes tells of @signature, however short it is */
gboolean
wire_type_check_exists (const WireSignature *signature)
{
  gsize index;

  return find_check (signature, &index);
}

/**
 * wire_type_check:
 * @signature: one whose bytes are there
 * @head: the beginning of a file
 * @length: how much of it
 * @size: of the file, or what is known of it
 *
 * Returns: %FALSE where what follows the signature could not do so in a file of that type
 */
gboolean
wire_type_check (const WireSignature *signature, const guint8 *head, gsize length, guint64 size)
{
  const WireTypeHead bytes = { head, length, size };
  gsize index;

  return !find_check (signature, &index) || CHECKS[index].check (&bytes);
}

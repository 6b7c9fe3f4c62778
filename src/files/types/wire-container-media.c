/* wire-container-media.c: formats of the ISO base media file format, by their brands
 *
 * ISO 14496-12, section 4.3: a major brand, a version, and the brands that a reader may go by.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-type-refine.h"

#include "base/wire-cursor.h"

#include <string.h>

/* Brands that are looked at. */
#define MAX_BRANDS 64

#define HEIF "image/heif", "heic,heif,hif,heics,heifs,avci", "HEIF picture"
#define AVIF "image/avif", "avif,avifs", "AVIF picture"
#define AUDIO "audio/mp4", "m4a,m4b,m4p,m4r,mp4,f4a,f4b,aac,mp4a,3ga,aax", "MPEG-4 sound"
#define PHONE "video/3gpp", "3gp,3gpp,3ga,3g2,3gp2,3gpp2,mp4,m4a,m4v,amr", "3GPP film"

/* A brand that begins like this; the first line that fits wins. */
static const struct
{
  const char *brand;
  WireContainerKind kind;
} BRANDS[] = {
  { "heic", { HEIF } },
  { "heix", { HEIF } },
  { "heim", { HEIF } },
  { "heis", { HEIF } },
  { "hevc", { HEIF } },
  { "hevx", { HEIF } },
  { "hevm", { HEIF } },
  { "hevs", { HEIF } },
  { "avci", { HEIF } },
  { "avcs", { HEIF } },
  { "avif", { AVIF } },
  { "avis", { AVIF } },
  { "crx ", { "image/x-canon-cr3", "cr3", "Canon raw picture" } },
  { "jp2 ", { "image/jp2", "jp2,jpg2,jpf,jpx,jpm", "JPEG 2000 picture" } },
  { "jpx ", { "image/jpx", "jpx,jpf,jp2", "JPEG 2000 picture" } },
  { "jpm ", { "image/jpm", "jpm,jpgm,jp2", "JPEG 2000 compound picture" } },
  { "mjp2", { "video/mj2", "mj2,mjp2,jp2", "Motion JPEG 2000 film" } },
  { "M4A ", { AUDIO } },
  { "M4B ", { AUDIO } },
  { "M4P ", { AUDIO } },
  { "F4A ", { AUDIO } },
  { "F4B ", { AUDIO } },
  { "aax ", { "audio/vnd.audible.aax", "aax,m4b,mp4", "Audible book" } },
  { "aaxc", { "audio/vnd.audible.aaxc", "aaxc,aax", "Audible book" } },
  { "3g2", { "video/3gpp2", "3g2,3gp2,3gpp2,3gp,mp4,m4v", "3GPP2 film" } },
  { "3gr", { PHONE } },
  { "3g", { PHONE } },
  { "qt  ", { "video/quicktime", "mov,qt,mqv,moov,mp4", "QuickTime film" } },
  { "odcf", { "application/vnd.oma.drm.content", "odf,o4a,o4v,dcf", "protected content" } },
};

#undef HEIF
#undef AVIF
#undef AUDIO
#undef PHONE

static const WireContainerKind FILM = {
  "video/mp4",
  "mp4,m4v,mov,qt,m4a,3gp,3g2,3gpp,f4v,f4p,mqv,mpg4,mp4v,m4s,ismv,isma,cmfv,cmfa,lrv,uvu,insv,mp21,"
  "m4b,m4p,m4r,f4a,f4b,dcf,glv,lrf,psp,360,dvb,moov",
  "MP4 film"
};
static const WireContainerKind PICTURE = { "image/heif", "heif,heic,hif,avif,heics,heifs",
                                           "HEIF picture" };

static gboolean
find_brand (const guint8 *brand, WireContainerKind *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (BRANDS); i++)
    if (memcmp (brand, BRANDS[i].brand, strlen (BRANDS[i].brand)) == 0)
      {
        *kind = BRANDS[i].kind;
        return TRUE;
      }
  return FALSE;
}

static gboolean
is_general (const guint8 *brand)
{
  return memcmp (brand, "mif1", 4) == 0 || memcmp (brand, "msf1", 4) == 0
         || memcmp (brand, "mif2", 4) == 0 || memcmp (brand, "miaf", 4) == 0;
}

/* A brand of pictures in general says no more than that; the compatible ones say which. */
static void
find_picture (WireCursor *brands, WireContainerKind *kind)
{
  *kind = PICTURE;
  for (guint i = 0; i < MAX_BRANDS && wire_cursor_remaining (brands) >= 4; i++)
    {
      WireContainerKind found;

      if (find_brand (wire_cursor_take (brands, 4), &found)
          && g_str_has_prefix (found.mime, "image/"))
        {
          *kind = found;
          return;
        }
    }
}

/* Whether one of @brands is of a film that any player of MP4 reads. */
static gboolean
is_compatible_film (WireCursor *brands)
{
  for (guint i = 0; i < MAX_BRANDS && wire_cursor_remaining (brands) >= 4; i++)
    {
      const guint8 *brand = wire_cursor_take (brands, 4);

      if (memcmp (brand, "mp4", 3) == 0 || memcmp (brand, "iso", 3) == 0
          || memcmp (brand, "avc1", 4) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * wire_media_recognise:
 * @head: a file that has `ftyp` at its fourth byte
 * @length: how much of it
 * @kind: (out): what its brands make of it
 *
 * Returns: %TRUE, but where the box is cut
 */
gboolean
wire_media_recognise (const guint8 *head, gsize length, WireContainerKind *kind)
{
  WireCursor cursor = wire_cursor_new (head, length);
  guint32 size = wire_cursor_be32 (&cursor);
  const guint8 *major;
  WireCursor brands;

  wire_cursor_skip (&cursor, 4);
  major = wire_cursor_take (&cursor, 4);
  if (!major)
    return FALSE;
  brands =
      wire_cursor_new (head + MIN (length, 16), MIN (length, size) - MIN (MIN (length, size), 16));
  if (is_general (major))
    find_picture (&brands, kind);
  else if (!find_brand (major, kind)
           || (memcmp (major, "qt  ", 4) == 0 && is_compatible_film (&brands)))
    *kind = FILM;
  return TRUE;
}

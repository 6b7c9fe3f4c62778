/* wire-codec.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-codec.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>

/* The common twenty first, then others by region. iconv has many more, which are taken by name. */
static const WireCodec CODECS[] = {
  { "UTF-8", N_ ("Unicode") },
  { "UTF-16LE", N_ ("Unicode, little endian") },
  { "UTF-16BE", N_ ("Unicode, big endian") },
  { "UTF-16", N_ ("Unicode, with a byte-order mark") },
  { "UTF-32LE", N_ ("Unicode, four bytes each, little endian") },
  { "UTF-32BE", N_ ("Unicode, four bytes each, big endian") },
  { "US-ASCII", N_ ("English, seven bits") },
  { "ISO-8859-1", N_ ("Western European (Latin 1)") },
  { "windows-1252", N_ ("Western European (Windows)") },
  { "ISO-8859-15", N_ ("Western European with euro (Latin 9)") },
  { "ISO-8859-2", N_ ("Central European (Latin 2)") },
  { "windows-1250", N_ ("Central European (Windows)") },
  { "windows-1251", N_ ("Cyrillic (Windows)") },
  { "KOI8-R", N_ ("Russian") },
  { "IBM437", N_ ("DOS, the original PC") },
  { "IBM850", N_ ("DOS, Western European") },
  { "macintosh", N_ ("Western European (classic Mac OS)") },
  { "Shift_JIS", N_ ("Japanese") },
  { "GB18030", N_ ("Chinese") },
  { "Big5", N_ ("Chinese, traditional") },
  { "UTF-32", N_ ("Unicode, four bytes each, with a byte-order mark") },
  { "UTF-7", N_ ("Unicode in seven bits") },
  { "ISO-8859-3", N_ ("South European (Latin 3)") },
  { "ISO-8859-4", N_ ("North European (Latin 4)") },
  { "ISO-8859-5", N_ ("Cyrillic") },
  { "ISO-8859-6", N_ ("Arabic") },
  { "ISO-8859-7", N_ ("Greek") },
  { "ISO-8859-8", N_ ("Hebrew") },
  { "ISO-8859-9", N_ ("Turkish (Latin 5)") },
  { "ISO-8859-10", N_ ("Nordic (Latin 6)") },
  { "ISO-8859-11", N_ ("Thai") },
  { "ISO-8859-13", N_ ("Baltic (Latin 7)") },
  { "ISO-8859-14", N_ ("Celtic (Latin 8)") },
  { "ISO-8859-16", N_ ("South-Eastern European (Latin 10)") },
  { "windows-1253", N_ ("Greek (Windows)") },
  { "windows-1254", N_ ("Turkish (Windows)") },
  { "windows-1255", N_ ("Hebrew (Windows)") },
  { "windows-1256", N_ ("Arabic (Windows)") },
  { "windows-1257", N_ ("Baltic (Windows)") },
  { "windows-1258", N_ ("Vietnamese (Windows)") },
  { "KOI8-U", N_ ("Ukrainian") },
  { "IBM852", N_ ("DOS, Central European") },
  { "IBM855", N_ ("DOS, Cyrillic") },
  { "IBM862", N_ ("DOS, Hebrew") },
  { "IBM864", N_ ("DOS, Arabic") },
  { "IBM866", N_ ("DOS, Russian") },
  { "IBM037", N_ ("EBCDIC, English") },
  { "IBM500", N_ ("EBCDIC, international") },
  { "IBM1047", N_ ("EBCDIC, Unix services") },
  { "MAC-CYRILLIC", N_ ("Cyrillic (classic Mac OS)") },
  { "TIS-620", N_ ("Thai") },
  { "EUC-JP", N_ ("Japanese (Unix)") },
  { "ISO-2022-JP", N_ ("Japanese (mail)") },
  { "CP932", N_ ("Japanese (Windows)") },
  { "EUC-KR", N_ ("Korean") },
  { "CP949", N_ ("Korean (Windows)") },
  { "GB2312", N_ ("Chinese, simplified") },
  { "GBK", N_ ("Chinese, simplified (Windows)") },
  { "BIG5-HKSCS", N_ ("Chinese, Hong Kong") },
  { "EUC-TW", N_ ("Chinese, traditional (Unix)") },
};

/* What people and programming languages call them. */
static const struct
{
  const char *alias;
  const char *name;
} ALIASES[] = {
  { "utf8", "UTF-8" },
  { "utf8mb3", "UTF-8" },
  { "utf8mb4", "UTF-8" },
  { "utf-8-sig", "UTF-8" },
  { "utf-8-bom", "UTF-8" },
  { "csutf8", "UTF-8" },
  { "u8", "UTF-8" },
  { "cp65001", "UTF-8" },
  { "65001", "UTF-8" },
  { "unicode-1-1-utf-8", "UTF-8" },
  { "utf16", "UTF-16" },
  { "unicode", "UTF-16LE" },
  { "ucs-2", "UTF-16" },
  { "ucs2", "UTF-16" },
  { "iso-10646-ucs-2", "UTF-16" },
  { "csunicode", "UTF-16" },
  { "ucs-2-le", "UTF-16LE" },
  { "ucs-2-be", "UTF-16BE" },
  { "ucs-2le", "UTF-16LE" },
  { "ucs-2be", "UTF-16BE" },
  { "utf32", "UTF-32" },
  { "ucs-4", "UTF-32" },
  { "utf-16-le", "UTF-16LE" },
  { "utf-16-be", "UTF-16BE" },
  { "utf-32-le", "UTF-32LE" },
  { "utf-32-be", "UTF-32BE" },
  { "utf-16-le-bom", "UTF-16LE" },
  { "ucs2-le", "UTF-16LE" },
  { "ucs2-be", "UTF-16BE" },
  { "utf16le", "UTF-16LE" },
  { "utf16be", "UTF-16BE" },
  { "ascii", "US-ASCII" },
  { "us", "US-ASCII" },
  { "7bit", "US-ASCII" },
  { "646", "US-ASCII" },
  { "ansi", "windows-1252" },
  { "western", "windows-1252" },
  { "latin1", "ISO-8859-1" },
  { "latin-1", "ISO-8859-1" },
  { "l1", "ISO-8859-1" },
  { "latin2", "ISO-8859-2" },
  { "latin-2", "ISO-8859-2" },
  { "latin5", "ISO-8859-9" },
  { "latin-5", "ISO-8859-9" },
  { "latin9", "ISO-8859-15" },
  { "latin-9", "ISO-8859-15" },
  { "latin10", "ISO-8859-16" },
  { "mac", "macintosh" },
  { "mac-roman", "macintosh" },
  { "macroman", "macintosh" },
  { "mac-cyrillic", "MAC-CYRILLIC" },
  { "x-mac-roman", "macintosh" },
  { "x-mac-cyrillic", "MAC-CYRILLIC" },
  { "dos", "IBM437" },
  { "oem", "IBM437" },
  { "koi8", "KOI8-R" },
  { "koi8r", "KOI8-R" },
  { "koi8u", "KOI8-U" },
  { "cyrillic", "windows-1251" },
  { "sjis", "Shift_JIS" },
  { "x-sjis", "Shift_JIS" },
  { "shiftjis", "Shift_JIS" },
  { "shift-jis", "Shift_JIS" },
  { "ms-kanji", "Shift_JIS" },
  { "mskanji", "Shift_JIS" },
  { "windows-31j", "CP932" },
  { "eucjp", "EUC-JP" },
  { "x-euc-jp", "EUC-JP" },
  { "jis", "ISO-2022-JP" },
  { "euckr", "EUC-KR" },
  { "uhc", "CP949" },
  { "ks-c-5601-1987", "EUC-KR" },
  { "ksc5601", "EUC-KR" },
  { "korean", "EUC-KR" },
  { "gb-2312", "GB2312" },
  { "gb-2312-80", "GB2312" },
  { "chinese", "GBK" },
  { "euc-cn", "GB2312" },
  { "x-gbk", "GBK" },
  { "cp936", "GBK" },
  { "cp950", "Big5" },
  { "big-5", "Big5" },
  { "iso-8859-8-i", "ISO-8859-8" },
  { "iso-8859-8-e", "ISO-8859-8" },
  { "thai", "TIS-620" },
  { "windows-874", "CP874" },
  { "ebcdic", "IBM037" },
};

/* Families whose members people write with other beginnings: cp1252, win-1252, iso8859-1, dos850.
 */
static const struct
{
  const char *written;
  const char *name;
} FAMILIES[] = {
  { "cp125", "windows-125" },
  { "win-125", "windows-125" },
  { "win125", "windows-125" },
  { "windows125", "windows-125" },
  { "x-cp125", "windows-125" },
  { "ms125", "windows-125" },
  { "ansi-125", "windows-125" },
  { "125", "windows-125" },
  { "iso8859-", "ISO-8859-" },
  { "iso-8859", "ISO-8859-" },
  { "iso8859", "ISO-8859-" },
  { "8859-", "ISO-8859-" },
  { "cp", "IBM" },
  { "dos-", "IBM" },
  { "dos", "IBM" },
  { "ibm-", "IBM" },
  { "oem-", "IBM" },
  { "oem", "IBM" },
  { "cp-", "IBM" },
};

/** Returns: (transfer none): the list, the common ones first; titles are to be translated */
const WireCodec *
wire_codecs_get (gsize *n)
{
  *n = G_N_ELEMENTS (CODECS);
  return CODECS;
}

static const char *
find_in_list (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (CODECS); i++)
    if (g_ascii_strcasecmp (name, CODECS[i].name) == 0)
      return CODECS[i].name;
  return NULL;
}

/* `cp1252`, `win1252` and `Windows-1252` are one codec. */
static const char *
find_in_family (const char *name)
{
  const char *found = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (FAMILIES) && !found; i++)
    {
      gsize length = strlen (FAMILIES[i].written);
      g_autofree char *listed = NULL;

      if (g_ascii_strncasecmp (name, FAMILIES[i].written, length) != 0)
        continue;
      listed = g_strconcat (FAMILIES[i].name, name + length, NULL);
      found = find_in_list (listed);
    }
  return found;
}

static const char *
find_listed (const char *name)
{
  const char *found = find_in_list (name);

  for (gsize i = 0; i < G_N_ELEMENTS (ALIASES) && !found; i++)
    if (g_ascii_strcasecmp (name, ALIASES[i].alias) == 0)
      found = ALIASES[i].name;
  return found ? found : find_in_family (name);
}

static gboolean
is_known (const char *name)
{
  g_autoptr (GError) error = NULL;
  iconv_t reader = wire_codec_open ("UTF-8", name, &error);
  iconv_t writer = error ? (iconv_t) -1 : wire_codec_open (name, "UTF-8", &error);

  if (reader != (iconv_t) -1)
    iconv_close (reader);
  if (writer != (iconv_t) -1)
    iconv_close (writer);
  return error == NULL;
}

/* `CP-1252` and `cp_1252` are `cp1252`. Returns: (transfer full) */
static char *
drop_separators (const char *name)
{
  GString *out = g_string_new (NULL);

  for (; *name; name++)
    if (!strchr ("-_. ", *name))
      g_string_append_c (out, *name);
  return g_string_free (out, FALSE);
}

/* Codecs that programs of this field write, and that iconv does not have. */
static gboolean
is_not_converted (const char *dashed)
{
  static const char *const NAMES[] = {
    "hz",           "hz-gb-2312", "hzgb2312", "chinese-hz", "x-user-defined",
    "user-defined", "bocu-1",     "scsu",     "cesu-8",     "utf-ebcdic",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    if (g_ascii_strcasecmp (dashed, NAMES[i]) == 0)
      return TRUE;
  return FALSE;
}

/**
 * wire_codec_find:
 * @name: as a person writes it
 *
 * Returns: (transfer full) (nullable): the name as the list has it, or @name where only iconv knows
 *   it; %NULL and %WIRE_TEXT_ERROR_CODEC where nobody does
 */
char *
wire_codec_find (const char *name, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));
  g_autofree char *dashed = g_strdelimit (g_strdup (stripped), "_ ", '-');
  const char *listed = find_listed (stripped);

  if (!listed)
    listed = find_listed (dashed);
  if (listed)
    return g_strdup (listed);

  /* What follows a slash is an order to iconv (//TRANSLIT), not a name. */
  if (*name != '\0' && !strchr (name, '/') && is_known (name))
    return g_strdup (name);
  if (*name != '\0' && !strchr (name, '/') && is_known (dashed))
    return g_steal_pointer (&dashed);
  g_autofree char *joined = drop_separators (stripped);
  listed = find_listed (joined);
  if (listed)
    return g_strdup (listed);
  if (is_not_converted (dashed))
    g_set_error (error, WIRE_TEXT_ERROR, WIRE_TEXT_ERROR_CODEC,
                 _ ("“%s” is a codec that Wirecase does not convert."), name);
  else
    g_set_error (error, WIRE_TEXT_ERROR, WIRE_TEXT_ERROR_CODEC, _ ("No codec is called “%s”."),
                 name);
  return NULL;
}

/**
 * wire_codec_mark:
 * @codec: as wire_codec_find() returned it
 * @order: (out) (transfer none): the codec to write after the mark; UTF-16 and UTF-32 are written
 *   little endian, as most files are
 * @mark: takes the bytes of the byte-order mark
 *
 * Returns: whether @codec can have one. UTF-16 and UTF-32 always do.
 */
gboolean
wire_codec_mark (const char *codec, const char **order, GString *mark)
{
  static const guint8 MARKS[][4] = {
    { 0 },          { 0xef, 0xbb, 0xbf }, { 0xff, 0xfe },
    { 0xfe, 0xff }, { 0xff, 0xfe, 0, 0 }, { 0, 0, 0xfe, 0xff },
  };
  static const gsize LENGTHS[] = { 0, 3, 2, 2, 4, 4 };
  WireUnicodeForm form = g_ascii_strcasecmp (codec, "UTF-16") == 0   ? WIRE_UNICODE_UTF16LE
                         : g_ascii_strcasecmp (codec, "UTF-32") == 0 ? WIRE_UNICODE_UTF32LE
                                                                     : WIRE_UNICODE_NONE;

  if (form == WIRE_UNICODE_NONE)
    form = wire_unicode_form_of_codec (codec);
  *order = form == WIRE_UNICODE_NONE ? codec : wire_unicode_form_name (form);
  g_string_append_len (mark, (const char *) MARKS[form], (gssize) LENGTHS[form]);
  return form != WIRE_UNICODE_NONE;
}

/* iconv has the Shift_JIS of 1978, where 5c is a yen sign and 7e an overline; to every program, and
 * to the WHATWG Encoding Standard, it is what Windows calls 932. */
static const char *
get_converter (const char *codec)
{
  return strcmp (codec, "Shift_JIS") == 0 ? "CP932" : codec;
}

/** Returns: a converter, to be closed with iconv_close(), or (iconv_t) -1 and @error */
iconv_t
wire_codec_open (const char *to, const char *from, GError **error)
{
  iconv_t converter = iconv_open (get_converter (to), get_converter (from));

  if (converter == (iconv_t) -1)
    g_set_error (error, WIRE_TEXT_ERROR, WIRE_TEXT_ERROR_CODEC,
                 _ ("Text in %s could not be converted to %s: %s."), from, to, g_strerror (errno));
  return converter;
}

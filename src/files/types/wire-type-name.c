/* wire-type-name.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-type-name.h"

#include <glib/gi18n.h>
#include <string.h>

/* Blanks before an extension that no person types. */
#define MANY_BLANKS 4
/* Characters of a name that tell something by what is before the extension. */
#define MAX_EXTENSION 24

/* What Windows runs when a person opens it. */
static const char *const RUNS[] = {
  "exe",
  "scr",
  "com",
  "pif",
  "bat",
  "cmd",
  "vbs",
  "vbe",
  "jse",
  "wsf",
  "wsh",
  "hta",
  "lnk",
  "cpl",
  "msi",
  "msp",
  "ps1",
  "msc",
  "scf",
  "chm",
  "sct",
  "xll",
  "apk",
  "ws",
  "ade",
  "adp",
  "mde",
  "psc1",
  "gadget",
  "application",
  "appref-ms",
  "settingcontent-ms",
  "xla",
  "xlam",
  "dll",
  "ocx",
  "rdp",
  "pyw",
  "ps1xml",
  "library-ms",
  "searchconnector-ms",
  "command",
  "desktop",
  "vhd",
  "vhdx",
  NULL,
};

/* Scripts and programs that honest names have after that of what they are for: `report.html.js`. */
static const char *const SCRIPTS[] = { "js",  "jar", "py", "sh",  "vb",  "app",
                                       "url", "reg", "rb", "pkg", "inf", NULL };

/* What opens as something else than a document, and may carry programs: pages, images of disks. */
static const char *const CARRIERS[] = { "htm", "html", "shtml", "xhtml", "mht", "mhtml",
                                        "svg", "iso",  "img",   "dmg",   "one", NULL };

/* What only people write. */
static const char *const OFFICE[] = { "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", NULL };

/* Pictures and music that programs pose as; but saved pages and links are called so, too:
 * `photo.jpg.html`. */
static const char *const MEDIA[] = { "jpg", "jpeg", "heic", "mp3", "mp4", NULL };
static const char *const POSERS[] = { "jar", "app", "pkg", "py", "sh", NULL };

/* What a person opens without a thought. */
static const char *const DOCUMENTS[] = {
  "pdf", "doc",  "docx", "xls",  "xlsx", "ppt",   "pptx", "odt",  "ods", "odp",  "rtf",  "txt",
  "csv", "eml",  "msg",  "jpg",  "jpeg", "png",   "gif",  "bmp",  "tif", "tiff", "heic", "webp",
  "mp3", "mp4",  "avi",  "mov",  "mkv",  "wav",   "wmv",  "m4a",  "htm", "html", "zip",  "rar",
  "7z",  "docm", "xlsm", "pptm", "epub", "pages", "mpg",  "mpeg", "ogg", "flac", "svg",  NULL
};

static const char *
get_last (const char *name)
{
  const char *slash = strrchr (name, '/');

  return slash ? slash + 1 : name;
}

/* Shared libraries have their version after their extension: `libmagic.so.1.0.0`. */
static gboolean
is_versioned_library (const char *name)
{
  const char *so = g_strrstr (name, ".so.");

  return so && so > name && so[4] && strspn (so + 4, "0123456789.") == strlen (so + 4);
}

/* `python3.11`, `kubectl.1.27`: what a version ends with claims no type. */
static gboolean
ends_version (const char *name, const char *dot)
{
  return dot > name && g_ascii_isdigit (dot[-1])
         && strspn (dot + 1, "0123456789") == strlen (dot + 1);
}

/* Characters that are not seen: format controls, and letters that are blank. */
static gboolean
is_invisible (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_FORMAT || g_unichar_iscntrl (c) || c == 0x115f
         || c == 0x1160 || c == 0x3164 || c == 0xffa0 || c == 0x034f;
}

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x2800 || c == 0x3164;
}

/* U+202A to U+202E and U+2066 to U+2069: Unicode Standard Annex 9. */
static gboolean
turns_direction (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* Returns: (transfer full): @name without dots and blanks at its end, which Windows drops, and
 * without characters that are not seen */
static char *
clean_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autoptr (GString) clean = g_string_new (NULL);
  gsize end = 0;

  for (const char *c = valid; *c; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (is_invisible (character))
        continue;
      g_string_append_unichar (clean, character);
      if (character != '.' && !is_blank (character))
        end = clean->len;
    }
  g_string_truncate (clean, end);
  return g_string_free (g_steal_pointer (&clean), FALSE);
}

/**
 * wire_type_name_get_extension:
 * @name: a file name or path
 *
 * Returns: (transfer full): what the name claims, in lower case; empty where it claims nothing.
 * Dots and blanks after it, and characters in it that are not seen, do not count
 */
char *
wire_type_name_get_extension (const char *name)
{
  g_autofree char *clean = clean_name (get_last (name));
  const char *dot = strrchr (clean, '.');

  /* A leading dot hides a file; it begins no extension. */
  if (!dot || dot == clean || !dot[1])
    return g_strdup ("");
  if (g_ascii_strcasecmp (clean, "config.sys") == 0) /* of DOS: text, unlike drivers */
    return g_strdup ("");
  if (is_versioned_library (clean))
    return g_strdup ("so");
  if (ends_version (clean, dot))
    return g_strdup ("");
  return g_ascii_strdown (dot + 1, -1);
}

/* What is before the last extension, or before several that run: `invoice.pdf.exe.exe`. */
static char *
get_inner_extension (const char *before)
{
  g_autofree char *inner = clean_name (before);

  for (;;)
    {
      char *dot = strrchr (inner, '.');
      g_autofree char *claimed = dot && dot > inner ? g_ascii_strdown (dot + 1, -1) : g_strdup ("");

      if (!g_strv_contains (RUNS, claimed))
        return g_steal_pointer (&claimed);
      *dot = '\0';
    }
}

/* `invoice.pdf.exe`; but `report.html.js` is the script of a page, and Windows keeps shortcuts to
 * what was opened last. */
static gboolean
has_double_extension (const char *name, const char *clean, const char *extension)
{
  g_autofree char *before = g_strndup (clean, strlen (clean) - strlen (extension) - 1);
  g_autofree char *claimed = get_inner_extension (before);

  if (g_strv_contains (SCRIPTS, extension) || g_strv_contains (CARRIERS, extension))
    return g_strv_contains (OFFICE, claimed)
           || (g_strv_contains (MEDIA, claimed) && g_strv_contains (POSERS, extension));
  if (g_str_equal (extension, "lnk") && strstr (name, "/Recent/"))
    return FALSE;
  return g_strv_contains (DOCUMENTS, claimed) && g_strv_contains (RUNS, extension);
}

/* Before the last dot, or anywhere within the name: a person sees what is before them. */
static gboolean
has_many_blanks (const char *name)
{
  guint blanks = 0;

  for (const char *c = name; *c; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (character == '.' && blanks >= MANY_BLANKS)
        return TRUE;
      blanks = is_blank (character) ? blanks + 1 : 0;
    }
  return FALSE;
}

static gboolean
has_character (const char *name, gboolean (*is) (gunichar c))
{
  for (const char *c = name; *c; c = g_utf8_next_char (c))
    if (is (g_utf8_get_char (c)))
      return TRUE;
  return FALSE;
}

/* Dots and blanks at the end, after an extension that would run or be shown. */
static gboolean
has_trailing (const char *name, const char *clean, const char *extension)
{
  gsize length = strlen (name);

  return *extension && length > strlen (clean)
         && (name[length - 1] == '.'
             || is_blank (g_utf8_get_char (g_utf8_prev_char (name + length))));
}

/**
 * wire_type_name_find_trick:
 * @name: a file name or path
 *
 * Returns: how the name looks like that of another kind of file
 */
WireNameTrick
wire_type_name_find_trick (const char *name)
{
  g_autofree char *last = g_utf8_make_valid (get_last (name), -1);
  g_autofree char *clean = clean_name (last);
  g_autofree char *extension = wire_type_name_get_extension (last);
  const char *dot = strrchr (last, '.');

  if (has_character (last, turns_direction))
    return WIRE_NAME_REVERSED;
  if (!*extension || strlen (extension) > MAX_EXTENSION)
    return WIRE_NAME_PLAIN;
  if (has_many_blanks (last))
    return WIRE_NAME_BLANKS;
  if (strlen (extension) < strlen (clean) && has_double_extension (name, clean, extension))
    return WIRE_NAME_DOUBLE_EXTENSION;
  if (has_trailing (last, clean, extension))
    return WIRE_NAME_TRAILING;
  if (dot && has_character (dot, is_invisible))
    return WIRE_NAME_INVISIBLE;
  return WIRE_NAME_PLAIN;
}

/** Returns: as --json writes it */
const char *
wire_name_trick_to_key (WireNameTrick trick)
{
  static const char *const KEYS[] = { "plain",  "double-extension", "reversed",
                                      "blanks", "trailing",         "invisible" };

  return KEYS[trick];
}

/**
 * wire_name_trick_explain:
 * @name: the name or path that has it
 *
 * Returns: (transfer full) (nullable): a sentence; %NULL where nothing is odd
 */
char *
wire_name_trick_explain (WireNameTrick trick, const char *name)
{
  g_autofree char *extension = wire_type_name_get_extension (name);

  switch (trick)
    {
    case WIRE_NAME_DOUBLE_EXTENSION:
      if (g_strv_contains (CARRIERS, extension))
        return g_strdup_printf (
            _ ("The name has two extensions, and the last one, .%s, says how it "
               "is opened. Where extensions are hidden, it looks like a "
               "document."),
            extension);
      return g_strdup_printf (_ ("The name has two extensions, and the last one, .%s, makes it a "
                                 "program. Where extensions are hidden, it looks like a document."),
                              extension);
    case WIRE_NAME_REVERSED:
      return g_strdup_printf (_ ("A hidden character in the name turns the direction of writing. "
                                 "The real extension is .%s."),
                              extension);
    case WIRE_NAME_BLANKS:
      return g_strdup_printf (
          _ ("Many blanks in the name push the real extension, .%s, out of sight."), extension);
    case WIRE_NAME_TRAILING:
      return g_strdup_printf (_ ("Dots or blanks come after the extension. Windows drops them and "
                                 "takes the file as .%s."),
                              extension);
    case WIRE_NAME_INVISIBLE:
      return g_strdup_printf (_ ("The extension, .%s, has characters in it that are not seen."),
                              extension);
    default:
      return NULL;
    }
}

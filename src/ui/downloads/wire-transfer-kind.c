/* wire-transfer-kind.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/downloads/wire-transfer-kind.h"

#include "capture/objects/wire-object-facts.h"

#include <glib/gi18n.h>

/* Media types as shared-mime-info and libmagic write them, and what they begin with. The first list
 * that has one wins: packages that are installed and run count as programs, not as archives. */
static const char *const PROGRAMS[] = { "application/vnd.android.package-archive",
                                        "application/java-archive",
                                        "application/x-java-archive",
                                        "application/x-java-applet",
                                        "application/x-java",
                                        "application/java-vm",
                                        "application/x-msi",
                                        "application/wasm",
                                        "application/x-ms-dos-executable",
                                        "application/x-object",
                                        NULL };
static const char *const SCRIPTS[] = { "text/javascript",
                                       "application/javascript",
                                       "application/x-javascript",
                                       "text/x-python",
                                       "text/x-script.python",
                                       "text/x-shellscript",
                                       "application/x-shellscript",
                                       "application/x-sh",
                                       "text/x-php",
                                       "application/x-php",
                                       "application/x-httpd-php",
                                       "text/x-perl",
                                       "application/x-perl",
                                       "text/x-ruby",
                                       "application/x-ruby",
                                       "text/x-lua",
                                       "text/x-tcl",
                                       "text/x-msdos-batch",
                                       "application/x-bat",
                                       "text/vbscript",
                                       "text/vbs",
                                       "application/x-powershell",
                                       NULL };
static const char *const ARCHIVES[] = { "application/zip",
                                        "application/gzip",
                                        "application/x-gzip",
                                        "application/x-bzip",
                                        "application/x-bzip2",
                                        "application/x-xz",
                                        "application/x-lzma",
                                        "application/x-lzip",
                                        "application/x-lz4",
                                        "application/zstd",
                                        "application/x-zstd",
                                        "application/x-7z-compressed",
                                        "application/vnd.rar",
                                        "application/x-rar",
                                        "application/x-tar",
                                        "application/x-cpio",
                                        "application/x-archive",
                                        "application/x-arj",
                                        "application/x-lha",
                                        "application/x-lzh-compressed",
                                        "application/x-compress",
                                        "application/vnd.ms-cab-compressed",
                                        "application/x-iso9660-image",
                                        "application/vnd.debian.binary-package",
                                        "application/x-rpm",
                                        NULL };
static const char *const DOCUMENTS[] = { "application/pdf",
                                         "application/rtf",
                                         "text/rtf",
                                         "application/msword",
                                         "application/CDFV2",
                                         "application/x-ole-storage",
                                         "application/onenote",
                                         "application/postscript",
                                         "application/epub+zip",
                                         "application/xhtml+xml",
                                         "text/html",
                                         "text/plain",
                                         "text/csv",
                                         "text/markdown",
                                         "message/rfc822",
                                         NULL };
static const char *const OFFICES[] = { "application/vnd.ms-excel",
                                       "application/vnd.ms-powerpoint",
                                       "application/vnd.ms-word",
                                       "application/vnd.ms-outlook",
                                       "application/vnd.openxmlformats-officedocument.",
                                       "application/vnd.oasis.opendocument.",
                                       NULL };

static gboolean
begins_as_office (const char *type)
{
  for (guint i = 0; OFFICES[i]; i++)
    if (g_str_has_prefix (type, OFFICES[i]))
      return TRUE;
  return FALSE;
}

/** @type: a media type, by the bytes. Returns: its kind */
WireTransferKind
wire_transfer_kind_of_type (const char *type)
{
  if (g_str_has_prefix (type, "image/"))
    return WIRE_TRANSFER_PICTURE;
  if (wire_object_type_is_program (type) || g_strv_contains (PROGRAMS, type))
    return WIRE_TRANSFER_PROGRAM;
  if (g_strv_contains (SCRIPTS, type))
    return WIRE_TRANSFER_SCRIPT;
  if (g_strv_contains (ARCHIVES, type))
    return WIRE_TRANSFER_ARCHIVE;
  if (g_strv_contains (DOCUMENTS, type) || begins_as_office (type))
    return WIRE_TRANSFER_DOCUMENT;
  return WIRE_TRANSFER_OTHER;
}

/** Returns: (transfer none): translated */
const char *
wire_transfer_kind_get_word (WireTransferKind kind)
{
  static const char *const WORDS[WIRE_N_TRANSFER_KINDS] = {
    [WIRE_TRANSFER_PICTURE] = N_ ("Pictures"), [WIRE_TRANSFER_DOCUMENT] = N_ ("Documents"),
    [WIRE_TRANSFER_ARCHIVE] = N_ ("Archives"), [WIRE_TRANSFER_PROGRAM] = N_ ("Programs"),
    [WIRE_TRANSFER_SCRIPT] = N_ ("Scripts"),   [WIRE_TRANSFER_OTHER] = N_ ("Other Kinds"),
  };

  return _ (WORDS[kind]);
}

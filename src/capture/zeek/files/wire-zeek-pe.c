/* wire-zeek-pe.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/files/wire-zeek-pe.h"

#include "base/wire-cursor.h"
#include "capture/frame/wire-names.h"

#include <string.h>

#define PLACE_OF_HEADER 60u
#define FILE_HEADER 20u
#define SECTION_HEADER 40u
#define MAGIC_64 0x20bu
#define MAX_TABLES 16u

/* Names as in pe.log. */
static const WireName MACHINES[] = {
  { 0x0000, "UNKNOWN" }, { 0x014c, "I386" },      { 0x0166, "R4000" }, { 0x0169, "WCEMIPSV2" },
  { 0x01a2, "SH3" },     { 0x01a3, "SH3DSP" },    { 0x01a6, "SH4" },   { 0x01a8, "SH5" },
  { 0x01c0, "ARM" },     { 0x01c2, "THUMB" },     { 0x01c4, "ARMNT" }, { 0x01d3, "AM33" },
  { 0x01f0, "POWERPC" }, { 0x01f1, "POWERPCFP" }, { 0x0200, "IA64" },  { 0x0266, "MIPS16" },
  { 0x0366, "MIPSFPU" }, { 0x0466, "MIPSFPU16" }, { 0x0ebc, "EBC" },   { 0x8664, "AMD64" },
  { 0x9041, "M32R" },    { 0xaa64, "ARM64" },
};

static const WireName SUBSYSTEMS[] = {
  { 0, "UNKNOWN" },
  { 1, "NATIVE" },
  { 2, "WINDOWS_GUI" },
  { 3, "WINDOWS_CUI" },
  { 7, "POSIX_CUI" },
  { 9, "WINDOWS_CE_GUI" },
  { 10, "EFI_APPLICATION" },
  { 11, "EFI_BOOT_SERVICE_DRIVER" },
  { 12, "EFI_RUNTIME_DRIVER" },
  { 13, "EFI_ROM" },
  { 14, "XBOX" },
};

/* Major and minor version, each 16 bits. */
static const WireName SYSTEMS[] = {
  { 0x30000, "Windows 3.0" },
  { 0x3000a, "Windows 3.1 or NT 3.1" },
  { 0x3000b, "Windows for Workgroups 3.11" },
  { 0x30032, "Windows NT 3.5" },
  { 0x30033, "Windows NT 3.51" },
  { 0x40000, "Windows 95 or NT 4.0" },
  { 0x4000a, "Windows 98" },
  { 0x4005a, "Windows Me" },
  { 0x50000, "Windows 2000" },
  { 0x50001, "Windows XP" },
  { 0x50002, "Windows XP x64 or Server 2003" },
  { 0x60000, "Windows Vista or Server 2008" },
  { 0x60001, "Windows 7 or Server 2008 R2" },
  { 0x60002, "Windows 8 or Server 2012" },
  { 0x60003, "Windows 8.1 or Server 2012 R2" },
  { 0x60004, "Windows 10 Technical Preview" },
  { 0xa0000, "Windows 10" },
};

void
wire_zeek_pe_clear (WireZeekPe *self)
{
  g_clear_pointer (&self->sections, g_ptr_array_unref);
}

/* Of each table, where it is and its size. */
static void
read_tables (WireZeekPe *self, WireCursor cursor)
{
  guint32 n = wire_cursor_le32 (&cursor);

  for (guint32 i = 0; i < MIN (n, MAX_TABLES) && !cursor.failed; i++)
    {
      guint32 address = wire_cursor_le32 (&cursor);
      guint32 size = wire_cursor_le32 (&cursor);

      if (!cursor.failed && address > 0 && size > 0)
        self->tables |= 1u << i;
    }
}

static gboolean
read_optional (WireZeekPe *self, const guint8 *bytes, gsize length)
{
  WireCursor cursor = wire_cursor_new (bytes, length);

  self->wide = wire_cursor_le16 (&cursor) == MAGIC_64;
  wire_cursor_skip (&cursor, 38);
  self->os_major = wire_cursor_le16 (&cursor);
  self->os_minor = wire_cursor_le16 (&cursor);
  wire_cursor_skip (&cursor, 24);
  self->subsystem = wire_cursor_le16 (&cursor);
  self->characteristics = wire_cursor_le16 (&cursor);
  wire_cursor_skip (&cursor, self->wide ? 36 : 20);
  if (cursor.failed)
    return FALSE;
  read_tables (self, cursor);
  return TRUE;
}

static void
read_sections (WireZeekPe *self, WireCursor cursor, guint n)
{
  self->sections = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < MIN (n, WIRE_ZEEK_MAX_SECTIONS); i++)
    {
      const guint8 *header = wire_cursor_take (&cursor, SECTION_HEADER);

      if (!header)
        return;
      g_ptr_array_add (self->sections, g_strndup ((const char *) header, 8));
    }
}

/**
 * wire_zeek_pe_read:
 * @bytes: the beginning of a file
 * @length: of @bytes
 * @pe: (out): what its headers say; zeroed before, cleared by the caller
 *
 * Returns: whether it is a program for Windows whose headers are there
 */
gboolean
wire_zeek_pe_read (const guint8 *bytes, gsize length, WireZeekPe *pe)
{
  WireCursor cursor = wire_cursor_new (bytes, length);
  const guint8 *optional;
  guint16 sections, size;
  guint32 place;

  if (length < PLACE_OF_HEADER + 4 || bytes[0] != 'M' || bytes[1] != 'Z')
    return FALSE;
  wire_cursor_skip (&cursor, PLACE_OF_HEADER);
  place = wire_cursor_le32 (&cursor);
  cursor = wire_cursor_new (bytes, length);
  wire_cursor_skip (&cursor, place);
  if (wire_cursor_remaining (&cursor) < 4 + FILE_HEADER || wire_cursor_be32 (&cursor) != 0x50450000)
    return FALSE;
  pe->machine = wire_cursor_le16 (&cursor);
  sections = wire_cursor_le16 (&cursor);
  pe->compiled = wire_cursor_le32 (&cursor);
  wire_cursor_skip (&cursor, 8);
  size = wire_cursor_le16 (&cursor);
  wire_cursor_skip (&cursor, 2);
  optional = wire_cursor_take (&cursor, size);
  if (!optional)
    return FALSE;
  pe->executable = size > 0;
  if (pe->executable && !read_optional (pe, optional, size))
    return FALSE;
  read_sections (pe, cursor, sections);
  return TRUE;
}

static char *
name (const WireName *names, gsize n, guint32 value)
{
  const char *found = wire_names_find_or (names, n, value, NULL);

  return found ? g_strdup (found) : g_strdup_printf ("unknown-%u", value);
}

/** Returns: (transfer full): the processor, as Zeek calls it */
char *
wire_zeek_pe_name_machine (const WireZeekPe *self)
{
  return name (MACHINES, G_N_ELEMENTS (MACHINES), self->machine);
}

/** Returns: (transfer full): the version of Windows, as Zeek calls it */
char *
wire_zeek_pe_name_os (const WireZeekPe *self)
{
  guint32 version = (guint32) self->os_major << 16 | self->os_minor;
  const char *found = wire_names_find_or (SYSTEMS, G_N_ELEMENTS (SYSTEMS), version, NULL);

  return found ? g_strdup (found)
               : g_strdup_printf ("unknown-%u.%u", self->os_major, self->os_minor);
}

/** Returns: (transfer full): what it needs of Windows, as Zeek calls it */
char *
wire_zeek_pe_name_subsystem (const WireZeekPe *self)
{
  return name (SUBSYSTEMS, G_N_ELEMENTS (SUBSYSTEMS), self->subsystem);
}

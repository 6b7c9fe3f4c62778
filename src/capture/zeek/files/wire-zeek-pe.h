/* wire-zeek-pe.h: what the headers of a program for Windows say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Sections of one program that are named; the rest is left out. */
#define WIRE_ZEEK_MAX_SECTIONS 96u

/**
 * WireZeekPe:
 * @machine: type of the processor
 * @compiled: when it was linked, seconds since 1970, as it says itself
 * @executable: it has the header of an image
 * @wide: addresses have 64 bits
 * @os_major: version of Windows that it needs
 * @os_minor: likewise
 * @subsystem: what it needs of Windows
 * @characteristics: DllCharacteristics
 * @tables: which data directories are there: bits 1 << their numbers
 * @sections: (element-type utf8): their names
 *
 * PE format, Microsoft. Of an object file, what follows @executable is 0.
 */
typedef struct
{
  guint16 machine;
  guint32 compiled;
  gboolean executable;
  gboolean wide;
  guint16 os_major;
  guint16 os_minor;
  guint16 subsystem;
  guint16 characteristics;
  guint32 tables;
  GPtrArray *sections;
} WireZeekPe;

gboolean wire_zeek_pe_read (const guint8 *bytes, gsize length, WireZeekPe *pe);

/** Frees what @pe owns, but not @pe itself. */
void wire_zeek_pe_clear (WireZeekPe *pe);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireZeekPe, wire_zeek_pe_clear)

char *wire_zeek_pe_name_machine (const WireZeekPe *pe);
char *wire_zeek_pe_name_os (const WireZeekPe *pe);
char *wire_zeek_pe_name_subsystem (const WireZeekPe *pe);

G_END_DECLS

/* wire-lpd-control.h: what a job for a printer says of itself (RFC 1179, section 7)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Of one job; more are not looked for. */
#define WIRE_LPD_MAX_FILES 256u

/**
 * WireLpdNamed:
 * @file: (owned): what the file was sent as, such as `dfA001host`
 * @name: (owned) (nullable): what it is called
 */
typedef struct
{
  char *file;
  char *name;
} WireLpdNamed;

/**
 * WireLpdControl:
 * @user: (owned) (nullable): who prints
 * @host: (owned) (nullable): where
 * @job: (owned) (nullable): what the job is called
 * @files: (element-type WireLpdNamed): what is printed
 *
 * Zeroed is nothing.
 */
typedef struct
{
  char *user;
  char *host;
  char *job;
  GArray *files;
} WireLpdControl;

void wire_lpd_control_parse (const char *text, gsize length, WireLpdControl *control);
const char *wire_lpd_control_find_name (const WireLpdControl *control, const char *file);

/** Frees what @control owns, but not @control itself. */
void wire_lpd_control_clear (WireLpdControl *control);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireLpdControl, wire_lpd_control_clear)

G_END_DECLS

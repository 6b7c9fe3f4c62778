/* wire-case.h: what is kept of an examination: evidence, notes, what was done
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WIRE_CASE_ERROR (wire_case_error_quark ())

/**
 * WireCaseError:
 * @WIRE_CASE_ERROR_OPEN: the file is not a case, or of a newer version
 * @WIRE_CASE_ERROR_STORAGE: it could not be read or written
 * @WIRE_CASE_ERROR_UNKNOWN: the case has no such evidence or note
 */
typedef enum
{
  WIRE_CASE_ERROR_OPEN,
  WIRE_CASE_ERROR_STORAGE,
  WIRE_CASE_ERROR_UNKNOWN,
} WireCaseError;

/** The domain of #WireCaseError. */
GQuark wire_case_error_quark (void);

/**
 * WireCase:
 *
 * One SQLite file. Every change is a transaction of its own that is on the disk when the call
 * returns: a kill loses nothing that was said to be kept. Several programs may have one case open.
 * Evidence is named and never written to.
 *
 * A case comes from outside, as a capture does: its file may have tables of ours alone, with no
 * triggers, views or virtual tables, and what it says is text to be shown.
 *
 * Used by one thread at a time.
 */
typedef struct _WireCase WireCase;

WireCase *wire_case_create (const char *path, GError **error);
WireCase *wire_case_open (const char *path, GError **error);
/** Returns: whether the file at @path begins as a case does, whatever it is called */
gboolean wire_case_recognise (const char *path);

/** Closes @self and frees it. */
void wire_case_free (WireCase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireCase, wire_case_free)

const char *wire_case_get_path (const WireCase *self);
gint64 wire_case_get_version (WireCase *self);

/**
 * WireCaseDeed:
 * @time: seconds since 1970
 * @action: such as `added`, `note`, `report`
 * @subject: a path or a place
 * @digest: (nullable): SHA-256 of what it was done to
 * @version: of Wirecase
 *
 * Something that was done.
 */
typedef struct
{
  gint64 time;
  char *action;
  char *subject;
  char *digest;
  char *version;
} WireCaseDeed;

/** Frees @deed and what it owns. */
void wire_case_deed_free (WireCaseDeed *deed);

gboolean wire_case_log (
    WireCase *self, const char *action, const char *subject, const char *digest, GError **error);
GPtrArray *wire_case_list_deeds (WireCase *self, GError **error);

G_END_DECLS

/* wire-indicator-list.h: indicators, and which of them something is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/indicators/wire-indicator.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** Indicators of one list; those beyond are counted as left out. */
#define WIRE_INDICATOR_LIST_MAX (2u * 1024 * 1024)

/**
 * WireIndicator:
 * @kind: what it is
 * @value: in the form in which it is compared
 * @written: as the list has it
 *
 * One indicator of a list.
 */
typedef struct
{
  WireIndicatorKind kind;
  char *value;
  char *written;
} WireIndicator;

/**
 * WireIndicatorList:
 *
 * Indicators, each once, in the order in which they came. Lines that are not understood are
 * counted. One thread fills it; then any may ask.
 */
typedef struct _WireIndicatorList WireIndicatorList;

WireIndicatorList *wire_indicator_list_new (void);
WireIndicatorList *wire_indicator_list_read (const char *path,
                                             GCancellable *cancellable,
                                             GError **error);

WireIndicatorList *wire_indicator_list_new_for_bytes (GBytes *bytes,
                                                      const char *name,
                                                      GError **error);

/** Frees @list and what it owns. */
void wire_indicator_list_free (WireIndicatorList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireIndicatorList, wire_indicator_list_free)

gboolean wire_indicator_list_add (WireIndicatorList *list, const char *text);
gboolean wire_indicator_list_add_agent (WireIndicatorList *list, const char *text);
void wire_indicator_list_miss (WireIndicatorList *list, guint64 line);

/** Returns: the number of indicators */
guint wire_indicator_list_get_length (const WireIndicatorList *list);
const WireIndicator *wire_indicator_list_get (const WireIndicatorList *list, guint index);
guint64 wire_indicator_list_get_missed (const WireIndicatorList *list, guint64 *first);
gboolean wire_indicator_list_has_kind (const WireIndicatorList *list, WireIndicatorKind kind);

/** Called with the number of an indicator that something is. */
typedef void (*WireIndicatorMatch) (guint index, gpointer user_data);

void wire_indicator_list_find (const WireIndicatorList *list,
                               WireIndicatorKind kind,
                               const char *value,
                               WireIndicatorMatch match,
                               gpointer user_data);
void wire_indicator_list_find_address (const WireIndicatorList *list,
                                       guint8 family,
                                       const guint8 address[16],
                                       WireIndicatorMatch match,
                                       gpointer user_data);
void wire_indicator_list_find_host (const WireIndicatorList *list,
                                    const char *host,
                                    WireIndicatorMatch match,
                                    gpointer user_data);

/** Reads lines, plain or as CSV. */
gboolean wire_indicator_list_read_lines (WireIndicatorList *list,
                                         const char *path,
                                         GCancellable *cancellable,
                                         GError **error);

/** As wire_indicator_list_read_lines(), of lines that are there. */
void wire_indicator_list_take_lines (WireIndicatorList *list, GBytes *bytes);

/** As wire_indicator_list_read_json(), of text that is there; @name: for messages */
gboolean wire_indicator_list_take_json (WireIndicatorList *list,
                                        GBytes *bytes,
                                        const char *name,
                                        GError **error);

/** Reads JSON of MISP, or a STIX 2.1 bundle. */
gboolean wire_indicator_list_read_json (WireIndicatorList *list,
                                        const char *path,
                                        GCancellable *cancellable,
                                        GError **error);

/** Adds what a pattern of STIX compares with. Returns: whether anything was understood */
gboolean wire_indicator_list_add_stix (WireIndicatorList *list, const char *pattern);

G_END_DECLS

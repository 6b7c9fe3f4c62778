/* wire-smb-log.h: what connections of SMB share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listening.h"
#include "capture/smb/wire-smb-key-log.h"

G_BEGIN_DECLS

/** A user who is signed in to a server, with what is open; see #WireSmbSession. */
typedef struct _WireSmbSession WireSmbSession;

/**
 * WireSmbLog:
 *
 * The sessions of a capture, so that several connections of one (MS-SMB2, section 3.2.4.20) are the
 * same; the keys; what became of files.
 *
 * Used by the loading thread.
 */
typedef struct _WireSmbLog WireSmbLog;

WireSmbLog *wire_smb_log_new (WireListening *listening);

/** Frees @log and what it owns. */
void wire_smb_log_free (WireSmbLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSmbLog, wire_smb_log_free)

WireListening *wire_smb_log_get_listening (WireSmbLog *log);
WireTransferLog *wire_smb_log_get_transfers (WireSmbLog *log);
WireSmbKeyLog *wire_smb_log_get_keys (WireSmbLog *log);
gboolean wire_smb_log_charge (WireSmbLog *log, gsize before, gsize now);
void wire_smb_log_lose_answer (WireSmbLog *log);
void wire_smb_log_lack_keys (WireSmbLog *log);
gboolean wire_smb_log_lacks_keys (const WireSmbLog *log);
gboolean wire_smb_log_charge_unpacked (WireSmbLog *log, gsize size);
gboolean wire_smb_log_charge_hole (WireSmbLog *log, guint64 size);

void wire_smb_log_add_session (WireSmbLog *log, GBytes *name, WireSmbSession *session);
WireSmbSession *wire_smb_log_find_session (WireSmbLog *log, GBytes *name);
void wire_smb_log_remove_session (WireSmbLog *log, GBytes *name, WireSmbSession *session);

void wire_smb_log_note_transfer (WireSmbLog *log, WireTransfer *transfer);
void wire_smb_log_note_rename (WireSmbLog *log, const char *from, const char *to);
void wire_smb_log_note_delete (WireSmbLog *log, const char *path);

G_END_DECLS

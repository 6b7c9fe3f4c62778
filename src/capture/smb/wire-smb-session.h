/* wire-smb-session.h: a user who is signed in to a server, and what is open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/smb/wire-smb-cipher.h"
#include "capture/smb/wire-smb-file.h"

G_BEGIN_DECLS

/** Bytes of a file's id (MS-SMB2, section 2.2.14.1). That of SMB 1 is shorter; the rest is zero. */
#define WIRE_SMB_FILE_ID 16u

/**
 * WireSmbTree:
 * @path: (nullable): `\\server\share`
 * @pipes: what is there are named pipes
 *
 * A share that is connected.
 */
typedef struct
{
  char *path;
  gboolean pipes;
} WireSmbTree;

/*
 * WireSmbSession:
 *
 * Counted by reference: several connections may be of one session. With the last of them, what is
 * open is finished.
 *
 * Used by the loading thread.
 */

WireSmbSession *wire_smb_session_new (WireSmbLog *log, guint64 id);
WireSmbSession *wire_smb_session_ref (WireSmbSession *session);
void wire_smb_session_unref (WireSmbSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSmbSession, wire_smb_session_unref)

void wire_smb_session_add_name (WireSmbSession *session, GBytes *name);
guint64 wire_smb_session_get_id (const WireSmbSession *session);

void wire_smb_session_sign_in (WireSmbSession *session, const char *user);
gboolean wire_smb_session_is_signed_in (const WireSmbSession *session);
const char *wire_smb_session_get_user (const WireSmbSession *session);

void wire_smb_session_set_tree (WireSmbSession *session,
                                guint32 id,
                                const char *path,
                                gboolean pipes);
const WireSmbTree *wire_smb_session_get_tree (const WireSmbSession *session, guint32 id);
void wire_smb_session_remove_tree (WireSmbSession *session, guint32 id);
char *wire_smb_session_make_path (const WireSmbSession *session,
                                  guint32 tree,
                                  const char *name,
                                  gboolean dfs);

WireSmbFile *wire_smb_session_get_file (WireSmbSession *session,
                                        const guint8 *id,
                                        const WireSmbMoment *moment);
WireSmbFile *wire_smb_session_find_file (const WireSmbSession *session, const guint8 *id);
void wire_smb_session_close_file (WireSmbSession *session, const guint8 *id);

void wire_smb_session_lose (WireSmbSession *session);

WireSmbCipher *wire_smb_session_get_cipher (WireSmbSession *session);
WireSmbPreauth *wire_smb_session_get_preauth (WireSmbSession *session);

G_END_DECLS

/* wire-smb-key-log.h: keys of encrypted sessions of SMB 3
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** The longest key: AES-256. */
#define WIRE_SMB_KEY_MAX 32u

/** What a key is for. */
typedef enum
{
  WIRE_SMB_SESSION_KEY,
  WIRE_SMB_FROM_SERVER,
  WIRE_SMB_FROM_CLIENT,
  WIRE_SMB_N_KEYS,
} WireSmbKeyUse;

/**
 * WireSmbKeys:
 * @bytes: the keys, by #WireSmbKeyUse
 * @length: of each; 0 where it is not known, otherwise 16 or 32
 *
 * The keys of one session. In memory of wire_secret_new().
 */
typedef struct
{
  guint8 bytes[WIRE_SMB_N_KEYS][WIRE_SMB_KEY_MAX];
  guint8 length[WIRE_SMB_N_KEYS];
} WireSmbKeys;

/**
 * WireSmbKeyLog:
 *
 * Lines of `session id,session key[,key of the server,key of the client]`, in hexadecimal digits,
 * the id in the order of the wire: the form of Wireshark's table `smb2_seskey_list`, which may be
 * written before them as in its option `-o uat:smb2_seskey_list:…`. A key may be empty. Other lines
 * are left out.
 *
 * Used by one thread.
 */
typedef struct _WireSmbKeyLog WireSmbKeyLog;

/** Returns: (transfer full): no keys */
WireSmbKeyLog *wire_smb_key_log_new (void);

/** Frees @log and what it owns. */
void wire_smb_key_log_free (WireSmbKeyLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSmbKeyLog, wire_smb_key_log_free)

gboolean wire_smb_key_log_are_keys (const char *text, gsize length);
void wire_smb_key_log_add (WireSmbKeyLog *log, const char *text, gsize length);
void wire_smb_key_log_add_file (WireSmbKeyLog *log, const char *path);
const WireSmbKeys *wire_smb_key_log_find (const WireSmbKeyLog *log, guint64 session);

G_END_DECLS

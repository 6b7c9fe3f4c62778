/* wire-smb2-effect.c: what a request did, once its answer is known
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb2-dialogue-private.h"

/* Kinds of shares (MS-SMB2, section 2.2.10). */
#define SHARE_PIPE 2u

/* What opening did (MS-SMB2, section 2.2.14). */
#define OPENED 1u

/* Access rights (MS-DTYP, section 2.4.3; MS-SMB2, section 2.2.13.1.1). */
#define GENERIC 0x12000000u /* all, or as much as may be */
#define READS (0x80000001u | GENERIC)
#define WRITES (0x40000006u | GENERIC)

#define DIRECTORY_FILE 0x00000001u
#define DELETE_ON_CLOSE 0x00001000u
#define ATTRIBUTE_DIRECTORY 0x00000010u

/* What an IOCTL may do to a file without sending its bytes (MS-FSCC, section 2.3). */
#define OFFLOAD_WRITE 0x00098268u
#define DUPLICATE_EXTENTS 0x00098344u
#define DUPLICATE_EXTENTS_EX 0x000983e8u
#define SET_ZERO_DATA 0x000980c8u
#define PIPE_TRANSCEIVE 0x0011c017u

#define RENAME 0x010au
#define RENAME_EX 0x0141u
#define END_OF_FILE 0x0114u
#define DISPOSITION 0x010du
#define DISPOSITION_EX 0x0140u

/* Returns: (nullable): the id of the file that @request is about */
static const guint8 *
get_id (const WireSmb2Request *request)
{
  if (!request->related)
    return request->file;
  return request->chain && request->chain->known ? request->chain->file : NULL;
}

/** Returns: (nullable): the file that @request is about, where it is known */
WireSmbFile *
wire_smb2_dialogue_find_file (WireSmb2Dialogue *self, const WireSmb2Request *request)
{
  const guint8 *id = get_id (request);

  return id ? wire_smb_session_find_file (
             wire_smb2_dialogue_get_session (self, request->header.session), id)
            : NULL;
}

/* Returns: (nullable): the same, or one of which nothing is known but its bytes */
static WireSmbFile *
get_file (WireSmb2Dialogue *self, const WireSmb2Request *request)
{
  const guint8 *id = get_id (request);

  return id ? wire_smb_session_get_file (
             wire_smb2_dialogue_get_session (self, request->header.session), id, &request->moment)
            : NULL;
}

static WireTransferDirection
get_direction (const WireSmb2Request *request)
{
  return request->header.command == WIRE_SMB2_WRITE ? WIRE_TRANSFER_UPLOAD : WIRE_TRANSFER_DOWNLOAD;
}

/** Notes that @request, if it reads or writes, waits for its answer. */
void
wire_smb2_dialogue_await (WireSmb2Dialogue *self, WireSmb2Request *request)
{
  guint16 command = request->header.command;
  WireSmbFile *file = command == WIRE_SMB2_READ || command == WIRE_SMB2_WRITE
                          ? wire_smb2_dialogue_find_file (self, request)
                          : NULL;

  request->awaited = file != NULL;
  if (file)
    wire_smb_file_ask (file, get_direction (request));
}

/* The answer came, or is awaited no longer. */
static void
stop_awaiting (WireSmb2Dialogue *self, WireSmb2Request *request)
{
  WireSmbFile *file = request->awaited ? wire_smb2_dialogue_find_file (self, request) : NULL;

  if (file)
    wire_smb_file_answer (file, get_direction (request));
  request->awaited = FALSE;
}

/* Where it is not known what was opened, what is said there may tell. */
static void
look_for_calls (WireSmb2Dialogue *self, const WireSmb2Request *request, WireSmbFile *file)
{
  WireSmbSession *session = wire_smb2_dialogue_get_session (self, request->header.session);

  if (request->offset == 0 && !wire_smb_session_get_tree (session, request->header.tree))
    wire_smb_file_mark_pipe (file);
}

/* The share of named pipes has the same name everywhere; its kind may not have been captured. */
static gboolean
is_for_pipes (const char *path)
{
  const char *last = path ? strrchr (path, '\\') : NULL;

  return last && g_ascii_strcasecmp (last + 1, "IPC$") == 0;
}

static void
connect_tree (WireSmb2Dialogue *self, const WireSmb2Call *call)
{
  WireSmbSession *session = wire_smb2_dialogue_get_session (self, call->request->header.session);

  wire_smb_session_set_tree (session, call->answer->header.tree, call->request->text,
                             call->answer->action == SHARE_PIPE
                                 || is_for_pipes (call->request->text));
  if (call->request->text)
    wire_smb_story_tell_command (self->story, &call->request->moment, "TREE_CONNECT",
                                 call->request->text, 0);
}

static void
disconnect_tree (WireSmb2Dialogue *self, const WireSmb2Call *call)
{
  wire_smb_session_remove_tree (
      wire_smb2_dialogue_get_session (self, call->request->header.session),
      call->request->header.tree);
}

static WireSmbKind
get_kind (WireSmbSession *session, const WireSmb2Call *call)
{
  const WireSmbTree *tree = wire_smb_session_get_tree (session, call->request->header.tree);

  if (tree && tree->pipes)
    return WIRE_SMB_PIPE;
  return call->answer->attributes & ATTRIBUTE_DIRECTORY || call->request->options & DIRECTORY_FILE
             ? WIRE_SMB_DIRECTORY
             : WIRE_SMB_FILE;
}

static void
tell_opening (WireSmb2Dialogue *self, const WireSmbOpening *opening, const WireSmb2Request *request)
{
  if (opening->kind == WIRE_SMB_DIRECTORY && opening->fresh)
    wire_smb_story_tell (self->story, WIRE_SESSION_MADE_FOLDER, &request->moment, opening->path,
                         NULL);
  else
    wire_smb_story_tell_command (self->story, &request->moment, "CREATE", opening->path, 0);
}

static void
open_file (WireSmb2Dialogue *self, const WireSmb2Call *call)
{
  const WireSmb2Request *request = call->request;
  const WireSmb2Answer *answer = call->answer;
  WireSmbSession *session = wire_smb2_dialogue_get_session (self, request->header.session);
  g_autofree char *path =
      request->text ? wire_smb_session_make_path (session, request->header.tree, request->text,
                                                  (request->header.flags & WIRE_SMB2_DFS) != 0)
                    : NULL;
  const WireSmbOpening opening = {
    .kind = get_kind (session, call),
    .path = path,
    .size = answer->size,
    .fresh = answer->action != OPENED,
    .reads = (request->access & READS) != 0,
    .writes = (request->access & WRITES) != 0,
    .deletes = (request->options & DELETE_ON_CLOSE) != 0,
  };
  WireSmbFile *file;

  if (answer->cut)
    return;
  if (request->chain)
    {
      memcpy (request->chain->file, answer->file, WIRE_SMB_FILE_ID);
      request->chain->known = TRUE;
    }
  file = wire_smb_session_get_file (session, answer->file, &request->moment);
  if (file)
    wire_smb_file_open (file, &opening);
  if (path)
    tell_opening (self, &opening, request);
}

static void
close_file (WireSmb2Dialogue *self, const WireSmb2Call *call)
{
  WireSmbFile *file = wire_smb2_dialogue_find_file (self, call->request);

  if (!file)
    return;
  if (wire_smb_file_is_asked (file))
    wire_smb2_dialogue_give_up_file (self, file);
  if (call->answer->size != WIRE_TRANSFER_UNKNOWN)
    wire_smb_file_learn_size (file, call->answer->size);
  if (wire_smb_file_is_deleted (file) && wire_smb_file_get_path (file))
    wire_smb_story_tell (self->story,
                         wire_smb_file_is_folder (file) ? WIRE_SESSION_REMOVED_FOLDER
                                                        : WIRE_SESSION_DELETED,
                         &call->request->moment, wire_smb_file_get_path (file), NULL);
  wire_smb_session_close_file (wire_smb2_dialogue_get_session (self, call->request->header.session),
                               get_id (call->request));
}

static void
read_file (WireSmb2Dialogue *self, const WireSmb2Call *call)
{
  const WireSmb2Request *request = call->request;
  const WireSmb2Answer *answer = call->answer;
  WireSmbFile *file = get_file (self, request);

  if (!file)
    return;
  if (answer->is_call)
    look_for_calls (self, request, file);
  if (answer->header.status == WIRE_SMB_STATUS_END_OF_FILE)
    wire_smb_file_learn_end (file, request->offset);
  else if (answer->cut)
    wire_smb_file_miss_read (file, &request->moment);
  else
    wire_smb_file_read (file, request->offset, &answer->data, &answer->moment);
  if (answer->header.status == WIRE_SMB_STATUS_SUCCESS && !answer->cut
      && answer->count < request->length && request->offset <= G_MAXINT64)
    wire_smb_file_learn_end (file, request->offset + answer->count);
}

/* A server may take fewer bytes than it was sent. */
static void
write_file (WireSmb2Dialogue *self, WireSmb2Call *call)
{
  WireSmb2Request *request = call->request;
  WireSmbFile *file = get_file (self, request);

  if (!file)
    return;
  if (request->is_call)
    look_for_calls (self, request, file);
  if (!call->answer->cut)
    wire_body_truncate (&request->data, call->answer->count);
  wire_smb_file_write (file, request->offset, &request->data, &request->moment, TRUE);
}

static void
tell_copy (WireSmb2Dialogue *self, const WireSmb2Call *call, WireSmbFile *file)
{
  const char *to = wire_smb_file_get_path (file);
  const char *from;

  wire_smb_file_mark_changed_there (file);
  if (to && wire_smb2_copies_begin (self->copies, call, to, &from))
    wire_smb_story_tell (self->story, WIRE_SESSION_COPIED, &call->request->moment, from, to);
}

static void
control_file (WireSmb2Dialogue *self, const WireSmb2Call *call)
{
  WireSmbFile *file = wire_smb2_dialogue_find_file (self, call->request);

  if (!file)
    return;
  switch (call->request->options)
    {
    case PIPE_TRANSCEIVE:
      wire_smb_file_mark_pipe (file);
      break;
    case WIRE_SMB2_RESUME_KEY:
      wire_smb2_copies_learn (self->copies, call, wire_smb_file_get_path (file));
      break;
    case WIRE_SMB2_COPYCHUNK:
    case WIRE_SMB2_COPYCHUNK_WRITE:
      tell_copy (self, call, file);
      break;
    case OFFLOAD_WRITE:
    case DUPLICATE_EXTENTS:
    case DUPLICATE_EXTENTS_EX:
    case SET_ZERO_DATA:
      wire_smb_file_mark_changed_there (file);
      break;
    default:
      break;
    }
}

static void
query_file (WireSmb2Dialogue *self, const WireSmb2Call *call)
{
  WireSmbFile *file = wire_smb2_dialogue_find_file (self, call->request);

  wire_smb2_answer_read_size (call->answer, call->request->level);
  if (file && call->answer->size != WIRE_TRANSFER_UNKNOWN)
    wire_smb_file_learn_size (file, call->answer->size);
}

static void
rename_file (WireSmb2Dialogue *self, const WireSmb2Request *request, WireSmbFile *file)
{
  g_autofree char *to =
      wire_smb_session_make_path (wire_smb2_dialogue_get_session (self, request->header.session),
                                  request->header.tree, request->text, FALSE);

  if (wire_smb_file_get_path (file))
    {
      wire_smb_story_tell (self->story, WIRE_SESSION_RENAMED, &request->moment,
                           wire_smb_file_get_path (file), to);
      wire_smb_log_note_rename (self->log, wire_smb_file_get_path (file), to);
    }
  wire_smb_file_rename (file, to);
}

static void
set_file (WireSmb2Dialogue *self, const WireSmb2Call *call)
{
  const WireSmb2Request *request = call->request;
  WireSmbFile *file = wire_smb2_dialogue_find_file (self, request);

  if (!file)
    return;
  if (request->level == END_OF_FILE)
    wire_smb_file_set_size (file, request->offset, request->moment.packet);
  else if (request->level == DISPOSITION || request->level == DISPOSITION_EX)
    wire_smb_file_mark_deleted (file, request->options != 0);
  else if (request->text && (request->level == RENAME || request->level == RENAME_EX))
    rename_file (self, request, file);
}

static void
log_off (WireSmb2Dialogue *self, const WireSmb2Call *call)
{
  gint64 id = (gint64) call->request->header.session;

  g_hash_table_remove (self->sessions, &id);
}

static void
do_successful (WireSmb2Dialogue *self, WireSmb2Call *call)
{
  switch ((WireSmb2Command) call->request->header.command)
    {
    case WIRE_SMB2_NEGOTIATE:
      wire_smb2_dialogue_negotiate (self, call);
      break;
    case WIRE_SMB2_LOGOFF:
      log_off (self, call);
      break;
    case WIRE_SMB2_TREE_CONNECT:
      connect_tree (self, call);
      break;
    case WIRE_SMB2_TREE_DISCONNECT:
      disconnect_tree (self, call);
      break;
    case WIRE_SMB2_CREATE:
      open_file (self, call);
      break;
    case WIRE_SMB2_CLOSE:
      close_file (self, call);
      break;
    case WIRE_SMB2_WRITE:
      write_file (self, call);
      break;
    case WIRE_SMB2_IOCTL:
      control_file (self, call);
      break;
    case WIRE_SMB2_QUERY_INFO:
      query_file (self, call);
      break;
    case WIRE_SMB2_SET_INFO:
      set_file (self, call);
      break;
    default:
      break;
    }
}

/* What names something and was not done. */
static void
tell_refusal (WireSmb2Dialogue *self, const WireSmb2Call *call)
{
  const WireSmb2Request *request = call->request;
  WireSmbSession *session = wire_smb2_dialogue_get_session (self, request->header.session);
  g_autofree char *path = NULL;

  if (request->header.command == WIRE_SMB2_TREE_CONNECT)
    path = g_strdup (request->text);
  else
    path = wire_smb_session_make_path (session, request->header.tree, request->text,
                                       (request->header.flags & WIRE_SMB2_DFS) != 0);
  wire_smb_story_tell_command (self->story, &request->moment,
                               request->header.command == WIRE_SMB2_TREE_CONNECT ? "TREE_CONNECT"
                               : request->header.command == WIRE_SMB2_CREATE     ? "CREATE"
                                                                                 : "SET_INFO",
                               path, call->answer->header.status);
}

/** Does what @call, of which both halves are there, did. */
void
wire_smb2_dialogue_do (WireSmb2Dialogue *self, WireSmb2Call *call)
{
  guint32 status = call->answer->header.status;

  stop_awaiting (self, call->request);
  if (call->request->header.command != call->answer->header.command)
    return;
  if (call->request->header.command == WIRE_SMB2_SESSION_SETUP)
    wire_smb2_dialogue_set_up (self, call);
  else if (call->request->header.command == WIRE_SMB2_READ
           && (status == WIRE_SMB_STATUS_SUCCESS || status == WIRE_SMB_STATUS_BUFFER_OVERFLOW
               || status == WIRE_SMB_STATUS_END_OF_FILE))
    read_file (self, call);
  else if (status == WIRE_SMB_STATUS_SUCCESS)
    do_successful (self, call);
  else if (call->request->text)
    tell_refusal (self, call);
}

/** Only one half of @call came. What was to be written was sent all the same. */
void
wire_smb2_dialogue_leave_open (WireSmb2Dialogue *self, WireSmb2Call *call)
{
  WireSmb2Request *request = call->request;
  WireSmbFile *file;

  if (!request)
    {
      self->lost_answers |= call->answer->data.size > 0;
      return;
    }
  stop_awaiting (self, request);
  if (request->header.command == WIRE_SMB2_WRITE && (file = get_file (self, request)))
    {
      if (request->is_call)
        look_for_calls (self, request, file);
      wire_smb_file_write (file, request->offset, &request->data, &request->moment, FALSE);
    }
  else if (request->header.command == WIRE_SMB2_READ
           && (file = wire_smb2_dialogue_find_file (self, request)))
    wire_smb_file_miss_read (file, &request->moment);
}

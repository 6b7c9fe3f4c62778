/* wire-smb1-effect.c: what a request of SMB 1 did, once its answer is known
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb1-dialogue-private.h"
#include "capture/smb/wire-smb2-header.h"

/* What opening did: it was there; NT_CREATE_ANDX and OPEN_ANDX agree on that. */
#define OPENED 1u

/* Rights, as in SMB 2. */
#define GENERIC 0x12000000u
#define READS (0x80000001u | GENERIC)
#define WRITES (0x40000006u | GENERIC)
#define DIRECTORY_FILE 0x00000001u
#define DELETE_ON_CLOSE 0x00001000u
#define ATTRIBUTE_DIRECTORY 0x00000010u

/* Subcommands of TRANSACTION2, and levels of information (MS-CIFS, section 2.2.2.3; MS-SMB,
 * section 2.2.2.3.5). */
#define QUERY_FILE 7u
#define SET_FILE 8u
#define LEVEL_OF(subcommand, level) ((guint32) (subcommand) << 16 | (level))
#define PASS_THROUGH 1000u

/* One command with its answer, and who asked. */
typedef struct
{
  WireSmb1Dialogue *dialogue;
  const WireSmb1Message *request;
  const WireSmb1Message *answer;
  WireSmb1Step *asked;
  WireSmb1Step *told;
} Pair;

static void
make_id (guint16 number, guint8 *id)
{
  memset (id, 0, WIRE_SMB_FILE_ID);
  id[0] = (guint8) number;
  id[1] = (guint8) (number >> 8);
}

static WireSmbSession *
get_session (const Pair *pair)
{
  return wire_smb1_dialogue_get_session (pair->dialogue, pair->request->user);
}

/** Returns: (nullable): the file of @user that @step names, where it is known */
WireSmbFile *
wire_smb1_dialogue_find_file (WireSmb1Dialogue *self, guint16 user, const WireSmb1Step *step)
{
  guint8 id[WIRE_SMB_FILE_ID];

  make_id (step->file, id);
  return wire_smb_session_find_file (wire_smb1_dialogue_get_session (self, user), id);
}

static WireSmbFile *
find_file (const Pair *pair)
{
  return wire_smb1_dialogue_find_file (pair->dialogue, pair->request->user, pair->asked);
}

/* Returns: (nullable): the same, or one of which nothing is known but its bytes */
static WireSmbFile *
get_file (const Pair *pair)
{
  guint8 id[WIRE_SMB_FILE_ID];
  WireSmbFile *file;

  make_id (pair->asked->file, id);
  file = wire_smb_session_get_file (get_session (pair), id, &pair->request->moment);
  if (file && (pair->asked->is_call || (pair->told && pair->told->is_call))
      && !wire_smb_session_get_tree (get_session (pair), pair->request->tree))
    wire_smb_file_mark_pipe (file);
  return file;
}

static void
open_file (const Pair *pair)
{
  const WireSmb1Step *told = pair->told;
  const WireSmbTree *tree = wire_smb_session_get_tree (get_session (pair), pair->request->tree);
  g_autofree char *path = pair->asked->text
                              ? wire_smb_session_make_path (get_session (pair), pair->request->tree,
                                                            pair->asked->text, pair->request->dfs)
                              : NULL;
  gboolean folder = told->access & ATTRIBUTE_DIRECTORY || pair->asked->action & DIRECTORY_FILE;
  const WireSmbOpening opening = {
    .kind = told->is_pipe || (tree && tree->pipes) ? WIRE_SMB_PIPE
            : folder                               ? WIRE_SMB_DIRECTORY
                                                   : WIRE_SMB_FILE,
    .path = path,
    .size = told->offset,
    .fresh = told->action != OPENED,
    .reads = (pair->asked->access & READS) != 0,
    .writes = (pair->asked->access & WRITES) != 0,
    .deletes = (pair->asked->action & DELETE_ON_CLOSE) != 0,
  };
  guint8 id[WIRE_SMB_FILE_ID];
  WireSmbFile *file;

  if (told->cut)
    return;
  make_id (told->file, id);
  file = wire_smb_session_get_file (get_session (pair), id, &pair->request->moment);
  if (file)
    wire_smb_file_open (file, &opening);
  if (path)
    wire_smb_story_tell_command (pair->dialogue->story, &pair->request->moment, "CREATE", path, 0);
}

static void
close_file (const Pair *pair)
{
  WireSmbFile *file = find_file (pair);
  guint8 id[WIRE_SMB_FILE_ID];

  if (file && wire_smb_file_is_asked (file))
    wire_smb1_dialogue_give_up_file (pair->dialogue, pair->request->user, file);
  make_id (pair->asked->file, id);
  wire_smb_session_close_file (get_session (pair), id);
}

static void
read_file (const Pair *pair)
{
  WireSmbFile *file = get_file (pair);
  const WireSmb1Step *asked = pair->asked;

  if (!file)
    return;
  if (pair->told->cut)
    wire_smb_file_miss_read (file, &pair->request->moment);
  else
    wire_smb_file_read (file, asked->offset, &pair->told->data, &pair->answer->moment);
  if (!pair->told->cut && pair->told->length < asked->length && asked->offset <= G_MAXINT64)
    wire_smb_file_learn_end (file, asked->offset + pair->told->length);
}

static void
write_file (const Pair *pair)
{
  WireSmbFile *file = get_file (pair);

  if (!file)
    return;
  if (!pair->told->cut)
    wire_body_truncate (&pair->asked->data, pair->told->length);
  wire_smb_file_write (file, pair->asked->offset, &pair->asked->data, &pair->request->moment, TRUE);
}

static void
rename_path (const Pair *pair)
{
  WireSmbSession *session = get_session (pair);
  g_autofree char *from = wire_smb_session_make_path (session, pair->request->tree,
                                                      pair->asked->text, pair->request->dfs);
  g_autofree char *to = wire_smb_session_make_path (session, pair->request->tree,
                                                    pair->asked->other, pair->request->dfs);

  wire_smb_log_note_rename (pair->dialogue->log, from, to);
  wire_smb_story_tell (pair->dialogue->story, WIRE_SESSION_RENAMED, &pair->request->moment, from,
                       to);
}

static void
delete_path (const Pair *pair)
{
  g_autofree char *path = wire_smb_session_make_path (get_session (pair), pair->request->tree,
                                                      pair->asked->text, pair->request->dfs);

  wire_smb_log_note_delete (pair->dialogue->log, path);
  wire_smb_story_tell (pair->dialogue->story, WIRE_SESSION_DELETED, &pair->request->moment, path,
                       NULL);
}

/* What became of the folder that the request names. */
static void
tell_folder (const Pair *pair, WireSessionEventKind kind)
{
  g_autofree char *path = wire_smb_session_make_path (get_session (pair), pair->request->tree,
                                                      pair->asked->text, pair->request->dfs);

  if (pair->asked->text)
    wire_smb_story_tell (pair->dialogue->story, kind, &pair->request->moment, path, NULL);
}

/* A question for information of a file, or a change of it. */
static void
transact (const Pair *pair)
{
  WireSmbFile *file = find_file (pair);
  guint64 size = WIRE_TRANSFER_UNKNOWN;

  if (!file)
    return;
  switch (pair->asked->level)
    {
    case LEVEL_OF (QUERY_FILE, 0x102):
    case LEVEL_OF (QUERY_FILE, PASS_THROUGH + 5):
      size = pair->told->information[1];
      break;
    case LEVEL_OF (QUERY_FILE, 0x107):
    case LEVEL_OF (QUERY_FILE, PASS_THROUGH + 18):
      size = pair->told->information[6];
      break;
    case LEVEL_OF (SET_FILE, 0x104):
    case LEVEL_OF (SET_FILE, PASS_THROUGH + 20):
      if (pair->asked->offset != WIRE_TRANSFER_UNKNOWN)
        wire_smb_file_set_size (file, pair->asked->offset, pair->request->moment.packet);
      break;
    default:
      break;
    }
  if (size != WIRE_TRANSFER_UNKNOWN)
    wire_smb_file_learn_size (file, size);
}

static void
connect_tree (const Pair *pair)
{
  wire_smb_session_set_tree (wire_smb1_dialogue_get_session (pair->dialogue, pair->answer->user),
                             pair->answer->tree, pair->asked->text,
                             g_strcmp0 (pair->told->text, "IPC") == 0);
  if (pair->asked->text)
    wire_smb_story_tell_command (pair->dialogue->story, &pair->request->moment, "TREE_CONNECT",
                                 pair->asked->text, 0);
}

static void
do_pair (const Pair *pair)
{
  switch ((WireSmb1Command) pair->asked->command)
    {
    case WIRE_SMB1_SESSION_SETUP_ANDX:
      wire_smb_session_sign_in (wire_smb1_dialogue_get_session (pair->dialogue, pair->answer->user),
                                pair->asked->text);
      wire_smb_story_sign_in (pair->dialogue->story, &pair->request->moment, pair->asked->text,
                              TRUE);
      break;
    case WIRE_SMB1_TREE_CONNECT_ANDX:
      connect_tree (pair);
      break;
    case WIRE_SMB1_TREE_DISCONNECT:
      wire_smb_session_remove_tree (get_session (pair), pair->request->tree);
      break;
    case WIRE_SMB1_NT_CREATE_ANDX:
    case WIRE_SMB1_OPEN_ANDX:
      open_file (pair);
      break;
    case WIRE_SMB1_READ_ANDX:
      read_file (pair);
      break;
    case WIRE_SMB1_WRITE_ANDX:
      write_file (pair);
      break;
    case WIRE_SMB1_CLOSE:
      close_file (pair);
      break;
    case WIRE_SMB1_TRANSACTION2:
      transact (pair);
      break;
    case WIRE_SMB1_CREATE_DIRECTORY:
      tell_folder (pair, WIRE_SESSION_MADE_FOLDER);
      break;
    case WIRE_SMB1_DELETE_DIRECTORY:
      tell_folder (pair, WIRE_SESSION_REMOVED_FOLDER);
      break;
    case WIRE_SMB1_DELETE:
      if (pair->asked->text)
        delete_path (pair);
      break;
    case WIRE_SMB1_RENAME:
      if (pair->asked->text && pair->asked->other)
        rename_path (pair);
      break;
    default:
      break;
    }
}

/* Reads and writes that wait for their answers */

static gboolean
get_direction (const WireSmb1Step *step, WireTransferDirection *direction)
{
  *direction =
      step->command == WIRE_SMB1_WRITE_ANDX ? WIRE_TRANSFER_UPLOAD : WIRE_TRANSFER_DOWNLOAD;
  return step->command == WIRE_SMB1_WRITE_ANDX || step->command == WIRE_SMB1_READ_ANDX;
}

/** Notes that what @request reads and writes waits for its answer. */
void
wire_smb1_dialogue_await (WireSmb1Dialogue *self, WireSmb1Message *request)
{
  for (guint i = 0; i < request->n; i++)
    {
      WireTransferDirection direction;
      WireSmbFile *file =
          get_direction (&request->steps[i], &direction)
              ? wire_smb1_dialogue_find_file (self, request->user, &request->steps[i])
              : NULL;

      request->steps[i].awaited = file != NULL;
      if (file)
        wire_smb_file_ask (file, direction);
    }
}

static void
stop_awaiting (WireSmb1Dialogue *self, const WireSmb1Message *request, WireSmb1Step *step)
{
  WireTransferDirection direction;
  WireSmbFile *file =
      step->awaited ? wire_smb1_dialogue_find_file (self, request->user, step) : NULL;

  get_direction (step, &direction);
  if (file)
    wire_smb_file_answer (file, direction);
  step->awaited = FALSE;
}

static gboolean
is_refusal (const WireSmb1Message *answer)
{
  return answer->status != WIRE_SMB_STATUS_SUCCESS
         && answer->status != WIRE_SMB_STATUS_MORE_PROCESSING;
}

/** Does what @call, of which both halves are there, did. A command in the same message as the one
 * that opens a file means that file. */
void
wire_smb1_dialogue_do (WireSmb1Dialogue *self, WireSmb1Call *call)
{
  for (guint i = 0; i < call->request->n; i++)
    {
      Pair pair = { self, call->request, call->answer, &call->request->steps[i], NULL };

      stop_awaiting (self, call->request, pair.asked);
      if (pair.asked->command == WIRE_SMB1_SESSION_SETUP_ANDX && is_refusal (call->answer))
        wire_smb_story_sign_in (self->story, &call->request->moment, pair.asked->text, FALSE);
      if (i >= call->answer->n || call->answer->status != WIRE_SMB_STATUS_SUCCESS)
        continue;
      pair.told = &call->answer->steps[i];
      if (pair.told->command != pair.asked->command)
        return;
      if (i > 0
          && (call->request->steps[i - 1].command == WIRE_SMB1_NT_CREATE_ANDX
              || call->request->steps[i - 1].command == WIRE_SMB1_OPEN_ANDX))
        pair.asked->file = call->answer->steps[i - 1].file;
      do_pair (&pair);
    }
}

/** Only one half of @call came. What was to be written was sent all the same. */
void
wire_smb1_dialogue_leave_open (WireSmb1Dialogue *self, WireSmb1Call *call)
{
  for (guint i = 0; call->answer && i < call->answer->n; i++)
    if (call->answer->steps[i].data.size > 0)
      wire_smb_log_lose_answer (self->log);
  for (guint i = 0; call->request && i < call->request->n; i++)
    {
      const Pair pair = { self, call->request, NULL, &call->request->steps[i], NULL };
      WireSmbFile *file;

      stop_awaiting (self, call->request, pair.asked);
      if (pair.asked->command == WIRE_SMB1_WRITE_ANDX && (file = get_file (&pair)))
        wire_smb_file_write (file, pair.asked->offset, &pair.asked->data, &call->request->moment,
                             FALSE);
      else if (pair.asked->command == WIRE_SMB1_READ_ANDX && (file = find_file (&pair)))
        wire_smb_file_miss_read (file, &call->request->moment);
    }
}

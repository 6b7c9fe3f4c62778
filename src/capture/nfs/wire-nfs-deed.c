/* wire-nfs-deed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/nfs/wire-nfs-deed.h"

#include "base/wire-cursor.h"

/* Names */

/* Returns: (transfer full): where @name is; without its folder where that is not known */
static char *
make_path (const WireNfsDeed *self, const WireNfsHandle *folder, const char *name)
{
  g_autofree char *path = wire_nfs_names_make_path (wire_nfs_log_get_names (self->log), folder);

  if (!path)
    return g_strdup (name);
  return g_strconcat (path, g_str_has_suffix (path, "/") ? "" : "/", name, NULL);
}

static void
add_name (const WireNfsDeed *self, const char *name, const WireNfsHandle *handle)
{
  WireNfsHandle own = *handle;

  own.server = self->server;
  wire_nfs_names_add (wire_nfs_log_get_names (self->log),
                      self->call->procedure == WIRE_NFS_MOUNT ? NULL : &self->call->handle, name,
                      &own);
}

static void
add_entries (const WireNfsDeed *self, gsize at)
{
  WireCursor cursor = wire_cursor_new (self->answer->head->data, self->answer->head->len);
  gboolean more = TRUE;

  wire_cursor_skip (&cursor, at);
  while (more)
    {
      g_autofree char *name = NULL;
      WireNfsHandle handle;

      more = wire_nfs_entry_read (&cursor, &name, &handle);
      if (more)
        add_name (self, name, &handle);
    }
}

static void
rename_file (const WireNfsDeed *self)
{
  WireNfsNames *names = wire_nfs_log_get_names (self->log);
  const WireNfsCall *call = self->call;
  const WireNfsHandle *found = wire_nfs_names_find (names, &call->handle, call->name);
  g_autofree char *from = make_path (self, &call->handle, call->name);
  g_autofree char *to = make_path (self, &call->to, call->to_name);

  wire_nfs_words_tell (self->words, WIRE_SESSION_RENAMED, &self->asked, from, to);
  if (found)
    {
      const WireNfsHandle handle = *found;

      wire_nfs_names_remove (names, &call->to, call->to_name);
      wire_nfs_names_add (names, &call->to, call->to_name, &handle);
    }
}

static void
remove_file (const WireNfsDeed *self)
{
  WireNfsNames *names = wire_nfs_log_get_names (self->log);
  const WireNfsCall *call = self->call;
  const WireNfsHandle *handle = wire_nfs_names_find (names, &call->handle, call->name);
  WireNfsFile *file = handle ? wire_nfs_log_find_file (self->log, self->client, handle) : NULL;
  g_autofree char *path = make_path (self, &call->handle, call->name);

  wire_nfs_words_tell (self->words,
                       call->procedure == WIRE_NFS_REMOVE ? WIRE_SESSION_DELETED
                                                          : WIRE_SESSION_REMOVED_FOLDER,
                       &self->asked, path, NULL);
  if (file)
    wire_nfs_file_finish (file);
  wire_nfs_names_remove (names, &call->handle, call->name);
}

/* Bytes */

/* @from: where in @message they begin. What is not there is a gap. */
static void
cut_out (const WireRpcMessage *message, gsize from, guint32 count, WireBody *bytes)
{
  guint64 there = message->body.size > from ? message->body.size - from : 0;
  guint32 n = (guint32) MIN (count, there);

  if (n > 0)
    wire_body_slice (&message->body, from, n, bytes);
  if (n < count)
    wire_body_add_gap (bytes, count - n, message->packet);
}

static WireNfsFile *
get_file (const WireNfsDeed *self, const WireNfsHandle *handle)
{
  WireNfsHandle own = *handle;

  own.server = self->server;
  return handle->length > 0 ? wire_nfs_log_get_file (self->log, self->client, &own) : NULL;
}

static void
do_read (const WireNfsDeed *self, const WireNfsAnswer *answer)
{
  WireNfsFile *file = get_file (self, &self->call->handle);
  WireNfsMoment moment = self->asked;
  g_auto (WireBody) bytes = { 0 };

  if (!file)
    return;
  moment.sender = !moment.sender;
  if (!answer)
    {
      wire_nfs_file_miss_read (file, &moment);
      return;
    }
  moment.packet = self->answer->packet;
  moment.time = self->answer->time;
  cut_out (self->answer, answer->data, answer->count, &bytes);
  wire_nfs_file_read (file, self->call->offset, &bytes, answer, &moment);
}

/* A server may take less than it was given. */
static void
do_write (const WireNfsDeed *self, const WireNfsAnswer *answer)
{
  WireNfsFile *file = get_file (self, &self->call->handle);
  guint32 count = answer ? MIN (answer->count, self->call->count) : self->call->count;
  g_auto (WireBody) bytes = { 0 };

  if (!file)
    return;
  cut_out (self->request, self->call->data, count, &bytes);
  wire_nfs_file_write (file, self->call->offset, &bytes, answer, &self->asked);
}

static void
do_create (const WireNfsDeed *self, const WireNfsAnswer *answer)
{
  WireNfsFile *file = get_file (self, &answer->handle);
  const WireNfsCall *call = self->call;

  add_name (self, call->name, &answer->handle);
  if (file
      && (call->fresh || (call->sets_size && call->size == 0)
          || (answer->facts.known && answer->facts.size == 0)))
    wire_nfs_file_make (file, &self->asked);
}

static void
do_set (const WireNfsDeed *self)
{
  const WireNfsCall *call = self->call;
  WireNfsFile *file = call->sets_size && call->size == 0
                          ? get_file (self, &call->handle)
                          : wire_nfs_log_find_file (self->log, self->client, &call->handle);

  if (file && call->sets_size && call->size == 0)
    wire_nfs_file_make (file, &self->asked);
  else if (file)
    wire_nfs_file_set (file, call, self->asked.packet);
}

static void
commit (const WireNfsDeed *self, const WireNfsAnswer *answer)
{
  WireNfsFile *file = wire_nfs_log_find_file (self->log, self->client, &self->call->handle);

  if (file)
    wire_nfs_file_commit (file, self->call, &answer->facts);
}

static void
follow (const WireNfsDeed *self, const WireNfsHandle *handle)
{
  WireNfsHandle own = *handle;
  WireNfsFile *file;

  own.server = self->server;
  file = wire_nfs_log_find_file (self->log, self->client, &own);
  if (file)
    wire_nfs_file_follow (file);
}

/* Telling */

static const char *
get_command (WireNfsProcedure procedure)
{
  switch (procedure)
    {
    case WIRE_NFS_CREATE:
      return "CREATE";
    case WIRE_NFS_MKDIR:
      return "MKDIR";
    case WIRE_NFS_SYMLINK:
      return "SYMLINK";
    case WIRE_NFS_REMOVE:
      return "REMOVE";
    case WIRE_NFS_RMDIR:
      return "RMDIR";
    case WIRE_NFS_RENAME:
      return "RENAME";
    case WIRE_NFS_MOUNT:
      return "MNT";
    default:
      return NULL;
    }
}

static void
tell (const WireNfsDeed *self, guint32 status)
{
  const WireNfsCall *call = self->call;
  const char *command = get_command (call->procedure);
  g_autofree char *path = NULL;

  if (!command)
    return;
  path = call->procedure == WIRE_NFS_MOUNT ? g_strdup (call->name)
                                           : make_path (self, &call->handle, call->name);
  wire_nfs_words_tell_call (self->words, &self->asked, command, path, status);
  if (status == 0 && call->procedure == WIRE_NFS_MKDIR)
    wire_nfs_words_tell (self->words, WIRE_SESSION_MADE_FOLDER, &self->asked, path, NULL);
}

static void
do_it (const WireNfsDeed *self, const WireNfsAnswer *answer)
{
  const WireNfsCall *call = self->call;

  switch (call->procedure)
    {
    case WIRE_NFS_READ:
      do_read (self, answer);
      break;
    case WIRE_NFS_WRITE:
      do_write (self, answer);
      break;
    case WIRE_NFS_CREATE:
      do_create (self, answer);
      break;
    case WIRE_NFS_SETATTR:
      do_set (self);
      follow (self, &call->handle);
      break;
    case WIRE_NFS_COMMIT:
      commit (self, answer);
      break;
    case WIRE_NFS_GETATTR:
      follow (self, &call->handle);
      break;
    case WIRE_NFS_LOOKUP:
      follow (self, &answer->handle);
      add_name (self, call->name, &answer->handle);
      break;
    case WIRE_NFS_MKDIR:
    case WIRE_NFS_MOUNT:
      add_name (self, call->name, &answer->handle);
      break;
    case WIRE_NFS_READDIRPLUS:
      add_entries (self, answer->entries);
      break;
    case WIRE_NFS_RENAME:
      rename_file (self);
      break;
    case WIRE_NFS_REMOVE:
    case WIRE_NFS_RMDIR:
      remove_file (self);
      break;
    default:
      break;
    }
}

/* Nobody knows what the server did. */
static void
do_unanswered (const WireNfsDeed *self)
{
  if (self->call->procedure == WIRE_NFS_READ)
    do_read (self, NULL);
  else if (self->call->procedure == WIRE_NFS_WRITE)
    do_write (self, NULL);
  else if (self->call->procedure == WIRE_NFS_SETATTR)
    wire_nfs_log_note_loss (self->log, self->client);
}

/** Does to files what @self did on the server. */
void
wire_nfs_deed_do (const WireNfsDeed *self)
{
  WireNfsAnswer answer;

  if (!self->answer
      || !wire_nfs_answer_parse (self->answer->head->data, self->answer->head->len, self->at,
                                 self->call->procedure, &answer))
    {
      do_unanswered (self);
      return;
    }
  tell (self, answer.status);
  if (answer.status == 0)
    do_it (self, &answer);
}

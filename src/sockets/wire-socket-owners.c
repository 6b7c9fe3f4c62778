/* wire-socket-owners.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sockets/wire-socket-owners.h"

#include "base/wire-printable.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* What a descriptor of a socket is a link to (proc(5)). */
#define LINK_PREFIX "socket:["

/* Longest such link that is looked at, and longest name of a process and its line end. */
#define LINK_BYTES 64
#define COMM_BYTES 64

typedef struct
{
  WireSocketRow *rows;
  GHashTable *by_inode;  /* guint64 → WireSocketRow, both of rows */
  guint32 *last_claimed; /* for each row: the process that was found to have it last */
  GStringChunk *names;
} Search;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DIR, closedir)

/* As openat(), for folders. Any of them may be gone at any time, or not be ours to see. */
static DIR *
open_folder (int at, const char *name)
{
  int fd = openat (at, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK);
  DIR *folder = fd >= 0 ? fdopendir (fd) : NULL;

  if (!folder && fd >= 0)
    close (fd);
  return folder;
}

/* Returns: the inode that descriptor @name of a process is a socket of, or 0 */
static guint64
read_inode (int descriptors, const char *name)
{
  char link[LINK_BYTES];
  gssize length = readlinkat (descriptors, name, link, sizeof link - 1);
  guint64 inode;
  char *end;

  if (length <= 0)
    return 0;
  link[length] = '\0';
  if (!g_str_has_prefix (link, LINK_PREFIX))
    return 0;
  inode = g_ascii_strtoull (link + strlen (LINK_PREFIX), &end, 10);
  return g_str_equal (end, "]") ? inode : 0;
}

/* Returns: (transfer none) (nullable): what the process of folder @process is called */
static const char *
read_name (int process, GStringChunk *names)
{
  char comm[COMM_BYTES];
  int fd = openat (process, "comm", O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  gssize length = fd >= 0 ? read (fd, comm, sizeof comm) : -1;
  g_autofree char *printable = NULL;

  if (fd >= 0)
    close (fd);
  if (length > 0 && comm[length - 1] == '\n')
    length--;
  if (length <= 0)
    return NULL;
  printable = wire_printable (comm, length); /* a process may call itself anything */
  return g_string_chunk_insert_const (names, printable);
}

static void
claim (Search *search, WireSocketRow *row, int process, guint32 pid)
{
  guint32 *last = &search->last_claimed[row - search->rows];

  if (*last == pid) /* which may have it open more than once */
    return;
  *last = pid;
  row->n_processes++;
  if (row->owner == WIRE_SOCKET_OWNER_SEEN && row->pid < pid)
    return;
  row->owner = WIRE_SOCKET_OWNER_SEEN;
  row->pid = pid;
  row->program = read_name (process, search->names);
}

static void
search_process (Search *search, int proc, const char *name, guint32 pid)
{
  g_autoptr (DIR) process = open_folder (proc, name);
  g_autoptr (DIR) descriptors = process ? open_folder (dirfd (process), "fd") : NULL;

  if (!descriptors)
    return;
  for (struct dirent *entry; (entry = readdir (descriptors));)
    {
      guint64 inode = read_inode (dirfd (descriptors), entry->d_name);
      WireSocketRow *row = inode ? g_hash_table_lookup (search->by_inode, &inode) : NULL;

      if (row)
        claim (search, row, dirfd (process), pid);
    }
}

/* Why the process of @row is not known, as far as that is known. */
static WireSocketOwner
guess_reason (const WireSocketRow *row, gboolean sandboxed)
{
  if (row->inode == 0)
    return WIRE_SOCKET_OWNER_KERNEL;
  if (sandboxed)
    return WIRE_SOCKET_OWNER_OUTSIDE;
  return row->uid != getuid () ? WIRE_SOCKET_OWNER_OTHER_USER : WIRE_SOCKET_OWNER_HIDDEN;
}

static GHashTable *
index_rows (WireSocketRow *rows, guint n)
{
  GHashTable *by_inode = g_hash_table_new (g_int64_hash, g_int64_equal);
  gboolean sandboxed = g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);

  for (guint i = 0; i < n; i++)
    {
      rows[i].owner = guess_reason (&rows[i], sandboxed);
      if (rows[i].inode != 0)
        g_hash_table_insert (by_inode, &rows[i].inode, &rows[i]);
    }
  return by_inode;
}

/**
 * wire_socket_owners_find:
 * @proc: where processes are listed: `/proc`
 * @rows: whose #WireSocketRow.owner and what follows it are to be filled in
 * @n: how many
 * @names: keeps the names of programs
 *
 * Looks through the open files of every process that may be seen. What ends or changes meanwhile is
 * passed over. Blocks, on a busy machine for some tenths of a second; any thread.
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED only
 */
gboolean
wire_socket_owners_find (const char *proc,
                         WireSocketRow *rows,
                         guint n,
                         GStringChunk *names,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GHashTable) by_inode = index_rows (rows, n);
  g_autoptr (DIR) processes = open_folder (AT_FDCWD, proc);
  g_autofree guint32 *last_claimed = g_new0 (guint32, n);
  Search search = { rows, by_inode, last_claimed, names };

  if (!processes)
    return TRUE;
  for (struct dirent *entry; (entry = readdir (processes));)
    {
      guint64 pid;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (g_ascii_string_to_unsigned (entry->d_name, 10, 1, G_MAXINT32, &pid, NULL))
        search_process (&search, dirfd (processes), entry->d_name, (guint32) pid);
    }
  return TRUE;
}

/* wire-picture-helper.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-picture-helper.h"

#include "pictures/wire-picture-kind.h"
#include "ui/widgets/wire-picture-pipe.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include "wire-config.h"

#define PROGRAM "wirecase-picture-helper"

/* How far the talk with a process came. */
typedef enum
{
  STARTED,
  GREETED,
  ANSWERED,
} Progress;

static gpointer
find_program (gpointer data)
{
  g_autofree char *own = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = own ? g_path_get_dirname (own) : NULL;
  g_autofree char *built =
      folder ? g_build_filename (folder, "pictures/helper", PROGRAM, NULL) : NULL;
  const char *named = g_getenv ("WIRECASE_PICTURE_HELPER");

  (void) data;
  if (named && *named)
    return g_strdup (named);
  if (built && g_file_test (built, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&built);
  return g_build_filename (WIRE_LIBEXEC_DIR, PROGRAM, NULL);
}

/** Returns: the helper that belongs to this program, where it was built or is installed; any thread
 */
const char *
wire_picture_helper_find_program (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, find_program, NULL);
}

/* @end: (out): the window's end of a pair of sockets; the process has the other one as its standard
 * input and output, and nothing else of ours. Its standard error is not shown: a terminal would
 * take what a decoder prints for its own. */
static GSubprocess *
start (const WirePictureHelper *self, int *end, GError **error)
{
  const char *const argv[] = { self->program, NULL };
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  GSubprocess *process;
  int ends[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s", g_strerror (errno));
      return NULL;
    }
  g_subprocess_launcher_take_stdin_fd (launcher, ends[1]);
  g_subprocess_launcher_take_stdout_fd (launcher, fcntl (ends[1], F_DUPFD_CLOEXEC, 3));
  process = g_subprocess_launcher_spawnv (launcher, argv, error);
  if (process)
    *end = ends[0];
  else
    close (ends[0]);
  return process;
}

static void
note_refusal (const WirePictureHello *hello)
{
  if (hello->refused)
    g_debug ("The system refused to filter the system calls of %s, so that only its memory and its "
             "time are limited: %s",
             PROGRAM, g_strerror (hello->refused));
}

static gboolean
greet (WirePicturePipe *pipe, const WirePictureRequest *request)
{
  WirePictureHello hello;

  if (!wire_picture_pipe_write (pipe, request, sizeof *request)
      || !wire_picture_pipe_read (pipe, &hello, sizeof hello) || hello.magic != WIRE_PICTURE_MAGIC)
    return FALSE;
  note_refusal (&hello);
  return TRUE;
}

/* Returns: (transfer full) (nullable): what follows @reply */
static GBytes *
ask (WirePicturePipe *pipe,
     GBytes *bytes,
     const WirePictureRequest *request,
     WirePictureReply *reply)
{
  guint8 *data;

  if (!wire_picture_pipe_write (pipe, g_bytes_get_data (bytes, NULL), request->size)
      || !wire_picture_pipe_read (pipe, reply, sizeof *reply)
      || !wire_picture_reply_is_sound (reply, request->edge))
    return NULL;
  data = g_try_malloc (MAX (reply->length, 1));
  if (data && wire_picture_pipe_read (pipe, data, reply->length))
    return g_bytes_new_take (data, reply->length);
  g_free (data);
  return NULL;
}

/* A process that ends by itself is not changed by the signal that comes too late, so that how it
 * ended is still known. */
static gboolean
was_ended_by (GSubprocess *process, int number)
{
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
  return g_subprocess_get_if_signaled (process) && g_subprocess_get_term_sig (process) == number;
}

static void
explain (const WirePictureHelper *self,
         WirePicturePipeEnd end,
         Progress progress,
         gboolean used_up,
         GError **error)
{
  if (end == WIRE_PICTURE_PIPE_TIMED_OUT || used_up)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                 _ ("The picture took longer than %u seconds to decode, so it is not shown."),
                 used_up ? WIRE_PICTURE_MAX_SECONDS : self->seconds);
  else if (progress == STARTED)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 _ ("Pictures cannot be shown, as their decoder, “%s”, did not start."),
                 self->program);
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                         _ ("This picture crashed its decoder, so it is not shown."));
}

static GBytes *
talk (const WirePictureHelper *self,
      GSubprocess *process,
      WirePicturePipe *pipe,
      GBytes *bytes,
      const WirePictureRequest *request,
      WirePictureReply *reply,
      GError **error)
{
  Progress progress = greet (pipe, request) ? GREETED : STARTED;
  GBytes *content = progress == GREETED ? ask (pipe, bytes, request, reply) : NULL;
  gboolean used_up = was_ended_by (process, SIGXCPU);

  if (content)
    return content;
  if (!g_cancellable_set_error_if_cancelled (pipe->cancellable, error))
    explain (self, pipe->end, progress, used_up, error);
  return NULL;
}

/**
 * wire_picture_helper_decode:
 * @self: which helper, and for how long
 * @bytes: a picture; those beyond %WIRE_PICTURE_MAX_BYTES are left out
 * @edge: the longer edge of what is shown, in pixels; 0 for the picture's own
 * @cancellable: (nullable): ends the process at once
 * @reply: (out): what the process said, within its bounds
 * @error: set where %NULL is returned, to a sentence
 *
 * Has a process of its own decode @bytes, and waits for it. However it ends, it is gone afterwards,
 * and the next picture has another one: what one picture may have made of its decoder does not
 * change what is seen of the next. Blocks; any thread.
 *
 * Returns: (transfer full) (nullable): what follows @reply
 */
GBytes *
wire_picture_helper_decode (const WirePictureHelper *self,
                            GBytes *bytes,
                            int edge,
                            GCancellable *cancellable,
                            WirePictureReply *reply,
                            GError **error)
{
  const WirePictureRequest request = { .magic = WIRE_PICTURE_MAGIC,
                                       .kind = wire_picture_kind_recognise (bytes),
                                       .edge = MAX (edge, 0),
                                       .size = (guint32) MIN (g_bytes_get_size (bytes),
                                                              WIRE_PICTURE_MAX_BYTES) };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) cause = NULL;
  g_auto (WirePicturePipe) pipe = { 0 };
  int end;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  process = start (self, &end, &cause);
  if (!process)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   _ ("Pictures cannot be shown, as their decoder cannot be started: %s."),
                   cause->message);
      return NULL;
    }
  wire_picture_pipe_init (&pipe, end, self->seconds, cancellable);
  return talk (self, process, &pipe, bytes, &request, reply, error);
}

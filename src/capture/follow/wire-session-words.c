/* wire-session-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/follow/wire-session-words.h"

#include "base/wire-printable.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#define NS_PER_SECOND G_GINT64_CONSTANT (1000000000)

/* A log is for people: what is longer is left out, and the log says so. */
#define MAX_TEXT (64u * 1024 * 1024)

/** Returns: (transfer full): what @self says, in a line that can be printed */
char *
wire_session_event_describe (const WireSessionEvent *self)
{
  g_autofree char *text = wire_printable_name (self->text ? self->text : "?");
  g_autofree char *other = wire_printable_name (self->other ? self->other : "?");

  switch (self->kind)
    {
    case WIRE_SESSION_LOST:
      return g_strdup (_ ("(some of this was not captured)"));
    case WIRE_SESSION_LOGGED_IN:
      return g_strdup_printf (_ ("* “%s” is logged in"), text);
    case WIRE_SESSION_LOGIN_REFUSED:
      return g_strdup_printf (_ ("* “%s” is refused"), text);
    case WIRE_SESSION_RENAMED:
      return g_strdup_printf (_ ("* “%s” is now “%s”"), text, other);
    case WIRE_SESSION_DELETED:
      return g_strdup_printf (_ ("* “%s” is deleted"), text);
    case WIRE_SESSION_MADE_FOLDER:
      return g_strdup_printf (_ ("* the folder “%s” is made"), text);
    case WIRE_SESSION_REMOVED_FOLDER:
      return g_strdup_printf (_ ("* the folder “%s” is removed"), text);
    case WIRE_SESSION_COPIED:
      return g_strdup_printf (_ ("* “%s” is copied to “%s”"), text, other);
    default:
      return g_steal_pointer (&text);
    }
}

/* Returns: (transfer full): @time of the day in UTC, to the microsecond, and blanks where it is not
 * known */
static char *
make_clock (gint64 time)
{
  gint64 day = 86400 * NS_PER_SECOND;
  gint64 within = (time % day + day) % day;
  gint64 seconds = within / NS_PER_SECOND;

  if (time == WIRE_TIME_NONE)
    return g_strdup ("               ");
  return g_strdup_printf ("%02" PRId64 ":%02" PRId64 ":%02" PRId64 ".%06" PRId64, seconds / 3600,
                          seconds / 60 % 60, seconds % 60, within % NS_PER_SECOND / 1000);
}

static void
add_line (const WireSessionEvent *event, GByteArray *text, GArray *lines)
{
  g_autofree char *clock = make_clock (event->time);
  g_autofree char *said = wire_session_event_describe (event);
  g_autofree char *whole = g_strconcat (clock, "  ", said, "\n", NULL);
  const WireSessionLine line = {
    .side = event->side & 1,
    .packet = event->packet,
    .time = event->time,
    .offset = text->len,
    .length = (guint32) strlen (whole),
  };

  g_byte_array_append (text, (const guint8 *) whole, line.length);
  g_array_append_val (lines, line);
}

static void
add_session (const WireSession *session, GByteArray *text, GArray *lines)
{
  for (guint i = 0; i < session->events->len && text->len < MAX_TEXT; i++)
    add_line (&g_array_index (session->events, WireSessionEvent, i), text, lines);
}

/**
 * wire_session_words_collect:
 * @capture: a capture whose streams were heard
 * @stream: counted from 0
 * @cancellable: (nullable): polled now and then
 * @text: gets the lines, in UTF-8, with times of the day in UTC
 *
 * Returns: (transfer full) (element-type WireSessionLine): what was said on @stream, one session
 *   after the other
 */
GArray *
wire_session_words_collect (WireCapture *capture,
                            guint32 stream,
                            GCancellable *cancellable,
                            GByteArray *text)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (WireSessionLine));
  guint32 number = 0;

  while (wire_capture_find_session (capture, stream, &number)
         && !g_cancellable_is_cancelled (cancellable))
    {
      g_auto (WireSession) session = { 0 };

      if (wire_capture_get_session (capture, number++, &session))
        add_session (&session, text, lines);
    }
  return lines;
}

/* wire-object-answer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Statuses: RFC 9110, section 15.
 */

#include "capture/objects/wire-object-answer.h"

#include "base/wire-printable.h"

#include <glib/gi18n.h>
#include <inttypes.h>

static char *
describe_redirect (const WireObject *object)
{
  g_autofree char *location = object->location ? wire_printable_name (object->location) : NULL;

  if (!location)
    return g_strdup_printf (_ ("The server redirected it (%u)."), object->status);
  /* Translators: a status such as 302, and an address */
  return g_strdup_printf (_ ("The server redirected it (%u) to “%s”."), object->status, location);
}

static char *
describe_switch (const WireObject *object)
{
  g_autofree char *protocol = object->upgrade ? wire_printable_name (object->upgrade) : NULL;

  if (!protocol)
    return g_strdup (_ ("The connection went on in another protocol."));
  return g_strdup_printf (_ ("The connection went on in another protocol: %s."), protocol);
}

static char *
describe_headless (const WireObject *object)
{
  return g_strdup_printf (
      ngettext ("The beginning of its answer was not captured; %" PRIu64 " byte of the rest was.",
                "The beginning of its answer was not captured; %" PRIu64 " bytes of the rest were.",
                (gulong) object->headless),
      object->headless);
}

static char *
describe_foreign (const WireObject *object)
{
  return g_strdup_printf (
      ngettext ("What came back is not an HTTP response: %" PRIu64 " byte. See its stream.",
                "What came back is not an HTTP response: %" PRIu64 " bytes. See its stream.",
                (gulong) object->foreign),
      object->foreign);
}

/* The answer was captured, or part of it was, but nothing of a body. */
static WireObjectJudgement
judge_cut (const WireObject *object, char **reason)
{
  if (object->flags & WIRE_OBJECT_HEAD_LONG)
    *reason =
        g_strdup (_ ("The answer’s head is longer than 1 MiB. What follows it was not read."));
  else if (object->flags & WIRE_OBJECT_CLOSED)
    *reason = g_strdup (object->flags & WIRE_OBJECT_HEAD_CUT
                            ? _ ("The server ended the connection within the answer’s head.")
                            : _ ("The server ended the connection after the answer’s head."));
  else if (object->flags & WIRE_OBJECT_HEAD_CUT)
    *reason = g_strdup (_ ("Only the beginning of the answer’s head was captured."));
  else if (object->expected > 0)
    *reason = g_strdup_printf (
        ngettext ("The answer’s head was captured, but nothing of its %" PRIu64 " byte.",
                  "The answer’s head was captured, but nothing of its %" PRIu64 " bytes.",
                  (gulong) object->expected),
        object->expected);
  else
    *reason = g_strdup (_ ("The answer’s head was captured, but nothing of what follows it."));
  return WIRE_OBJECT_CUT;
}

static const char *
describe_no_answer (const WireObject *object)
{
  if (object->interim > 0)
    return _ ("Only a provisional answer (status 1xx) is in the capture.");
  if (object->flags & WIRE_OBJECT_CONTESTED)
    return _ (
        "Requests before it were not captured: which of the answers on its connection is its own "
        "cannot be told.");
  if (object->flags & WIRE_OBJECT_ASK_CUT)
    return _ (
        "Only the beginning of the request was captured, and nothing of an answer that could be "
        "read.");
  return _ ("It was requested, but no answer is in the capture.");
}

static WireObjectJudgement
judge_empty (const WireObject *object, char **reason)
{
  if (object->headless > 0)
    {
      *reason = describe_headless (object);
      return WIRE_OBJECT_CUT;
    }
  if (object->foreign > 0 && !(object->flags & WIRE_OBJECT_ANSWERED))
    {
      *reason = describe_foreign (object);
      return WIRE_OBJECT_NOT_HTTP;
    }
  if (!(object->flags & WIRE_OBJECT_ANSWERED))
    {
      *reason = g_strdup (describe_no_answer (object));
      return WIRE_OBJECT_NO_ANSWER;
    }
  if (object->flags & WIRE_OBJECT_BROKEN)
    {
      *reason = g_strdup (_ ("What follows the answer’s head should be a chunk, and is not one."));
      return WIRE_OBJECT_INCOMPLETE;
    }
  if (!(object->flags & WIRE_OBJECT_ANSWER_WHOLE))
    return judge_cut (object, reason);
  *reason = g_strdup (_ ("The answer is whole, and has no content."));
  return WIRE_OBJECT_EMPTY;
}

/**
 * wire_object_judge_answer:
 * @self: an object that came, or should have come, from a server
 * @verdict: (out): what the answer was
 * @reason: (out) (transfer full): the same in a sentence
 *
 * Returns: whether the answer was something else than a file: none, one without content, an error
 *   page, or a redirection
 */
gboolean
wire_object_judge_answer (const WireObject *self, WireObjectJudgement *verdict, char **reason)
{
  guint status = self->origin.direction == WIRE_TRANSFER_DOWNLOAD ? self->status : 0;
  gboolean empty = (self->flags & WIRE_OBJECT_REQUESTED_ONLY) != 0;

  if (status == 101)
    {
      *reason = describe_switch (self);
      *verdict = WIRE_OBJECT_SWITCHED;
    }
  else if (status == 304)
    {
      *reason = g_strdup (_ ("It was not modified: the client has a copy, and nothing was sent."));
      *verdict = WIRE_OBJECT_NOT_MODIFIED;
    }
  else if (status >= 300 && status < 400)
    {
      *reason = describe_redirect (self);
      *verdict = WIRE_OBJECT_REDIRECT;
    }
  else if (status >= 400)
    {
      *reason = g_strdup_printf (empty ? _ ("The server answered with error %u, and sent nothing.")
                                       : _ ("It is the page of error %u."),
                                 status);
      *verdict = WIRE_OBJECT_ERROR_PAGE;
    }
  else if (empty && (status == 204 || status == 205))
    {
      *reason = g_strdup (_ ("The answer has no content, as its status says."));
      *verdict = WIRE_OBJECT_NO_CONTENT;
    }
  else if (empty)
    *verdict = judge_empty (self, reason);
  else
    return FALSE;
  return TRUE;
}

/** Whether @exchange brought content of what was asked for, and not an error page or nothing. */
gboolean
wire_object_is_download (const WireHttpExchange *exchange)
{
  const WireHttpMessage *response = &exchange->response;

  return response->kind == WIRE_HTTP_RESPONSE && response->status / 100 == 2
         && response->body.size > response->body.missing;
}

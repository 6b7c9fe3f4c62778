/* wire-http-odd-line.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-http-odd-line.h"

#include <string.h>

/* Bytes before a status line that browsers pass over. */
#define MAX_BEFORE 8u

/* Control characters before a request line that an attacker may try. */
#define MAX_NOISE 4u

/* The longest first line that is looked at whatever it begins with. */
#define MAX_LINE 8192u

/* Words of a line, at most; more say nothing. */
#define MAX_WORDS 64u

/* Methods that are believed although the line names no version: RFC 9110 and WebDAV. */
static const char *const METHODS[] = {
  "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "PROPFIND",
};

/* The others of IANA's registry, and those of protocols that are often seen with HTTP's lines. */
static const char *const OTHER_METHODS[] = {
  "ACL",
  "BASELINE-CONTROL",
  "BIND",
  "BITS_POST",
  "BMOVE",
  "BCOPY",
  "BDELETE",
  "BPROPFIND",
  "BPROPPATCH",
  "CCM_POST",
  "CHECKIN",
  "CHECKOUT",
  "COPY",
  "LABEL",
  "LINK",
  "LOCK",
  "M-SEARCH",
  "MERGE",
  "MKACTIVITY",
  "MKCALENDAR",
  "MKCOL",
  "MKREDIRECTREF",
  "MKWORKSPACE",
  "MOVE",
  "NOTIFY",
  "ORDERPATCH",
  "POLL",
  "PRI",
  "PROPPATCH",
  "PURGE",
  "QUERY",
  "REBIND",
  "REPORT",
  "RPC_IN_DATA",
  "RPC_OUT_DATA",
  "SEARCH",
  "SOURCE",
  "SUBSCRIBE",
  "UNBIND",
  "UNCHECKOUT",
  "UNLINK",
  "UNLOCK",
  "UNSUBSCRIBE",
  "UPDATE",
  "UPDATEREDIRECTREF",
  "VERSION-CONTROL",
};

/* Spaces, and the control characters that some read as such. */
static gboolean
is_blank (char c)
{
  return (guint8) c <= ' ' || c == 0x7f;
}

/* Returns: the next word of @rest, which loses it; empty where there is none */
static WireSpan
next_word (WireSpan *rest)
{
  WireSpan word;

  while (rest->length > 0 && is_blank (*rest->data))
    *rest = (WireSpan){ rest->data + 1, rest->length - 1 };
  word = (WireSpan){ rest->data, 0 };
  while (word.length < rest->length && !is_blank (word.data[word.length]))
    word.length++;
  *rest = (WireSpan){ rest->data + word.length, rest->length - word.length };
  return word;
}

static gboolean
begins_with (WireSpan span, const char *prefix)
{
  gsize length = strlen (prefix);

  return span.length >= length && g_ascii_strncasecmp (span.data, prefix, length) == 0;
}

static gboolean
is_method (WireSpan word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (METHODS); i++)
    if (word.length == strlen (METHODS[i]) && memcmp (word.data, METHODS[i], word.length) == 0)
      return TRUE;
  return FALSE;
}

/** Returns: whether @method is registered with IANA, or often seen; in capitals, as methods are */
gboolean
wire_http_method_is_known (WireSpan method)
{
  if (is_method (method))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (OTHER_METHODS); i++)
    if (method.length == strlen (OTHER_METHODS[i])
        && memcmp (method.data, OTHER_METHODS[i], method.length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_target (WireSpan word)
{
  return word.length > 0
         && (*word.data == '/' || begins_with (word, "http:") || begins_with (word, "https:"));
}

/* A word as methods are, known or not. */
static gboolean
may_be_method (WireSpan word)
{
  gsize i = 0;

  while (i < word.length
         && (g_ascii_isupper (word.data[i]) || word.data[i] == '_' || word.data[i] == '-'))
    i++;
  return i == word.length && i >= 3;
}

/* `/HTTP/1.1`: the space before the version is missing. */
static gboolean
ends_in_version (WireSpan uri)
{
  const gsize length = strlen ("HTTP/1.1");

  return uri.length > length
         && begins_with ((WireSpan){ uri.data + uri.length - length, length }, "HTTP/")
         && g_ascii_isdigit (uri.data[uri.length - 1]);
}

/* Returns: the word, which is empty then */
static WireSpan
take_all (WireSpan *word)
{
  WireSpan taken = *word;

  word->length = 0;
  return taken;
}

static WireSpan
find_last_word (WireSpan rest)
{
  WireSpan last = { rest.data, 0 };

  for (guint i = 0; i < MAX_WORDS; i++)
    {
      WireSpan word = next_word (&rest);

      if (word.length == 0)
        return last;
      last = word;
    }
  return last;
}

/* RTSP, SIP and others have lines of the same form. */
static gboolean
is_other_protocol (WireSpan word)
{
  gsize i = 0;

  while (i < word.length && g_ascii_isupper (word.data[i]))
    i++;
  return i > 1 && i + 1 < word.length && word.data[i] == '/' && g_ascii_isdigit (word.data[i + 1])
         && !begins_with (word, "HTTP");
}

/* What a line ends in that was cut within its version is no part of the target. */
static gboolean
is_cut_version (WireSpan last, gboolean ended)
{
  return !ended && last.length > 0 && last.length < strlen ("HTTP/")
         && memcmp (last.data, "HTTP/", last.length) == 0;
}

/**
 * wire_http_may_be_cut_line:
 * @line: the beginning of a line whose end was not captured
 * @length: of it
 *
 * Returns: whether a request begins so, with a method that everybody knows and some of a target; or
 *   a response, with its status
 */
gboolean
wire_http_may_be_cut_line (const char *line, gsize length)
{
  WireSpan rest = { line, length };
  WireSpan method = next_word (&rest);
  WireHttpStart start;

  if (length == 0 || method.data != line)
    return FALSE;
  if (is_method (method) && is_target (next_word (&rest)))
    return TRUE;
  return wire_http_read_start_line (line, length, &start) == WIRE_HTTP_RESPONSE;
}

/* `GET/a HTTP/1.1`: the space after the method is missing. Returns: whether it was so */
static gboolean
split_method (WireSpan *method, WireSpan *uri)
{
  const char *slash = memchr (method->data, '/', method->length);
  WireSpan name = { method->data, slash ? (gsize) (slash - method->data) : 0 };

  if (!slash || !is_method (name))
    return FALSE;
  *uri = (WireSpan){ slash, method->length - name.length };
  *method = name;
  return TRUE;
}

static gboolean
is_upper_version (WireSpan word)
{
  return word.length > 5 && memcmp (word.data, "HTTP/", 5) == 0 && g_ascii_isdigit (word.data[5]);
}

/* Text, but for what an attacker may put first: ALPN of TLS has a version, too, among other bytes.
 */
static gboolean
is_text (WireSpan line)
{
  for (gsize i = 0; i < line.length; i++)
    if ((guint8) line.data[i] < ' ' && line.data[i] != '\t' && i >= MAX_NOISE)
      return FALSE;
  return TRUE;
}

/**
 * wire_http_may_start_oddly:
 * @bytes: the first bytes of a connection
 * @length: how many there are
 *
 * Returns: whether a whole line comes first that ends in a version, whatever else it says: a
 * request that a server may answer
 */
gboolean
wire_http_may_start_oddly (const void *bytes, gsize length)
{
  const char *end = length > 0 ? memchr (bytes, '\n', MIN (length, MAX_LINE)) : NULL;
  WireSpan line = { bytes, end ? (gsize) (end - (const char *) bytes) : 0 };
  WireHttpStart start = { 0 };

  if (line.length > 0 && line.data[line.length - 1] == '\r')
    line.length--;
  return line.length > 8 && line.data[line.length - 1] != ' ' && is_text (line)
         && is_upper_version (find_last_word (line))
         && wire_http_read_odd_request_line (line.data, line.length, &start);
}

/* Returns: @line without the blanks and control characters that come first */
static WireSpan
skip_noise (WireSpan line)
{
  for (gsize i = 0; i < MAX_NOISE && line.length > 0 && is_blank (*line.data); i++)
    line = (WireSpan){ line.data + 1, line.length - 1 };
  return line;
}

/**
 * wire_http_read_odd_request_line:
 * @line: a line that is not `METHOD URI HTTP/1.x`
 * @length: of it, with or without its end
 * @start: (inout): what it says
 *
 * Returns: whether it is a request all the same: with a version that there is not, with a method
 * that nobody can mean, without a target, or without a version and with a method that everybody
 * knows or a target that ends in one
 */
gboolean
wire_http_read_odd_request_line (const char *line, gsize length, WireHttpStart *start)
{
  WireSpan rest = skip_noise ((WireSpan){ line, length });
  gboolean noisy = rest.data != line;
  WireSpan method = next_word (&rest);
  WireSpan uri = next_word (&rest);
  WireSpan last = find_last_word (rest);
  gboolean versioned;

  if (last.length == 0 && begins_with (uri, "HTTP/"))
    {
      last = take_all (&uri);
      if (!split_method (&method, &uri) && !may_be_method (method))
        return FALSE;
    }
  versioned = begins_with (last, "HTTP/") || begins_with (last, "HTTPS/");
  if (method.length == 0 || (uri.length == 0 && !versioned) || is_other_protocol (last)
      || wire_span_equals (method, "PRI"))
    return FALSE;
  if ((noisy || method.length > WIRE_HTTP_MAX_METHOD) && !is_upper_version (last))
    return FALSE;
  if (!versioned
      && !((is_method (method) || (may_be_method (method) && ends_in_version (uri)))
           && is_target (uri)))
    return FALSE;
  if (is_cut_version (last, memchr (line, '\n', length) != NULL))
    last = (WireSpan){ uri.data + uri.length, 0 };
  if (last.length > 0)
    uri.length = (gsize) ((versioned ? last.data : last.data + last.length) - uri.data);
  while (uri.length > 0 && is_blank (uri.data[uri.length - 1]))
    uri.length--;
  start->method = method;
  start->uri = uri;
  start->version = versioned ? last : (WireSpan){ line, 0 };
  start->minor = 0;
  start->odd = TRUE;
  start->kind = WIRE_HTTP_REQUEST;
  return TRUE;
}

/* What may be a target where a line has nothing after it: no word of a text, or of another
 * protocol, but for those that a method everybody knows comes before. */
static gboolean
is_bare_target (WireSpan word, gboolean known)
{
  return is_target (word) || (known && word.length > 0);
}

/**
 * wire_http_read_bare_request_line:
 * @line: a line that is no message's to wire_http_read_start_line()
 * @length: of it, with or without its end
 * @start: (inout): what it says
 *
 * For where a request is awaited, between others or before an answer: elsewhere, lines of other
 * protocols look like that.
 *
 * Returns: whether it is a method, known or not, and a target without a version
 */
gboolean
wire_http_read_bare_request_line (const char *line, gsize length, WireHttpStart *start)
{
  WireSpan rest = { line, length };
  WireSpan method = next_word (&rest);
  WireSpan uri = next_word (&rest);

  if (method.data != line || !may_be_method (method) || method.length > WIRE_HTTP_MAX_METHOD
      || begins_with (method, "HTTP") || !is_text ((WireSpan){ uri.data, uri.length })
      || !is_bare_target (uri, is_method (method)) || next_word (&rest).length > 0)
    return FALSE;
  start->method = method;
  start->uri = uri;
  start->version = (WireSpan){ line, 0 };
  start->minor = 0;
  start->odd = TRUE;
  start->kind = WIRE_HTTP_REQUEST;
  return TRUE;
}

static guint
read_status (WireSpan rest)
{
  for (guint i = 0; i < 3; i++)
    {
      WireSpan word = next_word (&rest);
      guint status = 0;
      gsize digits = 0;

      while (digits < word.length && digits < 4 && g_ascii_isdigit (word.data[digits]))
        status = status * 10 + (guint) (word.data[digits++] - '0');
      if (digits >= 3 && digits == word.length && status >= 100 && status < 1000)
        return status;
    }
  return 200; /* as browsers do */
}

/**
 * wire_http_read_odd_status_line:
 * @line: a line where a response is awaited
 * @length: of it, with or without its end
 * @start: (inout): what it says
 *
 * Reads what browsers take for a status line: with bytes before it, a version that there is not, or
 * no status, which then counts as 200. So do servers of radio and of positions (Shoutcast, NTRIP).
 *
 * Returns: whether it is one
 */
gboolean
wire_http_read_odd_status_line (const char *line, gsize length, WireHttpStart *start)
{
  WireSpan rest = { line, length };
  WireSpan version;

  for (gsize i = 0; i < MAX_BEFORE && rest.length > 0 && is_blank (*rest.data); i++)
    rest = (WireSpan){ rest.data + 1, rest.length - 1 };
  version = next_word (&rest);
  if (!begins_with (version, "HTTP") && !wire_span_equals (version, "ICY")
      && !wire_span_equals (version, "SOURCETABLE"))
    return FALSE;
  start->minor = memchr (version.data, '.', version.length) ? 1 : 0;
  start->status = read_status (rest);
  start->version = version;
  start->odd = TRUE;
  start->kind = WIRE_HTTP_RESPONSE;
  return TRUE;
}

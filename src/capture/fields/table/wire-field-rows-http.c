/* wire-field-rows-http.c: fields of HTTP messages, which match the packet that completes one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/table/wire-field-rows-private.h"

const WireFieldInfo wire_field_rows_http[] = {
#define HTTP_FIELD(NAME, TYPE, BITS, TITLE) STATEFUL (NAME, TYPE, BITS, HTTP, TITLE)
#define HTTP_HEADER(NAME, HEADER)                                                                  \
  {                                                                                                \
    .name = NAME, .type = WIRE_FIELD_TEXT, .source = WIRE_FIELD_WALKED,                            \
    .flags = WIRE_FIELD_STATEFUL, .protocol = WIRE_PROTOCOL_HTTP, .describer = HEADER              \
  }
  HTTP_FIELD ("http", PROTOCOL, 0, N_ ("Hypertext Transfer Protocol")),
  HTTP_FIELD ("http.request", BOOLEAN, 0, N_ ("It is a request")),
  HTTP_FIELD ("http.response", BOOLEAN, 0, N_ ("It is a response")),
  HTTP_FIELD ("http.request.method", TEXT, 0, N_ ("Method")),
  HTTP_FIELD ("http.request.uri", TEXT, 0, N_ ("URI as it was sent")),
  HTTP_FIELD ("http.request.uri.path", TEXT, 0, N_ ("URI up to the question mark")),
  HTTP_FIELD ("http.request.uri.query", TEXT, 0, N_ ("URI after the question mark")),
  HTTP_FIELD ("http.request.uri.query.parameter", TEXT, 0, N_ ("A parameter of the query")),
  HTTP_FIELD ("http.request.full_uri", TEXT, 0, N_ ("URI with scheme and host")),
  HTTP_FIELD ("http.request.version", TEXT, 0, N_ ("Version of the request")),
  HTTP_FIELD ("http.request.line", TEXT, 0, N_ ("A header line of a request")),
  HTTP_FIELD ("http.response.version", TEXT, 0, N_ ("Version of the response")),
  HTTP_FIELD ("http.response.code", UNSIGNED, 16, N_ ("Status")),
  HTTP_FIELD ("http.response.phrase", TEXT, 0, N_ ("Words of the status line")),
  HTTP_FIELD ("http.response.line", TEXT, 0, N_ ("A header line of a response")),
  HTTP_FIELD ("http.content_length", UNSIGNED, 64, N_ ("Content-Length as a number")),
  HTTP_FIELD ("http.cookie_pair", TEXT, 0, N_ ("One cookie of Cookie")),
  HTTP_FIELD ("http.authbasic", TEXT, 0, N_ ("User and password of Basic authentication")),
  HTTP_HEADER ("http.host", "Host"),
  HTTP_HEADER ("http.user_agent", "User-Agent"),
  HTTP_HEADER ("http.referer", "Referer"),
  HTTP_HEADER ("http.content_type", "Content-Type"),
  HTTP_HEADER ("http.content_length_header", "Content-Length"),
  HTTP_HEADER ("http.content_encoding", "Content-Encoding"),
  HTTP_HEADER ("http.transfer_encoding", "Transfer-Encoding"),
  HTTP_HEADER ("http.accept", "Accept"),
  HTTP_HEADER ("http.accept_language", "Accept-Language"),
  HTTP_HEADER ("http.accept_encoding", "Accept-Encoding"),
  HTTP_HEADER ("http.authorization", "Authorization"),
  HTTP_HEADER ("http.proxy_authorization", "Proxy-Authorization"),
  HTTP_HEADER ("http.proxy_authenticate", "Proxy-Authenticate"),
  HTTP_HEADER ("http.www_authenticate", "WWW-Authenticate"),
  HTTP_HEADER ("http.connection", "Connection"),
  HTTP_HEADER ("http.cookie", "Cookie"),
  HTTP_HEADER ("http.set_cookie", "Set-Cookie"),
  HTTP_HEADER ("http.cache_control", "Cache-Control"),
  HTTP_HEADER ("http.date", "Date"),
  HTTP_HEADER ("http.last_modified", "Last-Modified"),
  HTTP_HEADER ("http.location", "Location"),
  HTTP_HEADER ("http.server", "Server"),
  HTTP_HEADER ("http.upgrade", "Upgrade"),
  HTTP_HEADER ("http.x_forwarded_for", "X-Forwarded-For"),
  HTTP_HEADER ("http.sec_websocket_accept", "Sec-WebSocket-Accept"),
  HTTP_HEADER ("http.sec_websocket_extensions", "Sec-WebSocket-Extensions"),
  HTTP_HEADER ("http.sec_websocket_key", "Sec-WebSocket-Key"),
  HTTP_HEADER ("http.sec_websocket_protocol", "Sec-WebSocket-Protocol"),
  HTTP_HEADER ("http.sec_websocket_version", "Sec-WebSocket-Version"),
};

const gsize wire_field_n_rows_http = G_N_ELEMENTS (wire_field_rows_http);

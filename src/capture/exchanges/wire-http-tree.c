/* wire-http-tree.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/exchanges/wire-http-tree.h"

#include "base/wire-text-hash.h"

/* A request while the tree is put together; numbers are positions in the order of packets. */
typedef struct
{
  guint32 exchange;
  guint32 parent;
  guint32 first_child;
  guint32 last_child;
  guint32 next; /* sibling */
  WireHttpTreeReason reason;
} Request;

typedef struct
{
  WireCapture *capture;
  GArray *requests;
  GHashTable *pages;     /* client and URL → the latest request for it, plus one */
  GHashTable *redirects; /* client and URL → the latest request that was sent there, plus one */
} Builder;

/* Between two looks at whether somebody still waits. */
#define BLOCK 1024

/**
 * wire_http_make_url:
 * @request: a request
 * @tuple: from its client to its server, which stands in where it has no Host
 *
 * Returns: (transfer full): its target URI: RFC 9112, section 3.3
 */
char *
wire_http_make_url (const WireHttpMessage *request, const WireTuple *tuple)
{
  char server[WIRE_ENDPOINT_TEXT_MAX];
  const char *host = request->host;

  if (!request->uri)
    return g_strdup ("");
  if (request->uri[0] != '/' && g_str_has_prefix (request->uri, "http"))
    return g_strdup (request->uri);
  if (!host || !*host)
    host = wire_endpoint_to_text (tuple->family, tuple->dst, TRUE, tuple->dst_port, server);
  return g_strconcat ("http://", host, request->uri[0] == '/' ? "" : "/", request->uri, NULL);
}

/* Two clients that look at the same page have each their own way. A fragment is never sent. */
static char *
make_key (const WireTuple *tuple, const char *url)
{
  char client[WIRE_ADDRESS_TEXT_MAX];
  g_autofree char *bare = g_strndup (url, strcspn (url, "#"));

  return g_strconcat (wire_address_to_text (tuple->family, tuple->src, client), "\n", bare, NULL);
}

static guint32
look_up (GHashTable *table, const char *key)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (table, key)) - 1; /* none is WIRE_HTTP_TREE_ROOT */
}

static void
note (GHashTable *table, char *key, guint32 request)
{
  g_hash_table_replace (table, key, GUINT_TO_POINTER (request + 1));
}

static void
note_redirect (Builder *builder,
               const WireHttpExchange *exchange,
               const WireTuple *tuple,
               const char *url,
               guint32 number)
{
  g_autofree char *target = NULL;

  if (exchange->response.status / 100 != 3 || !exchange->response.location)
    return;
  target =
      g_uri_resolve_relative (url, exchange->response.location, G_URI_FLAGS_PARSE_RELAXED, NULL);
  if (target)
    note (builder->redirects, make_key (tuple, target), number);
}

/* Only what came before can have led here, so there are no circles. */
static guint32
find_parent (Builder *builder,
             const WireHttpExchange *exchange,
             const WireTuple *tuple,
             const char *key,
             WireHttpTreeReason *reason)
{
  guint32 parent = look_up (builder->redirects, key);
  g_autofree char *referer = NULL;

  *reason = WIRE_HTTP_TREE_REDIRECT;
  if (parent != WIRE_HTTP_TREE_ROOT)
    {
      g_hash_table_remove (builder->redirects, key); /* it sent the client once */
      return parent;
    }
  if (exchange->request.referer)
    {
      referer = make_key (tuple, exchange->request.referer);
      parent = look_up (builder->pages, referer);
    }
  *reason = parent == WIRE_HTTP_TREE_ROOT ? WIRE_HTTP_TREE_NONE : WIRE_HTTP_TREE_REFERER;
  return parent;
}

static void
add_child (Builder *builder, guint32 parent, guint32 child)
{
  Request *above = &g_array_index (builder->requests, Request, parent);

  if (above->first_child == WIRE_HTTP_TREE_ROOT)
    above->first_child = child;
  else
    g_array_index (builder->requests, Request, above->last_child).next = child;
  above->last_child = child;
}

static void
add_request (Builder *builder, guint32 number)
{
  Request request = { number,
                      WIRE_HTTP_TREE_ROOT,
                      WIRE_HTTP_TREE_ROOT,
                      WIRE_HTTP_TREE_ROOT,
                      WIRE_HTTP_TREE_ROOT,
                      WIRE_HTTP_TREE_NONE };
  guint32 at = builder->requests->len;
  g_autofree char *url = NULL;
  WireHttpExchange exchange;
  WireTuple tuple = { 0 };
  char *key;

  if (!wire_capture_get_exchange (builder->capture, number, &exchange))
    return;
  wire_capture_get_exchange_tuple (builder->capture, &exchange, &tuple);
  url = wire_http_make_url (&exchange.request, &tuple);
  key = make_key (&tuple, url);
  request.parent = find_parent (builder, &exchange, &tuple, key, &request.reason);
  g_array_append_val (builder->requests, request);
  if (request.parent != WIRE_HTTP_TREE_ROOT)
    add_child (builder, request.parent, at);
  note (builder->pages, key, at);
  note_redirect (builder, &exchange, &tuple, url, at);
}

/* The next request in the order in which a tree is read; @at is the one before it. A request after
 * whom all is read is left upwards, and on the way it learns how much lies below it. */
static guint32
get_next (GArray *requests, guint32 at, GArray *nodes, const guint32 *places)
{
  const Request *request = &g_array_index (requests, Request, at);

  if (request->first_child != WIRE_HTTP_TREE_ROOT)
    return request->first_child;
  for (;;)
    {
      WireHttpTreeNode *node = &g_array_index (nodes, WireHttpTreeNode, places[at]);

      request = &g_array_index (requests, Request, at);
      node->n_below = nodes->len - places[at] - 1;
      if (request->next != WIRE_HTTP_TREE_ROOT)
        return request->next;
      if (request->parent == WIRE_HTTP_TREE_ROOT)
        return WIRE_HTTP_TREE_ROOT;
      at = request->parent;
    }
}

static void
add_tree (GArray *requests, guint32 root, GArray *nodes, guint32 *places)
{
  for (guint32 at = root; at != WIRE_HTTP_TREE_ROOT; at = get_next (requests, at, nodes, places))
    {
      const Request *request = &g_array_index (requests, Request, at);
      WireHttpTreeNode node = { request->exchange, WIRE_HTTP_TREE_ROOT, 0, 0, request->reason };

      if (request->parent != WIRE_HTTP_TREE_ROOT)
        {
          node.parent = places[request->parent];
          node.depth = g_array_index (nodes, WireHttpTreeNode, node.parent).depth + 1;
        }
      places[at] = nodes->len;
      g_array_append_val (nodes, node);
    }
}

static GArray *
flatten (GArray *requests)
{
  GArray *nodes = g_array_sized_new (FALSE, FALSE, sizeof (WireHttpTreeNode), requests->len);
  g_autofree guint32 *places = g_new (guint32, MAX (1, requests->len));

  for (guint32 i = 0; i < requests->len; i++)
    if (g_array_index (requests, Request, i).parent == WIRE_HTTP_TREE_ROOT)
      add_tree (requests, i, nodes, places);
  return nodes;
}

/**
 * wire_http_tree_new:
 * @capture: a capture whose streams were wanted
 * @cancellable: (nullable): looked at every thousand requests
 *
 * Puts every request below the one that led to it: the page that its Referer names, as the same
 * client asked for it before, or the request whose redirection it follows. Any thread; takes time
 * in proportion to the requests.
 *
 * Returns: (transfer full) (element-type WireHttpTreeNode) (nullable): all requests, each followed
 *   by what lies below it; siblings in the order of their packets. %NULL where cancelled
 */
GArray *
wire_http_tree_new (WireCapture *capture, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) numbers = wire_capture_list_requests (capture);
  g_autoptr (GArray) requests = g_array_sized_new (FALSE, FALSE, sizeof (Request), numbers->len);
  g_autoptr (GHashTable) pages = g_hash_table_new_full (wire_text_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) redirects =
      g_hash_table_new_full (wire_text_hash, g_str_equal, g_free, NULL);
  Builder builder = { capture, requests, pages, redirects };

  for (guint i = 0; i < numbers->len; i++)
    {
      if (i % BLOCK == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      add_request (&builder, g_array_index (numbers, guint32, i));
    }
  return flatten (requests);
}

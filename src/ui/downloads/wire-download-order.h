/* wire-download-order.h: which objects are shown, and in what order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/downloads/wire-download-store.h"
#include "ui/downloads/wire-transfer-kind.h"
#include "capture/objects/wire-object-choice.h"
#include "capture/view/wire-view.h"

G_BEGIN_DECLS

/** By what downloads are sorted. */
typedef enum
{
  WIRE_DOWNLOAD_SORT_NONE, /* order of packets, but alarms first */
  WIRE_DOWNLOAD_SORT_NAME,
  WIRE_DOWNLOAD_SORT_TYPE,
  WIRE_DOWNLOAD_SORT_EXTENSION,
  WIRE_DOWNLOAD_SORT_CONTENT_TYPE,
  WIRE_DOWNLOAD_SORT_SIZE,
  WIRE_DOWNLOAD_SORT_CLIENT,
  WIRE_DOWNLOAD_SORT_SERVER,
  WIRE_DOWNLOAD_SORT_HOST,
  WIRE_DOWNLOAD_SORT_STATUS,
  WIRE_DOWNLOAD_SORT_COMPLETE,
  WIRE_DOWNLOAD_SORT_FOUND,
  WIRE_DOWNLOAD_SORT_VERDICT,
  WIRE_DOWNLOAD_SORT_MD5,
  WIRE_DOWNLOAD_SORT_SHA256,
  WIRE_DOWNLOAD_SORT_TIME,
  WIRE_DOWNLOAD_SORT_PROTOCOL,
  WIRE_DOWNLOAD_SORT_DIRECTION,
  WIRE_DOWNLOAD_SORT_DECRYPTED,
} WireDownloadSort;

#define WIRE_TYPE_DOWNLOAD_SORT (wire_download_sort_get_type ())
GType wire_download_sort_get_type (void);

/** Protocols that are counted; the objects of others are shown where all are. */
#define WIRE_DOWNLOAD_MAX_PROTOCOLS 12u

/**
 * WireDownloadWays:
 * @downloads: objects that came to the client
 * @uploads: objects that went to the server
 * @form_data: of these, what was typed or made by a page
 * @n_protocols: how many protocols there are
 * @protocols: their names, literals, in the order of their first objects
 * @counts: objects of each
 *
 * How the objects came, whatever their kind.
 */
typedef struct
{
  guint32 downloads;
  guint32 uploads;
  guint32 form_data;
  guint n_protocols;
  const char *protocols[WIRE_DOWNLOAD_MAX_PROTOCOLS];
  guint32 counts[WIRE_DOWNLOAD_MAX_PROTOCOLS];
} WireDownloadWays;

/**
 * WireDownloadFound:
 * @verdicts: objects by #WireDownloadVerdict, of those that have the kind that is asked for
 * @kinds: objects by #WireTransferKind, of those that have the verdict that is asked for; one
 *   whose bytes nobody has looked at is of none
 *
 * What would be shown if another verdict, or another kind, were asked for.
 */
typedef struct
{
  guint32 verdicts[WIRE_N_DOWNLOAD_VERDICTS];
  guint32 kinds[WIRE_N_TRANSFER_KINDS];
} WireDownloadFound;

/**
 * WireDownloadQuestion:
 * @store: whose objects
 * @view: (nullable): that has to show their packet
 * @choice: what they have to be
 * @direction: 1 + the #WireTransferDirection that they have to have; 0 for any
 * @protocol: (nullable): wire_transfer_get_family() that they have to have; a literal
 * @form_data: whether they may be what was typed
 * @verdict: 1 + the #WireDownloadVerdict that they have to have; 0 for any
 * @kind: 1 + the #WireTransferKind that they have to be of; 0 for any
 * @key: by what to sort; what has nothing to sort by comes last
 * @descending: largest first
 */
typedef struct
{
  WireDownloadStore *store;
  WireView *view;
  WireObjectChoice choice;
  guint direction;
  const char *protocol;
  gboolean form_data;
  guint verdict;
  guint kind;
  WireDownloadSort key;
  gboolean descending;
} WireDownloadQuestion;

/**
 * WireDownloadOrder:
 * @rows: numbers of the objects, in order
 * @n: of them
 * @by_uri: of them, found by their URI
 * @by_bytes: found by their bytes; one that both tests found counts in both
 * @n_all: objects of any kind whose packet is shown
 * @ways: how all of these came
 * @found: what came so and was chosen, by what was found out about it
 */
typedef struct
{
  GBytes *rows;
  guint32 n;
  guint32 by_uri;
  guint32 by_bytes;
  guint32 n_all;
  WireDownloadWays ways;
  WireDownloadFound found;
} WireDownloadOrder;

/**
 * WireDownloadOrdered:
 * @job: how it ended
 * @order: (nullable): valid during the call; %NULL where the job was cancelled
 * @owner: what wire_download_order_start() was given
 *
 * Called once on the main thread.
 */
typedef void (*WireDownloadOrdered) (WireJob *job, const WireDownloadOrder *order, GObject *owner);

WireJob *wire_download_order_start (const WireDownloadQuestion *question,
                                    WireDownloadOrdered ordered,
                                    GObject *owner);

G_END_DECLS

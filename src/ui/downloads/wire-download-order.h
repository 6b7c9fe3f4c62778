/* wire-download-order.h: which objects are shown, and in what order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/downloads/wire-download-store.h"
#include "capture/objects/wire-object-choice.h"
#include "capture/view/wire-view.h"

G_BEGIN_DECLS

/** By what downloads are sorted. */
typedef enum
{
  WIRE_DOWNLOAD_SORT_NONE, /* order of packets */
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
} WireDownloadSort;

/**
 * WireDownloadQuestion:
 * @store: whose objects
 * @view: (nullable): that has to show their packet
 * @choice: what they have to be
 * @key: by what to sort
 * @descending: largest first
 */
typedef struct
{
  WireDownloadStore *store;
  WireView *view;
  WireObjectChoice choice;
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
 */
typedef struct
{
  GBytes *rows;
  guint32 n;
  guint32 by_uri;
  guint32 by_bytes;
  guint32 n_all;
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

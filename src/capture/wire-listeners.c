/* wire-listeners.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-listeners.h"

#include "capture/ftp/wire-ftp-listener.h"
#include "capture/http/wire-http-listener.h"
#include "capture/http2/wire-http2-listener.h"
#include "capture/imap/wire-imap-listener.h"
#include "capture/irc/wire-irc-listener.h"
#include "capture/lonefile/wire-lone-file-listener.h"
#include "capture/lpd/wire-lpd-listener.h"
#include "capture/mqtt/wire-mqtt-listener.h"
#include "capture/nfs/wire-nfs-listener.h"
#include "capture/pop3/wire-pop3-listener.h"
#include "capture/redis/wire-redis-listener.h"
#include "capture/sctp/wire-sctp-listener.h"
#include "capture/smb/wire-smb-listener.h"
#include "capture/smtp/wire-smtp-listener.h"
#include "capture/tftp/wire-tftp-listener.h"
#include "capture/tls/wire-tls-listener.h"
#include "capture/websocket/wire-websocket-listener.h"

/* A row a line, so that rows can be added by several people. */
/* clang-format off */

/** A row a protocol, up to a %NULL. They are asked in this order, so that what says yes to little
 * comes before what says yes to much. docs/adding-a-protocol.md tells how to add one. */
const WireListener *const WIRE_LISTENERS[] = {
  &wire_tls_listener,
  &wire_dtls_listener,
  &wire_smb_listener,
  &wire_nfs_listener,
  &wire_tftp_listener,
  &wire_tftp_data_listener,
  &wire_http2_listener,
  &wire_http_listener,
  &wire_http_datagram_listener,
  &wire_websocket_listener,
  &wire_smtp_listener,
  &wire_pop3_listener,
  &wire_imap_listener,
  &wire_ftp_listener,
  &wire_ftp_data_listener,
  &wire_ftp_protected_listener,
  &wire_lpd_listener,
  &wire_mqtt_listener,
  &wire_redis_listener,
  &wire_irc_listener,
  &wire_dcc_listener,
  &wire_sctp_listener,
  &wire_lone_file_listener,
  NULL,
};

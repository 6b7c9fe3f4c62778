/* wire-filter.h: which packets of a capture are looked at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-address.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WireFilterError:
 * @WIRE_FILTER_ERROR_SYNTAX: the expression is not understood; the message is libpcap's own where
 * it is BPF
 */
typedef enum
{
  WIRE_FILTER_ERROR_SYNTAX,
} WireFilterError;

#define WIRE_FILTER_ERROR (wire_filter_error_quark ())

/** The error domain of this module, for %GError. */
GQuark wire_filter_error_quark (void);

/**
 * WireConditionKind:
 * @WIRE_CONDITION_BPF: a libpcap filter expression
 * @WIRE_CONDITION_FIELDS: an expression in the language of fields (WireFieldFilter)
 * @WIRE_CONDITION_NOT_FROM: every packet whose outermost source is not this address. A packet with
 *   no IP header is from nobody and stays.
 * @WIRE_CONDITION_FROM: the source is this address
 * @WIRE_CONDITION_SPAN: captured in this span, both ends included
 * @WIRE_CONDITION_FLOW: belongs to this directional flow
 * @WIRE_CONDITION_CONVERSATION: belongs to this flow or the opposite one
 * @WIRE_CONDITION_PROTOCOL: the packet list calls it this protocol
 */
typedef enum
{
  WIRE_CONDITION_BPF,
  WIRE_CONDITION_FIELDS,
  WIRE_CONDITION_NOT_FROM,
  WIRE_CONDITION_FROM,
  WIRE_CONDITION_SPAN,
  WIRE_CONDITION_FLOW,
  WIRE_CONDITION_CONVERSATION,
  WIRE_CONDITION_PROTOCOL,
} WireConditionKind;

/**
 * WireCondition:
 * @kind: which of the following fields say something
 * @bpf: the expression, of BPF and FIELDS
 * @tuple: the flow; for NOT_FROM and FROM its family and source address
 * @from: nanoseconds since 1970
 * @to: likewise
 * @protocol: a #WireProtocol
 */
typedef struct
{
  WireConditionKind kind;
  char *bpf;
  WireTuple tuple;
  gint64 from;
  gint64 to;
  guint8 protocol;
} WireCondition;

/**
 * WireFilter:
 *
 * Conditions that all must hold. Immutable and reference counted: with and without give new
 * filters, so that one may be handed to a worker. An empty filter lets everything through.
 */
typedef struct _WireFilter WireFilter;

WireFilter *wire_filter_new (void);

/** Takes a reference, to be dropped with wire_filter_unref(). Any thread. Returns: @filter */
WireFilter *wire_filter_ref (WireFilter *filter);

/** Drops a reference. The last one frees @filter. Any thread. */
void wire_filter_unref (WireFilter *filter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireFilter, wire_filter_unref)

WireFilter *wire_filter_with (WireFilter *filter, const WireCondition *condition);
WireFilter *wire_filter_without (WireFilter *filter, guint index);

/** Returns: the number of conditions */
guint wire_filter_get_length (WireFilter *filter);

const WireCondition *wire_filter_get (WireFilter *filter, guint index);
gboolean wire_condition_equal (const WireCondition *a, const WireCondition *b);
char *wire_condition_to_text (const WireCondition *condition);

/** Asks libpcap whether @expression can be compiled for @link_type. Any thread. Returns: %FALSE
 * with %WIRE_FILTER_ERROR_SYNTAX where it cannot */
gboolean wire_bpf_check (const char *expression, guint32 link_type, GError **error);

G_END_DECLS

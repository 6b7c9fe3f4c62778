/* wire-bench-response.h: what a web server has to offer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bench/wire-bench-packets.h"

typedef struct _BenchResponses BenchResponses;

BenchResponses *bench_responses_new (BenchPackets *packets);
void bench_responses_free (BenchResponses *responses);
char *bench_responses_ask (BenchResponses *responses, guint host, GByteArray **response);

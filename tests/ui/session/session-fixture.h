/* session-fixture.h: a small capture, written and opened for a test
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/session/wire-capture-session.h"

/**
 * SessionFixture:
 *
 * A session over a capture of seven UDP packets, a second apart, in three flows:
 *
 *     0  10.0.0.1:1000 -> 10.0.0.2:53   4 packets
 *     1  10.0.0.2:53 -> 10.0.0.1:1000   1 packet
 *     2  10.0.0.9:1001 -> 10.0.0.2:53   2 packets
 */
typedef struct
{
  char *path;
  WireCaptureSession *session;
} SessionFixture;

void session_fixture_set_up (SessionFixture *fixture, gconstpointer data);
void session_fixture_tear_down (SessionFixture *fixture, gconstpointer data);

void session_fixture_settle (SessionFixture *fixture);
void session_fixture_exclude (SessionFixture *fixture, const char *address);

/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/** A folder for a test, gone with all that is in it when the test is. */
typedef struct
{
  char *path;
} FolderFixture;

void folder_fixture_set_up (FolderFixture *fixture, gconstpointer data);
void folder_fixture_tear_down (FolderFixture *fixture, gconstpointer data);
char *folder_fixture_write (FolderFixture *fixture, const char *name, const char *content);
char *folder_fixture_path (FolderFixture *fixture, const char *name);

#define FOLDER_TEST(path, func)                                                                    \
  g_test_add (path, FolderFixture, NULL, folder_fixture_set_up, func, folder_fixture_tear_down)

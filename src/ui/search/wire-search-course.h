/* wire-search-course.h: the course of a search whose results come all at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/search/wire-run-bar.h"
#include "ui/session/wire-capture-session.h"
#include "ui/tables/wire-table-view.h"

G_BEGIN_DECLS

/**
 * WireSearchCourse:
 * @owner: the view that it is part of
 * @session: (nullable): what is searched
 * @rows: (nullable): what was found
 * @job: (nullable): that searches
 * @table: shows @rows; in a page `table` of @stack
 * @bar: says what goes on
 * @stack: has a page `begin` as well
 * @error: why nothing is searched
 * @forgotten: (nullable): called with @owner where @rows go
 *
 * What the views of YARA and of indicators have in common: to begin, to end, to be stopped, and to
 * forget what is no longer right. Part of a view, and cleared with it. Main thread only.
 */
typedef struct
{
  GtkWidget *owner;
  WireCaptureSession *session;
  GObject *rows;
  WireJob *job;
  WireTableView *table;
  WireRunBar *bar;
  GtkStack *stack;
  GtkLabel *error;
  void (*forgotten) (GtkWidget *owner);
} WireSearchCourse;

void wire_search_course_init (WireSearchCourse *course, GtkWidget *owner, WireTableView *table);
void wire_search_course_clear (WireSearchCourse *course);
void wire_search_course_show_error (WireSearchCourse *course, const char *message);
const char *wire_search_course_find_obstacle (WireSearchCourse *course, const char *no_session);
void wire_search_course_wait (WireSearchCourse *course, const char *heading, const char *name);
void wire_search_course_begin (WireSearchCourse *course, WireJob *job);
gboolean wire_search_course_end (WireSearchCourse *course,
                                 WireJob *job,
                                 GObject *rows,
                                 const char *stopped);
void wire_search_course_forget (WireSearchCourse *course);
void wire_search_course_read_again (WireSearchCourse *course);
gboolean wire_search_course_set_session (WireSearchCourse *course,
                                         WireCaptureSession *session,
                                         GCallback heard_again);

G_END_DECLS

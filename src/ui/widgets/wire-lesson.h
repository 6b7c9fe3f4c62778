/* wire-lesson.h: what a term means, in two or three sentences
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WireLesson:
 * @key: by which .ui files and code name it
 * @title: what is explained; not translated yet
 * @text: the explanation; not translated yet
 * @page: of the help that says more
 *
 * A term that the lab asks about, explained where it is met.
 */
typedef struct
{
  const char *key;
  const char *title;
  const char *text;
  const char *page;
} WireLesson;

const WireLesson *wire_lesson_find (const char *key);

G_END_DECLS

/* wire-transcript-view-private.h: what the parts of the transcript view share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/lists/wire-row-list.h"
#include "ui/sockets/wire-transcript-search.h"
#include "ui/sockets/wire-transcript-view.h"
#include "ui/lists/wire-row-menu.h"

G_BEGIN_DECLS

struct _WireTranscriptView
{
  AdwBin parent_instance;

  WireSocketRole role;
  WireTranscript *transcript;
  WireTranscript *cleared; /* for as long as clearing can be undone */
  WireSocketEvent *saving; /* whose bytes are to be saved, while it is asked where */
  gboolean as_hex;
  guint ending;        /* the source that scrolls to the very end, or 0 */
  gboolean left;       /* the user scrolled up: what comes does not scroll */
  double value, upper; /* of the scrollbar, when it moved last */
  guint refresh;       /* the source that shows what was added */

  guint64 first; /* number of the event in the first row, of all that there were */
  WireRowList *rows;
  GtkSingleSelection *selection;
  WireTranscriptSearch *finder;

  GtkColumnView *column_view;
  GtkScrolledWindow *scrolled;
  GtkSearchEntry *search;
  GtkStack *stack;
  WireRowMenu *menu;
};

/* wire-transcript-view.c */
WireSocketEvent *wire_transcript_view_get_event (WireTranscriptView *self, guint id);
WireSocketEvent *wire_transcript_view_get_selected (WireTranscriptView *self);
void wire_transcript_view_set_transcript (WireTranscriptView *self, WireTranscript *transcript);

/* wire-transcript-view-columns.c */
void wire_transcript_view_bind_columns (GtkWidgetClass *widget_class);
char *wire_transcript_view_print (WireTranscriptView *self, const WireSocketEvent *event);

/* wire-transcript-view-actions.c */
void wire_transcript_view_actions_install (GtkWidgetClass *widget_class);
void wire_transcript_view_actions_init (WireTranscriptView *self);
void wire_transcript_view_actions_update (WireTranscriptView *self);
void wire_transcript_view_notify (WireTranscriptView *self, const char *sentence);
void wire_transcript_view_report_written (WireTranscriptView *self,
                                          GFile *file,
                                          const GError *error);

/* wire-transcript-view-capture.c */
void wire_transcript_view_capture_install (GtkWidgetClass *widget_class);
void wire_transcript_view_capture_update (WireTranscriptView *self);

G_END_DECLS

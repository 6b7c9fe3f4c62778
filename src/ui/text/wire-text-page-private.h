/* wire-text-page-private.h: what the Text page and its input share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/text/wire-address-pane.h"
#include "ui/text/wire-character-view.h"
#include "ui/text/wire-codec-button.h"
#include "ui/text/wire-garbled-pane.h"
#include "ui/text/wire-reading-list.h"
#include "ui/text/wire-text-digests-pane.h"
#include "ui/text/wire-text-file-pane.h"
#include "ui/text/wire-text-page.h"

G_BEGIN_DECLS

struct _WireTextPage
{
  AdwBin parent_instance;

  WireTextSource *source;
  GtkTextBuffer *buffer;
  gboolean filling; /* the page writes, not a person */
  gboolean cut;     /* what was brought is longer than what is here */
  gboolean guess;   /* take the likeliest codec, once it is known */
  WireNotation shown;

  GtkWidget *input_area;
  GtkToggleButton *as_text;
  GtkToggleButton *as_bytes;
  GtkTextView *input;
  WireCodecButton *codec;
  GtkDropDown *notation;
  GtkWidget *problem_box;
  GtkLabel *problem;
  GtkLabel *note;
  WireCharacterView *characters;
  GtkDropDown *cells;
  GtkStack *panes;
  WireTextFilePane *file;
};

gboolean wire_text_page_is_at_file (WireTextPage *self);

/* wire-text-page-input.c */
void wire_text_page_bind_input (GtkWidgetClass *widget_class);
void wire_text_page_take_input (WireTextPage *self);

/* wire-text-page-reading.c */
void wire_text_page_read_file (WireTextPage *self, GFile *file);

G_END_DECLS

/* wire-evidence-contents.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/evidence/wire-evidence-contents.h"

struct _WireEvidenceContents
{
  GPtrArray *rows;      /* of WireEvidenceRow, by their numbers; the list's */
  GHashTable *by_first; /* first row of each content → WireEvidenceContent */
};

/** @rows: all rows of a list that lives longer. Returns: (transfer full): no contents yet */
WireEvidenceContents *
wire_evidence_contents_new (GPtrArray *rows)
{
  WireEvidenceContents *self = g_new (WireEvidenceContents, 1);

  self->rows = rows;
  self->by_first = g_hash_table_new_full (wire_evidence_row_content_hash,
                                          wire_evidence_row_content_equal, NULL, g_free);
  return self;
}

/** Frees @self; rows must not ask for their content any more. */
void
wire_evidence_contents_free (WireEvidenceContents *self)
{
  g_hash_table_unref (self->by_first);
  g_free (self);
}

static WireEvidenceRow *
get_row (WireEvidenceContents *self, guint32 row)
{
  return g_ptr_array_index (self->rows, row);
}

static void
link_after (WireEvidenceContents *self, WireEvidenceRow *first, WireEvidenceRow *row)
{
  row->previous_same = first->id;
  row->next_same = first->next_same;
  first->next_same = row->id;
  if (row->next_same != WIRE_EVIDENCE_NONE)
    get_row (self, row->next_same)->previous_same = row->id;
}

/** Finds the content of @row, if it has one, and links it with the other rows that have it. */
void
wire_evidence_contents_add (WireEvidenceContents *self, WireEvidenceRow *row)
{
  if (!wire_evidence_row_has_content (row))
    return;
  row->content = g_hash_table_lookup (self->by_first, row);
  if (row->content)
    {
      link_after (self, get_row (self, row->content->first), row);
      return;
    }
  row->content = g_new0 (WireEvidenceContent, 1);
  row->content->first = row->id;
  g_hash_table_insert (self->by_first, row, row->content);
}

/* The next row becomes the first of the content of @row, which goes with its last row. */
static void
pass_on (WireEvidenceContents *self, WireEvidenceRow *row)
{
  if (row->next_same == WIRE_EVIDENCE_NONE)
    {
      g_hash_table_remove (self->by_first, row);
      return;
    }
  g_hash_table_steal (self->by_first, row);
  row->content->first = row->next_same;
  g_hash_table_insert (self->by_first, get_row (self, row->next_same), row->content);
}

/** Takes @row, which has a content, out of the rows that have it; before its digests change. */
void
wire_evidence_contents_remove (WireEvidenceContents *self, WireEvidenceRow *row)
{
  if (row->content->first == row->id)
    pass_on (self, row);
  if (row->previous_same != WIRE_EVIDENCE_NONE)
    get_row (self, row->previous_same)->next_same = row->next_same;
  if (row->next_same != WIRE_EVIDENCE_NONE)
    get_row (self, row->next_same)->previous_same = row->previous_same;
  row->previous_same = row->next_same = WIRE_EVIDENCE_NONE;
  row->content = NULL;
}

/* wire-object-private.h: how the list of objects is made
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-chunks.h"
#include "capture/objects/wire-object.h"

G_BEGIN_DECLS

/*
 * WireObjectEntry:
 * @parts: (element-type WireObjectPart) (nullable): the responses that it is put together from
 * @kind: whose body it is, where it came by HTTP: %WIRE_HTTP_NOTHING where it did not
 * @transfer: the number of the transfer that it is, or %WIRE_OBJECT_NONE
 * @slice: where its bytes are, if it is a part of another one
 */
typedef struct
{
  WireObject object;
  GArray *parts;
  WireHttpKind kind;
  guint32 transfer;
  WireBody *slice;
} WireObjectEntry;

struct _WireObjectList
{
  gatomicrefcount references;
  WireCapture *capture;
  WireChunks *chunks;    /* of WireObjectEntry, in the order in which they were added */
  guint32 n;             /* of these */
  GArray *places;        /* of each object in @chunks, once they are sorted: NULL before */
  GStringChunk *strings; /* of forms */
  GArray *versions;      /* of WireSegmentVersion; NULL where they could not be looked for */
  char *warning;         /* what could not be looked for, or NULL */
};

/* Adds @entry, which is taken. Returns: its number until the list is sorted; parents are named by
 * that until then */
guint32 wire_object_list_append (WireObjectList *self, WireObjectEntry *entry);

/* Returns: (transfer none): entry number @object, which must exist; it does not move */
WireObjectEntry *wire_object_list_get_entry (const WireObjectList *self, guint32 object);

/* wire-object-http.c */
gboolean wire_object_list_add_downloads (WireObjectList *self, GCancellable *cancellable);
gboolean wire_object_list_add_uploads (WireObjectList *self, GCancellable *cancellable);
void wire_object_list_join_parts (const WireObjectList *self,
                                  const WireObjectEntry *entry,
                                  WireBody *body);

gboolean wire_object_list_finish_parts (WireObjectList *self,
                                        guint from,
                                        GCancellable *cancellable);

/* wire-object-upload.c */

/* Uploads of a capture that came in several requests. */
typedef struct _WireObjectUploads WireObjectUploads;

WireObjectUploads *wire_object_uploads_new (WireObjectList *list);
void wire_object_uploads_free (WireObjectUploads *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireObjectUploads, wire_object_uploads_free)
gboolean wire_object_uploads_add (WireObjectUploads *self,
                                  const WireHttpExchange *exchange,
                                  WireObjectEntry *entry);

/* wire-object-forms.c */
void wire_object_list_take_form_apart (WireObjectList *self,
                                       guint32 form,
                                       GCancellable *cancellable);

/* wire-object-ipp.c */
void wire_object_list_find_document (WireObjectList *self,
                                     guint32 whole,
                                     GCancellable *cancellable);

/* wire-object-answers.c */
void wire_object_list_take_answers_apart (WireObjectList *self, GCancellable *cancellable);

/* wire-object-messages.c */
void wire_object_list_take_messages_apart (WireObjectList *self, GCancellable *cancellable);

/* wire-object-extra.c */
void wire_object_list_add_extra (WireObjectList *self, WireHttpKind kind);

/* wire-object-transfers.c */
void wire_object_list_add_transfers (WireObjectList *self);

/* wire-object-versions.c */
void wire_object_list_find_versions (WireObjectList *self, GCancellable *cancellable);

G_END_DECLS

/* wire-type-finding.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-type-finding.h"

#include "files/types/wire-type-check.h"
#include "files/types/wire-type-refine.h"
#include "files/types/wire-type-text.h"

#include <gio/gio.h>
#include <magic.h>
#include <string.h>

/* Bytes that settle a type for certain. Shorter signatures fit by chance too often (two bytes: once
 * in 65,536 files), so that what follows is checked, or libmagic is asked as well. */
#define CERTAIN_BYTES 4

void
wire_type_finding_clear (WireTypeFinding *self)
{
  g_free (self->mime);
  g_free (self->words);
}

static void
close_magic (gpointer data)
{
  magic_close (data);
}

/* libmagic's handles are not to be shared, and loading its tables takes 20 ms: one a thread. */
static magic_t
get_magic (void)
{
  static GPrivate key = G_PRIVATE_INIT (close_magic);
  magic_t magic = g_private_get (&key);

  if (magic)
    return magic;
  magic =
      magic_open (MAGIC_ERROR | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR | MAGIC_NO_CHECK_ELF);
  if (!magic || magic_load (magic, NULL) != 0)
    {
      g_clear_pointer (&magic, magic_close);
      return NULL;
    }
  g_private_set (&key, magic);
  return magic;
}

static char *
ask_magic (const guint8 *head, gsize length, gboolean as_mime)
{
  magic_t magic = get_magic ();
  const char *answer;

  if (!magic)
    return NULL;
  magic_setflags (magic, magic_getflags (magic) & ~MAGIC_MIME_TYPE);
  if (as_mime)
    magic_setflags (magic, magic_getflags (magic) | MAGIC_MIME_TYPE);
  answer = magic_buffer (magic, head, length);
  return g_strdup (answer);
}

static gboolean
says_nothing (const char *type)
{
  return !type || g_str_equal (type, "application/octet-stream") || g_str_equal (type, "text/plain")
         || g_str_has_prefix (type, "application/x-empty");
}

static char *
ask_gio (const guint8 *head, gsize length)
{
  gboolean uncertain = TRUE;
  g_autofree char *type = g_content_type_guess (NULL, head, length, &uncertain);

  return uncertain || says_nothing (type) ? NULL : g_steal_pointer (&type);
}

static gboolean
is_certain_signature (const WireSignature *signature)
{
  return signature->n_fixed >= CERTAIN_BYTES || wire_type_check_exists (signature);
}

static void
take_signature (const WireSignatureTable *signatures,
                WireTypeFinding *finding,
                const guint8 *head,
                gsize length,
                const WireTypeSource *source)
{
  const WireSignature *signature = finding->signature;

  finding->grounds = WIRE_TYPE_GROUNDS_SIGNATURE;
  finding->mime = g_strdup (signature->mime);
  finding->words = g_strdup (signature->words);
  wire_type_refine (signatures, source, head, length, finding);
}

static void
take_kind (WireTypeFinding *finding, const WireContainerKind *kind)
{
  finding->signature = NULL;
  finding->grounds = WIRE_TYPE_GROUNDS_SIGNATURE;
  finding->kind = *kind;
  finding->mime = g_strdup (kind->mime);
  finding->words = g_strdup (kind->words);
}

static void
take_text (WireTypeFinding *finding, const char *words)
{
  finding->signature = NULL;
  finding->grounds = WIRE_TYPE_GROUNDS_TEXT;
  finding->mime = g_strdup ("text/plain");
  finding->words = g_strdup (words);
}

/* What libmagic has words for, but no type, is known by its words. */
static gboolean
take_words (WireTypeFinding *finding, const guint8 *head, gsize length)
{
  finding->words = ask_magic (head, length, FALSE);
  if (!finding->words || g_str_equal (finding->words, "data")
      || g_str_has_prefix (finding->words, "very short file"))
    {
      g_clear_pointer (&finding->words, g_free);
      return FALSE;
    }
  return TRUE;
}

/* No signature of ours: libmagic, then GIO, from the content alone. */
static void
ask_others (WireTypeFinding *finding, const guint8 *head, gsize length)
{
  g_autofree char *type = ask_magic (head, length, TRUE);

  finding->grounds = WIRE_TYPE_GROUNDS_GUESS;
  if (says_nothing (type))
    {
      g_free (type);
      type = ask_gio (head, length);
    }
  if (take_words (finding, head, length))
    finding->mime = type ? g_steal_pointer (&type) : g_strdup ("application/octet-stream");
  else if (type)
    {
      finding->words = g_content_type_get_description (type);
      finding->mime = g_steal_pointer (&type);
    }
  else
    finding->grounds = WIRE_TYPE_GROUNDS_NONE;
}

typedef struct
{
  const guint8 *head;
  gsize length;
  guint64 size;
} Checked;

static gboolean
accept_signature (const WireSignature *signature, gpointer data)
{
  const Checked *checked = data;

  return wire_type_check (signature, checked->head, checked->length, checked->size);
}

/* Boot code may come before a disc's image, so that what is far away tells more. */
static gboolean
is_boot_code (const WireSignature *signature)
{
  return g_str_equal (signature->mime, "application/x-mbr-image")
         || g_str_equal (signature->mime, "application/x-gpt-image");
}

/**
 * wire_type_find:
 * @head: the beginning of @source
 * @length: how much of it
 * @finding: (out): filled, its mime %NULL where nothing tells; cleared by the caller
 *
 * Asks the signatures first; what those leave open, libmagic, and then GIO, by the content alone.
 * Any thread.
 */
void
wire_type_find (const WireSignatureTable *signatures,
                const WireTypeSource *source,
                const guint8 *head,
                gsize length,
                WireTypeFinding *finding)
{
  gboolean is_certain;
  const char *text = wire_text_recognise (head, length, source->size <= length, &is_certain);
  Checked checked = { head, length, source->size };
  const WireSignature *signature = wire_signature_table_match (
      signatures, head, length, text != NULL, accept_signature, &checked);
  WireContainerKind kind;

  if (signature && text && is_certain && !is_certain_signature (signature))
    signature = NULL;
  finding->is_text = text && (is_certain || !signature || signature->is_text);
  if ((!signature || is_boot_code (signature))
      && wire_type_find_elsewhere (source, head, length, text != NULL, &kind))
    {
      take_kind (finding, &kind);
      return;
    }
  finding->signature = signature;
  if (signature)
    take_signature (signatures, finding, head, length, source);
  else if (text)
    take_text (finding, text);
  else
    ask_others (finding, head, length);
}

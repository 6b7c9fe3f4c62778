/* wire-type-finding.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-type-finding.h"

#include "files/types/wire-type-text.h"

#include <gio/gio.h>
#include <magic.h>
#include <string.h>

/* Where ISO 9660's volume descriptors begin (ECMA-119, section 6.2.1). */
#define FAR_OFFSET 32768

/* Bytes that settle a type for certain. Shorter signatures fit by chance too often (two bytes: once
 * in 65,536 files), so that libmagic is asked as well. */
#define CERTAIN_BYTES 4

void
wire_type_finding_clear (WireTypeFinding *finding)
{
  g_free (finding->mime);
  g_free (finding->words);
  g_free (finding->second_opinion);
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

static void
refine_container (WireTypeFinding *finding, const WireTypeSource *source)
{
  g_autofree char *mimetype = NULL;
  gboolean told = FALSE;

  if (g_str_equal (finding->mime, "application/zip"))
    told = wire_zip_recognise (source, &finding->kind, &mimetype);
  else if (g_str_equal (finding->mime, "application/x-ole-storage"))
    told = wire_ole_recognise (source, &finding->kind);
  if (!told)
    return;
  finding->grounds = WIRE_TYPE_GROUNDS_CONTENT;
  if (mimetype)
    finding->kind = (WireContainerKind){ NULL, "", NULL };
  g_free (finding->mime);
  finding->mime = mimetype ? g_steal_pointer (&mimetype) : g_strdup (finding->kind.mime);
  g_free (finding->words);
  finding->words = finding->kind.words ? g_strdup (finding->kind.words)
                                       : g_content_type_get_description (finding->mime);
}

static void
refine_text (WireTypeFinding *finding, const guint8 *head, gsize length)
{
  if (!g_str_equal (finding->mime, "application/xml"))
    return;
  if (g_strstr_len ((const char *) head, (gssize) length, "<svg"))
    {
      g_free (finding->mime);
      g_free (finding->words);
      finding->mime = g_strdup ("image/svg+xml");
      finding->words = g_strdup ("SVG drawing");
    }
}

/* Matroska files name themselves in their header: `webm` is a subset. */
static void
refine_matroska (WireTypeFinding *finding, const guint8 *head, gsize length)
{
  if (g_str_equal (finding->mime, "video/x-matroska")
      && memmem (head, MIN (length, 64), "\x42\x82\x84webm", 7))
    {
      g_free (finding->mime);
      finding->mime = g_strdup ("video/webm");
    }
}

static void
take_signature (const WireMime *mime,
                WireTypeFinding *finding,
                const guint8 *head,
                gsize length,
                const WireTypeSource *source)
{
  finding->grounds = WIRE_TYPE_GROUNDS_SIGNATURE;
  finding->mime = g_strdup (finding->signature->mime);
  finding->words = g_strdup (finding->signature->words);
  refine_container (finding, source);
  refine_text (finding, head, length);
  refine_matroska (finding, head, length);
  if (finding->signature->n_fixed < CERTAIN_BYTES)
    {
      g_autofree char *magic = ask_magic (head, length, TRUE);

      if (!says_nothing (magic) && !wire_mime_is_a (mime, magic, finding->mime)
          && !wire_mime_is_a (mime, finding->mime, magic))
        finding->second_opinion = g_steal_pointer (&magic);
    }
}

/* Apple's disk images tell what they are in their last sector. */
static gboolean
is_disk_image (const WireTypeSource *source)
{
  guint8 bytes[4];

  return source->size > 512
         && source->read (source->size - 512, bytes, sizeof bytes, source->data) == sizeof bytes
         && memcmp (bytes, "koly", 4) == 0;
}

/* No signature of ours: libmagic, then GIO, from the content alone. */
static void
ask_others (WireTypeFinding *finding, const guint8 *head, gsize length)
{
  finding->grounds = WIRE_TYPE_GROUNDS_GUESS;
  finding->mime = ask_magic (head, length, TRUE);
  if (!says_nothing (finding->mime))
    {
      finding->words = ask_magic (head, length, FALSE);
      return;
    }
  g_free (finding->mime);
  finding->mime = ask_gio (head, length);
  if (finding->mime)
    finding->words = g_content_type_get_description (finding->mime);
  else
    finding->grounds = WIRE_TYPE_GROUNDS_NONE;
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
                const WireMime *mime,
                const WireTypeSource *source,
                const guint8 *head,
                gsize length,
                WireTypeFinding *finding)
{
  gboolean is_certain;
  const char *text = wire_text_recognise (head, length, source->size <= length, &is_certain);
  guint8 far[16];

  finding->signature = wire_signature_table_match (signatures, head, length, text != NULL);
  if (!finding->signature && source->size > FAR_OFFSET
      && source->read (FAR_OFFSET, far, sizeof far, source->data) == sizeof far
      && memcmp (far + 1, "CD001", 5) == 0)
    finding->signature = wire_signature_table_find_mime (signatures, "application/x-cd-image");

  if (finding->signature && (finding->signature->n_fixed >= CERTAIN_BYTES || !text || !is_certain))
    take_signature (mime, finding, head, length, source);
  else if (text)
    {
      finding->signature = NULL;
      finding->grounds = WIRE_TYPE_GROUNDS_TEXT;
      finding->mime = g_strdup ("text/plain");
      finding->words = g_strdup (text);
    }
  else if (is_disk_image (source))
    {
      finding->grounds = WIRE_TYPE_GROUNDS_SIGNATURE;
      finding->mime = g_strdup ("application/x-apple-diskimage");
      finding->words = g_strdup ("macOS disk image");
    }
  else
    ask_others (finding, head, length);
}

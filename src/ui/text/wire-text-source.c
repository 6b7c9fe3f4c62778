/* wire-text-source.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/text/wire-text-source.h"

#include "base/wire-job.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * WireTextSource:
 *
 * Either text, which is encoded, or bytes in some spelling, which are decoded; with the codec
 * between them. A worker does that, and ::changed says when; then what else can be found out of it
 * is studied, and ::studied says when. Main thread only.
 */
struct _WireTextSource
{
  GObject parent_instance;

  char *input;
  gboolean is_text; /* otherwise it spells bytes */
  guint asked;      /* notation */
  char *codec;
  WireTextPolicy policy;

  WireJob *job;
  WireText *text;
  GError *error;
  guint notation; /* that the bytes were read in */

  WireJob *studying;
  WireTextStudy *study;
};

G_DEFINE_FINAL_TYPE (WireTextSource, wire_text_source, G_TYPE_OBJECT)

static guint changed_signal, studied_signal;

typedef struct
{
  char *input;
  gboolean is_text;
  guint notation;
  char *codec;
  WireTextPolicy policy;
  WireText *text; /* the rest is written by the worker before it returns, and read after */
  GError *error;
} Coding;

static void
coding_free (gpointer data)
{
  Coding *coding = data;

  g_free (coding->input);
  g_free (coding->codec);
  g_clear_pointer (&coding->text, wire_text_free);
  g_clear_error (&coding->error);
  g_free (coding);
}

static WireText *
code (Coding *coding, GBytes *bytes, WireTextPolicy policy, GError **error)
{
  if (bytes)
    return wire_text_decode (bytes, coding->codec, policy, error);
  return wire_text_encode (coding->input, strlen (coding->input), coding->codec, policy, error);
}

static GBytes *
read_spelling (Coding *coding)
{
  if (coding->notation == WIRE_NOTATION_ANY)
    coding->notation = wire_notation_guess (coding->input);
  return wire_notation_read (coding->notation, coding->input, &coding->error);
}

/* A strict user hears what is wrong first, and still sees where else: what cannot be coded is
 * replaced and marked. */
static gboolean
code_work (WireJob *job, gpointer data, GError **error)
{
  Coding *coding = data;
  g_autoptr (GBytes) bytes = coding->is_text ? NULL : read_spelling (coding);

  (void) job;
  (void) error;
  if (!coding->is_text && !bytes)
    return TRUE;
  coding->text = code (coding, bytes, coding->policy, &coding->error);
  if (!coding->text && coding->policy == WIRE_TEXT_STRICT)
    coding->text = code (coding, bytes, WIRE_TEXT_REPLACE, NULL);
  return TRUE;
}

typedef struct
{
  char *text;
  GBytes *bytes;
  WireTextStudy *study; /* written by the worker before it returns, and read after */
} Studying;

static void
studying_free (gpointer data)
{
  Studying *studying = data;

  g_free (studying->text);
  g_bytes_unref (studying->bytes);
  g_clear_pointer (&studying->study, wire_text_study_free);
  g_free (studying);
}

static gboolean
study_work (WireJob *job, gpointer data, GError **error)
{
  Studying *studying = data;

  if (wire_job_set_error_if_cancelled (job, error)) /* something newer was typed meanwhile */
    return FALSE;
  studying->study = wire_text_study_new (studying->text, studying->bytes);
  return TRUE;
}

static void
studied_cb (WireJob *job, gpointer data, GObject *owner)
{
  Studying *studying = data;
  WireTextSource *self = WIRE_TEXT_SOURCE (owner);

  if (job != self->studying)
    return;
  g_clear_object (&self->studying);
  self->study = g_steal_pointer (&studying->study);
  g_signal_emit (self, studied_signal, 0);
}

static void
stop_studying (WireTextSource *self)
{
  if (self->studying)
    wire_job_cancel (self->studying);
  g_clear_object (&self->studying);
  g_clear_pointer (&self->study, wire_text_study_free);
}

/* What cannot be written in the codec has no bytes: nothing of it can be told. */
static void
study (WireTextSource *self)
{
  GBytes *bytes = wire_text_source_get_bytes (self);
  Studying *studying;

  stop_studying (self);
  if (!bytes || g_bytes_get_size (bytes) == 0)
    {
      g_signal_emit (self, studied_signal, 0);
      return;
    }
  studying = g_new0 (Studying, 1);
  studying->text = g_strdup (self->text->text);
  studying->bytes = g_bytes_ref (bytes);
  self->studying = wire_owned_job_start (_ ("Studying text"), study_work, studying, studying_free,
                                         studied_cb, G_OBJECT (self));
}

static void
coded_cb (WireJob *job, gpointer data, GObject *owner)
{
  Coding *coding = data;
  WireTextSource *self = WIRE_TEXT_SOURCE (owner);

  if (job != self->job)
    return;
  g_clear_object (&self->job);
  g_clear_pointer (&self->text, wire_text_free);
  g_clear_error (&self->error);
  self->text = g_steal_pointer (&coding->text);
  self->error = g_steal_pointer (&coding->error);
  self->notation = coding->notation;
  g_signal_emit (self, changed_signal, 0);
  study (self);
}

static void
start (WireTextSource *self)
{
  Coding *coding = g_new0 (Coding, 1);

  if (self->job)
    wire_job_cancel (self->job);
  g_clear_object (&self->job);
  coding->input = g_strdup (self->input);
  coding->is_text = self->is_text;
  coding->notation = self->asked;
  coding->codec = g_strdup (self->codec);
  coding->policy = self->policy;
  self->job = wire_owned_job_start (_ ("Reading text"), code_work, coding, coding_free, coded_cb,
                                    G_OBJECT (self));
}

static void
wire_text_source_finalize (GObject *object)
{
  WireTextSource *self = WIRE_TEXT_SOURCE (object);

  g_free (self->input);
  g_free (self->codec);
  g_clear_object (&self->job);
  stop_studying (self);
  g_clear_pointer (&self->text, wire_text_free);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (wire_text_source_parent_class)->finalize (object);
}

static void
wire_text_source_class_init (WireTextSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wire_text_source_finalize;

  /** WireTextSource::changed: text, bytes and error are those of the latest input */
  changed_signal = g_signal_new ("changed", WIRE_TYPE_TEXT_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  /** WireTextSource::studied: the study is that of the latest input, or there is none */
  studied_signal = g_signal_new ("studied", WIRE_TYPE_TEXT_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
wire_text_source_init (WireTextSource *self)
{
  self->input = g_strdup ("");
  self->is_text = TRUE;
  self->codec = g_strdup ("UTF-8");
  self->notation = WIRE_NOTATION_HEX;
  self->text = wire_text_encode ("", 0, "UTF-8", WIRE_TEXT_STRICT, NULL);
}

/** Returns: (transfer full): a source of no text, in UTF-8 */
WireTextSource *
wire_text_source_new (void)
{
  return g_object_new (WIRE_TYPE_TEXT_SOURCE, NULL);
}

static void
set_input (WireTextSource *source, const char *input, gboolean is_text, guint notation)
{
  g_free (source->input);
  source->input = g_strdup (input);
  source->is_text = is_text;
  source->asked = notation;
  start (source);
}

/** @text: valid UTF-8, to be encoded */
void
wire_text_source_set_text (WireTextSource *self, const char *text)
{
  g_return_if_fail (WIRE_IS_TEXT_SOURCE (self));
  set_input (self, text, TRUE, WIRE_NOTATION_ANY);
}

/** @spelling: bytes, as @notation (or %WIRE_NOTATION_ANY) writes them, to be decoded */
void
wire_text_source_set_spelling (WireTextSource *self, const char *spelling, guint notation)
{
  g_return_if_fail (WIRE_IS_TEXT_SOURCE (self));
  g_return_if_fail (notation <= WIRE_NOTATION_ANY);
  set_input (self, spelling, FALSE, notation);
}

/** @codec: as wire_codec_find() returned it */
void
wire_text_source_set_codec (WireTextSource *self, const char *codec)
{
  g_return_if_fail (WIRE_IS_TEXT_SOURCE (self));

  if (g_str_equal (self->codec, codec))
    return;
  g_free (self->codec);
  self->codec = g_strdup (codec);
  start (self);
}

void
wire_text_source_set_policy (WireTextSource *self, WireTextPolicy policy)
{
  g_return_if_fail (WIRE_IS_TEXT_SOURCE (self));

  if (self->policy == policy)
    return;
  self->policy = policy;
  start (self);
}

/** Returns: whether text was given, and not bytes */
gboolean
wire_text_source_is_text (WireTextSource *self)
{
  g_return_val_if_fail (WIRE_IS_TEXT_SOURCE (self), TRUE);
  return self->is_text;
}

const char *
wire_text_source_get_codec (WireTextSource *self)
{
  g_return_val_if_fail (WIRE_IS_TEXT_SOURCE (self), NULL);
  return self->codec;
}

/**
 * Returns: (transfer none) (nullable): characters and bytes, until the next ::changed; with an
 * error of the strict policy, what cannot be coded is replaced; %NULL where the spelling cannot be
 * read
 */
const WireText *
wire_text_source_get_text (WireTextSource *self)
{
  g_return_val_if_fail (WIRE_IS_TEXT_SOURCE (self), NULL);
  return self->text;
}

/**
 * Returns: (transfer none) (nullable): the bytes, which no error touches: what was spelled, or the
 *   text under the codec
 */
GBytes *
wire_text_source_get_bytes (WireTextSource *self)
{
  g_return_val_if_fail (WIRE_IS_TEXT_SOURCE (self), NULL);

  if (!self->text || (self->is_text && self->error))
    return NULL;
  return self->text->bytes;
}

/** Returns: (transfer none) (nullable): what is wrong, and where */
const GError *
wire_text_source_get_error (WireTextSource *self)
{
  g_return_val_if_fail (WIRE_IS_TEXT_SOURCE (self), NULL);
  return self->error;
}

/** Returns: the #WireNotation that the spelled bytes were read in */
guint
wire_text_source_get_notation (WireTextSource *self)
{
  g_return_val_if_fail (WIRE_IS_TEXT_SOURCE (self), WIRE_NOTATION_HEX);
  return self->notation;
}

/** Returns: (transfer none) (nullable): until the next ::changed; %NULL while there is none */
const WireTextStudy *
wire_text_source_get_study (WireTextSource *self)
{
  g_return_val_if_fail (WIRE_IS_TEXT_SOURCE (self), NULL);
  return self->study;
}

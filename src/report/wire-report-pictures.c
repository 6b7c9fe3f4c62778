/* wire-report-pictures.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report/wire-report-pictures.h"

#include "base/wire-text-hash.h"
#include "capture/objects/wire-object-content.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* What one capture puts into a report, and what all do: the file is read by people. */
#define MAX_PICTURES 60u
#define MAX_SIZE (512u * 1024)
#define MAX_ALL (24u * 1024 * 1024)

/* What is narrower or lower is an icon, or counts who reads. */
#define MIN_EDGE 24u

static const WireReportColumn COLUMNS[] = {
  { "packet", N_ ("Packet"), TRUE, FALSE },  { "name", N_ ("Name"), FALSE, FALSE },
  { "type", N_ ("Type"), FALSE, FALSE },     { "width", N_ ("Width"), TRUE, FALSE },
  { "height", N_ ("Height"), TRUE, FALSE },  { "size", N_ ("Bytes"), TRUE, FALSE },
  { "sha256", N_ ("SHA-256"), FALSE, TRUE },
};

typedef struct
{
  guint32 number;
  guint32 packet;
  char *name;
  char *sha256;
  guint64 size;  /* of the content */
  guint64 shown; /* bytes of it that are the picture */
} Candidate;

struct _WireReportPictures
{
  GPtrArray *candidates;
  GHashTable *digests; /* each picture once */
  guint n_large;
  guint n_small;
  guint n_more;
};

static void
candidate_free (gpointer data)
{
  Candidate *candidate = data;

  g_free (candidate->name);
  g_free (candidate->sha256);
  g_free (candidate);
}

/** Returns: (transfer full): nothing yet */
WireReportPictures *
wire_report_pictures_new (void)
{
  WireReportPictures *self = g_new0 (WireReportPictures, 1);

  self->candidates = g_ptr_array_new_with_free_func (candidate_free);
  self->digests = g_hash_table_new (wire_text_hash, g_str_equal);
  return self;
}

void
wire_report_pictures_free (WireReportPictures *self)
{
  g_hash_table_unref (self->digests);
  g_ptr_array_unref (self->candidates);
  g_free (self);
}

/** Returns: (transfer none): a section that shows nothing yet */
WireReportSection *
wire_report_add_pictures (WireReport *report)
{
  return wire_report_add_section (report, "pictures", _ ("Pictures"), COLUMNS,
                                  G_N_ELEMENTS (COLUMNS));
}

static gboolean
is_picture (const WireObjectFacts *facts)
{
  static const char *const TYPES[] = { "image/png", "image/gif", "image/jpeg", NULL };

  return facts->whole && facts->digested && facts->type && g_strv_contains (TYPES, facts->type);
}

/* What follows a picture's own end is no part of it, and is not put into a report. */
static guint64
get_shown (const WireObjectFacts *facts)
{
  return facts->appended > 0 ? MIN (facts->appended_at, facts->size) : facts->size;
}

/**
 * wire_report_pictures_consider:
 * @transfer: one of the list; whole pictures are taken, each once
 * @name: (transfer full): what it is called
 */
void
wire_report_pictures_consider (WireReportPictures *self,
                               const WireFindingsTransfer *transfer,
                               char *name)
{
  const WireObjectFacts *facts = transfer->facts;
  g_autofree char *owned = name;
  g_autofree char *sha256 = NULL;
  Candidate *candidate;

  if (!is_picture (facts))
    return;
  sha256 = wire_digests_get_hex (&facts->content, WIRE_DIGEST_SHA256);
  if (g_hash_table_contains (self->digests, sha256))
    return;
  if (get_shown (facts) > MAX_SIZE || self->candidates->len >= 2 * MAX_PICTURES)
    {
      self->n_large += get_shown (facts) > MAX_SIZE;
      self->n_more += get_shown (facts) <= MAX_SIZE;
      return;
    }
  candidate = g_new (Candidate, 1);
  *candidate = (Candidate){
    transfer->number, transfer->object->packet, g_steal_pointer (&owned), g_steal_pointer (&sha256),
    facts->size,      get_shown (facts)
  };
  g_hash_table_add (self->digests, candidate->sha256);
  g_ptr_array_add (self->candidates, candidate);
}

/* @picture: (transfer full) */
static void
show (WireReportPictures *self,
      WireReport *report,
      WireReportSection *section,
      const Candidate *candidate,
      WireReportPicture *picture)
{
  if (picture->width < MIN_EDGE || picture->height < MIN_EDGE)
    self->n_small++;
  else if (section->rows->len >= MAX_PICTURES
           || report->picture_bytes + g_bytes_get_size (picture->bytes) > MAX_ALL)
    self->n_more++;
  else
    {
      wire_report_add_row (
          section, g_strdup_printf ("%u", candidate->packet + 1), g_strdup (candidate->name),
          g_strdup (picture->type), g_strdup_printf ("%u", picture->width),
          g_strdup_printf ("%u", picture->height), g_strdup_printf ("%" PRIu64, candidate->size),
          g_strdup (candidate->sha256), NULL);
      wire_report_add_picture (report, section, picture);
      return;
    }
  wire_report_picture_free (picture);
}

static void
tell_left_out (const WireReportPictures *self, WireReportSection *section)
{
  if (self->n_small > 0)
    wire_report_add_paragraph (
        section, g_strdup_printf (ngettext ("%u picture is less than %u pixels wide or high, and "
                                            "is not shown.",
                                            "%u pictures are less than %u pixels wide or high, and "
                                            "are not shown.",
                                            self->n_small),
                                  self->n_small, MIN_EDGE));
  if (self->n_large > 0)
    wire_report_add_paragraph (
        section,
        g_strdup_printf (ngettext ("%u picture is too large to be shown here.",
                                   "%u pictures are too large to be shown here.", self->n_large),
                         self->n_large));
  if (self->n_more > 0)
    wire_report_add_paragraph (
        section, g_strdup_printf (ngettext ("%u more picture is not shown.",
                                            "%u more pictures are not shown.", self->n_more),
                                  self->n_more));
}

/**
 * wire_report_pictures_fill:
 * @report: that @section belongs to
 * @list: that was considered
 * @cancellable: (nullable): polled now and then
 * @error: set where %FALSE is returned
 *
 * Reads the pictures: blocks.
 *
 * Returns: whether all of it is there
 */
gboolean
wire_report_pictures_fill (WireReportPictures *self,
                           WireReport *report,
                           WireReportSection *section,
                           const WireObjectList *list,
                           GCancellable *cancellable,
                           GError **error)
{
  for (guint i = 0; i < self->candidates->len; i++)
    {
      const Candidate *candidate = g_ptr_array_index (self->candidates, i);
      g_autoptr (GBytes) bytes = wire_object_read_content (
          list, candidate->number, (gsize) candidate->shown, cancellable, error);
      WireReportPicture *picture;

      if (!bytes)
        return FALSE;
      picture = wire_report_picture_new (bytes);
      self->n_large += !picture; /* its head says so, or nothing that can be believed */
      if (picture)
        show (self, report, section, candidate, picture);
    }
  tell_left_out (self, section);
  return TRUE;
}

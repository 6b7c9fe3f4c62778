/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/ui/evidence/evidence-fixture.h"

/* As an examination would hand it over, with MD5. */
WireEvidence *
evidence_new (const char *path, const char *content)
{
  static guint64 order;
  WireEvidence *evidence = wire_evidence_new (path, order++);
  g_autofree WireFileHash *hash = g_new0 (WireFileHash, 1);

  hash->size = strlen (content);
  wire_digests_of_bytes (WIRE_DIGEST_BIT (WIRE_DIGEST_MD5), content, hash->size, &hash->digests);
  wire_evidence_take_hash (evidence, hash);
  return evidence;
}

GPtrArray *
matches_new (const char *set, WireHashSetKind kind, const char *name)
{
  GPtrArray *matches = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_hash_match_free);
  WireHashMatch *match = g_new0 (WireHashMatch, 1);

  match->set = g_strdup (set);
  match->kind = kind;
  match->name = g_strdup (name);
  g_ptr_array_add (matches, match);
  return matches;
}

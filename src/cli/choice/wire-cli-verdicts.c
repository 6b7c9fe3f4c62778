/* wire-cli-verdicts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/choice/wire-cli-verdicts.h"

#include "cli/command/wire-cli.h"

#include <glib/gi18n.h>

/* Returns: the verdicts that @name means: one by its key, or all of a severity and worse; 0 where
 * it is neither */
static guint32
find_verdicts (const char *name)
{
  guint32 found = 0;

  if (g_str_equal (name, "alarm") || g_str_equal (name, "program-in-disguise"))
    found |= WIRE_CLI_VERDICT_DISGUISED;
  for (guint verdict = 0; verdict <= WIRE_OBJECT_FINE; verdict++)
    {
      WireObjectSeverity severity = wire_object_judgement_get_severity (verdict);

      for (guint worse = severity; worse <= WIRE_OBJECT_QUIET; worse++)
        if (worse != WIRE_OBJECT_QUIET && g_str_equal (wire_object_severity_to_key (worse), name))
          found |= 1u << verdict;
      if (g_str_equal (wire_object_judgement_to_key (verdict), name))
        found |= 1u << verdict;
    }
  return found;
}

/**
 * wire_cli_parse_verdicts:
 * @option: such as `--only`, for the message
 * @values: (nullable): what was given with it: words with commas between
 * @verdicts: (out): a bit a verdict: 1 << #WireObjectJudgement, and %WIRE_CLI_VERDICT_DISGUISED; 0
 *   where nothing was given
 * @error: set where %FALSE is returned
 *
 * A word is a verdict, such as `mismatch`, or `program-in-disguise`, or `alarm`, `warning` or
 * `note`: that and what is worse.
 *
 * Returns: whether all words are known
 */
gboolean
wire_cli_parse_verdicts (const char *option,
                         const char *const *values,
                         guint32 *verdicts,
                         GError **error)
{
  *verdicts = 0;
  for (; values && *values; values++)
    {
      g_auto (GStrv) words = g_strsplit (**values ? *values : " ", ",", -1);

      for (char **word = words; *word; word++)
        {
          guint32 found = find_verdicts (g_strstrip (*word));

          if (found == 0)
            {
              wire_cli_set_usage_error (error,
                                        _ ("%s takes verdicts such as “mismatch”, or “alarm”, "
                                           "“warning” or “note”; “%s” is none of these."),
                                        option, *word);
              return FALSE;
            }
          *verdicts |= found;
        }
    }
  return TRUE;
}

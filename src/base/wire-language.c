/* wire-language.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-language.h"

#include "wire-config.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

/**
 * wire_language_begin:
 *
 * Takes the language and the habits of numbers and dates from the environment, and the translations
 * from where they were installed; from the folder WIRECASE_LOCALE_DIR where a program is run from
 * the tree in which it was built. To be called by main(), before there are threads.
 */
void
wire_language_begin (void)
{
  const char *folder = g_getenv ("WIRECASE_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (WIRE_GETTEXT_DOMAIN, folder ? folder : WIRE_LOCALE_DIR);
  bind_textdomain_codeset (WIRE_GETTEXT_DOMAIN, "UTF-8");
  textdomain (WIRE_GETTEXT_DOMAIN);
}

/**
 * wire_language_end_translation:
 *
 * From now on every message is as in the sources: for answers that programs read, and for
 * lines whose words are agreed on. Numbers, too, are written as in C. While there is one thread.
 */
void
wire_language_end_translation (void)
{
  setlocale (LC_MESSAGES, "C");
  setlocale (LC_NUMERIC, "C");
}

/** Returns: (transfer full): the languages that there can be messages in, as gettext names them:
 * English, which the sources are in, and those with a translation */
GStrv
wire_language_list (void)
{
  g_autofree char *all = g_strconcat ("en ", WIRE_LINGUAS, NULL);

  return g_strsplit (g_strstrip (all), " ", -1);
}

/* Of a catalogue, the empty message is its head. */
static char *
read_name (void)
{
  const char *head = dgettext (WIRE_GETTEXT_DOMAIN, "");
  const char *line = *head ? strstr (head, "Language: ") : NULL;
  const char *name = line ? line + strlen ("Language: ") : "";

  return *name ? g_strndup (name, strcspn (name, " \n")) : g_strdup ("en");
}

/** Returns: (transfer full): the language that messages come in, as HTML names it (BCP 47) */
char *
wire_language_get_name (void)
{
  return g_strdelimit (read_name (), "_", '-');
}

/**
 * wire_language_choose:
 * @language: one of wire_language_list()
 *
 * From now on messages come in another language than the environment asks for. While there is one
 * thread.
 *
 * Returns: whether they do: a translation may not be installed
 */
gboolean
wire_language_choose (const char *language)
{
  const char *locale = setlocale (LC_MESSAGES, NULL);
  g_autofree char *name = NULL;

  g_setenv ("LANGUAGE", language, TRUE);
  /* In the locale C the variable is not looked at. Setting a locale makes gettext look again. */
  if (!setlocale (LC_MESSAGES, g_str_equal (locale, "C") ? "C.UTF-8" : locale))
    return FALSE;
  name = read_name ();
  return g_str_equal (name, language);
}

/* wire-language.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-language.h"

#include "wire-config.h"

#include <libintl.h>
#include <locale.h>

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

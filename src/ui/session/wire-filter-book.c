/* wire-filter-book.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/session/wire-filter-book.h"

#include "ui/memory/wire-settings.h"

#include <glib/gi18n.h>

/* Longer ones are not remembered, in bytes. */
#define TEXT_MAX 4096u

#define USED_KEY "filter-history"
#define SAVED_KEY "saved-filters"

/* What comes along. */
static const struct
{
  const char *name;
  const char *text;
} GIVEN[] = {
  /* Name of a filter: of the requests of a lab */
  { N_ ("GIFs Asked For by Their Address"),
    "http.request.method==GET && http.request.full_uri matches \"http://.*\\.gif.*\"" },
  /* Name of a filter */
  { N_ ("Requests for Pictures"),
    "http.request.uri matches \"\\.(gif|jpe?g|png|webp|svg|ico)([?#]|$)\"" },
  /* Name of a filter: connections that were refused or broke off */
  { N_ ("Failed Connections"), "tcp.flags.reset == 1 or icmp.type == 3 or icmpv6.type == 1" },
  /* Name of a filter */
  { N_ ("DNS Answers That Are Errors"), "dns.flags.response == 1 and dns.flags.rcode != 0" },
  /* Name of a filter */
  { N_ ("Names Asked For in TLS"), "tls.handshake.extensions_server_name" },
  /* Name of a filter */
  { N_ ("HTTP Answers That Are Errors"), "http.response.code >= 400" },
};

static void
named_filter_free (gpointer data)
{
  WireNamedFilter *named = data;

  g_free (named->name);
  g_free (named->text);
  g_free (named);
}

GPtrArray *
wire_filter_list_new (void)
{
  return g_ptr_array_new_with_free_func (named_filter_free);
}

void
wire_filter_list_add (GPtrArray *list, const char *name, const char *text)
{
  WireNamedFilter *named = g_new (WireNamedFilter, 1);

  *named = (WireNamedFilter){ g_strdup (name), g_strdup (text) };
  g_ptr_array_add (list, named);
}

/** Returns: (transfer full): the filters that were used, the last one first. Main thread. */
char **
wire_filter_book_list_used (void)
{
  GSettings *settings = wire_settings_get ();

  return settings ? g_settings_get_strv (settings, USED_KEY) : g_new0 (char *, 1);
}

/** Remembers that @text was used. Main thread. */
void
wire_filter_book_note (const char *text)
{
  GSettings *settings = wire_settings_get ();
  g_auto (GStrv) used = wire_filter_book_list_used ();
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  if (!settings || !*text || strlen (text) > TEXT_MAX || !g_utf8_validate (text, -1, NULL))
    return;
  g_ptr_array_add (list, (gpointer) text);
  for (guint i = 0; used[i] && list->len < WIRE_FILTER_HISTORY_MAX; i++)
    if (!g_str_equal (used[i], text))
      g_ptr_array_add (list, used[i]);
  g_ptr_array_add (list, NULL);
  g_settings_set_strv (settings, USED_KEY, (const char *const *) list->pdata);
}

/** Forgets the filters that were used. Main thread. */
void
wire_filter_book_forget_used (void)
{
  if (wire_settings_get ())
    g_settings_reset (wire_settings_get (), USED_KEY);
}

/** Returns: (transfer full) (element-type WireNamedFilter): the filters that the user saved. Main
 * thread. */
GPtrArray *
wire_filter_book_list_saved (void)
{
  GSettings *settings = wire_settings_get ();
  GPtrArray *list = wire_filter_list_new ();
  g_autoptr (GVariant) saved = settings ? g_settings_get_value (settings, SAVED_KEY) : NULL;
  const char *name, *text;
  GVariantIter iter;

  if (!saved)
    return list;
  g_variant_iter_init (&iter, saved);
  while (list->len < WIRE_FILTERS_SAVED_MAX && g_variant_iter_next (&iter, "(&s&s)", &name, &text))
    wire_filter_list_add (list, name, text);
  return list;
}

/** Returns: (transfer full) (element-type WireNamedFilter): the filters that come along, with
 * translated names */
GPtrArray *
wire_filter_book_list_given (void)
{
  GPtrArray *list = wire_filter_list_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (GIVEN); i++)
    wire_filter_list_add (list, _ (GIVEN[i].name), GIVEN[i].text);
  return list;
}

static void
store (GPtrArray *list)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(ss)"));

  for (guint i = 0; i < list->len; i++)
    {
      const WireNamedFilter *named = g_ptr_array_index (list, i);

      g_variant_builder_add (&builder, "(ss)", named->name, named->text);
    }
  if (wire_settings_get ())
    g_settings_set_value (wire_settings_get (), SAVED_KEY, g_variant_builder_end (&builder));
  else
    g_variant_builder_clear (&builder);
}

static void
remove_from (GPtrArray *list, const char *name)
{
  for (guint i = list->len; i-- > 0;)
    if (g_str_equal (((WireNamedFilter *) g_ptr_array_index (list, i))->name, name))
      g_ptr_array_remove_index (list, i);
}

/** Saves @text as @name, in place of what had that name. Main thread. */
void
wire_filter_book_save (const char *name, const char *text)
{
  g_autoptr (GPtrArray) list = wire_filter_book_list_saved ();

  remove_from (list, name);
  wire_filter_list_add (list, name, text);
  store (list);
}

/** Forgets the filter that was saved as @name. Main thread. */
void
wire_filter_book_remove (const char *name)
{
  g_autoptr (GPtrArray) list = wire_filter_book_list_saved ();

  remove_from (list, name);
  store (list);
}

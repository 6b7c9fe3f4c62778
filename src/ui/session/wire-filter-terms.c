/* wire-filter-terms.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/session/wire-filter-terms.h"

#include "capture/view/wire-filter-language.h"

#include "capture/frame/wire-address.h"

#include <glib/gi18n.h>
#include <netinet/in.h>

/* By what the items of a menu ask for: `capture.filter-by` has a name and a term. */
static const struct
{
  const char *name;
  const char *label;
} JOINS[] = {
  [WIRE_FIELD_ONLY] = { "only", N_ ("_Only This") },
  [WIRE_FIELD_NOT] = { "not", N_ ("_Not This") },
  [WIRE_FIELD_AND] = { "and", N_ ("_And This") },
  [WIRE_FIELD_OR] = { "or", N_ ("O_r This") },
};

/* Longer conditions are cut in menus, in characters. */
#define LABEL_MAX 60

/** Empties @menu, before what may be filtered by is added. */
void
wire_filter_terms_clear (GMenu *menu)
{
  g_menu_remove_all (menu);
}

/** Offers in @menu to filter by @term alone: only, not, and, or. */
void
wire_filter_terms_set_only (GMenu *menu, const char *term)
{
  g_menu_remove_all (menu);
  for (gsize i = 0; i < G_N_ELEMENTS (JOINS); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (JOINS[i].label), NULL);

      g_menu_item_set_action_and_target (item, "capture.filter-by", "(ss)", JOINS[i].name, term);
      g_menu_append_item (menu, item);
    }
}

/* An underline would be taken for a mnemonic. */
static char *
make_label (const char *term)
{
  g_autoptr (GString) label = g_string_new (NULL);
  g_autofree char *cut = g_utf8_strlen (term, -1) > LABEL_MAX
                             ? g_utf8_substring (term, 0, LABEL_MAX - 1)
                             : g_strdup (term);

  g_string_append (label, cut);
  if (strlen (cut) < strlen (term))
    g_string_append (label, "…");
  g_string_replace (label, "_", "__", 0);
  return g_strdup (label->str);
}

/** Offers in @menu a menu of @term; @term: (transfer full) (nullable) */
void
wire_filter_terms_add (GMenu *menu, char *term)
{
  g_autofree char *owned = term;
  g_autofree char *label = term ? make_label (term) : NULL;
  g_autoptr (GMenu) joins = g_menu_new ();

  if (!term)
    return;
  wire_filter_terms_set_only (joins, term);
  g_menu_append_submenu (menu, label, G_MENU_MODEL (joins));
}

/** Offers in @menu that @field is @text; @text: (nullable): nothing where it is empty */
void
wire_filter_terms_add_text (GMenu *menu, const char *field, const char *text)
{
  if (text && *text)
    wire_filter_terms_add (menu, wire_field_term_new_text (field, text));
}

/** Offers in @menu that @field has @text in it. */
void
wire_filter_terms_add_part (GMenu *menu, const char *field, const char *text)
{
  wire_filter_terms_add (menu, wire_field_term_new_part (field, text));
}

/** Offers in @menu that an address is on @side: `src`, `dst` or `addr`. */
void
wire_filter_terms_add_address (GMenu *menu, const char *side, guint8 family, const guint8 *address)
{
  char text[WIRE_ADDRESS_TEXT_MAX];

  wire_filter_terms_add (
      menu, wire_field_term_new_address (side, wire_address_to_text (family, address, text)));
}

static void
add_port (GMenu *menu, const char *protocol, guint16 port)
{
  wire_filter_terms_add (menu, g_strdup_printf ("%s.port == %u", protocol, port));
}

/** Offers in @menu both addresses, and both ports, of @tuple; nothing where it is empty. */
void
wire_filter_terms_add_tuple (GMenu *menu, const WireTuple *tuple)
{
  const char *protocol = tuple->protocol == IPPROTO_TCP   ? "tcp"
                         : tuple->protocol == IPPROTO_UDP ? "udp"
                                                          : NULL;

  if (tuple->family == WIRE_FAMILY_NONE)
    return;
  wire_filter_terms_add_address (menu, "addr", tuple->family, tuple->src);
  wire_filter_terms_add_address (menu, "addr", tuple->family, tuple->dst);
  if (!protocol)
    return;
  add_port (menu, protocol, tuple->src_port);
  add_port (menu, protocol, tuple->dst_port);
}

/* Returns: whether the filter has a condition of @kind; @found is then the last one */
static gboolean
find_condition (WireFilter *filter, WireConditionKind kind, guint *found)
{
  gboolean any = FALSE;

  for (guint i = 0; i < wire_filter_get_length (filter); i++)
    if (wire_filter_get (filter, i)->kind == kind)
      {
        *found = i;
        any = TRUE;
      }
  return any;
}

static void
replace (WireFilter **filter, WireFilter *by)
{
  wire_filter_unref (*filter);
  *filter = by;
}

/**
 * wire_filter_terms_apply:
 * @session: whose filter to change
 * @how: `only`, `not`, `and` or `or`
 * @term: a condition in fields
 *
 * Joins @term to what is in force. A filter in BPF stays as well, but for `only`.
 *
 * Returns: %FALSE where it would have to be one of both with a filter in BPF, which no language can
 * say
 */
gboolean
wire_filter_terms_apply (WireCaptureSession *session, const char *how, const char *term)
{
  g_autoptr (WireFilter) filter = wire_filter_ref (wire_capture_session_get_filter (session));
  WireFieldJoin join = WIRE_FIELD_ONLY;
  g_autofree char *before = NULL;
  g_autofree char *joined = NULL;
  guint at = 0;

  for (guint i = 0; i < G_N_ELEMENTS (JOINS); i++)
    if (g_str_equal (JOINS[i].name, how))
      join = (WireFieldJoin) i;
  if (find_condition (filter, WIRE_CONDITION_BPF, &at))
    {
      if (join == WIRE_FIELD_OR)
        return FALSE;
      if (join == WIRE_FIELD_ONLY)
        replace (&filter, wire_filter_without (filter, at));
    }
  if (find_condition (filter, WIRE_CONDITION_FIELDS, &at))
    {
      before = g_strdup (wire_filter_get (filter, at)->bpf);
      replace (&filter, wire_filter_without (filter, at));
    }
  joined = wire_field_term_join (before ? before : "", join, term);
  replace (&filter, wire_filter_with_text (filter, joined, WIRE_FILTER_FIELDS));
  wire_capture_session_set_filter (session, filter);
  return TRUE;
}

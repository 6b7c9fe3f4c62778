/* wire-fact-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/facts/wire-fact-log.h"

#include "base/wire-printable.h"
#include "base/wire-text-hash.h"

#include <glib/gi18n.h>

#define STRING_BLOCK 8192

/* Sign-ins back from the last one among which one that goes on is looked for. */
#define OPEN_SIGNINS 64u

struct _WireFactLog
{
  GPtrArray *names;
  GPtrArray *systems;
  GPtrArray *leases;
  GPtrArray *signins;
  GHashTable *known; /* what is the same in two facts, as text → the fact */
  GHashTable *texts;
  GStringChunk *strings;
  WireDnsLog *dns;
  gsize text; /* bytes of strings */
  guint32 left_out[4];
};

/** Returns: (transfer full): an empty log */
WireFactLog *
wire_fact_log_new (void)
{
  WireFactLog *self = g_new0 (WireFactLog, 1);

  self->names = g_ptr_array_new_with_free_func (g_free);
  self->systems = g_ptr_array_new_with_free_func (g_free);
  self->leases = g_ptr_array_new_with_free_func (g_free);
  self->signins = g_ptr_array_new_with_free_func (g_free);
  self->known = g_hash_table_new_full (wire_text_hash, g_str_equal, g_free, NULL);
  self->texts = g_hash_table_new (wire_text_hash, g_str_equal);
  self->strings = g_string_chunk_new (STRING_BLOCK);
  self->dns = wire_dns_log_new ();
  return self;
}

void
wire_fact_log_free (WireFactLog *self)
{
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->systems);
  g_ptr_array_unref (self->leases);
  g_ptr_array_unref (self->signins);
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->texts);
  g_string_chunk_free (self->strings);
  wire_dns_log_free (self->dns);
  g_free (self);
}

static const char *
keep_text (WireFactLog *self, const char *text)
{
  const char *kept = g_hash_table_lookup (self->texts, text);
  gsize size = strlen (text) + 1;

  if (kept)
    return kept;
  if (size > WIRE_FACT_MAX_TEXT - self->text)
    return NULL;
  self->text += size;
  kept = g_string_chunk_insert (self->strings, text);
  g_hash_table_add (self->texts, (gpointer) kept);
  return kept;
}

/** Returns: (transfer none) (nullable): @text as UTF-8, cut where it is too long, for as long as
 *   @self lives; %NULL where there is no room, or @text is %NULL */
const char *
wire_fact_log_keep (WireFactLog *self, const void *text, gsize length)
{
  g_autofree char *valid = NULL;

  if (!text)
    return NULL;
  valid = g_utf8_make_valid (text, (gssize) MIN (length, WIRE_FACT_MAX_STRING));
  return keep_text (self, valid);
}

/** As wire_fact_log_keep(), with control characters and the like written out. */
const char *
wire_fact_log_keep_printable (WireFactLog *self, const void *text, gsize length)
{
  g_autofree char *printable = NULL;

  if (!text)
    return NULL;
  printable = wire_printable (text, MIN (length, WIRE_FACT_MAX_STRING));
  return keep_text (self, printable);
}

/* Adds a copy of @fact under @key, or finds the one that is there. Returns: (nullable): where there
 * is neither */
static gpointer
add_known (WireFactLog *self,
           GPtrArray *array,
           char *key,
           gconstpointer fact,
           gsize size,
           guint most,
           guint32 *left_out)
{
  gpointer found = g_hash_table_lookup (self->known, key);

  if (found || array->len >= most)
    {
      *left_out += !found;
      g_free (key);
      return found;
    }
  found = g_memdup2 (fact, size);
  g_ptr_array_add (array, found);
  g_hash_table_insert (self->known, key, found);
  return found;
}

static char *
make_key (const char *kind, const WireHostAddress *address, const WireMac *mac, guint source)
{
  char text[WIRE_ADDRESS_TEXT_MAX];

  wire_address_to_text (address->family, address->bytes, text);
  return g_strdup_printf ("%s %u %s %02x%02x%02x%02x%02x%02x", kind, source,
                          address->family == WIRE_FAMILY_NONE ? "-" : text, mac->bytes[0],
                          mac->bytes[1], mac->bytes[2], mac->bytes[3], mac->bytes[4],
                          mac->bytes[5]);
}

/**
 * wire_fact_log_add_name:
 * @self: a log
 * @name: its @name is kept (wire_fact_log_keep()), or %NULL, and then nothing is added; @count and
 *   @last are filled in here
 *
 * Said again, it is the same fact, with a later end.
 */
void
wire_fact_log_add_name (WireFactLog *self, const WireNameFact *name)
{
  g_autofree char *whose = NULL;
  WireNameFact *fact;

  if (!name->name || !*name->name)
    return;
  whose = make_key ("name", &name->address, &name->mac, name->source);
  fact =
      add_known (self, self->names, g_strdup_printf ("%s %d %s", whose, name->suffix, name->name),
                 name, sizeof *name, WIRE_FACT_MAX_NAMES, &self->left_out[0]);
  if (!fact)
    return;
  fact->count = fact->count == 0 ? 1 : fact->count + 1;
  fact->last = MAX (name->time, fact->last);
  fact->expires = MAX (name->expires, fact->expires);
}

/** Adds evidence of a system; its strings are kept. Shown again, it is the same fact. */
void
wire_fact_log_add_system (WireFactLog *self, const WireSystemFact *system)
{
  g_autofree char *whose = NULL;
  WireSystemFact *fact;

  if (!system->value)
    return;
  whose = make_key ("system", &system->address, &system->mac, system->evidence);
  fact = add_known (self, self->systems, g_strdup_printf ("%s %s", whose, system->value), system,
                    sizeof *system, WIRE_FACT_MAX_SYSTEMS, &self->left_out[1]);
  if (fact)
    fact->count++;
}

/** Adds a copy of @lease. */
void
wire_fact_log_add_lease (WireFactLog *self, const WireLeaseFact *lease)
{
  if (self->leases->len < WIRE_FACT_MAX_LEASES)
    g_ptr_array_add (self->leases, g_memdup2 (lease, sizeof *lease));
  else
    self->left_out[2]++;
}

/** Returns: (transfer none) (nullable): the sign-in, for its result to be filled in, for as long as
 *   @self lives; %NULL where there are too many */
WireSignin *
wire_fact_log_add_signin (WireFactLog *self, const WireSignin *signin)
{
  if (self->signins->len >= WIRE_FACT_MAX_SIGNINS)
    {
      self->left_out[3]++;
      return NULL;
    }
  g_ptr_array_add (self->signins, g_memdup2 (signin, sizeof *signin));
  return g_ptr_array_index (self->signins, self->signins->len - 1);
}

static gboolean
is_open (const WireSignin *signin, const char *protocol, const WireTuple *tuple, const char *user)
{
  return signin->result == WIRE_SIGNIN_UNKNOWN && signin->answer != G_MAXUINT32
         && g_str_equal (signin->protocol, protocol) && g_strcmp0 (signin->user, user) == 0
         && signin->tuple.family == tuple->family
         && memcmp (signin->tuple.src, tuple->src, sizeof tuple->src) == 0
         && memcmp (signin->tuple.dst, tuple->dst, sizeof tuple->dst) == 0;
}

/** Returns: (transfer none) (nullable): a recent sign-in of @user, with the addresses of @tuple,
 *   whose answer was that more is needed */
WireSignin *
wire_fact_log_find_open_signin (WireFactLog *self,
                                const char *protocol,
                                const WireTuple *tuple,
                                const char *user)
{
  for (guint i = self->signins->len; i > 0 && self->signins->len - i < OPEN_SIGNINS; i--)
    if (is_open (g_ptr_array_index (self->signins, i - 1), protocol, tuple, user))
      return g_ptr_array_index (self->signins, i - 1);
  return NULL;
}

static int
compare_packets (guint32 a, guint32 b)
{
  return (a > b) - (a < b);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const WireNameFact *const *one = a;
  const WireNameFact *const *other = b;

  return compare_packets ((*one)->packet, (*other)->packet);
}

static int
compare_systems (gconstpointer a, gconstpointer b)
{
  const WireSystemFact *const *one = a;
  const WireSystemFact *const *other = b;
  int order = compare_packets ((*one)->packet, (*other)->packet);

  return order ? order : (int) (*one)->evidence - (int) (*other)->evidence;
}

static int
compare_signins (gconstpointer a, gconstpointer b)
{
  const WireSignin *const *one = a;
  const WireSignin *const *other = b;

  return compare_packets ((*one)->packet, (*other)->packet);
}

/** Puts names, systems and sign-ins in the order of their packets. Nothing moves that was handed
 * out. */
void
wire_fact_log_sort (WireFactLog *self)
{
  g_ptr_array_sort (self->names, compare_names);
  g_ptr_array_sort (self->systems, compare_systems);
  g_ptr_array_sort (self->signins, compare_signins);
}

/** Returns: (transfer none): questions of DNS and their answers */
WireDnsLog *
wire_fact_log_get_dns (WireFactLog *self)
{
  return self->dns;
}

/** Returns: how many names there are */
guint
wire_fact_log_get_n_names (const WireFactLog *self)
{
  return self->names->len;
}

/** Returns: (transfer none): one of the names, from 0 */
const WireNameFact *
wire_fact_log_get_name (const WireFactLog *self, guint index)
{
  return g_ptr_array_index (self->names, index);
}

/** Returns: how many signs of a system there are */
guint
wire_fact_log_get_n_systems (const WireFactLog *self)
{
  return self->systems->len;
}

/** Returns: (transfer none): one of the signs of a system, from 0 */
const WireSystemFact *
wire_fact_log_get_system (const WireFactLog *self, guint index)
{
  return g_ptr_array_index (self->systems, index);
}

/** Returns: how many leases there are */
guint
wire_fact_log_get_n_leases (const WireFactLog *self)
{
  return self->leases->len;
}

/** Returns: (transfer none): one of the leases, from 0 */
const WireLeaseFact *
wire_fact_log_get_lease (const WireFactLog *self, guint index)
{
  return g_ptr_array_index (self->leases, index);
}

/** Returns: how many sign-ins there are */
guint
wire_fact_log_get_n_signins (const WireFactLog *self)
{
  return self->signins->len;
}

/** Returns: (transfer none): one of the sign-ins, from 0 */
const WireSignin *
wire_fact_log_get_signin (const WireFactLog *self, guint index)
{
  return g_ptr_array_index (self->signins, index);
}

static void
tell (GStrvBuilder *builder, char *sentence, guint32 n)
{
  if (n > 0)
    g_strv_builder_add (builder, sentence);
  g_free (sentence);
}

/** Returns: (transfer full): a sentence for each kind of fact of which there were too many */
GStrv
wire_fact_log_tell_left_out (const WireFactLog *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint32 dns = wire_dns_log_get_left_out (self->dns);
  const guint32 *n = self->left_out;

  tell (builder, g_strdup_printf (_ ("Too many names of hosts: %u were left out."), n[0]), n[0]);
  tell (builder,
        g_strdup_printf (_ ("Too many signs of operating systems: %u were left out."), n[1]), n[1]);
  tell (builder, g_strdup_printf (_ ("Too many leases of DHCP: %u were left out."), n[2]), n[2]);
  tell (builder, g_strdup_printf (_ ("Too many sign-ins: %u were left out."), n[3]), n[3]);
  tell (builder, g_strdup_printf (_ ("Too many questions of DNS: %u were left out."), dns), dns);
  return g_strv_builder_end (builder);
}

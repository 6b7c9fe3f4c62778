/* fuzz-indicators.c: reads lists of indicators that a fuzzer makes up, and looks things up in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-address.h"
#include "capture/indicators/wire-indicator-list.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* A list says no more by its thousandth line than by its first. */
#define INPUT_MAX 65536

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* A WireIndicatorMatch. */
static void
note (guint index, gpointer user_data)
{
  *(guint *) user_data = index;
}

/* What is in a list is found in it. */
static void
check (const WireIndicatorList *list, guint i)
{
  const WireIndicator *indicator = wire_indicator_list_get (list, i);
  guint found = G_MAXUINT;

  g_assert (g_utf8_validate (indicator->value, -1, NULL));
  wire_indicator_list_find (list, indicator->kind, indicator->value, note, &found);
  g_assert (found == i);
  if (indicator->kind == WIRE_INDICATOR_DOMAIN)
    wire_indicator_list_find_host (list, indicator->value, note, &found);
  if (indicator->kind == WIRE_INDICATOR_URL)
    {
      g_autofree char *again = wire_indicator_normalise_url (indicator->value);

      (void) again;
    }
}

static void
read_list (const char *path)
{
  g_autoptr (WireIndicatorList) list = wire_indicator_list_read (path, NULL, NULL);
  static const guint8 ADDRESS[16] = { 192, 0, 2, 1 };
  guint found;

  if (!list)
    return;
  for (guint i = 0; i < wire_indicator_list_get_length (list); i++)
    check (list, i);
  wire_indicator_list_find_address (list, WIRE_FAMILY_IPV4, ADDRESS, note, &found);
  wire_indicator_list_find_address (list, WIRE_FAMILY_IPV6, ADDRESS, note, &found);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (WireIndicatorList) list = wire_indicator_list_new ();
  g_autofree char *text = NULL;
  char path[32];
  int fd;

  size = MIN (size, INPUT_MAX);
  text = g_strndup ((const char *) data, size);
  wire_indicator_list_add_stix (list, text);
  fd = memfd_create ("list", MFD_CLOEXEC);
  if (fd < 0 || write (fd, data, size) != (gssize) size)
    return 0;
  g_snprintf (path, sizeof path, "/proc/self/fd/%d", fd);
  read_list (path);
  close (fd);
  return 0;
}

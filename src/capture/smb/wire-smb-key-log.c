/* wire-smb-key-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb-key-log.h"

#include "base/wire-file-open.h"
#include "base/wire-io.h"
#include "base/wire-secret.h"

#include <string.h>
#include <unistd.h>

#define ID_DIGITS 16u
#define OPTION "uat:smb2_seskey_list:"

/* No line is longer: an id, three keys of 64 digits, the option before it, and quotes. */
#define MAX_LINE 320u

/* A day of a busy server. */
#define MAX_SESSIONS 65536u

/* What is read of a file: that many lines. */
#define MAX_FILE (MAX_SESSIONS * (gsize) MAX_LINE)

struct _WireSmbKeyLog
{
  GHashTable *sessions; /* id to WireSmbKeys */
};

G_STATIC_ASSERT (sizeof (WireSmbKeys) <= WIRE_SECRET_SIZE);

WireSmbKeyLog *
wire_smb_key_log_new (void)
{
  WireSmbKeyLog *self = g_new0 (WireSmbKeyLog, 1);

  self->sessions = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, wire_secret_free);
  return self;
}

void
wire_smb_key_log_free (WireSmbKeyLog *self)
{
  g_hash_table_unref (self->sessions);
  g_free (self);
}

/* Returns: whether @digits are @length bytes, which are written to @out */
static gboolean
read_hex (const char *digits, gsize length, guint8 *out)
{
  for (gsize i = 0; i < length; i++)
    {
      int high = g_ascii_xdigit_value (digits[2 * i]);
      int low = high < 0 ? -1 : g_ascii_xdigit_value (digits[2 * i + 1]);

      if (low < 0)
        return FALSE;
      out[i] = (guint8) (high << 4 | low);
    }
  return TRUE;
}

/* Returns: the next field of @text, without blanks and quotes, which is moved on; @length: of it */
static const char *
take_field (const char **text, const char *end, gsize *length)
{
  const char *comma = memchr (*text, ',', (gsize) (end - *text));
  const char *begin = *text;
  const char *stop = comma ? comma : end;

  *text = comma ? comma + 1 : end;
  while (begin < stop && strchr (" \t\r\"", *begin))
    begin++;
  while (stop > begin && strchr (" \t\r\"", stop[-1]))
    stop--;
  *length = (gsize) (stop - begin);
  return begin;
}

static gboolean
read_keys (const char *text, const char *end, WireSmbKeys *keys)
{
  guint n = 0;

  for (guint i = 0; i < WIRE_SMB_N_KEYS; i++)
    {
      gsize digits;
      const char *field = take_field (&text, end, &digits);

      if (digits != 0 && digits != 32 && digits != 64)
        return FALSE;
      if (!read_hex (field, digits / 2, keys->bytes[i]))
        return FALSE;
      keys->length[i] = (guint8) (digits / 2);
      n += digits > 0;
    }
  return n > 0 && text == end;
}

/* Returns: whether @text is a line of keys */
static gboolean
parse (const char *text, gsize length, guint64 *session, WireSmbKeys *keys)
{
  const char *end = text + length;
  guint8 id[8];
  gsize digits;
  const char *field;

  if (length > MAX_LINE)
    return FALSE;
  if (length > strlen (OPTION) && memcmp (text, OPTION, strlen (OPTION)) == 0)
    text += strlen (OPTION);
  field = take_field (&text, end, &digits);
  if (digits != ID_DIGITS || !read_hex (field, sizeof id, id) || !read_keys (text, end, keys))
    return FALSE;
  memcpy (session, id, sizeof id);
  *session = GUINT64_FROM_LE (*session);
  return TRUE;
}

static void
add_line (WireSmbKeyLog *self, const char *text, gsize length)
{
  WireSmbKeys *keys = wire_secret_new ();
  guint64 session;

  if (parse (text, length, &session, keys) && g_hash_table_size (self->sessions) < MAX_SESSIONS)
    g_hash_table_replace (self->sessions, g_memdup2 (&session, sizeof session),
                          g_steal_pointer (&keys));
  g_clear_pointer (&keys, wire_secret_free);
}

/** Adds the lines of @text. Of two lines for one session the later one counts. */
void
wire_smb_key_log_add (WireSmbKeyLog *self, const char *text, gsize length)
{
  const char *end = text + length;

  while (text < end)
    {
      const char *stop = memchr (text, '\n', (gsize) (end - text));
      gsize n = (gsize) ((stop ? stop : end) - text);

      add_line (self, text, n);
      text += n + (stop != NULL);
    }
}

/** Whether one of the lines of @text has keys. */
gboolean
wire_smb_key_log_are_keys (const char *text, gsize length)
{
  g_autoptr (WireSmbKeyLog) log = wire_smb_key_log_new ();

  wire_smb_key_log_add (log, text, length);
  return g_hash_table_size (log->sessions) > 0;
}

/** Adds the lines of the file at @path. A file without any, or one that cannot be read, adds none:
 * it may be of other keys, and who reads those says what is wrong with it. */
void
wire_smb_key_log_add_file (WireSmbKeyLog *self, const char *path)
{
  struct stat info;
  int fd = wire_file_open_regular (path, &info, NULL);
  g_autofree char *text = NULL;
  gssize length;

  if (fd < 0)
    return;
  text = g_malloc (MAX_FILE);
  length = wire_io_read_full (fd, text, MAX_FILE);
  close (fd);
  if (length > 0)
    wire_smb_key_log_add (self, text, (gsize) length);
  wire_secret_wipe (text, MAX_FILE);
}

/** Returns: (transfer none) (nullable): the keys of the session whose id is @session */
const WireSmbKeys *
wire_smb_key_log_find (const WireSmbKeyLog *self, guint64 session)
{
  const gint64 id = (gint64) session;

  return g_hash_table_lookup (self->sessions, &id);
}

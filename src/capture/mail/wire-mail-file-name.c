/* wire-mail-file-name.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/mail/wire-mail-file-name.h"

/* Some mailers say a name twice: in plain letters for old readers, and as RFC 2231 has it. The
 * second is the real one, wherever it is (RFC 6266, section 4.3, of the same field in HTTP).
 * Returns: (nullable) */
static const char *
find_parameter (GMimeParamList *list, const char *name)
{
  int n = list ? g_mime_param_list_length (list) : 0;
  const char *found = NULL;

  for (int i = 0; i < n; i++)
    {
      GMimeParam *parameter = g_mime_param_list_get_parameter_at (list, i);

      if (g_ascii_strcasecmp (g_mime_param_get_name (parameter), name) == 0
          && (!found || g_mime_param_get_charset (parameter)))
        found = g_mime_param_get_value (parameter);
    }
  return found;
}

/** Returns: (transfer none) (nullable): the name of @part, decoded; never an empty one */
const char *
wire_mail_find_file_name (GMimeObject *part)
{
  GMimeContentDisposition *disposition = g_mime_object_get_content_disposition (part);
  GMimeContentType *type = g_mime_object_get_content_type (part);
  const char *name =
      disposition
          ? find_parameter (g_mime_content_disposition_get_parameters (disposition), "filename")
          : NULL;

  if (!name && type)
    name = find_parameter (g_mime_content_type_get_parameters (type), "name");
  return name && *name ? name : NULL;
}

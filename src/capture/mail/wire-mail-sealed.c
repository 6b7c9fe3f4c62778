/* wire-mail-sealed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/mail/wire-mail-sealed.h"

#define PGP "It is encrypted with PGP: what is inside cannot be read."
#define SMIME "It is encrypted by S/MIME: what is inside cannot be read."
#define SIGNED                                                                                     \
  "It is signed by S/MIME, and what it says is inside of the signature, which was not opened."
#define EITHER "It is sealed by S/MIME, encrypted or signed: what is inside was not read."

static const char *
tell_smime (GMimeContentType *type)
{
  const char *kind = g_mime_content_type_get_parameter (type, "smime-type");

  if (!kind)
    return EITHER;
  if (g_ascii_strcasecmp (kind, "enveloped-data") == 0
      || g_ascii_strcasecmp (kind, "authEnveloped-data") == 0
      || g_ascii_strcasecmp (kind, "authenveloped-data") == 0)
    return SMIME;
  if (g_ascii_strcasecmp (kind, "signed-data") == 0)
    return SIGNED;
  return g_ascii_strcasecmp (kind, "certs-only") == 0 ? NULL : EITHER;
}

/** Returns: (nullable): a sentence where @object is sealed; a literal */
const char *
wire_mail_sealed_tell (GMimeObject *object)
{
  GMimeContentType *type = g_mime_object_get_content_type (object);
  const char *protocol = g_mime_content_type_get_parameter (type, "protocol");

  if (g_mime_content_type_is_type (type, "multipart", "encrypted"))
    return protocol && g_ascii_strcasecmp (protocol, "application/pgp-encrypted") != 0
               ? "It is encrypted: what is inside cannot be read."
               : PGP;
  if (g_mime_content_type_is_type (type, "application", "pkcs7-mime")
      || g_mime_content_type_is_type (type, "application", "x-pkcs7-mime"))
    return tell_smime (type);
  return NULL;
}

/** Returns: (nullable): a sentence where @text is sealed as the body of a mail of old */
const char *
wire_mail_sealed_tell_text (const guint8 *text, gsize length)
{
  static const char MARK[] = "-----BEGIN PGP MESSAGE-----";
  const char *found =
      length > 0 ? g_strstr_len ((const char *) text, (gssize) MIN (length, 64 * 1024), MARK)
                 : NULL;

  return found && (found == (const char *) text || found[-1] == '\n') ? PGP : NULL;
}

/* wire-type-agreement.h: whether a name, a declared media type and the bytes agree
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/types/wire-type.h"

G_BEGIN_DECLS

/**
 * WireAgreement:
 * @WIRE_AGREEMENT_NONE: one of the two says nothing of a type, or nobody knows what it says
 * @WIRE_AGREEMENT_YES: they agree
 * @WIRE_AGREEMENT_NO: both cannot be right
 */
typedef enum
{
  WIRE_AGREEMENT_NONE,
  WIRE_AGREEMENT_YES,
  WIRE_AGREEMENT_NO,
} WireAgreement;

/**
 * WireWitnesses:
 * @extension: the extension and the bytes
 * @declared: the declared media type and the bytes
 * @claims: the extension and the declared media type
 */
typedef struct
{
  WireAgreement extension;
  WireAgreement declared;
  WireAgreement claims;
} WireWitnesses;

WireWitnesses wire_type_compare (WireTypeDetector *detector,
                                 const WireType *found,
                                 const char *extension,
                                 const char *declared);
WireAgreement wire_type_compare_extension (WireTypeDetector *detector,
                                           const WireType *found,
                                           const char *extension);

G_END_DECLS

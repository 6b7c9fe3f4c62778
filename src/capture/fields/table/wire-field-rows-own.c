/* wire-field-rows-own.c: fields that only Wirecase has
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/table/wire-field-rows-private.h"

const WireFieldInfo wire_field_rows_own[] = {
#define CLAIMED(NAME, TITLE)                                                                       \
  {                                                                                                \
    .name = NAME, .type = WIRE_FIELD_TEXT, .source = WIRE_FIELD_CLAIMED, .title = TITLE            \
  }
  CLAIMED ("wirecase.verdict", N_ ("Verdict on a transfer that the packet helps to bring")),
  CLAIMED ("wirecase.transfer.sha256",
           N_ ("SHA-256 of such a transfer, in lower case, where it is whole")),
  CLAIMED ("wirecase.hash_set", N_ ("Hash set that knows such a transfer")),
  CLAIMED ("wirecase.readable", N_ ("Whether the TLS connection can be read with the keys given")),
};

const gsize wire_field_n_rows_own = G_N_ELEMENTS (wire_field_rows_own);

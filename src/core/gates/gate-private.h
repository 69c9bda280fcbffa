#pragma once

#include "core/gates/gate.h"

/** limbeck_gate_new: (transfer full): see the getters of the same names. */
LimbeckGate *limbeck_gate_new (LimbeckGateKind kind,
                               const char     *id,
                               const char     *title,
                               const char     *detail,
                               const char     *option,
                               gboolean        is_answered);

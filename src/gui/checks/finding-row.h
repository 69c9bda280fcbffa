#pragma once

#include <gtk/gtk.h>

#include "core/base/finding.h"

/**
 * limbeck_finding_row_new:
 * @finding: a finding
 *
 * Returns: (transfer floating): a GtkListBoxRow that says in full what was seen: icon and word for its severity, title, detail, remedy
 */
GtkWidget *limbeck_finding_row_new (LimbeckFinding *finding);

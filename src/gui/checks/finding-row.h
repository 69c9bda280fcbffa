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

/** limbeck_finding_row_show: shows @finding in @row, which stays as it is where nothing has changed. A focus inside stays in it. */
void limbeck_finding_row_show (GtkWidget *row, LimbeckFinding *finding);

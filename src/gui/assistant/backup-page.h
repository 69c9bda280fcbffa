#pragma once

#include "gui/assistant/assistant-page.h"

/**
 * LimbeckBackupPage:
 *
 * How the data is kept safe, the safest way first and chosen. Takes and verifies the backup itself, and advances once that has
 * succeeded; a failure stays on the page with what to do about it.
 */
#define LIMBECK_TYPE_BACKUP_PAGE (limbeck_backup_page_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckBackupPage,
                      limbeck_backup_page,
                      LIMBECK,
                      BACKUP_PAGE,
                      LimbeckAssistantPage)

/** limbeck_backup_page_is_running: whether a backup is being taken. */
gboolean limbeck_backup_page_is_running (LimbeckBackupPage *self);

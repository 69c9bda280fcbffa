#pragma once

#include "gui/assistant/assistant-page.h"

/**
 * LimbeckBackupPage:
 *
 * How the data is kept safe. Takes and verifies the backup when that is chosen.
 */
#define LIMBECK_TYPE_BACKUP_PAGE (limbeck_backup_page_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckBackupPage,
                      limbeck_backup_page,
                      LIMBECK,
                      BACKUP_PAGE,
                      LimbeckAssistantPage)

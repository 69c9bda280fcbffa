#pragma once

#include "core/checks/facts-private.h"

#include "limbeck-check.h"
#include "test-project.h"

/** learn: (transfer full): what is learned about the project by @options; its Python is the system's. */
LimbeckFacts *learn (LimbeckTestProject *project, LimbeckSurveyOptions options);

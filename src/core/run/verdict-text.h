#pragma once

#include "core/run/verdict.h"

/*
 * The words of a verdict. @outcome and @n_done (steps that the version table shows as done, -1 if unknown) are what
 * limbeck_verdict_new() has found.
 */

char *limbeck_verdict_text_dup_title (const LimbeckEvidence *evidence,
                                      LimbeckOutcome         outcome,
                                      int                    n_done);

/** limbeck_verdict_text_dup_detail: (nullable): why it went that way. */
char *limbeck_verdict_text_dup_detail (const LimbeckEvidence *evidence,
                                       LimbeckOutcome         outcome,
                                       int                    n_done);

/** limbeck_verdict_text_dup_remedy: (nullable): the one next step. */
char *limbeck_verdict_text_dup_remedy (const LimbeckEvidence *evidence,
                                       LimbeckOutcome         outcome,
                                       int                    n_done,
                                       const char *const     *left_behind);

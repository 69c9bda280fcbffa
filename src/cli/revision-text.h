#pragma once

#include "core/plan/standing.h"

#include "cli/json-writer.h"

/**
 * limbeck_revision_text_write:
 * @revision: a revision
 * @standing: (nullable): where the database stands; %NULL leaves "state" at "unknown"
 * @writer: where an element may be written
 *
 * Writes the object of a revision that `revisions --json` lists.
 */
void limbeck_revision_text_write (LimbeckRevision   *revision,
                                  LimbeckStanding   *standing,
                                  LimbeckJsonWriter *writer);

/** limbeck_revision_text_write_ids: member @name with the ids of @revisions (element-type LimbeckRevision). */
void limbeck_revision_text_write_ids (JsonBuilder *builder, const char *name, GPtrArray *revisions);

/** limbeck_revision_text_dup_name: for a sentence: the id, and the message in quotes if there is one. */
char *limbeck_revision_text_dup_name (LimbeckRevision *revision);

/** limbeck_revision_text_dup_badges: "head, branch point, label sales"; empty for an ordinary revision. */
char *limbeck_revision_text_dup_badges (LimbeckRevision *revision, LimbeckStanding *standing);

/** limbeck_revision_text_get_state: the state as a word for people; empty if it is not known. */
const char *limbeck_revision_text_get_state (LimbeckRevision *revision, LimbeckStanding *standing);

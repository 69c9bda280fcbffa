#include <check.h>
#include <string.h>

#include "core/alembic/alembic-failure.h"

#include "failure-cases.h"

#define SHOWN_LENGTH 600

void
assert_failure_case (const FailureCase *it)
{
  g_autoptr (LimbeckFinding) finding = limbeck_alembic_failure_explain (
      g_str_has_prefix (it->output, "FAILED: ") ? 255 : 1, 0, NULL, it->output, NULL);

  /* Check can't take a long message; the end of the output says most. */
  ck_assert_msg (g_str_equal (limbeck_finding_get_id (finding), it->id),
                 "not %s, but %s: %s\n…%s",
                 it->id,
                 limbeck_finding_get_id (finding),
                 limbeck_finding_get_title (finding),
                 it->output + MAX (strlen (it->output), SHOWN_LENGTH) - SHOWN_LENGTH);
  ck_assert_msg (it->part == NULL || strstr (limbeck_finding_get_title (finding), it->part) != NULL,
                 "%s",
                 limbeck_finding_get_title (finding));
}

static guint
count_groups (const char *pattern)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_MULTILINE, 0, &error);

  ck_assert_msg (regex != NULL, "%s: %s", pattern, error ? error->message : "");

  return (guint) g_regex_get_capture_count (regex);
}

static guint
count_places (const char *title)
{
  guint n = 0;

  for (const char *place = strstr (title, "%s"); place != NULL; place = strstr (place + 1, "%s"))
    n++;

  return n;
}

static void
assert_entry (const LimbeckFailure *failure)
{
  const guint n_places = count_places (failure->title);
  const guint n_groups = count_groups (failure->pattern);

  ck_assert_uint_eq (strspn (failure->id, "abcdefghijklmnopqrstuvwxyz-"), strlen (failure->id));
  ck_assert (g_str_has_suffix (failure->title, "."));
  ck_assert (g_str_has_suffix (failure->remedy, "."));
  ck_assert_uint_le (n_places, 1);
  if (failure->traits & LIMBECK_FAILURE_IN_REVISION)
    ck_assert_uint_eq (n_places, 1);
  else
    ck_assert_uint_le (n_places, n_groups);
  if (failure->context != NULL)
    (void) count_groups (failure->context);
}

void
assert_failure_table (const LimbeckFailure *table, const FailureCase *cases, gsize n_cases)
{
  for (const LimbeckFailure *failure = table; failure->id != NULL; failure++)
    {
      gboolean is_met = FALSE;

      assert_entry (failure);
      for (gsize i = 0; i < n_cases; i++)
        is_met |= g_str_equal (cases[i].id, failure->id);
      ck_assert_msg (is_met, "nothing leads to %s", failure->id);
    }
}

/* What is read from Alembic's output: a byte with the exit status, and then the output. */

#include <stdint.h>
#include <string.h>

#include "core/alembic/alembic-failure.h"
#include "core/alembic/alembic-output.h"
#include "core/base/text.h"

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t size);

static void
check_finding (int exit_status, const char *output)
{
  const char *const secrets[] = { "hunter2", NULL };
  g_autoptr (LimbeckFinding)
      finding = limbeck_alembic_failure_explain (exit_status, 0, output, NULL, secrets);

  g_assert_true (finding != NULL || exit_status == 0);
  if (finding == NULL)
    return;
  g_assert_null (strstr (limbeck_finding_get_title (finding), "hunter2"));
  if (limbeck_finding_get_detail (finding))
    g_assert_null (strstr (limbeck_finding_get_detail (finding), "hunter2"));
}

static void
check_ids (char **ids)
{
  for (gsize i = 0; ids[i]; i++)
    g_assert_true (*ids[i] != '\0' && strpbrk (ids[i], " \n") == NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t size)
{
  const char      *start = (const char *) bytes;
  g_autofree char *output = limbeck_text_make_valid (start + (size > 0), size - (size > 0));
  g_autofree char *version = limbeck_alembic_output_parse_version (output);
  g_auto (GStrv) heads = limbeck_alembic_output_parse_heads (output);
  g_autoptr (LimbeckAlembicCurrent) current = limbeck_alembic_output_parse_current (output);
  g_autoptr (LimbeckAlembicStep) step = limbeck_alembic_output_parse_step (output);

  check_ids (heads);
  if (current)
    check_ids (current->revisions);
  if (step)
    g_assert_true (*step->revision != '\0');
  if (version)
    g_assert_true (g_ascii_isdigit (*version));
  check_finding (size > 0 ? bytes[0] : 0, output);

  return 0;
}

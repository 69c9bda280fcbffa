#include "config.h"

#include "core/base/finding.h"
#include "core/revisions/asked-note.h"

#include "graph-of.h"
#include "limbeck-check.h"

static LimbeckRevisionGraph *
graph_with (gboolean is_asked, const char *detail)
{
  g_autoptr (GPtrArray) scripts = scripts_of ("a1", "b2 < a1", NULL);
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_object_unref);
  LimbeckGraphOrigin origin = { .is_asked = is_asked };

  if (detail != NULL)
    g_ptr_array_add (findings,
                     limbeck_finding_new ("computed-revision",
                                          LIMBECK_SEVERITY_PASSED,
                                          "A revision file computes what it says",
                                          detail,
                                          NULL));

  return limbeck_revision_graph_new (scripts, &origin, findings);
}

static const struct
{
  gboolean    is_asked;
  const char *detail;
  const char *note;
} notes[] = {
  { FALSE, NULL, NULL },
  { TRUE, NULL, "Alembic was asked for these revisions." },
  { TRUE,
    "b2.py, line 3: revision",
    "Alembic was asked for these revisions. A revision file computes what it says: b2.py, line 3: revision" },
  { TRUE,
    "b2.py, line 3: revision\nc3.py",
    "Alembic was asked for these revisions. A revision file computes what it says: b2.py, line 3: revision, "
    "and 1 other file" },
  { TRUE,
    "b2.py\nc3.py\nd4.py",
    "Alembic was asked for these revisions. A revision file computes what it says: b2.py, and 2 other files" },
};

START_TEST (the_note_names_file_and_reason)
  {
    g_autoptr (LimbeckRevisionGraph) graph = graph_with (notes[_i].is_asked, notes[_i].detail);
    g_autofree char *note = limbeck_asked_note_dup (graph);

    ck_assert_pstr_eq (note, notes[_i].note);
  }
END_TEST

static Suite *
asked_note_suite (void)
{
  Suite *suite = suite_create ("asked-note");
  TCase *tcase = tcase_create ("asked-note");

  tcase_add_loop_test (tcase, the_note_names_file_and_reason, 0, G_N_ELEMENTS (notes));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (asked_note_suite ());
}

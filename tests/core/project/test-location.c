#include <string.h>

#include "core/project/location.h"
#include "core/project/project.h"

#include "limbeck-check.h"
#include "scratch.h"

static const struct
{
  const char *text;
  gboolean    is_in_package;
} forms[] = {
  { "package:path", TRUE }, { "a.b:c/d", TRUE },     { ":", TRUE },
  { "path", FALSE },        { "/abs:olute", FALSE }, { "", FALSE },
};

START_TEST (a_colon_makes_a_package)
  {
    ck_assert_int_eq (limbeck_location_is_in_package (forms[_i].text), forms[_i].is_in_package);
  }
END_TEST

/* Made before: first/twice, second/twice, second/only, all of them packages, and first/module.py */
static const struct
{
  const char *text;
  const char *path; /* relative to the scratch folder, NULL if there is none */
} places[] = {
  { "twice:x", "first/twice/x" },
  { "only:x", "second/only/x" },
  { "only:", "second/only" },
  { "only:x/../y", "second/only/y" },
  { "here:x", "work/here/x" },
  { "module:x", NULL },
  { "gone:x", NULL },
  { "x", "work/x" },
  { "", "work" },
};

START_TEST (packages_are_looked_for_in_order)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autofree char       *work = limbeck_scratch_dup_path (scratch, "work");
    g_autofree char       *second = limbeck_scratch_dup_path (scratch, "second");
    const char *const      python_path[] = { "../first", second, NULL };
    LimbeckLocationContext context = { work, python_path, NULL, NULL };
    g_autofree char       *expected = NULL;
    g_autofree char       *path = NULL;
    g_autoptr (GError) error = NULL;

    limbeck_scratch_write (scratch, "first/twice/__init__.py", "");
    limbeck_scratch_write (scratch, "second/twice/__init__.py", "");
    limbeck_scratch_write (scratch, "second/only/__init__.py", "");
    limbeck_scratch_write (scratch, "work/here/__init__.py", "");
    limbeck_scratch_write (scratch, "first/module.py", "");
    path = limbeck_location_resolve (places[_i].text, &context, &error);

    if (places[_i].path == NULL)
      {
        ck_assert_ptr_null (path);
        ck_assert (g_error_matches (
            error, LIMBECK_PROJECT_ERROR, LIMBECK_PROJECT_ERROR_NO_SCRIPT_LOCATION));
        return;
      }

    expected = limbeck_scratch_dup_path (scratch, places[_i].path);
    ck_assert_str_eq (path, expected);
  }
END_TEST

static const char
    *const in_a_namespace[] = { "bare:x", "bare:x:", "bare:gone/x", "bare:", "bare:." };

static const char walk[] = "import importlib.resources, sys\n"
                           "place, *names = sys.argv[1].split(':')\n"
                           "place = importlib.resources.files(place)\n"
                           "for name in names: place = place / name\n"
                           "print(place)\n";

/* As Alembic does it since 1.10: NULL where this version of Python fails. */
static char *
ask_python (const char *directory, const char *text)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *answer = NULL;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_set_cwd (launcher, directory);
  process = g_subprocess_launcher_spawn (
      launcher, NULL, "/usr/bin/python3", "-c", walk, text, NULL);
  ck_assert (g_subprocess_communicate_utf8 (process, NULL, NULL, &answer, NULL, NULL));

  return g_subprocess_get_successful (process) ? g_strchomp (g_steal_pointer (&answer)) : NULL;
}

START_TEST (a_folder_without_init_is_found_where_this_python_finds_it)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autofree char *work = limbeck_scratch_dup_path (scratch, "work");
    g_autofree char *expected = NULL;
    g_autofree char *path = NULL;
    g_autoptr (LimbeckInterpreter) interpreter = NULL;
    g_autoptr (GError) error = NULL;
    LimbeckLocationContext context = { work, NULL, NULL, NULL };

    limbeck_scratch_make_directory (scratch, "work/bare/x");
    interpreter = limbeck_interpreter_find ("/", "/", "/usr/bin/python3", NULL, NULL);
    ck_assert_ptr_nonnull (interpreter);
    context.interpreter = interpreter;
    expected = ask_python (work, in_a_namespace[_i]);
    path = limbeck_location_resolve (in_a_namespace[_i], &context, &error);

    ck_assert_pstr_eq (path, expected);
    if (expected == NULL)
      ck_assert_ptr_nonnull (strstr (error->message, "__init__.py"));
  }
END_TEST

static Suite *
location_suite (void)
{
  Suite *suite = suite_create ("core/project/location");
  TCase *tcase = tcase_create ("location");

  tcase_add_loop_test (tcase, a_colon_makes_a_package, 0, G_N_ELEMENTS (forms));
  tcase_add_loop_test (tcase, packages_are_looked_for_in_order, 0, G_N_ELEMENTS (places));
  tcase_add_loop_test (tcase,
                       a_folder_without_init_is_found_where_this_python_finds_it,
                       0,
                       G_N_ELEMENTS (in_a_namespace));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (location_suite ());
}

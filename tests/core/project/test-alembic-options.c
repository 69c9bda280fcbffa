#include <string.h>

#include "core/project/alembic-options.h"
#include "core/project/configuration.h"

#include "limbeck-check.h"
#include "scratch.h"

/* Says of every ini named on standard input what the Alembic that is installed makes of it, started in its folder. */
static const char python[] =
    "import inspect, os, sys, warnings\n"
    "from alembic.config import Config\n"
    "from alembic.script import ScriptDirectory\n"
    "warnings.simplefilter('ignore')\n"
    "plain_path = list(sys.path)\n"
    "def tell(path):\n"
    "    os.chdir(os.path.dirname(path))\n"
    "    sys.path[:] = [os.getcwd()] + plain_path\n"
    "    more = {'toml_file': 'pyproject.toml'} if 'toml_file' in inspect.signature(Config).parameters else {}\n"
    "    config = Config(path, **more)\n"
    "    try:\n"
    "        script = ScriptDirectory.from_config(config)\n"
    "        places = [os.path.abspath(str(place)) for place in script._version_locations]\n"
    "    except Exception as error:\n"
    "        return 'refused'\n"
    "    try:\n"
    "        url = config.get_main_option('sqlalchemy.url')\n"
    "    except Exception:\n"
    "        url = None\n"
    "    return '|'.join([os.path.abspath(str(script.dir)), ','.join(places), str(script.sourceless),\n"
    "                     str(getattr(script, 'recursive_version_locations', False)), repr(url)])\n"
    "for line in sys.stdin:\n"
    "    print(tell(line.rstrip('\\n')).replace('\\n', ' '))\n";

static const char *const script_locations[] = {
  "m",    "./m",     "%(here)s/m",  "%(here)s",  ".", "package:m", "package.inner:m", "gone:m",
  "gone", "m  ; no", "%(nothing)s", "%(where)s", "",  "a:b:c",     "package:.",
};

static const char *const version_locations[] = {
  NULL,
  "",
  "a",
  "a b",
  "a, b",
  "a,b",
  "a:b",
  "a;b",
  "a : b",
  "a,,b",
  "a:",
  ":",
  "a  b",
  "\n  a\n  b",
  "%(here)s/a %(here)s/b",
  "%(here)s/a:%(where)s",
  "package:m b",
  "%(bad",
  "gone a",
};

static const char *const separators[] = {
  NULL, "os", ":", ";", "space", "newline", "os  # Use os.pathsep", "OS", "",
};

static const char *const booleans[] = {
  NULL, "true", "True", "false", "1", "true ", "yes", "%(t)s"
};

static const char *const urls[] = {
  NULL, "", "postgresql://h/d", "postgresql://u:%%40@h/d", "postgresql://u:%40@h/d", "%(base)s"
};

static void
add_option (GString *ini, GRand *random, const char *key, const char *const *values, gsize n)
{
  const char *value = values[g_rand_int_range (random, 0, n)];

  if (value != NULL)
    g_string_append_printf (ini, "%s = %s\n", key, value);
}

static char *
generate (GRand *random)
{
  g_autoptr (GString)
      ini = g_string_new ("[DEFAULT]\nwhere = m\nbase = postgresql://h/d\nt = true\n[alembic]\n");

  g_string_append_printf (
      ini,
      "script_location = %s\n",
      g_rand_boolean (random)
          ? "m"
          : script_locations[g_rand_int_range (random, 0, G_N_ELEMENTS (script_locations))]);
  add_option (
      ini, random, "version_locations", version_locations, G_N_ELEMENTS (version_locations));
  add_option (ini, random, "version_path_separator", separators, G_N_ELEMENTS (separators));
  if (g_rand_boolean (random))
    add_option (ini, random, "path_separator", separators, G_N_ELEMENTS (separators));
  add_option (ini, random, "sourceless", booleans, G_N_ELEMENTS (booleans));
  add_option (ini, random, "recursive_version_locations", booleans, G_N_ELEMENTS (booleans));
  add_option (ini, random, "sqlalchemy.url", urls, G_N_ELEMENTS (urls));

  return g_string_free (g_steal_pointer (&ini), FALSE);
}

/* Python's repr() of what occurs here */
static char *
quote (const char *text)
{
  return text != NULL ? g_strdup_printf ("'%s'", text) : g_strdup ("None");
}

static char *
tell (const char *directory, const char *path, LimbeckInterpreter *interpreter)
{
  g_autoptr (LimbeckTarget) target = limbeck_target_new (directory, path);
  g_autoptr (LimbeckConfiguration) configuration = NULL;
  g_autofree char *places = NULL;
  g_autofree char *url = NULL;

  configuration = limbeck_configuration_load (target, interpreter, NULL, NULL);
  if (configuration == NULL)
    return g_strdup ("refused");

  places = g_strjoinv (",", (char **) limbeck_configuration_get_version_locations (configuration));
  url = quote (limbeck_configuration_get_url (configuration));

  return g_strdup_printf ("%s|%s|%s|%s|%s",
                          limbeck_configuration_get_script_directory (configuration),
                          places,
                          limbeck_configuration_is_sourceless (configuration) ? "True" : "False",
                          limbeck_configuration_is_recursive (configuration) ? "True" : "False",
                          url);
}

static void
make_tree (LimbeckScratch *scratch)
{
  limbeck_scratch_make_directory (scratch, "m/versions");
  limbeck_scratch_make_directory (scratch, "a");
  limbeck_scratch_make_directory (scratch, "b");
  limbeck_scratch_write (scratch, "package/__init__.py", "");
  limbeck_scratch_make_directory (scratch, "package/m");
  limbeck_scratch_write (scratch, "package/inner/__init__.py", "");
  limbeck_scratch_make_directory (scratch, "package/inner/m");
}

static char *
ask_alembic (LimbeckInterpreter *interpreter, const char *paths)
{
  g_autoptr (GSubprocess) process = NULL;
  char *answer = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                  G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                              NULL,
                              limbeck_interpreter_get_python (interpreter),
                              "-c",
                              python,
                              NULL);
  ck_assert_ptr_nonnull (process);
  ck_assert (g_subprocess_communicate_utf8 (process, paths, NULL, &answer, NULL, NULL));
  ck_assert (g_subprocess_get_successful (process));

  return answer;
}

START_TEST (any_configuration_means_what_it_means_to_alembic)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (GRand) random = g_rand_new_with_seed (7);
    g_autoptr (GString) list = g_string_new (NULL);
    g_autoptr (LimbeckInterpreter) interpreter = NULL;
    g_autofree char *answer = NULL;
    g_auto (GStrv) answers = NULL;
    g_auto (GStrv) paths = NULL;
    const char *directory = limbeck_scratch_get_directory (scratch);

    interpreter = limbeck_interpreter_find ("/", "/", "/usr/bin/python3", NULL, NULL);
    ck_assert_ptr_nonnull (interpreter);
    make_tree (scratch);
    for (guint i = 0; i < 300; i++)
      {
        g_autofree char *name = g_strdup_printf ("%u.ini", i);
        g_autofree char *ini = generate (random);

        limbeck_scratch_write (scratch, name, ini);
        g_string_append_printf (list, "%s/%s\n", directory, name);
      }

    answer = ask_alembic (interpreter, list->str);
    answers = g_strsplit (answer, "\n", -1);
    paths = g_strsplit (list->str, "\n", -1);

    for (guint i = 0; i < 300; i++)
      {
        g_autofree char *told = tell (directory, paths[i], interpreter);
        g_autofree char *ini = NULL;

        g_strdelimit (told, "\n", ' ');
        if (strcmp (told, answers[i]) == 0)
          continue;
        g_file_get_contents (paths[i], &ini, NULL, NULL);
        ck_abort_msg ("%s\n%s\n%s", ini, told, answers[i]);
      }
  }
END_TEST

START_TEST (a_place_is_told_with_its_line)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autofree char *path = limbeck_scratch_dup_path (scratch, "alembic.ini");
    g_autofree char *expected = g_strdup_printf ("“%s”, line 3", path);
    g_autoptr (LimbeckTarget) target = NULL;
    g_autoptr (LimbeckAlembicOptions) options = NULL;
    g_autofree char *place = NULL;

    limbeck_scratch_write (scratch, "alembic.ini", "[alembic]\n\nscript_location = m\n");
    target = limbeck_target_new (limbeck_scratch_get_directory (scratch), path);
    options = limbeck_alembic_options_load (
        target, NULL, limbeck_scratch_get_directory (scratch), NULL, NULL);
    place = limbeck_alembic_options_dup_place (options, "script_location");

    ck_assert_str_eq (place, expected);
    ck_assert_str_eq (limbeck_alembic_options_get_section (options), "alembic");
    ck_assert (limbeck_alembic_options_is_since (options, 99, 0, 0));
  }
END_TEST

static Suite *
alembic_options_suite (void)
{
  Suite *suite = suite_create ("core/project/alembic-options");
  TCase *tcase = tcase_create ("alembic-options");

  tcase_add_test (tcase, any_configuration_means_what_it_means_to_alembic);
  tcase_add_test (tcase, a_place_is_told_with_its_line);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (alembic_options_suite ());
}

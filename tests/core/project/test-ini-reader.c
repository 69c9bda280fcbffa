#include <stdlib.h>
#include <string.h>

#include <gio/gio.h>

#include "core/project/ini-file.h"

#include "limbeck-check.h"
#include "scratch.h"

/* Says of every file named on standard input what ConfigParser makes of it, with `here` set as Alembic sets it. */
static const char python[] =
    "import configparser, os, sys\n"
    "def tell(path):\n"
    "    parser = configparser.ConfigParser({'here': os.path.abspath(os.path.dirname(path))})\n"
    "    try:\n"
    "        with open(path, encoding='utf-8') as stream:\n"
    "            parser.read_file(stream)\n"
    "    except configparser.ParsingError as error:\n"
    "        return ['E %d' % (error.errors[0][0] if getattr(error, 'errors', None) else error.lineno)]\n"
    "    except configparser.Error as error:\n"
    "        return ['E %d' % error.lineno]\n"
    "    lines = []\n"
    "    for section in parser.sections():\n"
    "        lines.append('S ' + section)\n"
    "        for option in sorted(parser.options(section), key=str.encode):\n"
    "            try:\n"
    "                value = parser.get(section, option).encode().hex()\n"
    "            except configparser.InterpolationError:\n"
    "                value = 'X'\n"
    "            lines.append('O %s %s' % (option, value))\n"
    "    return lines\n"
    "for line in sys.stdin:\n"
    "    sys.stdout.write('\\n'.join(tell(line.rstrip('\\n'))) + '\\n---\\n')\n";

static const char *const fragments[] = {
  "[alembic]\n",
  "[alembic]",
  "[DEFAULT]\n",
  "[b]\n",
  "[ b ]\n",
  "[]",
  "[",
  "]",
  "[[x]]y\n",
  "=",
  ":",
  " = ",
  "\t:\t",
  "a",
  "b",
  "here",
  "A",
  "script_location",
  "sqlalchemy.url",
  "value",
  "x y",
  "#",
  ";",
  " #",
  "# c\n",
  "; c\n",
  "%",
  "%%",
  "%(",
  "%(a)s",
  "%(b)s",
  "%(here)s",
  "%(A)s",
  ")s",
  "%()s",
  "\n",
  "\n",
  "\n",
  "\n\n",
  "\r\n",
  "\r",
  " ",
  "  ",
  "\t",
  "\n  ",
  "\n ",
  "\n\t",
  "\n    ",
  "\xc2\xa0",
  "\xe3\x80\x80",
  "\x1c",
  "\x0b",
  "\x0c",
  "\xc2\x85",
  "\xe2\x80\xa8",
  "é",
  "İ",
  "ß",
  "\xef\xbb\xbf",
  "a = 1\n",
  "b = 2\n",
  "a: %(b)s\n",
  "b = %(a)s\n",
  "c =\n",
  "key = v # no comment\n",
  "'\"",
  "\\",
};

static char *
generate (GRand *random)
{
  g_autoptr (GString) text = g_string_new (NULL);
  int n = g_rand_int_range (random, 0, 40);

  if (g_rand_int_range (random, 0, 4) != 0)
    g_string_append (text, "[alembic]\n");
  for (int i = 0; i < n; i++)
    g_string_append (text, fragments[g_rand_int_range (random, 0, G_N_ELEMENTS (fragments))]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
tell_options (LimbeckIniFile *file, const char *section, GString *told)
{
  g_autofree const char **options = limbeck_ini_file_list_options (file, section);

  for (gsize i = 0; options[i] != NULL; i++)
    {
      g_autofree char *value = NULL;

      g_string_append_printf (told, "O %s ", options[i]);
      if (!limbeck_ini_file_read (file, section, options[i], &value, NULL))
        g_string_append_c (told, 'X');
      else
        for (const char *p = value; *p != '\0'; p++)
          g_string_append_printf (told, "%02x", (unsigned char) *p);
      g_string_append_c (told, '\n');
    }
}

static char *
tell (const char *path, const char *contents)
{
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LimbeckIniFile) file = limbeck_ini_file_parse (path, contents, &error);
  const char *const *sections;

  if (file == NULL)
    {
      g_string_printf (told, "E %d\n", atoi (strstr (error->message, "line ") + strlen ("line ")));
      return g_string_free (g_steal_pointer (&told), FALSE);
    }

  sections = limbeck_ini_file_get_sections (file);
  for (gsize i = 0; sections[i] != NULL; i++)
    {
      g_string_append_printf (told, "S %s\n", sections[i]);
      tell_options (file, sections[i], told);
    }

  return g_string_free (g_steal_pointer (&told), FALSE);
}

static guint
count_cases (void)
{
  const char *wanted = g_getenv ("LIMBECK_TEST_CASES");

  return wanted != NULL ? (guint) atoi (wanted) : 400;
}

START_TEST (any_text_is_read_as_python_reads_it)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (GRand) random = g_rand_new_with_seed (20);
    g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GString) list = g_string_new (NULL);
    g_autoptr (GSubprocess) process = NULL;
    g_autofree char *answer = NULL;
    g_auto (GStrv) answers = NULL;
    guint n = count_cases ();

    for (guint i = 0; i < n; i++)
      {
        g_autofree char *name = g_strdup_printf ("%u.ini", i);

        g_ptr_array_add (texts, generate (random));
        g_ptr_array_add (paths, limbeck_scratch_dup_path (scratch, name));
        limbeck_scratch_write (scratch, name, texts->pdata[i]);
        g_string_append_printf (list, "%s\n", (char *) paths->pdata[i]);
      }

    process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                NULL,
                                "python3",
                                "-X",
                                "utf8",
                                "-c",
                                python,
                                NULL);
    ck_assert_ptr_nonnull (process);
    ck_assert (g_subprocess_communicate_utf8 (process, list->str, NULL, &answer, NULL, NULL));
    ck_assert (g_subprocess_get_successful (process));
    answers = g_strsplit (answer, "---\n", -1);
    ck_assert_uint_eq (g_strv_length (answers), n + 1);

    for (guint i = 0; i < n; i++)
      {
        g_autofree char *told = tell (paths->pdata[i], texts->pdata[i]);
        const char      *expected = strcmp (answers[i], "\n") == 0 ? "" : answers[i];
        g_autofree char *shown = g_strescape (texts->pdata[i], NULL);

        ck_assert_msg (strcmp (told, expected) == 0, "%s\n%s\n%s", shown, told, expected);
      }
  }
END_TEST

static Suite *
ini_reader_suite (void)
{
  Suite *suite = suite_create ("core/project/ini-reader");
  TCase *tcase = tcase_create ("ini-reader");

  tcase_add_test (tcase, any_text_is_read_as_python_reads_it);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (ini_reader_suite ());
}

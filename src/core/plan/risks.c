#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/text.h"

#include "core/plan/risks.h"

#define NAME "[\\w.\"]+"
#define QUOTED "(?:\"([^\"]+)\"|'([^']+)')"
#define IF_EXISTS "(?:IF\\s+EXISTS\\s+)?"

/*
 * One pattern. Every group that matched is part of the name of what is lost: "table" and "column" become "table.column".
 * @named has a place for the name, @unnamed is said where the text does not tell it.
 */
typedef struct
{
  const char *id;
  const char *pattern;
  const char *named;
  const char *unnamed;
} Rule;

#define TABLE_DROPPED                                                                              \
  /* Translators: %s is the name of a database table. */                                           \
  N_ ("Table “%s” is dropped with everything in it."),                                             \
      N_ ("A table is dropped with everything in it.")
#define COLUMN_DROPPED                                                                             \
  /* Translators: %s is the name of a column, with its table if that is known. */                  \
  N_ ("Column “%s” is dropped with all its values."),                                              \
      N_ ("A column is dropped with all its values.")
#define COMMITS_EARLY                                                                              \
  NULL, N_ ("It commits before it is done: what has happened until then stays, with all the "      \
            "steps before it, even if the rest fails.")

static const Rule rules[] = {
  { "data-loss", "\\bdrop_table\\s*\\(\\s*(?:\\w+\\s*=\\s*)?" QUOTED "?", TABLE_DROPPED },
  { "data-loss",
    "\\bDROP\\s+(?:FOREIGN\\s+)?TABLE\\b(?:\\s+" IF_EXISTS "(" NAME "))?",
    TABLE_DROPPED },
  { "data-loss",
    "\\bdrop_column\\s*\\(\\s*(?:\\w+\\s*=\\s*)?" QUOTED
    "?(?:\\s*,\\s*(?:column_name\\s*=\\s*)?" QUOTED ")?",
    COLUMN_DROPPED },
  { "data-loss",
    "(?:\\bALTER\\s+TABLE\\s+" IF_EXISTS "(?:ONLY\\s+)?(" NAME ")[^;]*?)?"
    "\\bDROP\\s+COLUMN\\b(?:\\s+" IF_EXISTS "([\\w\"]+))?",
    COLUMN_DROPPED },
  { "data-loss",
    "\\bALTER\\s+TABLE\\s+" IF_EXISTS "(?:ONLY\\s+)?(" NAME ")\\s+DROP\\s+" IF_EXISTS
    "(?!COLUMN\\b|CONSTRAINT\\b|IF\\b)([\\w\"]+)",
    COLUMN_DROPPED },
  { "data-loss",
    "\\bDROP\\s+SCHEMA\\b(?:\\s+" IF_EXISTS "(" NAME "))?",
    /* Translators: %s is the name of a database schema. */
    N_ ("Schema “%s” is dropped."),
    N_ ("A schema is dropped.") },
  { "data-loss",
    "\\bDROP\\s+(?:TYPE|DOMAIN|EXTENSION)\\s+" IF_EXISTS "(" NAME ")\\s+CASCADE\\b",
    /* Translators: %s is the name of a database type or extension. */
    N_ ("“%s” is dropped together with every column that uses it."),
    NULL },
  { "data-loss",
    "\\bDROP\\s+OWNED\\s+BY\\s+(" NAME ")",
    /* Translators: %s is the name of a database role. */
    N_ ("Everything that “%s” owns is dropped."),
    NULL },
  { "data-loss",
    "\\bTRUNCATE\\b(?!\\s*[=(,]|\\s+(?:ON|OR)\\b)(?:\\s+(?:TABLE\\s+)?(?:ONLY\\s+)?(" NAME "))?",
    /* Translators: %s is the name of a database table. */
    N_ ("Table “%s” is emptied."),
    N_ ("A table is emptied.") },
  { "data-loss",
    "\\bDELETE\\s+FROM\\b(?:\\s+(?:ONLY\\s+)?(" NAME "))?",
    /* Translators: %s is the name of a database table. */
    N_ ("Rows are deleted from “%s”."),
    N_ ("Rows are deleted.") },
  { "data-loss", "\\b(?:\\w+\\.)?delete\\s*\\(", NULL, N_ ("Rows are deleted.") },
  { "early-commit", "\\bautocommit_block\\s*\\(", COMMITS_EARLY },
  { "early-commit", "\\.commit\\s*\\(", COMMITS_EARLY },
  { "early-commit",
    "[\"';\\n]\\s*COMMIT\\s*(?:WORK\\s*|TRANSACTION\\s*)?[\"';\\n]",
    COMMITS_EARLY },
  { "early-commit", "\\bCONCURRENTLY\\b", COMMITS_EARLY },
  { "early-commit", "\\bpostgresql_concurrently\\s*=\\s*True\\b", COMMITS_EARLY },
  { "early-commit", "\\bAUTOCOMMIT\\b", COMMITS_EARLY },
};

const char *
limbeck_direction_to_string (LimbeckDirection direction)
{
  return direction == LIMBECK_DIRECTION_UPGRADE ? "upgrade" : "downgrade";
}

void
limbeck_risk_free (LimbeckRisk *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->revision);
  g_free (self->text);
  g_free (self->excerpt);
  g_free (self);
}

static GRegex *
get_regex (gsize index)
{
  static GRegex *regexes[G_N_ELEMENTS (rules)];

  if (g_once_init_enter (&regexes[index]))
    g_once_init_leave (
        &regexes[index],
        g_regex_new (rules[index].pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL));

  return regexes[index];
}

/* The physical line of @text that holds the character at @position. */
static char *
dup_line (const char *text, int position)
{
  const char      *begin = text + position;
  g_autofree char *line = NULL;
  g_autofree char *redacted = NULL;

  while (*begin == '\n' || *begin == ' ')
    begin++;
  while (begin > text && begin[-1] != '\n')
    begin--;
  line = g_strstrip (g_strndup (begin, strcspn (begin, "\n")));
  redacted = limbeck_text_redact (line, NULL);
  if (g_utf8_strlen (redacted, -1) > 200)
    {
      g_autofree char *start = g_utf8_substring (redacted, 0, 199);

      return g_strconcat (start, "…", NULL);
    }

  return g_steal_pointer (&redacted);
}

static void
add_risk (GPtrArray  *risks,
          const char *id,
          const char *revision,
          const char *text,
          const char *excerpt)
{
  LimbeckRisk *risk = NULL;

  for (guint i = 0; i < risks->len; i++)
    {
      const LimbeckRisk *old = g_ptr_array_index (risks, i);

      if (g_strcmp0 (old->revision, revision) == 0 && g_str_equal (old->id, id) &&
          g_str_equal (old->text, text))
        return;
    }

  risk = g_new0 (LimbeckRisk, 1);
  risk->id = g_strdup (id);
  risk->revision = g_strdup (revision);
  risk->text = g_strdup (text);
  risk->excerpt = g_strdup (excerpt);
  g_ptr_array_add (risks, risk);
}

/* What the groups of @match name, "table.column"; %NULL where the text does not say. */
static char *
dup_name (GMatchInfo *match, const char *batch_table, gboolean is_column)
{
  g_autoptr (GString) name = g_string_new (NULL);
  guint n_parts = 0;

  for (int group = 1; group < g_match_info_get_match_count (match); group++)
    {
      g_autofree char *part = g_match_info_fetch (match, group);

      if (part == NULL || *part == '\0')
        continue;
      g_string_append_printf (name, "%s%s", n_parts > 0 ? "." : "", part);
      n_parts++;
    }
  g_string_replace (name, "\"", "", 0);
  if (n_parts == 0 || *name->str == '\0')
    return NULL;
  if (is_column && n_parts == 1 && batch_table != NULL)
    return g_strdup_printf ("%s.%s", batch_table, name->str);

  return g_strdup (name->str);
}

static void
apply_rule (gsize                   index,
            const LimbeckStatement *statement,
            const char             *batch_table,
            const char             *revision,
            GPtrArray              *risks)
{
  const Rule *rule = &rules[index];
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (get_regex (index), statement->text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      const gboolean   is_column = strstr (rule->pattern, "drop_column") != NULL;
      g_autofree char *name = dup_name (match, batch_table, is_column);
      g_autofree char *text = NULL;
      g_autofree char *line = NULL;
      int              position = 0;

      if (rule->named != NULL && name != NULL)
        {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
          text = g_strdup_printf (_ (rule->named), name);
#pragma GCC diagnostic pop
        }
      else
        {
          text = g_strdup (_ (rule->unnamed));
        }
      g_match_info_fetch_pos (match, 0, &position, NULL);
      line = dup_line (statement->text, position);
      add_risk (risks, rule->id, revision, text, line);
    }
}

/* How much a type of SQLAlchemy holds, within its family: a higher number holds more. 0 is a type that is not known here. */
typedef struct
{
  const char *name;
  char        family;
  guint       size;
} TypeSize;

static const TypeSize type_sizes[] = {
  { "smallinteger", 'n', 1 }, { "smallint", 'n', 1 },
  { "integer", 'n', 2 },      { "int", 'n', 2 },
  { "biginteger", 'n', 3 },   { "bigint", 'n', 3 },
  { "numeric", 'n', 4 },      { "float", 'n', 4 },
  { "string", 's', 0 },       { "varchar", 's', 0 },
  { "char", 's', 0 },         { "unicode", 's', 0 },
  { "text", 's', G_MAXUINT }, { "unicodetext", 's', G_MAXUINT },
  { "date", 'd', 1 },         { "datetime", 'd', 2 },
  { "timestamp", 'd', 2 },
};

static gboolean
read_type (const char *statement, const char *keyword, char *family, guint64 *size)
{
  g_autofree char *pattern = g_strdup_printf (
      "\\b%s\\s*=\\s*(?:\\w+\\.)*(\\w+)(?:\\s*\\(\\s*(?:length\\s*=\\s*)?(\\d+))?", keyword);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *name = NULL;
  g_autofree char *length = NULL;

  if (!g_regex_match (regex, statement, 0, &match))
    return FALSE;
  name = g_match_info_fetch (match, 1);
  length = g_match_info_fetch (match, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (type_sizes); i++)
    if (g_ascii_strcasecmp (name, type_sizes[i].name) == 0)
      {
        *family = type_sizes[i].family;
        *size = type_sizes[i].size;
        if (*family == 's' && *size == 0)
          *size = length != NULL && *length != '\0' ? g_ascii_strtoull (length, NULL, 10)
                                                    : G_MAXUINT;
        return TRUE;
      }

  return FALSE;
}

/* A type that plainly holds less than the one before it. */
static void
look_for_narrowing (const LimbeckStatement *statement, const char *revision, GPtrArray *risks)
{
  char             family_before, family_after;
  guint64          before, after;
  const char      *call = strstr (statement->text, "alter_column");
  g_autofree char *line = NULL;

  if (call == NULL || !read_type (call, "existing_type", &family_before, &before) ||
      !read_type (call, "type_", &family_after, &after) || family_before != family_after ||
      after >= before)
    return;

  line = dup_line (statement->text, (int) (call - statement->text));
  add_risk (
      risks,
      "data-loss",
      revision,
      _ ("A column gets a type that holds less: what does not fit is cut off or stops the step."),
      line);
}

/* The table of the `with op.batch_alter_table("…")` around a statement. */
static char *
dup_batch_table (const LimbeckStatement *statement)
{
  const char *call = strstr (statement->text, "batch_alter_table");
  const char *quote = call != NULL ? strpbrk (call, "\"'") : NULL;
  const char *end = quote != NULL ? strchr (quote + 1, *quote) : NULL;

  return end != NULL ? g_strndup (quote + 1, end - quote - 1) : NULL;
}

static void
look_at_statements (GPtrArray *statements, const char *revision, GPtrArray *risks)
{
  g_autofree char *batch_table = NULL;
  guint            batch_indent = 0;

  for (guint i = 0; i < statements->len; i++)
    {
      const LimbeckStatement *statement = g_ptr_array_index (statements, i);

      if (statement->indent <= batch_indent)
        g_clear_pointer (&batch_table, g_free);
      if (strstr (statement->text, "batch_alter_table") != NULL)
        {
          g_clear_pointer (&batch_table, g_free);
          batch_table = dup_batch_table (statement);
          batch_indent = statement->indent;
        }
      for (gsize rule = 0; rule < G_N_ELEMENTS (rules); rule++)
        apply_rule (rule, statement, batch_table, revision, risks);
      look_for_narrowing (statement, revision, risks);
    }
}

static void
look_at_downgrade (LimbeckStepSource *source, const char *revision, GPtrArray *risks)
{
  switch (limbeck_step_source_judge (source, "downgrade"))
    {
    case LIMBECK_STEP_FUNCTION_MISSING:
      add_risk (risks,
                "irreversible",
                revision,
                _ ("It can't be undone: its file has no downgrade()."),
                NULL);
      break;
    case LIMBECK_STEP_FUNCTION_RAISES:
      add_risk (risks,
                "irreversible",
                revision,
                _ ("It can't be undone: its downgrade() refuses to."),
                NULL);
      break;
    case LIMBECK_STEP_FUNCTION_EMPTY:
      /* A merge has nothing to do and nothing to undo. */
      if (limbeck_step_source_judge (source, "upgrade") == LIMBECK_STEP_FUNCTION_WRITTEN)
        add_risk (risks,
                  "irreversible",
                  revision,
                  _ ("Undoing it changes nothing in the database: its downgrade() is empty."),
                  NULL);
      break;
    case LIMBECK_STEP_FUNCTION_WRITTEN:
    default:
      break;
    }
}

void
limbeck_risks_collect (const char        *revision,
                       LimbeckStepSource *source,
                       LimbeckDirection   direction,
                       GPtrArray         *risks)
{
  g_autoptr (GPtrArray) statements = NULL;

  g_return_if_fail (revision != NULL && risks != NULL);

  if (source == NULL)
    {
      add_risk (
          risks, "unread", revision, _ ("What it does could not be read from its file."), NULL);
      return;
    }

  statements = limbeck_step_source_list_statements (source,
                                                    limbeck_direction_to_string (direction));
  look_at_statements (statements, revision, risks);
  look_at_downgrade (source, revision, risks);
}

#include "config.h"

#include <ftw.h>
#include <gio/gio.h>
#include <stdio.h>

#include "revision-tree.h"

#define N_MERGES 200
#define N_HEADS 50
#define FILE_BYTES 1500

static void
write_file (const char *directory, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0 || !g_file_set_contents (path, text, -1, &error))
    g_error ("%s can’t be written", path);
}

static char *
make_id (guint i)
{
  g_autofree char *name = g_strdup_printf ("revision %u", i);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA1, name, -1);

  return g_strndup (sum, 12);
}

/* The numbers of the one or two revisions that @i follows. */
static guint
find_parents (RevisionTreeShape shape, guint n_revisions, guint i, guint *parents)
{
  guint span = n_revisions / N_MERGES;
  guint place = i % span;

  parents[0] = i - 1;
  if (shape == REVISION_TREE_HEADS && i >= n_revisions - N_HEADS)
    parents[0] = n_revisions - N_HEADS - 1;
  if (shape != REVISION_TREE_MERGES)
    return i > 0;

  if (place == 2)
    parents[0] = i - 2;
  parents[1] = i - 2;

  return i == 0 ? 0 : place == 3 ? 2 : 1;
}

static void
append_columns (GString *text, const char *call, gsize length)
{
  for (guint k = 0; text->len < length; k++)
    g_string_append_printf (
        text, "    %s('orders', sa.Column('amount_%u', sa.Integer(), nullable=True))\n", call, k);
}

static char *
make_text (RevisionTreeShape shape, guint n_revisions, guint i)
{
  g_autoptr (GString) text = g_string_sized_new (FILE_BYTES + 200);
  g_autofree char *id = make_id (i);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  guint            parents[2];
  guint            n_parents = find_parents (shape, n_revisions, i, parents);

  first = n_parents > 0 ? make_id (parents[0]) : NULL;
  second = n_parents > 1 ? make_id (parents[1]) : NULL;
  g_string_append_printf (
      text,
      "\"\"\"add columns to orders %u\n\nRevision ID: %s\nRevises: %s%s%s\n"
      "Create Date: 2024-05-17 10:22:31.%06u\n\n"
      "The amounts are kept beside the prices until every invoice that was\n"
      "written before the change has been paid, as the books need both.\n\"\"\"\n"
      "from alembic import op\nimport sqlalchemy as sa\n\n\n"
      "# revision identifiers, used by Alembic.\nrevision = '%s'\n",
      i,
      id,
      first != NULL ? first : "",
      second != NULL ? ", " : "",
      second != NULL ? second : "",
      i,
      id);
  if (n_parents == 2)
    g_string_append_printf (text, "down_revision = ('%s', '%s')\n", first, second);
  else if (n_parents == 1)
    g_string_append_printf (text, "down_revision = '%s'\n", first);
  else
    g_string_append (text, "down_revision = None\n");
  g_string_append (text, "branch_labels = None\ndepends_on = None\n\n\ndef upgrade() -> None:\n");
  append_columns (text, "op.add_column", (text->len + FILE_BYTES) / 2);
  g_string_append (text, "\n\ndef downgrade() -> None:\n");
  append_columns (text, "op.add_column", FILE_BYTES);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
revision_tree_write (const char *directory, RevisionTreeShape shape, guint n_revisions)
{
  g_autofree char *versions = revision_tree_dup_versions (directory);

  write_file (directory,
              "alembic.ini",
              "[alembic]\nscript_location = %(here)s/migrations\n"
              "sqlalchemy.url = postgresql:///nowhere?host=/nonexistent\n");
  write_file (directory, "migrations/env.py", "");
  for (guint i = 0; i < n_revisions; i++)
    {
      g_autofree char *id = make_id (i);
      g_autofree char *name = g_strdup_printf ("%s_add_columns_to_orders_%u.py", id, i);
      g_autofree char *text = make_text (shape, n_revisions, i);

      write_file (versions, name, text);
    }
}

char *
revision_tree_dup_versions (const char *directory)
{
  return g_build_filename (directory, "migrations", "versions", NULL);
}

static int
remove_cb (const char *path, const struct stat *status, int type, struct FTW *place)
{
  return remove (path);
}

void
revision_tree_remove (const char *directory)
{
  if (nftw (directory, remove_cb, 16, FTW_DEPTH | FTW_PHYS) != 0)
    g_printerr ("%s can’t be removed\n", directory);
}

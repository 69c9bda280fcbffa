#include "config.h"

#include <check.h>
#include <glib/gstdio.h>

#include "many-revisions.h"

/* With this a file has the 1.5 kB that files of revisions have. */
static const char body[] =
    "from alembic import op\nimport sqlalchemy as sa\n\n"
    "branch_labels = None\ndepends_on = None\n\n\n"
    "def upgrade():\n"
    "    op.create_table('measurement',\n"
    "        sa.Column('id', sa.Integer(), primary_key=True),\n"
    "        sa.Column('station', sa.String(length=120), nullable=False),\n"
    "        sa.Column('taken_at', sa.DateTime(timezone=True), nullable=False),\n"
    "        sa.Column('temperature', sa.Numeric(precision=8, scale=3), nullable=True),\n"
    "        sa.Column('pressure', sa.Numeric(precision=8, scale=3), nullable=True),\n"
    "        sa.Column('humidity', sa.Numeric(precision=8, scale=3), nullable=True),\n"
    "        sa.Column('remark', sa.Text(), nullable=True),\n"
    "        sa.ForeignKeyConstraint(['station'], ['station.name'], ondelete='CASCADE'),\n"
    "    )\n"
    "    op.create_index('ix_measurement_station', 'measurement', ['station'], unique=False)\n"
    "    op.create_index('ix_measurement_taken_at', 'measurement', ['taken_at'], unique=False)\n"
    "    op.execute(\"comment on table measurement is 'one reading of one station'\")\n\n\n"
    "def downgrade():\n"
    "    op.drop_index('ix_measurement_taken_at', table_name='measurement')\n"
    "    op.drop_index('ix_measurement_station', table_name='measurement')\n"
    "    op.drop_table('measurement')\n";

static char *
dup_path (LimbeckScratch *project, guint number)
{
  g_autofree char *name = g_strdup_printf ("migrations/versions/%012x_step.py", number);

  return limbeck_scratch_dup_path (project, name);
}

LimbeckScratch *
limbeck_many_revisions_new (guint n)
{
  LimbeckScratch *project = limbeck_scratch_new ();

  limbeck_scratch_write (project,
                         "alembic.ini",
                         "[alembic]\nscript_location = %(here)s/migrations\n"
                         "sqlalchemy.url = postgresql:///nowhere?host=/nonexistent\n");
  limbeck_scratch_write (project, "migrations/env.py", "");
  limbeck_scratch_make_directory (project, "migrations/versions");
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *message = g_strdup_printf ("step %u of many", i);

      limbeck_many_revisions_write (project, i, message);
    }

  return project;
}

void
limbeck_many_revisions_write (LimbeckScratch *project, guint number, const char *message)
{
  g_autofree char *path = dup_path (project, number);
  g_autofree char *draft = g_strconcat (path, "~", NULL);
  g_autofree char *parent = number > 0 ? g_strdup_printf ("'%012x'", number - 1)
                                       : g_strdup ("None");
  g_autofree char *contents = g_strdup_printf (
      "\"\"\"%s\n\nCreate Date: 2023-10-30 12:34:56.123456\n\"\"\"\n"
      "revision = '%012x'\ndown_revision = %s\n%s",
      message,
      number,
      parent,
      body);

  ck_assert (g_file_set_contents_full (draft, contents, -1, G_FILE_SET_CONTENTS_NONE, 0644, NULL));
  ck_assert_int_eq (g_rename (draft, path), 0);
}

void
limbeck_many_revisions_remove (LimbeckScratch *project, guint number)
{
  g_autofree char *path = dup_path (project, number);

  ck_assert_int_eq (g_unlink (path), 0);
}

char *
limbeck_many_revisions_dup_id (guint number)
{
  return g_strdup_printf ("%012x", number);
}

"""split customer name

Letters begin with the first name. The last word of a name becomes the last name; the whole name
stays for the old address labels.

Revision ID: 68d3c1f5279e
Revises: 57f20b6e41ad
Create Date: 2025-09-08 11:30:45.201846

"""
from alembic import op
import sqlalchemy as sa


revision = "68d3c1f5279e"
down_revision = "57f20b6e41ad"
branch_labels = ("customers",)
depends_on = None


def upgrade():
    op.add_column("customer", sa.Column("first_name", sa.Text()))
    op.add_column("customer", sa.Column("last_name", sa.Text()))
    op.execute(
        """
        UPDATE customer
           SET first_name = regexp_replace(name, '\\s+\\S+$', ''),
               last_name = substring(name FROM '\\S+$')
        """
    )
    op.alter_column("customer", "last_name", nullable=False)


def downgrade():
    op.drop_column("customer", "last_name")
    op.drop_column("customer", "first_name")

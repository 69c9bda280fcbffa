"""let pages be published at a time

Revision ID: b3d7f92a5c1e
Revises: b2c6d81f3e09
Create Date: 2025-07-21 12:01:17.128843

"""
from alembic import op
import sqlalchemy as sa


revision = "b3d7f92a5c1e"
down_revision = "b2c6d81f3e09"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("page", sa.Column("published_at", sa.DateTime(timezone=True)))
    op.execute("UPDATE page SET published_at = now()")


def downgrade():
    op.drop_column("page", "published_at")

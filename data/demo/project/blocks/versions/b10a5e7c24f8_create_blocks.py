"""create blocks

Revision ID: b10a5e7c24f8
Revises:
Create Date: 2025-04-02 10:20:31.745100

"""
from alembic import op
import sqlalchemy as sa


revision = "b10a5e7c24f8"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "block",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
    )


def downgrade():
    op.drop_table("block")

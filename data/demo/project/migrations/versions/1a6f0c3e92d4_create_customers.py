"""create customers

Revision ID: 1a6f0c3e92d4
Revises:
Create Date: 2025-03-03 09:12:40.118204

"""
from alembic import op
import sqlalchemy as sa


revision = "1a6f0c3e92d4"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "customer",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False, unique=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
    )


def downgrade():
    op.drop_table("customer")

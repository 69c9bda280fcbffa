"""add customer phone

Revision ID: 57f20b6e41ad
Revises: 4be1a9d3c820
Create Date: 2025-06-17 08:21:54.667130

"""
from alembic import op
import sqlalchemy as sa


revision = "57f20b6e41ad"
down_revision = "4be1a9d3c820"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("customer", sa.Column("phone", sa.Text()))


def downgrade():
    op.drop_column("customer", "phone")

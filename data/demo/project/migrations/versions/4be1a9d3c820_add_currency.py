"""add the currency to prices

Revision ID: 4be1a9d3c820
Revises: 3c95e2087b16
Create Date: 2025-05-06 16:40:11.092377

"""
from alembic import op
import sqlalchemy as sa


revision = "4be1a9d3c820"
down_revision = "3c95e2087b16"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("product", sa.Column("currency", sa.String(3), server_default="EUR", nullable=False))
    op.add_column("order_line", sa.Column("currency", sa.String(3), server_default="EUR", nullable=False))


def downgrade():
    op.drop_column("order_line", "currency")
    op.drop_column("product", "currency")

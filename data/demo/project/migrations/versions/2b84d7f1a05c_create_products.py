"""create products and their stock

Revision ID: 2b84d7f1a05c
Revises: 1a6f0c3e92d4
Create Date: 2025-03-04 14:55:02.730911

"""
from alembic import op
import sqlalchemy as sa


revision = "2b84d7f1a05c"
down_revision = "1a6f0c3e92d4"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "product",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("sku", sa.String(24), nullable=False, unique=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("price", sa.Numeric(10, 2), nullable=False),
    )
    op.create_table(
        "stock",
        sa.Column("product_id", sa.Integer(), sa.ForeignKey("product.id"), primary_key=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity >= 0", name="stock_quantity_not_negative"),
    )


def downgrade():
    op.drop_table("stock")
    op.drop_table("product")

"""create orders and their lines

Revision ID: 3c95e2087b16
Revises: 2b84d7f1a05c
Create Date: 2025-03-18 10:03:27.456020

"""
from alembic import op
import sqlalchemy as sa


revision = "3c95e2087b16"
down_revision = "2b84d7f1a05c"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "customer_order",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("customer_id", sa.Integer(), sa.ForeignKey("customer.id"), nullable=False, index=True),
        sa.Column("ordered_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True)),
    )
    op.create_table(
        "order_line",
        sa.Column("order_id", sa.Integer(), sa.ForeignKey("customer_order.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("product_id", sa.Integer(), sa.ForeignKey("product.id"), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("price", sa.Numeric(10, 2), nullable=False),
    )


def downgrade():
    op.drop_table("order_line")
    op.drop_table("customer_order")

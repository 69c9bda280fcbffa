"""create invoices

Every order that has been delivered gets an invoice, due thirty days later.

Revision ID: 79e4f0a6b38c
Revises: 57f20b6e41ad
Create Date: 2025-09-11 15:02:09.873512

"""
from alembic import op
import sqlalchemy as sa


revision = "79e4f0a6b38c"
down_revision = "57f20b6e41ad"
branch_labels = ("invoicing",)
depends_on = None


def upgrade():
    op.create_table(
        "invoice",
        sa.Column("number", sa.Integer(), sa.Identity(start=10001), primary_key=True),
        sa.Column("order_id", sa.Integer(), sa.ForeignKey("customer_order.id"), nullable=False, unique=True),
        sa.Column("total", sa.Numeric(12, 2), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("paid_on", sa.Date()),
    )
    op.execute(
        """
        INSERT INTO invoice (order_id, total, due_on)
        SELECT o.id, sum(l.quantity * l.price), (o.delivered_at + interval '30 days')::date
          FROM customer_order o JOIN order_line l ON l.order_id = o.id
         WHERE o.delivered_at IS NOT NULL
         GROUP BY o.id
         ORDER BY o.delivered_at
        """
    )


def downgrade():
    op.drop_table("invoice")

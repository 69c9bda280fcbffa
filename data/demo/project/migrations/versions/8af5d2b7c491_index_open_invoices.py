"""index open invoices by due date

Revision ID: 8af5d2b7c491
Revises: 79e4f0a6b38c
Create Date: 2025-09-15 09:47:33.019458

"""
from alembic import op
import sqlalchemy as sa


revision = "8af5d2b7c491"
down_revision = "79e4f0a6b38c"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index(
        "invoice_open_due_on",
        "invoice",
        ["due_on"],
        postgresql_where=sa.text("paid_on IS NULL"),
    )


def downgrade():
    op.drop_index("invoice_open_due_on", table_name="invoice")

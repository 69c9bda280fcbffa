"""mark regular customers

Who has ordered ten times or more is a regular.

Revision ID: ac17f4d9e6b3
Revises: 9b06e3c8d5a2
Create Date: 2025-10-30 17:08:58.384029

"""
from alembic import op
import sqlalchemy as sa


revision = "ac17f4d9e6b3"
down_revision = "9b06e3c8d5a2"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column(
        "customer",
        sa.Column("is_regular", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.execute(
        """
        UPDATE customer
           SET is_regular = true
         WHERE (SELECT count(*) FROM customer_order WHERE customer_id = customer.id) >= 10
        """
    )


def downgrade():
    op.drop_column("customer", "is_regular")

"""create pages

Revision ID: b2c6d81f3e09
Revises: b10a5e7c24f8
Create Date: 2025-04-02 15:44:06.390218

"""
from alembic import op
import sqlalchemy as sa


revision = "b2c6d81f3e09"
down_revision = "b10a5e7c24f8"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "page",
        sa.Column("path", sa.Text(), primary_key=True),
        sa.Column("title", sa.Text(), nullable=False),
    )
    op.create_table(
        "page_block",
        sa.Column("path", sa.Text(), sa.ForeignKey("page.path", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("block_id", sa.Integer(), sa.ForeignKey("block.id"), nullable=False),
    )


def downgrade():
    op.drop_table("page_block")
    op.drop_table("page")

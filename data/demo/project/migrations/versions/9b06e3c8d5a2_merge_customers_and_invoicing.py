"""merge customers and invoicing

Revision ID: 9b06e3c8d5a2
Revises: 68d3c1f5279e, 8af5d2b7c491
Create Date: 2025-09-22 13:15:20.540067

"""

revision = "9b06e3c8d5a2"
down_revision = ("68d3c1f5279e", "8af5d2b7c491")
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass

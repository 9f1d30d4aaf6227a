"""When customers were signed out of every page that a host site had vouched to"""

import sqlalchemy as sa
from alembic import op

from actions.crm.utc_time import UtcTime

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""

    op.create_table(
        "customer_sign_outs",
        sa.Column("customer_id", sa.String(length=100), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("customer_id", name=op.f("pk_customer_sign_outs")),
    )


def downgrade() -> None:
    """Back, to customers who stay signed in until their tokens end."""

    op.drop_table("customer_sign_outs")

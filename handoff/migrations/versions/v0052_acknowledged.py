"""How often waiting customers were answered, so that it is not said in the same words each time"""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""

    counted = sa.Column("acknowledged", sa.Integer(), server_default="0", nullable=False)
    op.add_column("waits", counted)
    waits = sa.table("waits", sa.column("thanked", sa.Boolean()), sa.column("acknowledged"))
    op.execute(waits.update().where(waits.c.thanked).values(acknowledged=1))
    op.drop_column("waits", "thanked")


def downgrade() -> None:
    """Back, to one word of thanks a case."""

    thanked = sa.Column("thanked", sa.Boolean(), server_default=sa.false(), nullable=False)
    op.add_column("waits", thanked)
    waits = sa.table("waits", sa.column("thanked", sa.Boolean()), sa.column("acknowledged"))
    op.execute(waits.update().where(waits.c.acknowledged > 0).values(thanked=True))
    op.drop_column("waits", "acknowledged")

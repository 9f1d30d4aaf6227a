"""Second factors: room for secrets that are sealed

What is there is sealed by the bridge when it starts, since it has the key and a migration has not.
"""

import sqlalchemy as sa
from alembic import op

revision = "0071"
down_revision = "0068"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""

    with op.batch_alter_table("second_factors") as table:
        table.alter_column(
            "secret",
            existing_type=sa.String(length=64),
            type_=sa.String(length=255),
            existing_nullable=False,
        )


def downgrade() -> None:
    """Back, to secrets that an earlier version reads: what is sealed it does not."""

    op.execute("DELETE FROM second_factors")
    with op.batch_alter_table("second_factors") as table:
        table.alter_column(
            "secret",
            existing_type=sa.String(length=255),
            type_=sa.String(length=64),
            existing_nullable=False,
        )

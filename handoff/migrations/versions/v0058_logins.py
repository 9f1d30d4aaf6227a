"""Each login by itself, so that it can be listed, ended and run out unused"""

import sqlalchemy as sa
from alembic import op

from actions.crm.utc_time import UtcTime

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward. Whoever is logged in logs in anew."""

    op.create_table(
        "logins",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("agent_id", sa.String(length=40), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(length=200), nullable=False),
        sa.Column("began_at", UtcTime(), nullable=False),
        sa.Column("seen_at", UtcTime(), nullable=False),
        sa.Column("confirmed_at", UtcTime(), nullable=False),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["agents.id"], name=op.f("fk_logins_agent_id_agents")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_logins")),
    )
    op.create_index("ix_logins_agent", "logins", ["agent_id", "seen_at"])


def downgrade() -> None:
    """Back, to logins that end all together."""

    op.drop_index("ix_logins_agent", table_name="logins")
    op.drop_table("logins")

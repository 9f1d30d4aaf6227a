"""API tokens: several, each with a name, its purposes and a hash"""

import sqlalchemy as sa
from alembic import op

from actions.crm.utc_time import UtcTime

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""

    op.create_table(
        "api_tokens",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.String(200), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("used_at", UtcTime()),
        sa.Column("revoked_at", UtcTime()),
    )
    good = sa.text("revoked_at IS NULL")
    op.create_index(
        "ix_api_tokens_name",
        "api_tokens",
        ["name"],
        unique=True,
        sqlite_where=good,
        postgresql_where=good,
    )


def downgrade() -> None:
    """Back, to the one token of the settings."""

    op.drop_index("ix_api_tokens_name", "api_tokens")
    op.drop_table("api_tokens")

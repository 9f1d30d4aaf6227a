"""Accounts: logins that end, and the audit log"""

import sqlalchemy as sa
from alembic import op

from actions.crm.utc_time import UtcTime

revision = "0030"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""

    op.add_column(
        "agents", sa.Column("login_epoch", sa.Integer(), server_default="1", nullable=False)
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("agent_id", sa.String(length=40), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("conversation_id", sa.String(length=40), nullable=True),
        sa.Column("about", sa.String(length=400), nullable=True),
        sa.Column("refused", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.id"], name=op.f("fk_audit_agent_id_agents")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_agent", "audit", ["agent_id", "id"])
    op.create_index("ix_audit_conversation", "audit", ["conversation_id", "id"])
    op.create_index("ix_audit_act", "audit", ["act", "id"])
    op.create_index("ix_audit_at", "audit", ["at"])


def downgrade() -> None:
    """Back, without what the audit log says."""

    op.drop_table("audit")
    with op.batch_alter_table("agents", schema=None) as batch_op:
        batch_op.drop_column("login_epoch")

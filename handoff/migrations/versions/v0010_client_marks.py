"""Marks of clients; complaints move to the CRM"""

import sqlalchemy as sa
from alembic import op

from actions.crm.utc_time import UtcTime

revision = "0010"
down_revision = "0003"
branch_labels = None
depends_on = None

ROOT_CAUSES = {
    "late": ("delivery", "carrier_delay"),
    "replacement_late": ("delivery", "carrier_delay"),
    "gone_quiet": ("delivery", "carrier_loss"),
    "lost": ("delivery", "carrier_loss"),
    "not_found": ("delivery", "carrier_loss"),
    "being_traced": ("delivery", "carrier_loss"),
    "delivered": ("delivery", "carrier_misdelivery"),
    "stuck": ("delivery", "warehouse_delay"),
    "never_left": ("delivery", "warehouse_delay"),
    "damaged": ("goods", "damaged_in_transit"),
    "wrong": ("goods", "packing_error"),
    "missing": ("goods", "packing_error"),
    "broken": ("goods", "faulty_product"),
    "refund_overdue": ("money", "refund_delay"),
}
"""What the bot's diagnoses were called when they were kept here."""

complaints = sa.table(
    "complaints",
    sa.column("turn_id", sa.String),
    sa.column("conversation_id", sa.String),
    sa.column("customer", sa.String),
    sa.column("cause", sa.String),
    sa.column("carrier", sa.String),
    sa.column("at", UtcTime),
)
crm_tasks = sa.table(
    "crm_tasks",
    sa.column("idempotency_key", sa.String),
    sa.column("kind", sa.String),
    sa.column("payload", sa.JSON),
    sa.column("state", sa.String),
    sa.column("attempts", sa.Integer),
    sa.column("due_at", UtcTime),
)


def upgrade() -> None:
    """Forward."""

    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("client", sa.String(length=64), nullable=True))
    connection = op.get_bind()
    for row in connection.execute(sa.select(*complaints.c)).all():
        connection.execute(crm_tasks.insert().values(_task(row)))
    op.drop_table("complaints")


def downgrade() -> None:
    """Back, without the complaints: the CRM has them."""

    op.create_table(
        "complaints",
        sa.Column("turn_id", sa.String(length=40), nullable=False),
        sa.Column("conversation_id", sa.String(length=40), nullable=False),
        sa.Column("customer", sa.String(length=100), nullable=False),
        sa.Column("topic", sa.String(length=60), nullable=False),
        sa.Column("cause", sa.String(length=60), nullable=False),
        sa.Column("carrier", sa.String(length=100), nullable=True),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_complaints_conversation_id_conversations"),
        ),
        sa.PrimaryKeyConstraint("turn_id", name=op.f("pk_complaints")),
    )
    with op.batch_alter_table("complaints", schema=None) as batch_op:
        batch_op.create_index("ix_complaints_at", ["at"], unique=False)
    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.drop_column("client")


def _task(row: sa.Row) -> dict[str, object]:
    """A complaint as the CRM is owed it."""
    kind, root_cause = ROOT_CAUSES.get(row.cause, ("service", "other"))
    visitor = row.customer == row.conversation_id
    return {
        "idempotency_key": f"{row.turn_id}:complaint",
        "kind": "complaint",
        "payload": {
            "type": "complaint",
            "customer_id": None if visitor else row.customer,
            "conversation_id": row.conversation_id,
            "found_at": row.at.isoformat(),
            "complaint": {"kind": kind, "root_cause": root_cause, "carrier": row.carrier},
        },
        "state": "queued",
        "attempts": 0,
        "due_at": row.at,
    }

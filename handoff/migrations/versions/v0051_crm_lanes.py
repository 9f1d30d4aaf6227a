"""Whom a CRM task concerns: each customer's are done in order, several customers' at once"""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""

    op.add_column("crm_tasks", sa.Column("customer_id", sa.String(100), nullable=True))
    op.add_column("crm_tasks", sa.Column("conversation_id", sa.String(40), nullable=True))
    if op.get_bind().dialect.name == "sqlite":
        of = "json_extract(payload, '$.{}')"
    else:
        of = "payload ->> '{}'"
    customer, conversation = of.format("customer_id"), of.format("conversation_id")
    tasks = sa.table("crm_tasks", sa.column("customer_id"), sa.column("conversation_id"))
    filled = {"customer_id": sa.literal_column(customer)}
    filled |= {"conversation_id": sa.literal_column(conversation)}
    op.execute(tasks.update().values(filled))
    op.create_index("ix_crm_tasks_customer", "crm_tasks", ["customer_id", "state", "id"])
    op.create_index("ix_crm_tasks_conversation", "crm_tasks", ["conversation_id", "state", "id"])


def downgrade() -> None:
    """Back, to one task after the other."""

    op.drop_index("ix_crm_tasks_conversation", table_name="crm_tasks")
    op.drop_index("ix_crm_tasks_customer", table_name="crm_tasks")
    op.drop_column("crm_tasks", "conversation_id")
    op.drop_column("crm_tasks", "customer_id")

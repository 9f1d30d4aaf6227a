"""The list of skills, beginning with those that colleagues and cases have already"""

import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from actions.crm.utc_time import UtcTime

revision = "0086"
down_revision = "0085"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""

    made = op.create_table(
        "skills",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("edited_by", sa.String(length=200), nullable=False),
        sa.Column("edited_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_skills")),
    )
    connection = op.get_bind()
    known = set(connection.execute(sa.text("SELECT DISTINCT skill FROM handoffs")).scalars())
    for skills in connection.execute(sa.text("SELECT skills FROM agents")).scalars():
        known.update(json.loads(skills) if isinstance(skills, str) else skills)
    now = datetime.now(UTC)
    rows = [
        {"name": name, "edited_by": "the desk", "edited_at": now}
        for name in sorted(known)
        if 0 < len(name) <= 60
    ]
    if rows:
        op.bulk_insert(made, rows)


def downgrade() -> None:
    """Back."""

    op.drop_table("skills")

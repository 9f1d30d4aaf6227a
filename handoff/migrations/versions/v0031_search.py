"""Search: texts and customers, kept by triggers; moods and topics of cases

Whoever alters `messages` or `conversations` in a batch on SQLite, which makes the table anew, has
to make its triggers anew as well.
"""

# ruff: noqa: S608 - the statements hold each other, and no value from outside

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

# What is known of a conversation's customer; `new` is what a trigger calls its row. Addresses of
# the web chat are drawn by chance, or hold the id.
CUSTOMER = (
    "trim(coalesce(new.customer_name, '') || ' ' || coalesce(new.customer_id, '')"
    " || CASE WHEN new.channel = 'webchat' THEN '' ELSE ' ' || new.address END)"
)

SQLITE = (
    "CREATE VIRTUAL TABLE search_words USING fts5(text, content='search_texts', content_rowid='id',"
    " tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3')",
    "CREATE TRIGGER search_texts_added AFTER INSERT ON search_texts BEGIN"
    " INSERT INTO search_words (rowid, text) VALUES (new.id, new.text); END",
    "CREATE TRIGGER search_texts_changed AFTER UPDATE ON search_texts BEGIN"
    " INSERT INTO search_words (search_words, rowid, text) VALUES ('delete', old.id, old.text);"
    " INSERT INTO search_words (rowid, text) VALUES (new.id, new.text); END",
    "CREATE TRIGGER search_texts_removed AFTER DELETE ON search_texts BEGIN"
    " INSERT INTO search_words (search_words, rowid, text)"
    " VALUES ('delete', old.id, old.text); END",
)
SQLITE_TRIGGERS = (
    "CREATE TRIGGER search_messages_added AFTER INSERT ON messages WHEN new.text IS NOT NULL BEGIN"
    " INSERT INTO search_texts (conversation_id, seq, text)"
    " VALUES (new.conversation_id, new.seq, new.text); END",
    "CREATE TRIGGER search_messages_changed AFTER UPDATE OF text ON messages BEGIN"
    " INSERT INTO search_texts (conversation_id, seq, text)"
    " VALUES (new.conversation_id, new.seq, coalesce(new.text, ''))"
    " ON CONFLICT (conversation_id, seq) DO UPDATE SET text = excluded.text; END",
    "CREATE TRIGGER search_customers_added AFTER INSERT ON conversations BEGIN"
    f" INSERT INTO search_texts (conversation_id, seq, text) VALUES (new.id, 0, {CUSTOMER}); END",
    "CREATE TRIGGER search_customers_changed"
    " AFTER UPDATE OF customer_name, customer_id, address ON conversations BEGIN"
    f" UPDATE search_texts SET text = {CUSTOMER}"
    " WHERE conversation_id = new.id AND seq = 0; END",
)
POSTGRES = (
    # Without case, accents and punctuation, as FTS5 does it.
    r"""CREATE FUNCTION search_plain(value text) RETURNS text
      LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
      SELECT translate(lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f]', '', 'g')),
        '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~', repeat(' ', 32)) $$""",
    "CREATE INDEX ix_search_texts_words ON search_texts"
    " USING gin (to_tsvector('simple', search_plain(text)))",
)
POSTGRES_TRIGGERS = (
    """CREATE FUNCTION search_keep_message() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      INSERT INTO search_texts (conversation_id, seq, text)
        VALUES (new.conversation_id, new.seq, coalesce(new.text, ''))
        ON CONFLICT (conversation_id, seq) DO UPDATE SET text = excluded.text;
      RETURN NULL; END $$""",
    "CREATE TRIGGER search_messages_added AFTER INSERT ON messages FOR EACH ROW"
    " WHEN (new.text IS NOT NULL) EXECUTE FUNCTION search_keep_message()",
    "CREATE TRIGGER search_messages_changed AFTER UPDATE OF text ON messages FOR EACH ROW"
    " EXECUTE FUNCTION search_keep_message()",
    f"""CREATE FUNCTION search_keep_customer() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      INSERT INTO search_texts (conversation_id, seq, text) VALUES (new.id, 0, {CUSTOMER})
        ON CONFLICT (conversation_id, seq) DO UPDATE SET text = excluded.text;
      RETURN NULL; END $$""",
    "CREATE TRIGGER search_customers_added AFTER INSERT ON conversations FOR EACH ROW"
    " EXECUTE FUNCTION search_keep_customer()",
    "CREATE TRIGGER search_customers_changed"
    " AFTER UPDATE OF customer_name, customer_id, address ON conversations FOR EACH ROW"
    " EXECUTE FUNCTION search_keep_customer()",
)
# In the order in which things were said, which is the order of what is found.
FILL = f"""INSERT INTO search_texts (conversation_id, seq, text)
  SELECT conversation_id, seq, text FROM (
    SELECT new.id AS conversation_id, 0 AS seq, {CUSTOMER} AS text, new.opened_at AS at
      FROM conversations AS new
    UNION ALL
    SELECT conversation_id, seq, text, at FROM messages WHERE text IS NOT NULL
  ) AS known ORDER BY at, conversation_id, seq"""

handoffs = sa.table(
    "handoffs",
    sa.column("id", sa.String),
    sa.column("packet", sa.JSON),
    sa.column("mood", sa.String),
)
topics = sa.table(
    "handoff_topics", sa.column("handoff_id", sa.String), sa.column("topic", sa.String)
)


def upgrade() -> None:
    """Forward."""

    op.create_table(
        "search_texts",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("conversation_id", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_search_texts_conversation_id_conversations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_texts")),
        sa.UniqueConstraint("conversation_id", "seq", name=op.f("uq_search_texts_conversation_id")),
    )
    op.create_table(
        "handoff_topics",
        sa.Column("handoff_id", sa.String(length=40), nullable=False),
        sa.Column("topic", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["handoff_id"], ["handoffs.id"], name=op.f("fk_handoff_topics_handoff_id_handoffs")
        ),
        sa.PrimaryKeyConstraint("handoff_id", "topic", name=op.f("pk_handoff_topics")),
    )
    op.create_index("ix_handoff_topics_topic", "handoff_topics", ["topic"])
    op.add_column("handoffs", sa.Column("mood", sa.String(length=20), nullable=True))
    _run(SQLITE if _on_sqlite() else POSTGRES)
    op.execute(FILL)
    _run(SQLITE_TRIGGERS if _on_sqlite() else POSTGRES_TRIGGERS)
    _describe_cases()


def downgrade() -> None:
    """Back."""

    for table in ("messages", "customers"):
        for when in ("added", "changed"):
            name, on = f"search_{table}_{when}", {"customers": "conversations"}.get(table, table)
            op.execute(f"DROP TRIGGER {name}" + ("" if _on_sqlite() else f" ON {on}"))
    op.execute("DROP TABLE search_words" if _on_sqlite() else "DROP INDEX ix_search_texts_words")
    if not _on_sqlite():
        for function in ("search_keep_message()", "search_keep_customer()", "search_plain(text)"):
            op.execute(f"DROP FUNCTION {function}")
    op.drop_table("search_texts")
    op.drop_table("handoff_topics")
    op.drop_column("handoffs", "mood")


def _on_sqlite() -> bool:
    return str(op.get_bind().dialect.name) == "sqlite"


def _run(statements: tuple[str, ...]) -> None:
    for statement in statements:
        # A colon in it is no parameter.
        op.execute(sa.text(statement.replace(":", r"\:")))


def _describe_cases() -> None:
    """Moods and topics of the cases that there are, from their packets."""
    connection = op.get_bind()
    for row in connection.execute(sa.select(handoffs.c.id, handoffs.c.packet)).all():
        mood = (row.packet.get("sentiment") or {}).get("label")
        connection.execute(handoffs.update().where(handoffs.c.id == row.id).values(mood=mood))
        names = dict.fromkeys(each["name"] for each in row.packet.get("intents") or ())
        for name in names:
            connection.execute(topics.insert().values(handoff_id=row.id, topic=name))

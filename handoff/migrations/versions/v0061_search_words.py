"""Search: the words of a text as Python folds them, the same on both databases

Triggers keep the text and forget its words; whoever searches has what is new folded first, and a
round of the bridge the rest.
"""

# ruff: noqa: S608 - the statements hold each other, and no value from outside

import sqlalchemy as sa
from alembic import op

from handoff.migrations.versions import v0031_search as before

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None

SQLITE = (
    "CREATE VIRTUAL TABLE search_words USING fts5(words, content='search_texts',"
    " content_rowid='id', tokenize='ascii', prefix='2 3')",
    "CREATE TRIGGER search_texts_added AFTER INSERT ON search_texts BEGIN"
    " INSERT INTO search_words (rowid, words) VALUES (new.id, new.words); END",
    "CREATE TRIGGER search_texts_changed AFTER UPDATE ON search_texts BEGIN"
    " INSERT INTO search_words (search_words, rowid, words) VALUES ('delete', old.id, old.words);"
    " INSERT INTO search_words (rowid, words) VALUES (new.id, new.words); END",
    "CREATE TRIGGER search_texts_removed AFTER DELETE ON search_texts BEGIN"
    " INSERT INTO search_words (search_words, rowid, words)"
    " VALUES ('delete', old.id, old.words); END",
)
SQLITE_TRIGGERS = (
    "CREATE TRIGGER search_messages_changed AFTER UPDATE OF text ON messages BEGIN"
    " INSERT INTO search_texts (conversation_id, seq, text)"
    " VALUES (new.conversation_id, new.seq, coalesce(new.text, ''))"
    " ON CONFLICT (conversation_id, seq) DO UPDATE SET text = excluded.text, words = NULL; END",
    "CREATE TRIGGER search_customers_changed"
    " AFTER UPDATE OF customer_name, customer_id, address ON conversations BEGIN"
    f" UPDATE search_texts SET text = {before.CUSTOMER}, words = NULL"
    " WHERE conversation_id = new.id AND seq = 0; END",
)
POSTGRES = (
    "CREATE INDEX ix_search_texts_words ON search_texts USING gin (to_tsvector('simple', words))",
    """CREATE OR REPLACE FUNCTION search_keep_message() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      INSERT INTO search_texts (conversation_id, seq, text)
        VALUES (new.conversation_id, new.seq, coalesce(new.text, ''))
        ON CONFLICT (conversation_id, seq) DO UPDATE SET text = excluded.text, words = NULL;
      RETURN NULL; END $$""",
    f"""CREATE OR REPLACE FUNCTION search_keep_customer() RETURNS trigger
      LANGUAGE plpgsql AS $$ BEGIN
      INSERT INTO search_texts (conversation_id, seq, text) VALUES (new.id, 0, {before.CUSTOMER})
        ON CONFLICT (conversation_id, seq) DO UPDATE SET text = excluded.text, words = NULL;
      RETURN NULL; END $$""",
)
# What is changed later must be in the index before, even without words.
REBUILD = "INSERT INTO search_words (search_words) VALUES ('rebuild')"
CHANGED = ("search_messages_changed", "search_customers_changed")
OF_TEXTS = ("search_texts_added", "search_texts_changed", "search_texts_removed")


def upgrade() -> None:
    """Forward."""

    op.add_column("search_texts", sa.Column("words", sa.Text(), nullable=True))
    unread = sa.text("words IS NULL")
    op.create_index(
        "ix_search_texts_unread",
        "search_texts",
        ["id"],
        sqlite_where=unread,
        postgresql_where=unread,
    )
    if _on_sqlite():
        _drop_triggers()
        _run((*SQLITE, *SQLITE_TRIGGERS, REBUILD))
    else:
        op.execute("DROP INDEX ix_search_texts_words")
        op.execute("DROP FUNCTION search_plain(text)")
        _run(POSTGRES)


def downgrade() -> None:
    """Back, to what each database folds by itself."""

    if _on_sqlite():
        _drop_triggers()
    else:
        op.execute("DROP INDEX ix_search_texts_words")
    op.drop_index("ix_search_texts_unread", "search_texts")
    op.execute("ALTER TABLE search_texts DROP COLUMN words")
    if _on_sqlite():
        _run((*before.SQLITE, *before.SQLITE_TRIGGERS[1::2]))
        _run((REBUILD,))
        return
    _run(before.POSTGRES)
    for function in (before.POSTGRES_TRIGGERS[0], before.POSTGRES_TRIGGERS[3]):
        _run((function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"),))


def _drop_triggers() -> None:
    for name in (*CHANGED, *OF_TEXTS):
        op.execute(f"DROP TRIGGER {name}")
    op.execute("DROP TABLE search_words")


def _on_sqlite() -> bool:
    return str(op.get_bind().dialect.name) == "sqlite"


def _run(statements: tuple[str, ...]) -> None:
    for statement in statements:
        # A colon in it is no parameter.
        op.execute(sa.text(statement.replace(":", r"\:")))

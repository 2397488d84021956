"""Personal digests, and how busy the List is at most.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("posts", sa.Column("given", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("readings", sa.Column("busiest_per_hour", sa.Double(), nullable=True))
    outdated = sa.text("revision > shown_revision")
    op.create_index("ix_outbox_outdated", "outbox", ["id"], sqlite_where=outdated, postgresql_where=outdated)
    op.create_table(
        "subscribers",
        sa.Column("slack_user", sa.String(), nullable=False),
        sa.Column("posts", sa.Integer(), nullable=False),
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("slack_user", name=op.f("pk_subscribers")),
        sa.UniqueConstraint("conversation", name=op.f("uq_subscribers_conversation")),
    )
    op.create_table(
        "given",
        _post(),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_given_post_id_posts"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("post_id", "token", name=op.f("pk_given")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "personal_entries",
        _post(),
        sa.Column("outbox_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["outbox_id"], ["outbox.id"], name=op.f("fk_personal_entries_outbox_id_outbox"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_personal_entries_post_id_posts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("post_id", "outbox_id", name=op.f("pk_personal_entries")),
    )
    op.create_index(op.f("ix_personal_entries_outbox_id"), "personal_entries", ["outbox_id"])


def downgrade() -> None:
    for table in ("personal_entries", "given", "subscribers"):
        op.drop_table(table)
    # Messages of kinds that the version before does not know, and what they were going to show.
    op.execute(
        "UPDATE posts SET surfaced_in = NULL, surfaced_at = NULL "
        "WHERE surfaced_in IN (SELECT id FROM outbox WHERE key LIKE 'thread:%')"
    )
    op.execute("DELETE FROM outbox WHERE key LIKE 'thread:%' OR key LIKE 'personal:%' OR key LIKE 'gap:%'")
    op.drop_index("ix_outbox_outdated", table_name="outbox")
    op.drop_column("readings", "busiest_per_hour")
    op.drop_column("posts", "given")


def _post() -> sa.Column[int]:
    return sa.Column("post_id", sa.BigInteger(), nullable=False)

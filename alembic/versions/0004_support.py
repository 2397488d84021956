"""taps as one-way tokens, another look, follow-ups, thank-you notes, and the figures of the month's results"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

FIGURES = ("shown", "bare_when_shown", "read_later", "bare_later", "expired", "judged", "alone")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("consents", _switch("thanks"))
    with op.batch_alter_table("posts") as posts:
        posts.alter_column("likes", existing_type=sa.Integer(), nullable=True)
        posts.add_column(sa.Column("likes_when_shown", sa.Integer(), nullable=True))
        posts.add_column(sa.Column("taps", sa.Integer(), nullable=False, server_default="0"))
        posts.add_column(sa.Column("shown_at", TIME, nullable=True))
        posts.add_column(sa.Column("followed_up", sa.Integer(), nullable=False, server_default="0"))
        posts.add_column(sa.Column("counted_on", sa.Date(), nullable=True))
        posts.add_column(sa.Column("alone", sa.Boolean(), nullable=True))
        posts.add_column(_switch("thanked"))
        for column in ("counted_on", "shown_at"):
            posts.create_index(op.f(f"ix_posts_{column}"), [column])
    # Nobody noted how posts stood when they were shown, or when their time was over: that begins with what comes now.
    op.execute("UPDATE posts SET shown_at = surfaced_at, followed_up = 7")
    op.create_table(
        "looks",
        _post(),
        sa.Column("outbox_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["outbox_id"], ["outbox.id"], name=op.f("fk_looks_outbox_id_outbox"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_looks_post_id_posts"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("post_id", "outbox_id", name=op.f("pk_looks")),
    )
    op.create_index(op.f("ix_looks_outbox_id"), "looks", ["outbox_id"])
    op.create_table(
        "taps",
        _post(),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("kinds", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_taps_post_id_posts"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("post_id", "token", name=op.f("pk_taps")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tappers",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("month", "token", name=op.f("pk_tappers")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "weeks",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("begins", sa.Date(), nullable=False),
        *(sa.Column(figure, sa.Integer(), nullable=False, server_default="0") for figure in FIGURES),
        sa.PrimaryKeyConstraint("month", "begins", name=op.f("pk_weeks")),
    )
    op.create_table(
        "months",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("posted", sa.Integer(), nullable=True),
        sa.Column("tapped", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("month", name=op.f("pk_months")),
    )


def downgrade() -> None:
    # Messages of kinds that the version before does not know.
    op.execute("DELETE FROM outbox WHERE key LIKE 'results:%' OR key LIKE 'chart:%' OR key LIKE 'thanks:%'")
    for table in ("months", "weeks", "tappers", "taps", "looks"):
        op.drop_table(table)
    op.execute("UPDATE posts SET likes = 0 WHERE likes IS NULL")
    with op.batch_alter_table("posts") as posts:
        for column in ("shown_at", "counted_on"):
            posts.drop_index(op.f(f"ix_posts_{column}"))
        for column in ("thanked", "alone", "counted_on", "followed_up", "shown_at", "taps", "likes_when_shown"):
            posts.drop_column(column)
        posts.alter_column("likes", existing_type=sa.Integer(), nullable=False)
    op.drop_column("consents", "thanks")


def _switch(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def _post() -> sa.Column[int]:
    return sa.Column("post_id", sa.BigInteger(), nullable=False)

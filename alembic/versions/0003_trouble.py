"""what is wrong just now, failures in a row, and money set aside for what is being asked"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outages",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("over_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_outages")),
    )
    for table, column in (("outbox", "failures"), ("readings", "failures"), ("spending", "set_aside")):
        op.add_column(table, sa.Column(column, sa.Integer(), nullable=False, server_default="0"))
    op.add_column("readings", sa.Column("not_before", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    # Notes of kinds that the version before does not know.
    op.execute("DELETE FROM outbox WHERE key LIKE 'outage%' OR key LIKE 'budget_%' OR key LIKE 'database_back%'")
    op.drop_column("readings", "not_before")
    for table, column in (("spending", "set_aside"), ("readings", "failures"), ("outbox", "failures")):
        op.drop_column(table, column)
    op.drop_table("outages")

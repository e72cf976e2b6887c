"""The exchange between offices: the roster, peers, values kept aside, what was taken and given."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STAMPED = (
    *("division", "branch", "clerk", "setting", "list_item", "household", "resident", "household_need", "member", "member_post"),
    *("grid", "contact", "duty", "duty_household", "glyph_picture"),
)


def upgrade() -> None:
    """Create the tables, let a row's scope name several townships, and keep the office's own facts beside its counters."""
    _sites()
    _rows()
    _packages()
    for table in STAMPED:
        if op.get_bind().dialect.name == "postgresql":
            op.alter_column(table, "sy_scope", type_=sa.String())
        op.create_index(f"ix_{table}_sy_scope_sy_rev", table, ["sy_scope", "sy_rev"])
    _own_office()


def _sites() -> None:
    op.create_table(
        "sync_site",
        sa.Column("site_id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("territory", sa.String(12), nullable=False),
        sa.Column("enc_pub", sa.String(64), nullable=False),
        sa.Column("sign_pub", sa.String(64), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("cert", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("site_id", name="pk_sync_site"),
    )
    op.create_table(
        "sync_peer",
        sa.Column("site_id", sa.String(32), nullable=False),
        sa.Column("tip_boot", sa.String(16), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("pos_rev", sa.BigInteger(), nullable=False),
        sa.Column("ack_boot", sa.String(16), nullable=False),
        sa.Column("ack_rev", sa.BigInteger(), nullable=False),
        sa.Column("retired", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("site_id", "tip_boot", name="pk_sync_peer"),
    )
    op.create_table(
        "sync_held",
        sa.Column("site_id", sa.String(32), nullable=False),
        sa.Column("boot", sa.String(16), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_id", name="pk_sync_held"),
    )


def _rows() -> None:
    op.create_table(
        "sync_sibling",
        *_row(),
        sa.Column("col", sa.String(32), nullable=False),
        sa.Column("actor", sa.String(16), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("tbl", "row_id", "col", "actor", "seq", name="pk_sync_sibling"),
    )
    op.create_table(
        "sync_unknown",
        *_row(),
        sa.Column("col", sa.String(32), nullable=False),
        sa.Column("doc", sa.String(), nullable=False),
        sa.Column("sy_rev", sa.BigInteger(), nullable=False),
        sa.Column("sy_scope", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("tbl", "row_id", "col", name="pk_sync_unknown"),
    )
    op.create_index("ix_sync_unknown_sy_rev", "sync_unknown", ["sy_rev"])
    op.create_table(
        "sync_left",
        *_row(),
        sa.Column("scope", sa.String(12), nullable=False),
        sa.Column("sy_rev", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("tbl", "row_id", "scope", name="pk_sync_left"),
    )
    op.create_index("ix_sync_left_scope_sy_rev", "sync_left", ["scope", "sy_rev"])
    op.create_table(
        "sync_stray",
        sa.Column("site_id", sa.String(32), nullable=False),
        *_row(),
        sa.Column("doc", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.PrimaryKeyConstraint("site_id", "tbl", "row_id", name="pk_sync_stray"),
    )
    op.create_table(
        "sync_review",
        *_row(),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("tbl", "row_id", "kind", name="pk_sync_review"),
    )


def _packages() -> None:
    op.create_table(
        "sync_in",
        *_package(),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("counts", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("package_id", name="pk_sync_in"),
    )
    op.create_index("ix_sync_in_at", "sync_in", ["at"])
    op.create_table(
        "sync_out",
        *_package(),
        sa.Column("file", sa.String(64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("package_id", name="pk_sync_out"),
    )
    op.create_index("ix_sync_out_at", "sync_out", ["at"])


def _row() -> tuple[sa.Column[str], ...]:
    return sa.Column("tbl", sa.String(32), nullable=False), sa.Column("row_id", sa.String(32), nullable=False)


def _package() -> tuple[sa.Column, ...]:
    return (
        sa.Column("package_id", sa.String(32), nullable=False),
        sa.Column("site_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("boot", sa.String(16), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("base", sa.BigInteger(), nullable=False),
        sa.Column("sha", sa.String(64), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("clerk_id", sa.String(32), nullable=False),
    )


def _own_office() -> None:
    """Settings of other offices will stand beside our own: which office this is no longer depends on there being one."""
    bind = op.get_bind()
    own = bind.execute(sa.text("SELECT value FROM setting WHERE key = 'office' AND sy_del = 0")).scalars().all()
    if len(own) == 1:
        bind.execute(sa.text("INSERT INTO sync_meta (k, v) VALUES ('office', :v)"), {"v": own[0]})

"""Papers: the print register and pictures of characters that no font has."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "print_entry",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("clerk", sa.String(64), nullable=False),
        sa.Column("act", sa.String(8), nullable=False),
        sa.Column("paper", sa.String(32), nullable=False),
        sa.Column("scope", sa.String(128), nullable=False),
        sa.Column("audience", sa.String(8), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("copy_no", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_print_entry"),
    )
    op.create_index("ix_print_entry_at", "print_entry", ["at"])
    op.create_table(
        "glyph_picture",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("sy_rev", sa.BigInteger(), nullable=False),
        sa.Column("sy_vv", sa.String(), nullable=False),
        sa.Column("sy_st", sa.String(), nullable=True),
        sa.Column("sy_del", sa.SmallInteger(), nullable=False),
        sa.Column("sy_scope", sa.String(12), nullable=True),
        sa.Column("sy_flag", sa.SmallInteger(), nullable=False),
        sa.Column("letter", sa.String(8), nullable=False),
        sa.Column("picture", sa.String(64), nullable=False),
        sa.CheckConstraint("sy_rev > 0", name="ck_glyph_picture_stamped"),
        sa.PrimaryKeyConstraint("id", name="pk_glyph_picture"),
    )
    op.create_index("ix_glyph_picture_sy_rev", "glyph_picture", ["sy_rev"])

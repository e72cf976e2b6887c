"""The first schema: records, stamps, the history log and the derived local tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table."""
    _sync_tables()
    _places()
    _people()
    _work()
    _derived()


def _sync_tables() -> None:
    op.create_table(
        "sync_boot",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("boot_id", sa.String(16), nullable=False),
        sa.Column("first_rev", sa.BigInteger(), nullable=False),
        sa.Column("started_at", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("schema_version", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_sync_boot"),
        sa.UniqueConstraint("boot_id", name="uq_sync_boot_boot_id"),
    )
    op.create_table(
        "sync_actor",
        sa.Column("idx", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(16), nullable=False),
        sa.Column("site_id", sa.String(32), nullable=False),
        sa.Column("started_at", sa.String(), nullable=False),
        sa.Column("app_version", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("idx", name="pk_sync_actor"),
        sa.UniqueConstraint("actor", name="uq_sync_actor_actor"),
    )
    op.create_table(
        "sync_meta",
        sa.Column("k", sa.String(32), nullable=False),
        sa.Column("v", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("k", name="pk_sync_meta"),
    )
    op.create_table(
        "sync_unit",
        sa.Column("actor", sa.String(16), nullable=False),
        sa.Column("first_seq", sa.BigInteger(), nullable=False),
        sa.Column("last_seq", sa.BigInteger(), nullable=False),
        sa.Column("first_rev", sa.BigInteger(), nullable=False),
        sa.Column("clerk_id", sa.String(32), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("at_state", sa.String(8), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("actor", "first_seq", name="pk_sync_unit"),
    )
    op.create_index("ix_sync_unit_at", "sync_unit", ["at"])
    op.create_index("ix_sync_unit_first_rev", "sync_unit", ["first_rev"])
    op.create_table(
        "sync_log",
        sa.Column("actor", sa.String(16), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("tbl", sa.String(32), nullable=False),
        sa.Column("row_id", sa.String(32), nullable=False),
        sa.Column("patch", sa.String(), nullable=False),
        sa.Column("sy_rev", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("actor", "seq", name="pk_sync_log"),
    )
    op.create_index("ix_sync_log_row_id", "sync_log", ["row_id"])
    op.create_index("ix_sync_log_sy_rev", "sync_log", ["sy_rev"])
    op.create_table(
        "sync_blob",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("mime", sa.String(32), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_sync_blob"),
    )


def _places() -> None:
    _stamped(
        "division",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.String(12), nullable=True),
        sa.Column("other_names", sa.String(), nullable=False),
    )
    op.create_index("ix_division_parent_id", "division", ["parent_id"])
    _stamped(
        "branch",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("division_id", sa.String(12), nullable=True),
        sa.Column("secretary", sa.String(64), nullable=False),
        sa.Column("secretary_phone", sa.String(32), nullable=False),
    )
    op.create_index("ix_branch_division_id", "branch", ["division_id"])
    _stamped(
        "clerk",
        sa.Column("name", sa.String(64), nullable=False),
    )
    _stamped(
        "setting",
        sa.Column("division_id", sa.String(12), nullable=False),
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
    )
    _stamped(
        "list_item",
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("words", sa.String(128), nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("grp", sa.String(32), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("division_id", sa.String(12), nullable=False),
        sa.Column("off", sa.Integer(), nullable=False),
    )
    op.create_index("ix_list_item_kind", "list_item", ["kind"])


def _people() -> None:
    _stamped(
        "household",
        sa.Column("village_id", sa.String(12), nullable=False),
        sa.Column("group_no", sa.String(32), nullable=False),
        sa.Column("building", sa.String(64), nullable=False),
        sa.Column("door_no", sa.String(32), nullable=False),
        sa.Column("address", sa.String(200), nullable=False),
        sa.Column("head_id", sa.String(32), nullable=True),
        sa.Column("phone", sa.String(64), nullable=False),
        sa.Column("stated_people", sa.Integer(), nullable=True),
        sa.Column("grid_id", sa.String(32), nullable=True),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("status_day", sa.String(10), nullable=False),
        sa.Column("away_where", sa.String(128), nullable=False),
        sa.Column("away_return", sa.String(64), nullable=False),
        sa.Column("ledger_no", sa.String(32), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_household_grid_id", "household", ["grid_id"])
    op.create_index("ix_household_head_id", "household", ["head_id"])
    op.create_index("ix_household_village_id", "household", ["village_id"])
    _stamped(
        "resident",
        sa.Column("household_id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("raw_name", sa.String(64), nullable=False),
        sa.Column("other_names", sa.String(), nullable=False),
        sa.Column("relation", sa.String(2), nullable=False),
        sa.Column("sex", sa.String(1), nullable=False),
        sa.Column("birth", sa.String(10), nullable=False),
        sa.Column("id_number", sa.String(18), nullable=False),
        sa.Column("phones", sa.String(128), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("status_day", sa.String(10), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_resident_household_id", "resident", ["household_id"])
    op.create_index("ix_resident_id_number", "resident", ["id_number"])
    _stamped(
        "household_need",
        sa.Column("household_id", sa.String(32), nullable=False),
        sa.Column("need", sa.String(64), nullable=False),
    )
    op.create_index("ix_household_need_household_id", "household_need", ["household_id"])
    _stamped(
        "member",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("raw_name", sa.String(64), nullable=False),
        sa.Column("other_names", sa.String(), nullable=False),
        sa.Column("sex", sa.String(1), nullable=False),
        sa.Column("birth", sa.String(10), nullable=False),
        sa.Column("phone", sa.String(64), nullable=False),
        sa.Column("village_id", sa.String(12), nullable=True),
        sa.Column("branch_id", sa.String(32), nullable=True),
        sa.Column("household_id", sa.String(32), nullable=True),
        sa.Column("resident_id", sa.String(32), nullable=True),
        sa.Column("photo", sa.String(64), nullable=True),
        sa.Column("eligibility", sa.String(16), nullable=False),
        sa.Column("eligibility_why", sa.String(128), nullable=False),
        sa.Column("eligibility_day", sa.String(10), nullable=False),
        sa.Column("committee", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_member_branch_id", "member", ["branch_id"])
    op.create_index("ix_member_village_id", "member", ["village_id"])
    _stamped(
        "member_post",
        sa.Column("member_id", sa.String(32), nullable=False),
        sa.Column("post", sa.String(64), nullable=False),
    )
    op.create_index("ix_member_post_member_id", "member_post", ["member_id"])


def _work() -> None:
    _stamped(
        "grid",
        sa.Column("village_id", sa.String(12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("locked", sa.Integer(), nullable=False),
    )
    op.create_index("ix_grid_village_id", "grid", ["village_id"])
    _stamped(
        "contact",
        sa.Column("grid_id", sa.String(32), nullable=False),
        sa.Column("member_id", sa.String(32), nullable=False),
        sa.Column("role", sa.String(8), nullable=False),
        sa.Column("since", sa.String(10), nullable=False),
        sa.Column("until", sa.String(10), nullable=False),
        sa.Column("why", sa.String(128), nullable=False),
        sa.Column("approved_by", sa.String(64), nullable=False),
    )
    op.create_index("ix_contact_grid_id", "contact", ["grid_id"])
    op.create_index("ix_contact_member_id", "contact", ["member_id"])
    _stamped(
        "duty",
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("grid_id", sa.String(32), nullable=True),
        sa.Column("member_id", sa.String(32), nullable=True),
        sa.Column("place", sa.String(64), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("boxes", sa.String(), nullable=False),
    )
    op.create_index("ix_duty_day", "duty", ["day"])
    op.create_index("ix_duty_grid_id", "duty", ["grid_id"])
    op.create_index("ix_duty_member_id", "duty", ["member_id"])
    _stamped(
        "duty_household",
        sa.Column("duty_id", sa.String(32), nullable=False),
        sa.Column("household_id", sa.String(32), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
    )
    op.create_index("ix_duty_household_duty_id", "duty_household", ["duty_id"])
    op.create_index("ix_duty_household_household_id_sy_del_day", "duty_household", ["household_id", "sy_del", "day"])


def _derived() -> None:
    op.create_table(
        "search_key",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("ref_id", sa.String(32), nullable=False),
        sa.Column("title", sa.String(64), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_search_key"),
    )
    op.create_index("ix_search_key_ref_id", "search_key", ["ref_id"])
    op.create_table(
        "household_reach",
        sa.Column("household_id", sa.String(32), nullable=False),
        sa.Column("last_day", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("household_id", name="pk_household_reach"),
    )
    op.create_index("ix_household_reach_last_day", "household_reach", ["last_day"])
    plain = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    op.create_table(
        "household_order",
        sa.Column("household_id", sa.String(32), nullable=False),
        sa.Column("village_id", sa.String(12), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("grid_no", sa.Integer(), nullable=False),
        sa.Column("people", sa.SmallInteger(), nullable=False),
        sa.Column("name_key", plain, nullable=False),
        sa.Column("place_key", plain, nullable=False),
        sa.PrimaryKeyConstraint("household_id", name="pk_household_order"),
    )
    op.create_index("ix_household_order_village_id_place_key", "household_order", ["village_id", "place_key"])
    op.create_table(
        "member_order",
        sa.Column("member_id", sa.String(32), nullable=False),
        sa.Column("name_key", plain, nullable=False),
        sa.PrimaryKeyConstraint("member_id", name="pk_member_order"),
    )


def _stamped(name: str, *columns: sa.Column[object]) -> None:
    """Create a synced table: its id, the stamp columns, its own columns; a row without a stamp is refused."""
    op.create_table(
        name,
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("sy_rev", sa.BigInteger(), nullable=False),
        sa.Column("sy_vv", sa.String(), nullable=False),
        sa.Column("sy_st", sa.String(), nullable=True),
        sa.Column("sy_del", sa.SmallInteger(), nullable=False),
        sa.Column("sy_scope", sa.String(12), nullable=True),
        sa.Column("sy_flag", sa.SmallInteger(), nullable=False),
        *columns,
        sa.CheckConstraint("sy_rev > 0", name=f"ck_{name}_stamped"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )
    op.create_index(f"ix_{name}_sy_rev", name, ["sy_rev"])

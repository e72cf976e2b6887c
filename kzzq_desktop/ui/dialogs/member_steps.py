"""What can be done with a party member, as menu entries, and the step that each takes."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kzzq_desktop.base.clock import today
from kzzq_desktop.domain.people import ELIGIBILITY_WORDS, Eligibility
from kzzq_desktop.services import members, photos
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.member_card import MemberCard
from kzzq_desktop.ui import ask, files
from kzzq_desktop.ui.dialogs.one_form import FormDialog
from kzzq_desktop.ui.form_fields import Box
from kzzq_desktop.ui.photo import read_photo
from kzzq_desktop.ui.print_places import print_entries
from kzzq_desktop.ui.screen import WindowApi

PAPERS = ("door_plate", "contact_card", "handover")
NOTE = "70岁以上、体弱多病、长期外出的，划分时不再提名；已经联系的网格不会自动改动。"


def entries(card: MemberCard) -> Sequence[tuple[str, str]]:
    """Return (what, words) of a member's menu; "" is a line between."""
    without = [("no_photo", "去掉照片(&X)")] if card.photo else []
    photo = ("photo", "换照片(&P)…" if card.photo else "加照片(&P)…")
    grid = next((contact.grid_id for contact in card.contacts if not contact.until), "")
    printed = print_entries(PAPERS, {"member": card.row.id, "grid": grid})
    changes = [("edit", "修改(&E)…\tF2"), ("eligibility", "能否安排(&L)…"), photo, *without]
    return [*changes, *printed, ("", ""), ("delete", "删除(&D)…")]


def change_eligibility(desk: Desk, window: WindowApi, parent: QWidget, card: MemberCard, *, aged: bool = False) -> None:
    """Ask whether the member may be asked to look after a grid, since when and why."""
    present = Eligibility.AGED if aged else Eligibility(card.row.eligibility)
    boxes = (
        Box("eligibility", "能否安排", "segmented", options=[(code, words) for code, words in ELIGIBILITY_WORDS.items()]),
        Box("day", "从哪天起", "part_day"),
        Box("why", "原因", hint="例如 常年在沈阳务工"),
    )
    filled = {"eligibility": present.value, "day": card.eligibility_day or today().isoformat(), "why": card.eligibility_why}

    def save(form: dict[str, str]) -> str:
        return members.set_eligibility(desk, card.row.id, Eligibility(form["eligibility"]), form["why"], form["day"])

    def saved(unit_id: str) -> None:
        if unit_id:
            window.saved(unit_id, f"已保存：{card.row.name} 能否安排")

    FormDialog(parent, f"{card.row.name} 能否安排", boxes, filled, save, saved, NOTE).open()


def change_photo(desk: Desk, window: WindowApi, parent: QWidget, card: MemberCard) -> None:
    """Ask for a photo file and keep it in the encrypted file."""
    path = files.open_file(parent, f"{card.row.name}的照片", files.PHOTOS)
    if path is not None:
        window.saved(photos.set_photo(desk, card.row.id, read_photo(path)), f"已更换 {card.row.name} 的照片")


def drop_photo(desk: Desk, window: WindowApi, card: MemberCard) -> None:
    """Take the photo away; it can be taken back."""
    window.saved(photos.set_photo(desk, card.row.id, b""), f"已去掉 {card.row.name} 的照片")


def delete(desk: Desk, window: WindowApi, parent: QWidget, card: MemberCard) -> None:
    """Remove a member entered by mistake."""
    words = "只用于录错的党员；不再安排的请改“能否安排”，经过会保留。保存后还可以撤销。"
    if ask.confirm(parent, f"删除党员 {card.row.name}？", words, yes="删除"):
        window.saved(members.remove_member(desk, card.row.id), f"已删除 {card.row.name}")

"""What the clerk does with sites: begin, join, invite, stop one, answer the question of twins, set the period."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kzzq_desktop.domain.exchange_views import ExchangeStatus, SiteRow
from kzzq_desktop.ui import ask, background, files
from kzzq_desktop.ui.exchange.choose_sites import ReceiversDialog, StopDialog
from kzzq_desktop.ui.exchange.code_box import RootCodeDialog
from kzzq_desktop.ui.exchange.door import ExchangeDoor
from kzzq_desktop.ui.exchange.invite import InviteDialog
from kzzq_desktop.ui.exchange.join import JoinDialog
from kzzq_desktop.ui.screen import WindowApi

ROOT = "从这台电脑开始用U盘交换？"
ROOT_WORDS = "它就是旗里的那一台：由它邀请各苏木镇，各处的名单也由它签发。一个旗县只从一台电脑开始一次。"
TWIN_GONE = "以前的那一份不再用了？"
TWIN_GONE_WORDS = "比如恢复过备份：只和现在用着的这一份交换，以前那一份要是再送来数据包，会再问一次。"
TWIN_OTHER = "复制出来的是另一台电脑？"
TWIN_OTHER_WORDS = "两台电脑不能用同一个身份。这个身份会停用，两台都要重新邀请；重新加入以后，两台的内容都会带过来，一条也不丢。"


class ExchangeActs(QObject):
    """Each asks, does its work beside the window, and tells the window."""

    def __init__(self, page: QWidget, door: ExchangeDoor, window: WindowApi) -> None:
        super().__init__(page)
        self.page, self.door, self.window_api = page, door, window

    def become_root(self) -> None:
        """Make this PC the root of the banner's exchange."""
        if ask.confirm(self.page, ROOT, ROOT_WORDS, yes="开始用U盘交换"):
            background.run(
                lambda _job: self.door.become_root(), self._became_root, words="正在准备", parent=self.page, may_cancel=False
            )

    def _became_root(self, code: str) -> None:
        RootCodeDialog(self.page, code).exec()
        self.window_api.saved("", "已开始用U盘交换，可以邀请苏木镇了")

    def join(self, invitation: Path | None) -> None:
        """Join by an invitation."""
        dialog = JoinDialog(self.page, self.door, invitation)
        dialog.joined.connect(lambda: self.window_api.saved("", "已加入旗里的交换"))
        dialog.open()

    def invite(self, folder: Path | None, where: str) -> None:
        """Invite a township: on the stick, else into a folder the clerk chooses."""
        if folder is None:
            folder = files.open_folder(self.page, "没有插U盘。邀请文件写到哪个文件夹？")
            where = f"文件夹 {folder}"
        if folder is not None:
            dialog = InviteDialog(self.page, self.door, folder, where)
            dialog.exec()
            if dialog.made is not None:
                self.window_api.saved("", f"已邀请{dialog.made[0].receiver}")

    def stop(self, status: ExchangeStatus | None) -> None:
        """Let a PC no longer take part."""
        sites = [site for site in status.sites if not site.is_self and not site.revoked] if status is not None else []
        dialog = StopDialog(self.page, sites)
        if dialog.exec():
            site_id = dialog.chosen()
            self._do(lambda: self.door.revoke(site_id), f"已停用 {dialog.sites[site_id].name}", "正在停用")

    def choose_receivers(
        self, status: ExchangeStatus, chosen: Sequence[str], *, full: bool
    ) -> tuple[tuple[str, ...], bool] | None:
        """Return to whom is written and whether whole packages, None when the clerk went back."""
        sites = [site for site in status.sites if not site.is_self and not site.revoked]
        dialog = ReceiversDialog(self.page, sites, chosen, full=full)
        return (dialog.chosen(), dialog.whole.isChecked()) if dialog.exec() else None

    def answer_twin(self, site: SiteRow, *, gone: bool) -> None:
        """Take the answer to the question of twins, after saying what it means."""
        question, words = (TWIN_GONE, TWIN_GONE_WORDS) if gone else (TWIN_OTHER, TWIN_OTHER_WORDS)
        if ask.confirm(self.page, question, words, yes="旧的不用了" if gone else "是另一台电脑"):
            self._do(lambda: self.door.answer_twin(site.site_id, gone), f"记下了{site.name}的情况", "正在保存")

    def save_weeks(self, weeks: int) -> None:
        """Save how often is exchanged."""
        self._do(lambda: self.door.save_weeks(weeks), f"每 {weeks} 周交换一次", "正在保存")

    def _do(self, work: Callable[[], object], said: str, words: str) -> None:
        def done(unit: object) -> None:
            self.window_api.saved(unit if isinstance(unit, str) else "", said)

        background.run(lambda _job: work(), done, words=words, parent=self.page, may_cancel=False)

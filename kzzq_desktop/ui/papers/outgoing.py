"""What a clerk does with a paper that he has looked at: print it, save it as a PDF, export a roll to Excel."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.base.job import Job
from kzzq_desktop.domain.papers import Act
from kzzq_desktop.services import printing, register
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.export_roll import export_roll
from kzzq_desktop.services.printing import Audience, Print, Printed, Request
from kzzq_desktop.services.printing.alignment import alignment_page
from kzzq_desktop.ui import ask, background, files
from kzzq_desktop.ui.dialogs.print_out import PrintDialog, Subject, missing_words
from kzzq_desktop.ui.papers.options import SHIFTS
from kzzq_desktop.ui.printer import Order, Printer, list_printers, print_pdf
from kzzq_desktop.ui.screen import WindowApi


class NoPrinter(AppError):
    """This PC has no printer."""

    advice = "可以先保存成PDF，拷到有打印机的电脑上打印。"


class Outgoing:
    """The verbs of the screen. `page` is the parent of their dialogs."""

    def __init__(self, desk: Desk, window: WindowApi, page: QWidget) -> None:
        self.desk, self.window, self.page = desk, window, page

    def print(self, paper: Print, request: Request, printed: Printed, here: int) -> None:
        """Ask for printer, pages and copies, then print; `here` is the page looked at, from 0."""
        background.run(
            _printers, lambda found: self.ask(found, paper, request, printed, here), words="正在查看打印机", parent=self.page
        )

    def ask(self, printers: tuple[Printer, ...], paper: Print, request: Request, printed: Printed, here: int) -> None:
        """Ask how to print, then do it."""
        if not printers:
            raise NoPrinter("这台电脑还没有装打印机。")
        subject = Subject(
            pages=printed.pages,
            here=here,
            two_sided=paper.two_sided,
            numbered=request.audience == Audience.INTERNAL,
            missing=printed.missing,
            shifts=tuple(option for option in paper.options if option.key in SHIFTS),
        )
        dialog = PrintDialog(self.page, printers, subject, self._test if paper.two_sided else None)
        if dialog.exec():
            moved = replace(request, options={**request.options, **dialog.shift()})
            self._print(paper, moved, dialog.order(), dialog.pages(), printed)

    def save(self, paper: Print, request: Request, printed: Printed, name: str) -> None:
        """Ask for a file, then write the PDF."""
        if printed.missing and not ask.confirm(self.page, "照样保存？", missing_words(printed.missing), yes="保存"):
            return
        path = files.save_file(self.page, "保存PDF", f"{name}.pdf", files.PDF)
        if path is not None:
            background.run(
                lambda job: register.save(self.desk, paper, request, path, job),
                lambda _printed: self._saved(path),
                words="正在保存",
                parent=self.page,
            )

    def export(self, paper: Print, request: Request, name: str) -> None:
        """Ask for a file, then write the roll as a table."""
        path = files.save_file(self.page, f"导出{paper.word}", f"{name}.xlsx", files.EXCEL)
        if path is not None:
            background.run(
                lambda job: export_roll(self.desk, paper, request, path, job),
                lambda rows: self.window.tell(f"已导出 {rows:,} 行：{path.name}。里面有住户信息，请保管好"),
                words=f"正在导出{paper.word}",
                parent=self.page,
            )

    def _print(self, paper: Print, request: Request, order: Order, pages: tuple[int, int], looked_at: Printed) -> None:
        count = pages[1] - pages[0] + 1

        def work(job: Job) -> None:
            """Register the copies, then hand them over: one by one where each has its own number."""
            issued = register.issue(self.desk, paper, request, order.copies, Act.PRINT, job, pages=count)
            each = replace(order, copies=order.copies // len(issued))
            print_pdf(each, [printing.pages_of(one.pdf, *pages) for one in issued], job)

        whole = "" if count == looked_at.pages else f"（第 {pages[0] + 1}–{pages[1] + 1} 页）"
        words = f"已交给打印机：{count:,} 页{whole}，{order.copies} 份"
        background.run(work, lambda _nothing: self.window.tell(words), words="正在打印", parent=self.page)

    def _test(self, order: Order) -> None:
        """Print the page by which the shift of the backs is measured; the dialog stays open."""
        sheet = replace(order, copies=1, two_sided=True)
        background.run(
            lambda job: print_pdf(sheet, (alignment_page(self.desk),), job),
            lambda _nothing: self.window.tell("对位测试页已交给打印机"),
            words="正在打印测试页",
            parent=self.page,
        )

    def _saved(self, path: Path) -> None:
        self.window.tell(f"已保存 {path.name}。里面有住户信息，请保管好")


def _printers(_job: Job) -> tuple[Printer, ...]:
    return list_printers()

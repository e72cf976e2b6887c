"""Printing the recovery code: choose a printer; nothing of it reaches a file."""

from PySide6.QtWidgets import QWidget

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.base.job import Job
from kzzq_desktop.ui import ask, background
from kzzq_desktop.ui.dialogs.recovery_paper import recovery_pdf
from kzzq_desktop.ui.printer import Order, Printer, list_printers, print_pdf


class NoPrinter(AppError):
    """This PC has no printer."""

    advice = "请把恢复码抄写在纸上，核对一遍，和公章一样锁好。"


def print_recovery(parent: QWidget, office: str, code: str) -> None:
    """Ask for a printer and print the code on it."""

    def look(_job: Job) -> tuple[Printer, ...]:
        return list_printers()

    background.run(look, lambda printers: _print(parent, office, code, printers), words="正在查看打印机", parent=parent)


def _print(parent: QWidget, office: str, code: str, printers: tuple[Printer, ...]) -> None:
    if not printers:
        raise NoPrinter("这台电脑还没有装打印机。")
    chosen = ask.choose(parent, "用哪台打印机？", [(printer.name, printer.name) for printer in printers], yes="打印")
    if chosen:
        pdf = recovery_pdf(office, code)
        background.run(lambda job: print_pdf(Order(chosen), (pdf,), job), lambda _nothing: None, words="正在打印", parent=parent)

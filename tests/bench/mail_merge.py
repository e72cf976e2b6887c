"""LibreOffice's own mail merge over a table of words: what the benches compare with. Runs under the system's Python with UNO.

Usage: mail_merge.py FOLDER [COLUMNS]    FOLDER holds words.csv; prints the seconds of the merge alone. With COLUMNS its heads
are w0, w1, … and every word stands in a cell of a table of so many columns; else it is the contact sheet.
"""

import subprocess
import sys
import time
from contextlib import suppress
from functools import partial
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException

LINES, CELLS = 10, ("head", "people", "phone", "place", "needs", "note")
HEADINGS = ("序号", "户主", "人口", "联系电话", "组别门牌", "服务需求", "备注")
FACTS = (("联系党员", "member"), ("联系电话", "phone"), ("岗位", "posts"), ("所在支部", "branch"), ("联系起始", "since"))
DUTIES = (
    "宣讲政策：讲清党的政策和惠民措施",
    "化解矛盾：邻里纠纷早发现早调解",
    "解决困难：急事难事上门问",
    "创业致富：帮技术帮资金",
    "遵章守法：带头守法律",
)


def option(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def make_service(context, name):
    return context.ServiceManager.createInstanceWithContext(name, context)


def start_office(folder):
    """Start LibreOffice with a profile of its own and return its service maker, desktop and process."""
    pipe = f"kzzq{time.monotonic_ns()}"
    command = [
        "soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{folder}/profile",
        f"--accept=pipe,name={pipe};urp;StarOffice.ComponentContext",
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:  # the office is still starting
            time.sleep(0.5)
        else:
            make = partial(make_service, context)
            return make, make("com.sun.star.frame.Desktop"), process
    process.kill()
    raise SystemExit("LibreOffice did not answer")


def register(make, folder):
    """Make the folder's CSV files a data source named words."""
    bases = make("com.sun.star.sdb.DatabaseContext")
    source = bases.createInstance()
    source.URL = f"sdbc:flat:file://{folder}"
    source.Info = (
        option("Extension", "csv"), option("HeaderLine", True), option("FieldDelimiter", ","),
        option("StringDelimiter", '"'), option("CharSet", "UTF-8"),
    )  # fmt: skip
    source.DatabaseDocument.storeAsURL(f"file://{folder}/words.odb", ())
    bases.registerObject("words", source)


def open_writer(desktop):
    return desktop.loadComponentFromURL("private:factory/swriter", "_blank", 0, (option("Hidden", True),))


def make_field(document, name):
    master = document.createInstance("com.sun.star.text.fieldmaster.Database")
    master.DataBaseName, master.DataTableName, master.DataColumnName = "words", "words", name
    made = document.createInstance("com.sun.star.text.textfield.Database")
    made.attachTextFieldMaster(master)
    return made


def store_template(document, folder):
    document.storeToURL(f"file://{folder}/sheet.odt", (option("FilterName", "writer8"),))
    document.close(True)


def write_plain_template(desktop, folder, columns):
    """Write a table with a field for each word of a page."""
    with (Path(folder) / "words.csv").open(encoding="utf-8") as file:
        words = file.readline().count(",") + 1
    document = open_writer(desktop)
    text, cursor = document.Text, document.Text.createTextCursor()
    cursor.CharFontNameAsian, cursor.CharHeightAsian, cursor.CharHeight = "Noto Sans SC", 7, 7
    table = document.createInstance("com.sun.star.text.TextTable")
    table.initialize(-(-words // columns), columns)
    text.insertTextContent(cursor, table, False)
    for at in range(words):
        cell = table.getCellByPosition(at % columns, at // columns)
        cell.Text.insertTextContent(cell.Text.createTextCursor(), make_field(document, f"w{at}"), False)
    store_template(document, folder)


def write_template(desktop, folder):
    """Write the sheet as a Writer document with a field for each word."""
    document = open_writer(desktop)
    text, cursor = document.Text, document.Text.createTextCursor()
    cursor.CharFontNameAsian, cursor.CharHeightAsian, cursor.CharHeight = "Noto Sans SC", 11, 11

    def say(words, end=True):
        text.insertString(cursor, words, False)
        if end:
            text.insertControlCharacter(cursor, 0, False)

    say("党员联系户名册")
    text.insertTextContent(cursor, make_field(document, "title"), False)
    say("")
    for words, name in FACTS:
        say(f"{words}：", end=False)
        text.insertTextContent(cursor, make_field(document, name), False)
        say("")
    table = document.createInstance("com.sun.star.text.TextTable")
    table.initialize(LINES + 1, len(HEADINGS))
    text.insertTextContent(cursor, table, False)
    for at, words in enumerate(HEADINGS):
        table.getCellByPosition(at, 0).setString(words)
    for line in range(LINES):
        table.getCellByPosition(0, line + 1).setString(str(line + 1))
        for at, name in enumerate(CELLS):
            cell = table.getCellByPosition(at + 1, line + 1)
            cell.Text.insertTextContent(cell.Text.createTextCursor(), make_field(document, f"{name}{line}"), False)
    cursor.gotoEnd(False)
    for words in (*DUTIES, "群众说事日：每月5日、15日、25日", "联系党员签字：　　　　党支部书记签字：　　　　日期："):
        say(words)
    store_template(document, folder)


def merge(make, folder):
    """Merge all rows into one PDF; return the seconds."""
    job = make("com.sun.star.text.MailMerge")
    job.DataSourceName, job.CommandType, job.Command = "words", 0, "words"
    job.DocumentURL, job.OutputURL = f"file://{folder}/sheet.odt", f"file://{folder}"
    job.OutputType, job.SaveAsSingleFile = 2, True
    job.SaveFilter, job.FileNamePrefix = "writer_pdf_Export", "merged"
    begun = time.perf_counter()
    with suppress(DisposedException):  # the bridge is sometimes lost at the end, with the PDF complete
        job.execute(())
    return time.perf_counter() - begun


def main():
    folder = Path(sys.argv[1]).resolve()
    make, desktop, process = start_office(folder)
    try:
        register(make, folder)
        if len(sys.argv) > 2:
            write_plain_template(desktop, folder, int(sys.argv[2]))
        else:
            write_template(desktop, folder)
        print(merge(make, folder))
    finally:
        process.terminate()
        process.wait(30)


main()

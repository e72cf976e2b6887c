"""Why a file cannot be read, each with its way out, in the clerk's words."""

from kzzq_desktop.base.errors import AppError


class FileNotRead(AppError):
    """The file cannot be opened."""

    advice = "请确认文件还在原处、U盘没有拔出，再试一次。"


class FileBusy(AppError):
    """Another program holds the file."""

    advice = "请先在 WPS 或 Excel 里保存并关闭它，再试一次。"


class NotATable(AppError):
    """The file is of another kind."""

    advice = "请选择 .xlsx、.xls、.et、.csv、.txt、.docx 或 .ods 表格文件。"


class PasswordProtected(AppError):
    """The workbook asks for a password and none was given."""

    advice = "请输入它的打开密码，再导入。"


class WrongPassword(AppError):
    """The password that was given does not open the workbook."""

    advice = "请核对大小写和输入法后再输入一次；也可以在 WPS 或 Excel 里取消打开密码后另存一份，再导入。"


class UnknownLock(AppError):
    """The file is encrypted in a way that only the program that wrote it knows."""

    advice = "请在 WPS 或 Excel 里打开它，取消打开密码后另存一份，再导入。"


class DamagedFile(AppError):
    """The workbook is broken."""

    advice = "请在 WPS 或 Excel 里打开它，另存为新的 .xlsx 文件，再导入。"


class TooLarge(DamagedFile):
    """More is in the file than any ledger holds, or its cells lie too far from each other."""

    advice = "请删去表格下方和右侧远处的内容和空行空列，或者分成几个文件，再导入。"


class EmptyFile(AppError):
    """Nothing is in it."""

    advice = "请确认选对了文件，并且已经保存过。"

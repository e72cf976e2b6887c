"""The mark of lists that are written for eyes only: they hold too little to be read back, and must not be."""

# Stands alone in the row under the last one, where sorting and filtering leave it.
WORK_LIST = "本表是工作清单，只给人看，不能再导入。要改好再导入，请用“导出台账”。"


def is_work_list(cell: object) -> bool:
    """Tell whether a cell is the mark, however its quotes and blanks have been changed on the way."""
    return isinstance(cell, str) and "".join(filter(str.isalpha, cell)) == _LETTERS


_LETTERS = "".join(filter(str.isalpha, WORK_LIST))

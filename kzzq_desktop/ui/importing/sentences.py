"""The sentences of an import's preview."""

from kzzq_desktop.domain.import_plan import PreviewRow, Verdict
from kzzq_desktop.domain.sheet_view import ColumnView, Ground, RowKind
from kzzq_desktop.services.import_ledger import Preview
from kzzq_desktop.ui.importing.sheets import Look, SheetRead, field_word, letters

KIND_WORDS = {
    RowKind.TITLE: "标题", RowKind.HEADER: "表头", RowKind.PEOPLE: "人员", RowKind.STATED: "说明下面各行",
    RowKind.TOTAL: "合计行，不导入", RowKind.NOTE: "说明或签字，不导入", RowKind.EXAMPLE: "填写示例，不导入",
    RowKind.REFUSED: "不导入", RowKind.BLANK: "空行", RowKind.UNREAD: "没有用到",
}  # fmt: skip
GROUND_WORDS = {
    Ground.WORDS: "按表头认出", Ground.CONTENT: "按内容认出", Ground.BOTH: "表头和内容都对得上", Ground.CLERK: "您指定的",
    Ground.NONE: "",
}  # fmt: skip


def doubt_words(line: PreviewRow) -> str:
    """Return what is wrong and how to mend it, with the column it is about."""
    column = f"{line.column}：" if line.column else ""
    return f"{column}{line.what}{'' if line.what.endswith('。') or not line.mend else '，'}{line.mend}"


def look_words(sheet: SheetRead, row: int, col: int) -> str:
    """Return in words how a cell was understood."""
    look = sheet.look(row, col)
    if look == Look.FORBIDDEN:
        return "按规定不导入"
    if look == Look.ASIDE:
        return KIND_WORDS[sheet.kind(row)]
    return {Look.REFUSED: "这一行不导入", Look.DOUBTFUL: "存疑", Look.UNUSED: "这一列没有用到"}.get(look, "")


def column_words(column: ColumnView) -> str:
    """Return what a column was taken for and why."""
    ground = GROUND_WORDS[column.ground]
    return f"{letters(column.col)}列 {field_word(column.field)}" + (f"（{ground}）" if ground else "")


def cell_place(row: int, col: int) -> str:
    """Return the place of a cell as the clerk reads it in his own program."""
    return f"第{row + 1}行" + (f" {letters(col)}列" if col >= 0 else "")


def sheet_counts(sheet: SheetRead) -> str:
    """Return how many people and doubts a sheet has."""
    doubtful, refused = sheet.count(Verdict.DOUBTFUL), sheet.count(Verdict.REFUSED)
    if sheet.asked:
        return f"{sheet.people}人 要选嘎查村"
    told = [f"存疑{doubtful}行" if doubtful else "", f"不导入{refused}行" if refused else ""]
    return " ".join(filter(None, (f"{sheet.people}人", *told)))


def outcome_words(preview: Preview) -> str:
    """Return in one sentence what saving would do."""
    plan = preview.plan
    new = {kind: len(plan.inserts.get(kind, ())) for kind in ("household", "resident", "member", "grid")}
    told = [f"{new['household']} 户" if new["household"] else "", f"{new['resident']} 人" if new["resident"] else ""]
    told = [" ".join(filter(None, told))]
    told += [f"党员 {new['member']} 名" if new["member"] else "", f"网格 {new['grid']} 个" if new["grid"] else ""]
    changed = sum(len(fields) for rows in plan.patches.values() for fields in rows.values())
    added = "、".join(filter(None, told))
    parts = [f"新增 {added}" if added else "", f"更改 {changed} 处" if changed else ""]
    asked = {(ask.spot.file, ask.spot.sheet) for ask in preview.reading.asks}
    doubtful, refused = (
        {(line.spot.file, line.spot.sheet, line.spot.row) for line in plan.rows if line.verdict == verdict}
        for verdict in (Verdict.DOUBTFUL, Verdict.REFUSED)
    )
    waiting = {place for place in refused if place[:2] in asked}
    parts += [f"存疑 {len(doubtful)} 行" if doubtful else "", f"{len(waiting)} 行等您选嘎查村" if waiting else ""]
    parts += [f"不导入 {len(refused - waiting)} 行" if refused - waiting else ""]
    return f"{'，'.join(filter(None, parts)) or '没有新内容'}。还没有保存任何内容。"

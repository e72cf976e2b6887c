"""Settling disputes 化解矛盾: what kind, between which households, with what outcome."""

from kzzq_desktop.domain.duties.form import Box, BoxKind, DutyForm

FORM = DutyForm(
    code="mediation",
    word="化解矛盾",
    boxes=(
        Box("kind", "纠纷", BoxKind.CHOICE, ("邻里", "家庭", "土地草场", "债务", "劳务", "其他"), required=True),
        Box("parties", "当事户", BoxKind.HOUSEHOLDS),
        Box("outcome", "结果", BoxKind.CHOICE, ("化解", "转办", "跟进"), required=True),
    ),
    phrases=("双方说通", "达成口头协议", "现场量了边界", "约定再次商量", "转嘎查村调解"),
)

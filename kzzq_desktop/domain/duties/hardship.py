"""Solving difficulties 解决困难: what kind, what was done, solved or carried on as a matter."""

from kzzq_desktop.domain.duties.form import Box, BoxKind, DutyForm

FORM = DutyForm(
    code="hardship",
    word="解决困难",
    boxes=(
        Box("kind", "困难", BoxKind.CHOICE, ("生活", "看病", "上学", "养老", "住房", "生产", "其他"), required=True),
        Box("done", "办法", hint="如：送过冬饲草"),
        Box("outcome", "结果", BoxKind.CHOICE, ("已解决", "跟进", "转为事项"), required=True),
    ),
    phrases=("了解近况", "陪同去卫生院", "代买药品", "帮助修缮", "联系嘎查村解决"),
)

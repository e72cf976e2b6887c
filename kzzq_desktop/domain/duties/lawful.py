"""Keeping the law and the village's own rules 遵章守法: the topic, how, how many people were reached."""

from kzzq_desktop.domain.duties.form import Box, BoxKind, DutyForm

FORM = DutyForm(
    code="lawful",
    word="遵章守法",
    boxes=(
        Box("topic", "主题", BoxKind.CHOICE, ("法律", "村规民约", "安全", "环保"), required=True),
        Box("form", "方式", BoxKind.CHOICE, ("入户", "集中", "电话"), required=True),
        Box("reached", "人数", BoxKind.NUMBER),
    ),
    phrases=("提醒防火", "检查烟道", "提醒防范诈骗", "红白事从简", "不烧秸秆"),
)

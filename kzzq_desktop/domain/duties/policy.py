"""Explaining policies 宣讲政策: which policy, how, how many people were reached."""

from kzzq_desktop.domain.duties.form import Box, BoxKind, DutyForm

FORM = DutyForm(
    code="policy",
    word="宣讲政策",
    boxes=(
        Box("policy", "政策", hint="如：冬季取暖补贴"),
        Box("form", "方式", BoxKind.CHOICE, ("入户", "集中", "电话"), required=True),
        Box("reached", "人数", BoxKind.NUMBER),
    ),
    phrases=("发放明白纸", "提醒缴医保", "讲解补贴政策", "当面解答疑问", "提醒办理时限"),
)

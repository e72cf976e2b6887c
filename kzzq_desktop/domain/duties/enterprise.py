"""Getting on in business 创业致富: the project, the help given, the result."""

from kzzq_desktop.domain.duties.form import Box, BoxKind, DutyForm

FORM = DutyForm(
    code="enterprise",
    word="创业致富",
    boxes=(
        Box("project", "项目", hint="如：育肥牛"),
        Box("help", "帮助", BoxKind.CHOICE, ("技术", "资金", "销路", "岗位"), required=True),
        Box("result", "成效", hint="如：已联系买主"),
    ),
    phrases=("讲解养殖技术", "问过贷款手续", "介绍打工岗位", "联系收购商", "推荐参加培训"),
)

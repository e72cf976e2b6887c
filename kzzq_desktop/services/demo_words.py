"""What members might have done in each season: words and boxes for invented duties."""

from dataclasses import dataclass

from kzzq_desktop.domain.duties import Values, boxes_text

WINTER, SPRING, SUMMER, AUTUMN = (11, 12, 1, 2), (3, 4, 5), (6, 7, 8), (9, 10)


@dataclass(frozen=True, slots=True)
class Deed:
    """One kind of visit: for how many households (None: the whole grid), in which months, how often."""

    code: str
    words: str
    boxes: str
    households: tuple[int, int] | None = None
    months: tuple[int, ...] = ()
    weight: int = 2


def _deed(
    code: str, words: str, boxes: Values, households: tuple[int, int] | None = None, months: tuple[int, ...] = (), weight: int = 2
) -> Deed:
    return Deed(code, words, boxes_text(boxes), households, months, weight)


DEEDS = (
    _deed(
        "policy",
        "入户宣讲冬季取暖补贴政策，发放明白纸，提醒检查烟道",
        {"policy": "冬季取暖补贴", "form": "入户"},
        None,
        WINTER,
        3,
    ),
    _deed(
        "policy",
        "提醒缴纳城乡居民医保，讲清缴费档次和时限",
        {"policy": "城乡居民医保", "form": "入户"},
        None,
        (*WINTER, 9, 10),
        3,
    ),
    _deed(
        "policy", "集中讲解耕地地力补贴和玉米生产者补贴", {"policy": "耕地地力补贴", "form": "集中", "reached": 16}, None, SPRING
    ),
    _deed("policy", "讲解高龄津贴申领条件和材料", {"policy": "高龄津贴", "form": "入户"}, (1, 3)),
    _deed("policy", "电话告知养老认证时限和办法", {"policy": "养老待遇认证", "form": "电话"}, (2, 5)),
    _deed("policy", "讲解雨露计划和助学贷款", {"policy": "助学政策", "form": "入户"}, (1, 3), (*SUMMER, 9)),
    _deed("policy", "讲解奶牛、肉牛养殖补贴", {"policy": "养殖补贴", "form": "入户"}, (2, 6)),
    _deed("mediation", "院墙边界，到现场量过，双方说通", {"kind": "邻里", "outcome": "化解"}, (2, 2)),
    _deed("mediation", "草场界线有争议，约定请嘎查一起看", {"kind": "土地草场", "outcome": "跟进"}, (2, 3), (*SPRING, *SUMMER)),
    _deed("mediation", "婆媳拌嘴，分头劝过，已和好", {"kind": "家庭", "outcome": "化解"}, (1, 1)),
    _deed("mediation", "牲畜进地吃苗，赔偿说定", {"kind": "邻里", "outcome": "化解"}, (2, 2), SUMMER),
    _deed("mediation", "欠工钱的事转司法所", {"kind": "劳务", "outcome": "转办"}, (1, 1), weight=1),
    _deed("hardship", "送过冬饲草，检查门窗", {"kind": "生产", "done": "送过冬饲草", "outcome": "已解决"}, (1, 3), WINTER),
    _deed("hardship", "陪老人去镇卫生院取药", {"kind": "看病", "done": "陪同就医", "outcome": "已解决"}, (1, 1), weight=3),
    _deed(
        "hardship",
        "帮助修缮屋顶，材料由嘎查解决",
        {"kind": "住房", "done": "修缮屋顶", "outcome": "跟进"},
        (1, 1),
        (*SPRING, *SUMMER),
    ),
    _deed(
        "hardship",
        "孩子上学路费有困难，帮助申请补助",
        {"kind": "上学", "done": "申请补助", "outcome": "转为事项"},
        (1, 1),
        (8, 9, 2, 3),
    ),
    _deed("hardship", "看望独居老人，代买米面药品", {"kind": "养老", "done": "代买物品", "outcome": "已解决"}, (1, 2), weight=3),
    _deed("hardship", "帮助抢收青贮", {"kind": "生产", "done": "组织帮工", "outcome": "已解决"}, (1, 3), AUTUMN),
    _deed("enterprise", "育肥牛贷款，去信用社问过手续", {"project": "育肥牛", "help": "资金", "result": "已提交材料"}, (1, 1)),
    _deed("enterprise", "请技术员讲玉米密植", {"project": "玉米密植", "help": "技术"}, (3, 8), SPRING),
    _deed("enterprise", "联系收购商来看羊", {"project": "肉羊", "help": "销路", "result": "谈妥价格"}, (1, 3), (*AUTUMN, 11)),
    _deed("enterprise", "介绍到镇里饲料厂上班", {"project": "务工", "help": "岗位", "result": "已上班"}, (1, 2)),
    _deed("enterprise", "庭院种辣椒，统一订苗", {"project": "庭院经济", "help": "技术"}, (2, 6), SPRING),
    _deed("lawful", "冬季用火用电安全，检查炉子和线路", {"topic": "安全", "form": "入户"}, None, WINTER, 4),
    _deed("lawful", "春季防火，不烧秸秆不上坟烧纸", {"topic": "安全", "form": "入户"}, None, SPRING, 4),
    _deed("lawful", "村规民约，红白事从简", {"topic": "村规民约", "form": "入户"}, None, weight=4),
    _deed("lawful", "讲解防范电信诈骗，帮助安装反诈软件", {"topic": "法律", "form": "入户"}, (3, 8)),
    _deed("lawful", "清理房前屋后，垃圾分类", {"topic": "环保", "form": "集中", "reached": 12}, None, (*SPRING, *SUMMER)),
    _deed("lawful", "汛期安全提醒，不下水塘", {"topic": "安全", "form": "电话"}, (3, 8), SUMMER),
)
BY_MONTH = {month: tuple(deed for deed in DEEDS if not deed.months or month in deed.months) for month in range(1, 13)}

"""Names of the region to make people from."""

from random import Random

HAN = (*tuple("王李张刘陈杨赵吴周徐孙马朱胡郭何高郑梁宋韩曹田董于杜魏丁任姜崔佟关康齐常邢邰鲍那海曲毕"), "欧阳")
MONGOL = tuple("包包包包白白白吴何韩王李陈宝刘金席康邰马海孟萨那齐代乌敖常杭色图初")
GIVEN = {
    "1": tuple(
        "国建军德福贵财有金玉宝山海清文武明忠义志永成林树春生发祥喜长振庆广学景俊龙江恩洪伟强勇刚辉立晓东涛鹏超波杰峰磊宇浩鑫轩博泽嘉铭睿昊梓皓晨旭航翔瑞"
    ),
    "2": tuple("桂秀玉淑凤英兰芳花荣芝珍琴香莲梅云霞素春艳华红丽敏杰芬彩月静娟晶雪莹佳欣雨涵诗梦琪思语嘉妍婷颖慧琳丹娜玲"),
}
MONGOL_GIVEN = {
    "1": (
        *("巴特尔", "巴图", "巴雅尔", "那顺", "那顺巴雅尔", "那顺乌力吉", "额尔敦", "额尔敦朝格图", "额尔敦毕力格", "额尔德木图"),
        *("朝鲁", "朝鲁门", "布和", "布和巴特尔", "布仁巴雅尔", "哈斯巴根", "阿古拉", "阿拉坦仓", "阿木古楞", "宝音", "宝音图"),
        *(
            "宝力道",
            "毕力格",
            "苏和",
            "苏日嘎拉图",
            "乌力吉",
            "乌恩其",
            "特木尔",
            "特古斯",
            "达来",
            "道尔吉",
            "敖特根",
            "图门乌力吉",
        ),
        *("满都拉", "孟和", "孟克", "莫日根", "青格勒", "赛音", "斯日古楞", "扎那", "吉日嘎拉", "格日勒图", "呼格吉勒", "胡日查"),
        *(
            "恩和",
            "那日苏",
            "牧仁",
            "照日格图",
            "白乙拉",
            "旭日干",
            "贺喜格",
            "德力格尔",
            "巴根那",
            "铁柱",
            "金山",
            "双喜",
            "来喜",
            "满仓",
        ),
    ),
    "2": (
        *(
            "其其格",
            "琪琪格",
            "乌云",
            "乌云其其格",
            "乌云高娃",
            "乌兰",
            "乌兰图雅",
            "萨日娜",
            "萨仁",
            "萨仁高娃",
            "萨如拉",
            "娜仁",
            "娜仁花",
        ),
        *(
            "图雅",
            "托娅",
            "高娃",
            "斯琴",
            "斯琴高娃",
            "阿茹娜",
            "阿拉坦其其格",
            "敖登高娃",
            "塔娜",
            "苏布达",
            "苏日娜",
            "通嘎拉嘎",
        ),
        *(
            "其木格",
            "哈斯高娃",
            "格日乐",
            "乌仁图雅",
            "乌日娜",
            "珠拉",
            "赛罕",
            "英格",
            "格根塔娜",
            "吉木斯",
            "达古拉",
            "海棠",
            "牡丹",
        ),
        *("莲花", "金花", "银花", "玉兰", "秀兰", "青梅", "红霞", "春梅", "孟根其其格", "那仁格日乐", "根小", "来小"),
    ),
}
DOTTED = {
    "1": ("博尔济吉特·那日苏", "孛儿只斤·巴特尔", "巴图·孟和", "扎西·多吉"),
    "2": ("乌日娜·额尔敦", "苏日娜·图雅", "娜仁·斯琴高娃", "萨仁·其木格"),
}
RARE = {"1": tuple("䶮喆堃燚昇鋆犇赟翀晟烜旻𬸚𬭎𬳿"), "2": tuple("㛃䜣玥淼珺祎曌𣲗䴔")}
DOTS = "•・．.‧∙⋅●"


def surname(rng: Random) -> str:
    return rng.choice(HAN if rng.random() < 0.45 else MONGOL)


def full_name(rng: Random, sex: str, year: int, family: str) -> str:
    """A name as the region gives them: Han, Mongolian with and without a surname, now and then with a dot or a rare character."""
    chance = rng.random()
    if chance < 0.006:
        # Few dotted names are known; more are made of two given ones.
        first, second = rng.choice(MONGOL_GIVEN[sex]), rng.choice(MONGOL_GIVEN["1"])
        return rng.choice((*DOTTED[sex], f"{first}·{second}"))
    if chance < 0.012:
        return family + rng.choice(RARE[sex])
    if chance < 0.45:
        given = rng.choice(MONGOL_GIVEN[sex])
        return given if rng.random() < 0.4 and len(given) > 1 else family + given
    given = GIVEN[sex]
    return family + rng.choice(given) + (rng.choice(given) if rng.random() < 0.82 or year > 2005 else "")

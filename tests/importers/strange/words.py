"""What clerks write over their columns: usual words, their own, misspelled ones, two languages, words that say nothing."""

from random import Random

USUAL: dict[str, tuple[str, ...]] = {
    "seq": ("序号", "编号"), "hh_no": ("户号", "户编号"), "village": ("嘎查村", "村名", "所属嘎查村"),
    "group": ("组", "村民小组", "组别", "小组"), "address": ("家庭住址", "住址", "地址", "详细地址"),
    "head": ("户主", "户主姓名"), "population": ("家庭人口", "人口数", "家庭人口数"),
    "name": ("姓名", "成员姓名", "家庭成员姓名"), "relation": ("与户主关系", "关系", "称谓", "与户主\n关系"),
    "sex": ("性别", "性 别"), "birth": ("出生日期", "出生年月"), "id": ("身份证号", "身份证号码", "公民身份号码", "证件号码"),
    "phone": ("联系电话", "电话", "手机号", "联系\n电话"), "grid": ("网格", "网格号", "所属网格", "网格编号"),
    "contact": ("联系党员", "网格党员", "包联党员"), "contact_phone": ("党员电话", "联系党员电话", "党员联系电话"),
    "note": ("备注", "备  注", "说明"),
}  # fmt: skip
ODD: dict[str, tuple[str, ...]] = {
    "seq": ("№", "顺号", "项次", "排号", "行", "ᠳ᠋ᠤᠭᠠᠷ\n序号"),
    "hh_no": ("档案号", "本户代码", "户口簿号", "户籍编码", "门户号"),
    "village": ("哪个村", "所在嘎查", "行政村（嘎查）", "村别", "村屯", "嘎查Village"),
    "group": ("几组", "社", "生产队", "小队", "所在组（社）", "队别", "第几小组", "村民組", "屯组"),
    "address": ("住哪", "家住何处", "现住地", "居住位置", "门牌地址", "住在哪里", "常住地点", "住祉", "居住地Address"),
    "head": (
        "当家人", "户主名", "一家之主", "户头", "主户", "家庭户主", "戶主", "户主（本人签名）", "户主Head",
        "ᠥᠷᠬᠡ ᠶᠢᠨ ᠡᠵᠡᠨ\n户主", "农户名",
    ),
    "population": ("几口人", "口数", "家里几口", "户内人数", "共几人", "家口", "家庭人囗", "在册人数", "人口 Persons"),
    "name": (
        "名字", "人员姓名", "家里人", "户内人员", "家庭成员名", "人名", "村民姓名", "性名", "姓名 Name", "ᠨᠡᠷ᠎ᠡ\n姓名",
        "家庭人员", "姓氏名字",
    ),
    "relation": (
        "是户主的什么人", "与户主何关系", "系户主何人", "家庭称谓", "称呼", "与戶主关糸", "成员关系", "和户主关系",
        "与户主关系Relation", "跟当家人的关系",
    ),
    "sex": ("男女", "男/女", "姓别", "性別", "性别Sex", "男或女", "ᠬᠦᠢᠰᠦ\n性别"),
    "birth": ("生日", "哪年生人", "出生时间", "生辰", "出生曰期", "出生年月日", "生于", "出生Birth", "何年何月何日生"),
    "id": (
        "身分证号", "身份证", "证号", "二代证号码", "18位号码", "身份证号吗", "身份正号", "居民证号", "ID号码",
        "身份证件编号", "ᠪᠡᠶ᠎ᠡ ᠶᠢᠨ ᠦᠨᠡᠮᠯᠡᠯ\n身份证",
    ),
    "phone": (
        "联系电活", "手机", "打哪个电话", "联系方法", "通讯号码", "本人号码", "能打通的电话", "电话Tel", "ᠤᠲᠠᠰᠤ\n电话",
        "手机号吗", "通讯方式", "联 系 电 话 号",
    ),
    "grid": ("所在格", "几号网格", "格号", "网格编码", "网恪号", "划到哪个网格", "网格Grid", "格"),
    "contact": (
        "谁包的", "包户党员", "结对党员", "联户党员同志", "责任党员", "帮联党员", "包联责任人", "党员（联系人）",
        "联系党员Member", "管这户的党员",
    ),
    "contact_phone": ("包户党员手机", "党员号码", "责任党员电话", "党员手机号", "包联人电话", "党员联系电活"),
    "note": ("情况说明", "附注", "备考", "其它说明", "变动情况", "备 住", "需说明的事", "Remark备注"),
}  # fmt: skip
BLANK_WORDS = ("A栏", "B栏", "信息1", "信息2", "字段3", "列4", "Column5", "项目6", "栏目7", "内容", "F8", "数据9", "……")
# Columns that are left out of the program by its rule.
FORBIDDEN: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "ethnic": (("民族",), ("族别", "什么族", "民 族 成 份", "民族Ethnic")),
    "bank": (("一卡通账号", "银行账号", "银行卡号"), ("一卡通", "打钱的卡", "惠农卡号", "账户号码", "卡 号", "信用社折号")),
    "political": (("政治面貌",), ("是不是党员", "政治身份", "面貌")),
    "education": (("文化程度", "学历"), ("念书到几年", "文化", "受教育情况")),
    "health": (("健康状况",), ("身体咋样", "身体情况", "有无大病")), "faith": (("宗教信仰",), ("信教情况",)),
}  # fmt: skip
# Columns that look like what the program wants and are not.
DECOYS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "spouse_id": (("配偶身份证号",), ("对象身份证", "爱人证件号", "配偶证号")),
    "guardian_phone": (("监护人电话",), ("监护人联系方式", "紧急联系人电话", "家属电话")),
    "reg_date": (("登记日期",), ("填表时间", "录入日期", "走访时间")), "join_date": (("入党时间",), ("何时入党", "党龄起算")),
    "moved_date": (("迁入时间",), ("落户时间", "何时迁来")), "age": (("年龄",), ("岁数", "周岁", "虚岁")),
    "land": (("承包地亩数", "耕地面积（亩）"), ("几亩地", "地亩", "水浇地")),
    "cattle": (("大牲畜头数", "牛（头）"), ("几头牛", "牲畜", "羊（只）")),
    "pension_no": (("养老金编号",), ("养老保险号", "社保编号")), "plate": (("车牌号",), ("车号", "农机牌照")),
    "allowance": (("低保金额",), ("每月低保", "补助（元）")), "photo": (("照片",), ("相片", "贴照片处")),
    "empty": (("签字",), ("按手印", "核对", "预留")), "married": (("婚姻状况",), ("结没结婚", "婚否")),
    "house": (("住房结构",), ("房屋情况", "房子")),
}  # fmt: skip
HOUSEHOLD_DECOYS = ("reg_date", "land", "cattle", "allowance", "plate", "house", "empty", "moved_date")
PERSON_DECOYS = ("spouse_id", "guardian_phone", "join_date", "age", "pension_no", "photo", "empty", "married", *FORBIDDEN)
# What can be told from its cells alone may stand under a word that says nothing.
EVIDENT = ("id", "name", "relation", "sex", "phone", "birth", "ethnic", "bank", "age", "seq")
# Beside these a column of the same look could not be told from the true one without its word.
RIVALS = {
    "id": ("spouse_id",), "phone": ("guardian_phone", "contact_phone"), "birth": ("join_date", "reg_date", "moved_date"),
    "seq": ("hh_no", "cattle", "land", "group"),
}  # fmt: skip


def word_for(rng: Random, key: str, odd: bool) -> str:
    """A word for the column."""
    for table in (FORBIDDEN, DECOYS):
        if key in table:
            usual, strange = table[key]
            return rng.choice(strange if odd and rng.random() < 0.6 else usual)
    return rng.choice(ODD[key] if odd and rng.random() < 0.8 else USUAL[key])


def headings(rng: Random, keys: tuple[str, ...], odd: bool) -> dict[str, str]:
    """A word for every column; in odd sheets some columns that speak for themselves carry a word that says nothing."""
    said = {key: word_for(rng, key, odd) for key in keys}
    if odd and rng.random() < 0.5:
        blank = list(BLANK_WORDS)
        rng.shuffle(blank)
        for key in keys:
            if key in EVIDENT and not set(RIVALS.get(key, ())) & set(keys) and rng.random() < 0.3:
                said[key] = blank.pop()
    return said

"""What can be doubtful about a row of a list: short codes and their words."""

ID_MISSING = "id_missing"
ID_LOSSY = "id_lossy"
ID_CHECKSUM = "id_checksum"
ID_LENGTH = "id_length"
ID_CONFLICT = "id_conflict"
PHONE_BAD = "phone_bad"
NAME_CHAR_LOST = "name_char_lost"

FLAG_WORDS = {
    ID_MISSING: ("没有身份证号。", "以后可以补填。"),
    ID_LOSSY: ("身份证号的尾数已被表格软件改掉。", "请把该列设为文本格式，按证件重新填写。"),
    ID_CHECKSUM: ("身份证号校验不对，可能抄错了一位。", "请按证件核对。"),
    ID_LENGTH: ("身份证号的位数不对。", "应为18位（老证15位），请按证件核对。"),
    ID_CONFLICT: ("身份证号与本行的其他内容不符，或与另一人的号码相同。", "请核对是不是填成了别人的号码。"),
    PHONE_BAD: ("电话号码不完整或含有字母。", "手机号应为11位，固定电话为区号加7到8位，请核对。"),
    NAME_CHAR_LOST: ("姓名里有丢失的字。", "请按证件补上这个字。"),
}

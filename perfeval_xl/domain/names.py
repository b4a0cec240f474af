"""Persons' names in Chinese texts (姓名): told from offices, dates and ordinary words, and found behind their labels."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ..core.patterns import Pattern
from .personal import PERSON_LABELS

_STRONG = (
    *PERSON_LABELS, "审核人", "复核人", "审批人", "签发人", "编制人", "录入人", "法定代表人", "法人代表", "受益人", "申请人",
    "评价人", "评审人", "验收人", "受助人", "户主", "填报人员", "经办人员", "评价人员", "签名", "签字", "主管领导", "分管领导",
    "单位领导", "联络员",
)  # fmt: skip
# These are ordinary words too: only a colon makes labels of them.
_WEAK = (
    "组长", "副组长", "组员", "成员", "专家", "会计", "出纳", "法人", "财务主管", "参加人员", "人员名单", "责任人", "经手人", "承办人",
    "承办人员", "监督人", "签收人", "收款人", "领款人", "领取人", "收件人", "报账员", "审核人员", "复核人员", "参与人员", "验收人员", "自评人",
    "自评人员", "当事人", "受访人", "访谈对象", "调查人", "报告人", "执笔人", "撰稿人", "起草人", "申报人", "制单人", "记账人", "保管人",
    "校对人", "监护人", "代领人", "代办人", "代理人", "委托人", "帮扶人", "被帮扶人", "授课人", "主讲人", "网格员", "第一书记", "主要领导", "局领导", "驻村干部", "帮扶干部", "总会计师", "名字",
)  # fmt: skip
# What was done, or an office held: behind the colon often stands something else (审核：已通过), so only a usual name is believed.
_DONE = (
    "制表", "填表", "审核", "复核", "审批", "经办", "校对", "主管", "制单", "记账", "填报", "编制", "局长", "主任", "书记", "股长", "科长",
    "处长", "所长", "站长", "院长", "校长", "经理", "镇长", "乡长", "董事长",
)  # fmt: skip
_BEHIND_LABEL = r"(?:[（(][^（）()]{0,8}[)）]|签字|签名|签章|盖章|姓名|[及和/、]?(?:联系)?(?:电话|方式)|[及和/、](?:日期|时间|职务)|[0-9一二三四五](?=[:：]))*"
_ALTERNATIVES = "|".join(sorted((*_STRONG, *_WEAK), key=len, reverse=True))
_ANY_LABEL = "|".join(sorted((*_STRONG, *_WEAK, *_DONE), key=len, reverse=True)) + r"|[一-鿿]人(?=\s*[:：])|联系方式(?=\s*[:：])"
_LABEL = Pattern(rf"(?P<label>{_ANY_LABEL}){_BEHIND_LABEL}(?P<gap>\s*[:：]\s*|\s*)")
# A label that has a cell to itself: “项目负责人（签字）：”.
_OF_ONE_DONE = rf"[^:：，。；0-9]{{0,8}}(?:{'|'.join(_DONE)}){_BEHIND_LABEL}[:：]"
_ALONE = Pattern(rf"[^:：，。；0-9]{{0,8}}(?:{_ALTERNATIVES}|人员){_BEHIND_LABEL}[:：]?|{_OF_ONE_DONE}")
# In a column 职务 or 与户主关系 these are values, and beside them stands anything (会计 | 县一中).
_ROLES = ("户主", "组长", "副组长", "组员", "成员", "专家", "会计", "出纳", "法人", "网格员")
_UNSURE_ALONE = Pattern(rf"{_OF_ONE_DONE}|(?:{'|'.join(_ROLES)})")

_COMPOUND = frozenset(
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 鲜于 司空 夏侯 轩辕 端木 独孤 南宫 西门 东郭 呼延 百里 "
    "闻人 申屠 太史 澹台 公冶 宗政 濮阳 淳于 单于 仲孙 钟离 万俟 赫连 拓跋 完颜 闾丘 左丘".split()
)
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁"
    "单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊甄曲家封芮储靳井段富巫乌焦巴弓牧隗谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符"
    "刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈"
    "燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄东欧沃利蔚越隆师巩聂晁勾敖融冷辛"
    "阚那简饶曾毋沙养鞠须丰巢关蒯相查后荆红游竺权盖益桓公岳帅肖闫付代仝尧昂苑覃佘岩兰仁佟佴原粟涂麦危展钭揭税兆寻隋但佛亓门邸"
    "某"
)
# Words that follow a label, or begin like a surname, and name nobody.
_NOBODY = frozenset(
    "同意 签字 签名 盖章 签章 已签 已签字 已盖章 属实 情况属实 同意公开 见附件 见附表 详见附件 如上 同上 本人 待定 不详 没有 暂无 单位 部门 "
    "费用 时间 日期 项目 方案 金额 经费 资金 合计 小计 总计 任务 任期 成本 成效 时效 全部 全体 常务 党委 党组 党员 党政 万元 程度 水平 "
    "安全 高级 高效 广大 文件 文化 武装 金融 支付 车辆 房屋 施工 连续 严格 职务 职称 电话 手机 联系 性别 年龄 备注 序号 说明 姓名 签收 "
    "意见 审核 复核 盖单位 公章 手写 打印 必填 填写 请填写 全称 简称 若干 多人 各位 指标 数量 质量 产出 效益 满意度 完成 未完成 已完成 "
    "时任 现任 经办 财务 成员 组长 专家 会计 出纳 主任 局长 科长 无人 空白 人员 领导 公开 都是 分管 主管 主办 协办 牵头 得分 分值 权重 通过 "
    "孙子 孙女 孙媳 养子 养女 养父 养母 岳父 岳母 公公 家属 农户 农民 "
    "岳阳 常德 益阳 邵阳 怀化 娄底 张家界 黄石 黄冈 荆州 荆门 武汉 咸宁 随州 成都 乐山 广元 广安 巴中 云溪 君山 华容".split()
)
# The words of forms: nobody's name is one, begins with one (计划数) or, of four characters, ends with one (成本指标).
_FORM_WORDS = frozenset(
    "名称 指标 资金 支出 收入 经费 金额 余额 差额 单价 来源 单位 效益 依据 事项 分工 理由 工程 管理 情况 安排 时限 目标 预算 决算 "
    "执行 项目 规范 计划 报告 方案 标准 内容 类型 类别 备注 政策 措施 原因 分析 数量 质量 时效 成本 完成 采购 运行 维护 培训 服务 "
    "工作 业务 生产 农村 农业 水利 水务 水电 农商 社区 预案 租赁 编制 三年 分解 经济 社会 生态 全年 年度 全体 干部 职工 应急 应收 "
    "应付 应有 公用 公开 包干 专项 基本 路灯 车辆 房屋 程序 制度 文件 材料 合同 票据 账户 科目 代码 编码 毕业 计算 计量 石油 常规 "
    "支付 结算 申报 审批 行政 机关 事业 企业 学校 医院 村民 居民 群众 对象 人数 人次 户数 面积 产出 满意 影响 出生 年月 政治 面貌 "
    "文化 程度 家庭 住址 婚姻 健康 状况 开户 银行 发放 享受 待遇 残疾 等级 低保 人口 耕地 关系 补贴 补助 签字 签名 盖章 清单 名单 "
    "附件 代表 公益 支持 全供 明确 严格 全面 高度 相关 相应 应当 应该 单独 单项 经常 和谐 平稳 成立 时间 日期 地址 职责 任务 岗位 "
    "窗口 大厅 班子 小组 保障 强制".split()
)
_OFFICE_ENDS = tuple("局科室部处院组司所站队委办厅股署会校厂") + ("中心", "公司", "集团", "单位", "部门", "街道", "政府", "人员", "机关")
_NEVER_ENDS = tuple("县市区率额费款税数表价")
_NEVER_BEGINS = tuple("已未无不见请待此注共")
_UNLIKELY_ENDS = tuple("心年月日章字镇乡村县市区省元个项条")
_TITLES = (
    "同志|先生|女士|老师|教授|局长|副局长|主任|副主任|科长|副科长|股长|副股长|处长|副处长|书记|副书记|主席|院长|校长|站长|所长|队长|"
    "镇长|乡长|县长|区长|会长|部长|厅长|经理|总监|组长|副组长|会计|出纳|干事|科员|委员"
)
_CUT = Pattern(
    rf"{_TITLES}|联系|电话|手机|填报|填表|日期|单位|职务|审核|负责|签字|签名|签章|盖章|座机|时间|复核|经办|制表|身份|性别|年龄|财务|"
    "主管|分管|校对|传真|邮箱|成员|组员"
)
_TITLE = Pattern(_TITLES)
_BEFORE_A_NAME = tuple("由经与和请及")
_BEHIND_A_NAME = Pattern(rf"(?:{_TITLES}|负责|签字|签名|汇报|审核|复核|经办|填报|制表|带队|牵头|电话|等人)")
# Three characters apart (王 某 某) are one name; of 王 某 年 月 日 only the first two are.
_APART = r"[ \u3000\xa0]{1,4}[一-鿿](?![一-鿿*＊])"
_RUN = Pattern(
    rf"[一-鿿](?:{_APART}){{2}}(?!(?!\s*年){_APART})|[一-鿿]{_APART}|(?:{'|'.join(sorted(_COMPOUND))})(?:{_APART}){{1,2}}"
    r"|[一-鿿·]{2,}(?![ \u3000\xa0]{0,4}[*＊])"
)
# Two words or more with capitals, one of them at least no abbreviation: “Li Lei”, “LI Lei”, “John A. Smith”.
_LONG_NAME = Pattern("[一-鿿]{4,6}")
_LATIN = Pattern(r"(?=[A-Z ]*[A-Z][a-z])[A-Z](?:[a-z]{1,14}|[A-Z]{1,14})(?:[ ·][A-Z](?:[a-z]{1,14}|[A-Z]{1,14}|\.)){1,3}(?![A-Za-z0-9@])")
# One of these in it, and it is an office, a program or a remark.
_NO_LATIN_NAME = frozenset(
    "DEPARTMENT DEPT OFFICE COMPANY CO LTD INC CORP BANK CENTER CENTRE BUREAU GROUP TEAM SERVICE SUPPORT SYSTEM ADMIN ADMINISTRATOR "
    "USER UNIVERSITY COLLEGE SCHOOL HOSPITAL HOTEL INSTITUTE FINANCE FINANCIAL PROJECT MANAGER CONTACT TEL PHONE FAX EMAIL MAIL "
    "MOBILE WECHAT EXCEL MICROSOFT WORD KINGSOFT WPS NOT TO BE SEE AS SAME NO NONE NULL TEST SHEET TABLE COVID APP ONLINE".split()
)
_BETWEEN = Pattern(r"(?:[（(][^（）()]{0,20}[)）])?(?:\s*[、，,;；/]\s*|\s+)")
_ANOTHER_LABEL = Pattern(r"\s*[:：]\s*(?![0-9\s])")  # what stands before it is no name; “某某甲：138…” is one
_JOINED = Pattern("[和及与]")
_PHONE_FOLLOWS = Pattern(r"[\s，,（(:：]{0,3}(?:电话|联系|手机|座机|1[3-9][0-9]{2}|0[1-9][0-9]{1,2}|[2-8][0-9]{6})")

Span = tuple[int, int]


def has_surname(word: str) -> bool:
    """Whether a word begins with one of the usual surnames."""
    return word[:1] in _SURNAMES or word[:2] in _COMPOUND


def is_person(word: str, sure: bool) -> bool:
    """Whether a word is a person's name. *sure*: a label says so, and an unusual surname is believed."""
    word = re.sub(r"[\s\u3000]", "", word)
    if "·" in word.strip("·"):
        return 4 <= len(word) <= 20 and all(part for part in word.split("·"))
    if not 2 <= len(word) <= 4 or not all("一" <= character <= "鿿" for character in word):
        return False
    if word in _NOBODY or word.endswith((*_OFFICE_ENDS, *_NEVER_ENDS)) or _is_of_forms(word):
        return False
    if has_surname(word):
        return len(word) < 4 or word[:2] in _COMPOUND or sure
    return sure and len(word) < 4 and not word.endswith(_UNLIKELY_ENDS) and not word.startswith(_NEVER_BEGINS)


def _is_of_forms(word: str) -> bool:
    return word[:2] in _FORM_WORDS or len(word) == 4 and word[2:] in _FORM_WORDS


def is_whole_name(text: str) -> bool:
    """Whether what stands under 姓名 can be the name of somebody from a people whose names have no surname (阿依古丽)."""
    word = re.sub(r"\s", "", text)
    if not _LONG_NAME.fullmatch(word) or word in _NOBODY or word.endswith((*_OFFICE_ENDS, *_NEVER_ENDS)):
        return False
    return not word.startswith(_NEVER_BEGINS) and all(word[at : at + 2] not in _FORM_WORDS | _NOBODY for at in range(len(word)))


def are_persons(words: Sequence[str]) -> bool:
    """Whether all words of a list are persons' names, and not words that begin alike (常态、常年)."""
    alike = all(len(word) < 3 for word in words) and len({word[:1] for word in words}) < len(words)
    return bool(words) and not alike and all(is_person(word, sure=False) for word in words)


class Known:
    """Persons named somewhere in a workbook. However many they are, a text is searched for all of them at once."""

    def __init__(self, names: Iterable[str] = ()):
        self._names = frozenset(name for name in names if len(name) > 1)
        self._lengths: dict[str, tuple[int, ...]] = {}  # by their first two characters, which every name has
        for begins, length in sorted({(name[:2], len(name)) for name in self._names}):
            self._lengths[begins] = (*self._lengths.get(begins, ()), length)

    def spans(self, text: str) -> Iterator[Span]:
        """Where they stand."""
        for at in range(len(text) - 1) if self._names else ():
            for length in self._lengths.get(text[at : at + 2], ()):
                end = at + length
                name = text[at:end]
                if name in self._names and _stands_alone(name, text[max(at - 1, 0) : at], text[end : end + 3]):
                    yield at, end

    def within(self, text: str) -> Iterator[str]:
        """Those of three characters and more that stand in a text, be it within a word."""
        return (text[start:end] for start, end in self.spans(text) if end - start > 2)


NOBODY = Known()


def _stands_alone(name: str, before: str, behind: str) -> bool:
    """A name of two characters counts only where no word goes on around it (由高峰负责，not 高峰期), a Latin one as whole words."""
    if name.isascii():
        return not (before.isascii() and before.isalnum() or behind[:1].isascii() and behind[:1].isalnum())
    if len(name) > 2:
        return True
    begins = not "一" <= before <= "鿿" or before in _BEFORE_A_NAME
    return begins and (not "一" <= behind[:1] <= "鿿" or _BEHIND_A_NAME.match(behind) is not None)


def is_label(text: str) -> bool:
    """Whether a cell holds nothing but a label whose neighbour is a name: “填表人：”, “姓 名”."""
    text = re.sub(r"\s", "", text)
    return len(text) <= 24 and _ALONE.fullmatch(text) is not None


def is_sure_label(text: str) -> bool:
    """Whether a label makes a name of what stands beside it, however unusual; what was done (审核：) or a role does not."""
    return _UNSURE_ALONE.fullmatch(re.sub(r"\s", "", text)) is None


def names_behind_labels(text: str) -> Iterator[Span]:
    """Where names stand behind labels within a text; lists of names count too (“成员：某甲、某乙”)."""
    for label in _LABEL.finditer(text):
        colon = label["gap"].strip() != ""
        if not colon and label["label"] not in _STRONG:
            continue
        if not colon and not label["gap"]:
            yield from _before_a_phone(text, label.end())
        else:
            yield from listed_names(text, label.end(), colon and label["label"] in (*_STRONG, *_WEAK))


def _before_a_phone(text: str, at: int) -> Iterator[Span]:
    """“联系人张三 0730-…”: without a colon only a telephone makes a name of it."""
    run = _RUN.match(text, at)
    if run:
        start, end = _name_in(text, *run.span(), False) or (0, 0)
        if end and _PHONE_FOLLOWS.match(text, end):
            yield start, end


def listed_names(text: str, at: int = 0, sure: bool = True) -> Iterator[Span]:
    """Where names stand from a place on, one after the other, up to the first word that is none."""
    latin = _LATIN.match(text, at) if sure else None
    if latin and _NO_LATIN_NAME.isdisjoint(re.split("[ ·.]", latin[0].upper())):
        yield latin.span()
        return
    while run := _RUN.match(text, at):
        found = _name_in(text, *run.span(), sure)
        office = found is None and run[0].endswith(_OFFICE_ENDS)  # 预算股/某某甲
        if found is None and not office:
            yield from _joined_names(text, *run.span())
            return
        if found and _ANOTHER_LABEL.match(text, found[1]):
            return
        if found:
            yield found
        between = _BETWEEN.match(text, found[1] if found else run.end())
        if between is None:
            return
        at, sure = between.end(), False


def _name_in(text: str, start: int, end: int, sure: bool) -> Span | None:
    """A run of Chinese characters as a name, without the title or label that follows it."""
    word = text[start:end]
    if _CUT.match(word):  # the label was left empty, and the next one follows
        return None
    if is_person(word, sure):
        return start, end
    cut = _CUT.search(word, 2)
    if cut is None:
        return None
    # “监督电话” is no person's: before a label only a usual surname is believed, before a title (王某局长) any.
    believed = sure and _TITLE.match(word, cut.start()) is not None
    return (start, start + cut.start()) if is_person(word[: cut.start()], believed) else None


def _joined_names(text: str, start: int, end: int) -> Iterator[Span]:
    """“张三和李四”."""
    word = text[start:end]
    for joint in _JOINED.finditer(word, 2):
        first, second = word[: joint.start()], word[joint.end() :]
        if is_person(first, False) and is_person(second, False):
            yield start, start + joint.start()
            yield start + joint.end(), end
            return


def kept_of_name(name: str) -> int:
    """How many characters of a name stay when it is masked: the surname's."""
    letters = re.sub(r"[\s\u3000]", "", name)
    return 2 if letters[:2] in _COMPOUND and len(letters) > 2 else 1

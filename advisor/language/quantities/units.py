"""The units that figures stand in: how each is written, and what it counts."""

import re
from dataclasses import dataclass

from advisor.language.quantities.span import QuantityKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit's name, what it measures, and how much of it one of the written form is."""

    name: str
    kind: QuantityKind
    factor: float = 1.0


# kind, name, factor, forms. A form of Latin letters ends where its word ends.
_TABLE: tuple[tuple[QuantityKind, str, float, str], ...] = (
    ("share", "share", 0.01, "% ％ percent pct 个百分点 百分点 个点 pp"),
    ("share", "share", 0.01, "per_cent percentage_point percentage_points"),
    ("share", "share", 0.1, "成 折"),
    ("share", "share", 0.001, "‰"),
    ("share", "share", 0.0001, "bps 个基点 基点 basis_points"),
    ("times", "times", 1, "倍 x × 次 times fold 回"),
    ("duration", "seconds", 1, "秒 秒钟 second seconds sec secs"),
    ("duration", "minutes", 1, "分钟 minute minutes min mins"),
    ("duration", "hours", 1, "小时 个小时 个钟 个钟头 钟头 hour hours hr hrs h"),
    ("duration", "days", 1, "天 日 个自然日 自然日 day days d"),
    ("duration", "working days", 1, "个工作日 工作日 working_days business_days working_day"),
    ("duration", "weeks", 1, "周 个星期 星期 个礼拜 礼拜 week weeks wk wks"),
    ("duration", "months", 1, "个月 month months mo"),
    ("duration", "quarters", 1, "个季度 quarters"),
    ("duration", "years", 1, "年 years year yrs yr"),
    ("money", "USD", 1, "美元 美金 美刀 刀 usd dollar dollars us_dollars us_dollar bucks buck $"),
    ("money", "USD", 0.01, "美分 cents cent"),
    ("money", "CNY", 1, "元 元人民币 人民币 块 块钱 rmb cny yuan"),
    ("money", "CNY", 0.1, "角 毛 毛钱"),
    ("money", "CNY", 0.01, "分钱"),
    ("money", "EUR", 1, "欧元 欧 eur euro euros €"),
    ("money", "GBP", 1, "英镑 镑 gbp pounds pound pounds_sterling quid £"),
    ("money", "GBP", 0.01, "便士 pence"),
    ("money", "JPY", 1, "日元 日圆 円 jpy yen"),
    ("money", "IDR", 1, "印尼盾 印尼卢比 卢比 idr rupiah"),
    ("money", "INR", 1, "印度卢比 inr rupees"),
    ("money", "VND", 1, "越南盾 vnd dong ₫"),
    ("money", "THB", 1, "泰铢 thb baht ฿"),
    ("money", "MYR", 1, "林吉特 令吉 马币 myr ringgit"),
    ("money", "PHP", 1, "比索 菲律宾比索 php pesos philippine_pesos ₱"),
    ("money", "MXN", 1, "墨西哥比索 mxn mexican_pesos"),
    ("money", "BRL", 1, "雷亚尔 brl reais"),
    ("money", "SGD", 1, "新加坡元 新元 新币 坡币 sgd singapore_dollars"),
    ("money", "HKD", 1, "港元 港币 hkd"),
    ("money", "KRW", 1, "韩元 krw won"),
    ("money", "SAR", 1, "里亚尔 沙特里亚尔 sar riyal riyals"),
    ("money", "AED", 1, "迪拉姆 aed dirham dirhams"),
    ("money", "AUD", 1, "澳元 aud australian_dollars"),
    ("money", "CAD", 1, "加元 cad canadian_dollars"),
    ("money", "TRY", 1, "里拉 lira"),
    ("money", "PLN", 1, "兹罗提 pln zloty"),
    ("measure", "kg", 1, "公斤 千克 kg kgs kilogram kilograms kilo kilos"),
    ("measure", "kg", 0.5, "斤"),
    ("measure", "kg", 0.001, "克 g gram grams"),
    ("measure", "kg", 0.45359237, "磅 lb lbs"),
    ("measure", "kg", 0.028349523, "盎司 oz ounce ounces"),
    ("measure", "kg", 1000, "吨 tonne tonnes tons ton"),
    ("measure", "metres", 1, "米 metre metres meter meters"),
    ("measure", "metres", 0.01, "厘米 公分 cm centimetre centimetres centimeters"),
    ("measure", "metres", 0.001, "毫米 mm millimetres"),
    ("measure", "metres", 1000, "公里 千米 km kilometre kilometres kilometers"),
    ("measure", "square metres", 1, "平方米 平米 平 square_metres square_meters sqm"),
    ("measure", "cubic metres", 1, "立方米 方 立方 cbm cubic_metres cubic_meters"),
    ("measure", "inches", 1, "英寸 寸 inch inches"),
    ("measure", "litres", 0.001, "毫升 ml"),
    ("measure", "litres", 1, "升 litre litres liters"),
    ("score", "points", 1, "分 points point"),
    ("score", "stars", 1, "星 颗星 stars star"),
)
# Nouns that are counted; Chinese ones may follow a measure word.
_COUNTED: tuple[tuple[str, str, str], ...] = (
    ("orders", "单 订单", "order orders"),
    ("units", "件 台 套", "unit units piece pieces pcs item items"),
    ("followers", "粉 粉丝 关注者 订阅者", "follower followers fans subscribers"),
    ("countries", "国 国家", "country countries"),
    ("markets", "市场", "market markets"),
    ("accounts", "账号 帐号 账户", "account accounts"),
    ("sellers", "卖家 商家 商户 店主", "seller sellers merchant merchants vendors"),
    ("buyers", "买家 消费者 客户 顾客", "buyer buyers customer customers shoppers consumers"),
    ("users", "用户", "user users"),
    ("creators", "达人 红人 网红 主播", "creator creators influencer influencers kols kol"),
    ("people", "人 人次 观众", "people persons viewers visitors"),
    ("employees", "员工", "employees staff"),
    ("videos", "视频 短视频", "video videos clips"),
    ("views", "播放 播放量 曝光 浏览", "views impressions"),
    ("products", "商品 产品 款 款产品 单品", "product products skus sku"),
    ("listings", "链接", "listing listings"),
    ("shops", "店 店铺 门店 网店", "shop shops store stores"),
    ("brands", "品牌", "brand brands"),
    ("platforms", "平台", "platform platforms marketplaces"),
    ("warehouses", "仓 仓库 海外仓", "warehouse warehouses"),
    ("factories", "工厂", "factory factories suppliers"),
    ("companies", "企业 公司", "company companies firms"),
    ("parcels", "包裹 票 快递", "parcel parcels packages shipments"),
    ("containers", "货柜 集装箱 柜", "container containers"),
    ("cities", "城市", "city cities"),
    ("categories", "类目 品类", "category categories"),
    ("languages", "语言", "language languages"),
    ("complaints", "投诉", "complaints"),
    ("clicks", "点击 次点击", "click clicks"),
    ("samples", "样品", "sample samples"),
    ("reviews", "评论 评价", "review reviews"),
)
_MEASURE_WORDS = "个 家 名 位 条 款 种 只 支 笔 项 座 间 群 份 批 场 大 双 张 瓶 箱 盒"
_CURRENCY_SIGNS = {
    "us$": "USD", "$": "USD", "usd": "USD", "hk$": "HKD", "s$": "SGD", "a$": "AUD", "c$": "CAD",
    "r$": "BRL", "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP", "¥": "CNY", "￥": "CNY",
    "rmb": "CNY", "cny": "CNY", "jpy": "JPY", "rp": "IDR", "idr": "IDR", "rm": "MYR", "₹": "INR",
    "₱": "PHP", "฿": "THB", "₫": "VND", "₩": "KRW", "aed": "AED", "sar": "SAR",
    "php": "PHP", "thb": "THB", "myr": "MYR", "sgd": "SGD", "vnd": "VND", "mxn": "MXN", "brl": "BRL",
    "mx$": "MXN", "hkd": "HKD", "krw": "KRW", "inr": "INR", "aud": "AUD", "cad": "CAD", "au$": "AUD", "ca$": "CAD",
}  # fmt: skip


def _units() -> dict[str, Unit]:
    units = {
        form.replace("_", " "): Unit(name=name, kind=kind, factor=factor)
        for kind, name, factor, forms in _TABLE
        for form in forms.split()
    }
    for name, chinese, english in _COUNTED:
        for form in f"{chinese} {english}".split():
            units[form] = Unit(name=name, kind="count")
    return units


UNITS = _units()
CURRENCY_SIGNS = {sign: Unit(name=name, kind="money") for sign, name in _CURRENCY_SIGNS.items()}


# 三成本 is no share and 两国际 no countries: what may not follow a form.
_NOT_BEFORE = {
    "成": "员本功交为立绩果品就熟长", "天": "猫", "人": "民工才类均群气", "次": "日要", "单": "位独品价身",
    "分": "之别销仓拣析批", "元": "素旦", "国": "际内产外籍", "粉": "末", "回": "购报头", "平": "台均衡",
    "方": "案向法面式便", "升": "级至到", "周": "转边期报", "年": "轻", "倍": "增", "块": "头", "票": "房",
    "店": "铺员", "仓": "位", "件": "事", "欧": "洲美", "日": "均常本用", "角": "度色", "点": "击",
}  # fmt: skip
# One character that means a unit only after digits: "3方" but not 三方.
DIGITS_ONLY = frozenset("方平欧刀镑角毛寸升分星票柜仓店克米回号点磅")
SPOKEN_AFTER_SCALES = frozenset("刀欧镑方平磅")  # 五千刀, but no 一刀


_SIGNS_AFTER = frozenset("$€£₫฿₱")  # "30 €", but of "5 $10" the sign is the next figure's


def _alternatives(forms: list[str]) -> str:
    return "|".join(map(_pattern, sorted(forms, key=len, reverse=True)))


def _pattern(form: str) -> str:
    pattern = re.escape(form).replace(r"\ ", r"[\s-]")
    if form in _SIGNS_AFTER:
        return pattern + r"(?!\s?\d)"
    if form in ("x", "×"):
        return pattern + r"(?![a-z]|\s?\d)"
    if form[-1].isascii() and form[-1].isalpha():
        return pattern + "(?![a-z])"
    return pattern + (f"(?![{_NOT_BEFORE[form]}])" if form in _NOT_BEFORE else "")


_COUNTED_CHINESE = [form for _, chinese, _ in _COUNTED for form in chinese.split()]
_COUNTED_ENGLISH = [form for _, _, english in _COUNTED for form in english.split()]
_COUNTED_ENGLISH += ["days", "weeks", "months", "years", "hours", "minutes"]
_LATER_NOUN = [form for form in _COUNTED_CHINESE if len(form) > 1]
_NEXT_NOUN = ["sku", "skus", "kol", "kols", "listing", "店", "人", "仓", "柜"]
MEASURE_WORD = f"[{_MEASURE_WORDS.replace(' ', '')}]"
UNIT = _alternatives(list(UNITS))
# "10个海外账号", "twelve new countries": the noun may stand a little later.
COUNTED_LATER = (
    rf"{MEASURE_WORD}(?:(?![的是在和与及])[\u4e00-\u9fff]){{0,3}}?(?P<chinese>{_alternatives(_LATER_NOUN)})"
    rf"|{MEASURE_WORD}\s?(?P<next>{_alternatives(_NEXT_NOUN)})"
    rf"|\s(?!(?:of|in|to|and|or|per|the|a|for|by|on|at|from)\s)[a-z]+(?:-[a-z]+)?\s(?P<english>{_alternatives(_COUNTED_ENGLISH)})"
)
CURRENCY_SIGN = "|".join(
    ("(?<![a-z\\d])" if sign[0].isalpha() else "") + re.escape(sign)
    for sign in sorted(CURRENCY_SIGNS, key=len, reverse=True)
)

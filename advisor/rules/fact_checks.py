"""Figures of the article, recomputed from its own numbers."""

from collections.abc import Iterator
from typing import Any

from advisor.rules.advice import answered, chosen
from advisor.rules.entry import Rule
from advisor.rules.fields import cost, fraction, number, output
from advisor.rules.refusal import RuleRefused, impossible, no_data
from advisor.rules.text import Text
from advisor.rules.values import Inputs, Outputs

_PRINTED = Text(
    zh="数字照文章所写；没有出处，只当情景。",
    en="Figures as printed in the article; it names no source, so take them as a scenario.",
)
_FX = number(
    "fx",
    "汇率（1销售货币换多少本币）",
    "home money per sale money",
    "exchange rate",
    above=0.0,
    decides=True,
)


def _bands(given: Inputs, low: str, high: str) -> Iterator[RuleRefused]:
    if given.number(low) > given.number(high):
        yield impossible(
            low, zh="{field}不能高于上限。", en="{field} must not exceed the high end."
        )


def aov(given: Inputs) -> Outputs:
    """Order value in money, and where it stands against a band."""
    value = given.number("gmv") / given.number("orders")
    verdict = "inside_band"
    if value > given.number("band_high"):
        verdict = "above_band"
    elif value < given.number("band_low"):
        verdict = "below_band"
    return {"aov": value, "verdict": verdict}


AOV = Rule(
    name="fact.aov",
    title=Text(zh="核对客单价", en="Check of an order value"),
    description=Text(
        zh="由订单数和销售额倒推客单价，看是否在常见范围里。",
        en="The order value behind orders and sales, against a usual band.",
    ),
    inputs=(
        number("orders", "订单数", "orders", "orders", above=0.0, code="E_DATA", decides=True),
        cost("gmv", "销售额", "sales", decides=True),
        cost("band_low", "常见客单价下限", "low end of the band", decides=True),
        cost("band_high", "常见客单价上限", "high end of the band", decides=True),
    ),
    outputs=(
        output("aov", "客单价", "order value", "money"),
        output("verdict", "结论", "verdict", "choice"),
    ),
    formula="aov = gmv/orders; above_band, inside_band (ends included) or below_band",
    assumptions=_PRINTED,
    reference="arithmetic",
    run=aov,
    main="aov",
    advice=chosen("verdict"),
    checks=lambda given: _bands(given, "band_low", "band_high"),
    errors=("E_DATA",),
    case=lambda _given, outputs: outputs["verdict"],
    sentences={
        "above_band": Text(
            zh="文章说{orders:count}单、销售额{gmv:money}，按它自己的数客单价是{aov:money}，高于常见的"
            "{band_low:money}到{band_high:money}：当特例看，别拿来当典型值。",
            en="{orders:count} orders and {gmv:money} of sales mean {aov:money} an order, above the "
            "usual {band_low:money} to {band_high:money}: an outlier, not a typical value.",
        ),
        "inside_band": Text(
            zh="文章说{orders:count}单、销售额{gmv:money}，按它自己的数客单价是{aov:money}，在常见的"
            "{band_low:money}到{band_high:money}之间，说得通。",
            en="{orders:count} orders and {gmv:money} of sales mean {aov:money} an order, within the "
            "usual {band_low:money} to {band_high:money}: consistent.",
        ),
        "below_band": Text(
            zh="文章说{orders:count}单、销售额{gmv:money}，按它自己的数客单价是{aov:money}，低于常见的"
            "{band_low:money}到{band_high:money}：先核对单数和销售额。",
            en="{orders:count} orders and {gmv:money} of sales mean {aov:money} an order, below the "
            "usual {band_low:money} to {band_high:money}: check both figures.",
        ),
    },
)


def commission_pool(given: Inputs) -> Outputs:
    """Commission on all sales, in sale money and in home money."""
    pool = given.number("gmv") * given.number("rate")
    return {"pool": pool, "pool_home": pool * given.number("fx")}


COMMISSION_POOL = Rule(
    name="fact.commission_pool",
    title=Text(zh="核对佣金盘子", en="Check of the commission pool"),
    description=Text(
        zh="销售额乘佣金率有多少，换成本币又是多少。",
        en="Sales times commission rate, in both currencies.",
    ),
    inputs=(
        cost("gmv", "销售额", "sales", decides=True),
        fraction("rate", "佣金率", "commission rate", decides=True),
        _FX,
    ),
    outputs=(
        output("pool", "佣金总额", "commission in all", "money"),
        output("pool_home", "佣金总额（本币）", "commission, home currency", "home money"),
    ),
    formula="pool = gmv rate; pool_home = pool fx",
    assumptions=_PRINTED,
    reference="arithmetic",
    run=commission_pool,
    main="pool",
    advice=answered,
    sentences={
        "always": Text(
            zh="销售额{gmv:money}、佣金{rate:percent}，盘子是{pool:money}，折{pool_home:home}；"
            "文章没写币种，要先问清是哪种钱、谁付给谁。",
            en="{gmv:money} of sales at {rate:percent} make {pool:money}, or {pool_home:home}; the "
            "article names no currency, so ask which money it is and who pays it.",
        )
    },
)


def cac_chain(given: Inputs) -> Outputs:
    """Acquisition cost of the other platforms, in money, and their ratio."""
    cost_here = given.number("tiktok_cac")
    amazon = cost_here / given.number("tiktok_to_amazon")
    shein = cost_here / given.number("tiktok_to_shein")
    return {"amazon_cac": amazon, "shein_cac": shein, "shein_to_amazon": shein / amazon}


CAC_CHAIN = Rule(
    name="fact.cac_chain",
    title=Text(zh="核对获客成本比例", en="Check of acquisition cost ratios"),
    description=Text(
        zh="由TikTok的获客成本和文章的比例推出亚马逊和SHEIN的。",
        en="Acquisition costs of Amazon and SHEIN that follow from TikTok's and the ratios.",
    ),
    inputs=(
        cost("tiktok_cac", "TikTok获客成本", "TikTok acquisition cost", above=0.0, decides=True),
        number(
            "tiktok_to_amazon",
            "TikTok与亚马逊之比",
            "TikTok over Amazon",
            "ratio",
            above=0.0,
            decides=True,
        ),
        number(
            "tiktok_to_shein",
            "TikTok与SHEIN之比",
            "TikTok over SHEIN",
            "ratio",
            above=0.0,
            decides=True,
        ),
    ),
    outputs=(
        output("amazon_cac", "亚马逊获客成本", "Amazon acquisition cost", "money"),
        output("shein_cac", "SHEIN获客成本", "SHEIN acquisition cost", "money"),
        output("shein_to_amazon", "SHEIN与亚马逊之比", "SHEIN over Amazon", "ratio"),
    ),
    formula="amazon = tiktok_cac/tiktok_to_amazon; shein = tiktok_cac/tiktok_to_shein",
    assumptions=_PRINTED,
    reference="arithmetic",
    run=cac_chain,
    main="amazon_cac",
    advice=answered,
    sentences={
        "always": Text(
            zh="TikTok获客{tiktok_cac:money}的话，按文章的比例亚马逊是{amazon_cac:money}、SHEIN是{shein_cac:money}，"
            "SHEIN是亚马逊的{shein_to_amazon:number}倍；文章里的比例没有出处，只当情景。",
            en="If a customer costs {tiktok_cac:money} on TikTok, the article's ratios make it "
            "{amazon_cac:money} on Amazon and {shein_cac:money} on SHEIN ({shein_to_amazon:number} "
            "of Amazon). The ratios have no source: take them as a scenario.",
        )
    },
)


def lost_vs_stuck(given: Inputs) -> Outputs:
    """Sales and margin of lost orders against goods left over, in money."""
    orders, margin = given.number("lost_orders"), given.number("margin_rate")
    low, high = orders * given.number("aov_low"), orders * given.number("aov_high")
    stuck = given.number("stuck_value_home") / given.number("fx")
    return {
        "lost_gmv_low": low,
        "lost_gmv_high": high,
        "lost_margin_low": low * margin,
        "lost_margin_high": high * margin,
        "stuck_value_sale": stuck,
        "ratio_low": low * margin / stuck,
    }


def _check_lost(given: Inputs) -> Iterator[RuleRefused]:
    yield from _bands(given, "aov_low", "aov_high")
    if given.number("stuck_value_home") == 0:
        yield no_data(
            "stuck_value_home",
            zh="{field}是0，没有压货可比。",
            en="{field} is 0, so there is nothing to compare with.",
        )


def _which(_given: Inputs, outputs: Outputs) -> str:
    if outputs["ratio_low"] > 1:
        return "lost"
    return "unclear" if outputs["lost_margin_high"] > outputs["stuck_value_sale"] else "stuck"


def _ratios(_given: Inputs, outputs: Outputs) -> dict[str, Any]:
    return {"ratio_high": outputs["lost_margin_high"] / outputs["stuck_value_sale"]}


_MARGIN_ZH = (
    "丢掉的{lost_orders:count}单少赚{lost_margin_low:money}到{lost_margin_high:money}，"
    "压货值{stuck_value_sale:money}，"
)
_MARGIN_EN = (
    "The {lost_orders:count} lost orders cost {lost_margin_low:money} to {lost_margin_high:money} "
    "of margin, the goods left over {stuck_value_sale:money}: "
)

LOST_VS_STUCK = Rule(
    name="fact.lost_vs_stuck",
    title=Text(zh="丢单和压货哪个更伤", en="Lost orders against goods left over"),
    description=Text(
        zh="丢掉的订单少赚多少，和剩下的货值多少相比。",
        en="The margin of lost orders against the value of goods left over.",
    ),
    inputs=(
        number("lost_orders", "丢掉的订单", "lost orders", "orders", at_least=0.0, decides=True),
        cost("aov_low", "客单价下限", "low order value", decides=True),
        cost("aov_high", "客单价上限", "high order value", decides=True),
        fraction("margin_rate", "毛利率", "margin rate", decides=True),
        number(
            "stuck_value_home",
            "剩货价值（本币）",
            "value left over, home currency",
            "home money",
            at_least=0.0,
            decides=True,
        ),
        _FX,
    ),
    outputs=(
        output("lost_gmv_low", "丢掉的销售额下限", "lost sales, low", "money"),
        output("lost_gmv_high", "丢掉的销售额上限", "lost sales, high", "money"),
        output("lost_margin_low", "少赚下限", "lost margin, low", "money"),
        output("lost_margin_high", "少赚上限", "lost margin, high", "money"),
        output("stuck_value_sale", "剩货价值", "value left over", "money"),
        output("ratio_low", "少赚是压货的几倍（低）", "lost margin over goods, low", "ratio"),
    ),
    formula="lost_gmv = lost_orders aov; lost_margin = lost_gmv margin_rate; stuck = "
    "stuck_value_home/fx; ratio_low = lost_margin_low/stuck",
    assumptions=_PRINTED,
    reference="arithmetic",
    run=lost_vs_stuck,
    main="ratio_low",
    advice=lambda outputs: outputs["ratio_low"] > 1,
    checks=_check_lost,
    derived=_ratios,
    errors=("E_DATA",),
    case=_which,
    sentences={
        "lost": Text(
            zh=_MARGIN_ZH + "少赚至少是压货的{ratio_low:number}倍：伤人的是断货，不是压货。",
            en=_MARGIN_EN + "at least {ratio_low:number} times as much. The lost sales hurt, not "
            "the stock.",
        ),
        "unclear": Text(
            zh=_MARGIN_ZH
            + "少赚是压货的{ratio_low:number}到{ratio_high:number}倍，哪个更伤要看客单价。",
            en=_MARGIN_EN + "{ratio_low:number} to {ratio_high:number} times. Which hurts more "
            "depends on the order value.",
        ),
        "stuck": Text(
            zh=_MARGIN_ZH + "少赚只有压货的{ratio_low:number}到{ratio_high:number}倍：压货更伤。",
            en=_MARGIN_EN
            + "{ratio_low:number} to {ratio_high:number} times. The stock hurts more.",
        ),
    },
)

RULES = (AOV, COMMISSION_POOL, CAC_CHAIN, LOST_VS_STUCK)

"""Quantities as sellers ask about them: rates, lists, prices in words, and what is none."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.language.quantities import Per, Quantity, read_quantities, same_quantity

RATES = [
    ("每天80单", 80, "orders", "day"),
    ("一天卖一百件", 100, "units", "day"),
    ("80单一天", 80, "orders", "day"),
    ("月均3000单", 3000, "orders", "month"),
    ("月租2000美元", 2000, "USD", "month"),
    ("12元/kg", 12, "CNY", "kg"),
    ("一公斤15美金", 15, "USD", "kg"),
    ("单件成本9块5", 9.5, "CNY", "unit"),
    ("每单运费3元", 3, "CNY", "order"),
    ("每周直播3次", 3, "times", "week"),
    ("年化12%", 0.12, "share", "year"),
    ("80 orders a day", 80, "orders", "day"),
    ("daily demand of 80", 80, None, "day"),
    ("$5k/mo", 5000, "USD", "month"),
    ("£3 each", 3, "GBP", "unit"),
    ("$4.20 per kg", 4.2, "USD", "kg"),
    ("$3 profit per order", 3, "USD", "order"),
    ("twice a week", 2, "times", "week"),
    ("25% per year", 0.25, "share", "year"),
    ("rent is 3k a month", 3000, None, "month"),
]
NO_RATES = [
    "每天发货时效48小时",
    "一年后卖100单",
    "每月考核，赚80元",
    "30 days",
    "每单佣金15%",
    "Q1只有1.8万单",
]
IN_WORDS = [
    ("成本三块八", 3.8, "CNY"),
    ("三毛五", 0.35, "CNY"),
    ("1万2的月租", 12_000, None),
    ("预算10w", 100_000, None),
    ("五千刀", 5000, "USD"),
    ("两个亿", 2e8, None),
    ("二十来万", 200_000, None),
    ("百分之十二点五", 0.125, "share"),
    ("三成五", 0.35, "share"),
    ("翻了两番", 4, "times"),
    ("俩月", 2, "months"),
    ("3比1", 3, "times"),
    ("ROAS 3:1", 3, "times"),
    ("five to one", 5, "times"),
    ("a 80/20 split", 0.8, "share"),
    ("3 out of 10 customers", 0.3, "share"),
    ("a couple of weeks", 2, "weeks"),
    ("two dozen samples", 24, "samples"),
    ("a year and a half", 1.5, "years"),
    ("50 bucks", 50, "USD"),
    ("40 grand", 40_000, None),
    ("Rp150.000", 150_000, "IDR"),
    ("R$ 1.299,90", 1299.9, "BRL"),
    ("35 €", 35, "EUR"),
    ("a $25 item", 25, "USD"),
    ("a 2 lb parcel", 0.90718474, "kg"),
    ("粉丝20k", 20_000, "followers"),
    ("3個SKU", 3, "products"),
    ("T+14", 14, "days"),
]
LISTS = [
    ("260、610、1500单", [260, 610, 1500], "orders"),
    ("260, 610 and 1500 units", [260, 610, 1500], "units"),
    ("$20, 30 and 45", [20, 30, 45], "USD"),
    ("60*40*30cm", [0.6, 0.4, 0.3], "metres"),
    ("60x40x30 cm", [0.6, 0.4, 0.3], "metres"),
    ("15天±3天", [15, 3], "days"),
    ("从38涨到52块", [38, 52], "CNY"),
    ("$29.9 or $34.9", [29.9, 34.9], "USD"),
]
NOTHING = [
    "加我13800138000", "+1 (415) 555-0132", "114-3941689-8772232", "订单号2034567", "ASIN B08N5WRWNW",
    "1688上拿货", "618大促", "Double 11", "iPhone 15手机壳", "MacBook Pro 16 sleeve", "Section 301",
    "192.168.1.1", "1. 测款 2. 放量 3. 复盘",
]  # fmt: skip


def only(text: str) -> Quantity:
    found = read_quantities(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(("phrase", "value", "unit", "per"), RATES)
def test_a_rate_says_what_it_is_a_rate_of(
    phrase: str, value: float, unit: str | None, per: Per
) -> None:
    quantity = only(phrase)
    assert quantity.value == pytest.approx(value)
    assert (quantity.unit, quantity.per) == (unit, per)


@pytest.mark.parametrize("phrase", NO_RATES)
def test_a_time_or_thing_nearby_makes_no_rate(phrase: str) -> None:
    assert [quantity.per for quantity in read_quantities(phrase) if quantity.per] == []


@pytest.mark.parametrize(("phrase", "value", "unit"), IN_WORDS)
def test_numbers_are_read_as_sellers_write_them(
    phrase: str, value: float, unit: str | None
) -> None:
    quantity = only(phrase)
    assert quantity.value == pytest.approx(value)
    assert quantity.unit == unit


@pytest.mark.parametrize(("phrase", "values", "unit"), LISTS)
def test_a_list_shares_its_unit(phrase: str, values: list[float], unit: str) -> None:
    found = read_quantities(phrase)
    assert [quantity.value for quantity in found] == pytest.approx(values)
    assert {quantity.unit for quantity in found} == {unit}


@pytest.mark.parametrize("phrase", NOTHING)
def test_numbers_of_things_are_no_quantities(phrase: str) -> None:
    assert read_quantities(phrase) == ()


def test_a_list_shares_its_rate() -> None:
    assert [q.per for q in read_quantities("weekly orders were 260, 610 and 1,500")] == ["week"] * 3
    assert [q.per for q in read_quantities("$3, $4 and $5 per unit")] == ["unit"] * 3


@pytest.mark.parametrize(
    "phrase", ["2021和2022年", "in 2024, $32 billion", "五亿，四天", "90%取1.28、95%取1.65"]
)
def test_figures_that_only_stand_side_by_side_keep_their_units(phrase: str) -> None:
    for quantity in read_quantities(phrase):
        assert quantity.unit in ("year", "USD", "days", "share", None)
        assert quantity.low in (2021, 2022, 2024, 32e9, 5e8, 4, 0.9, 1.28, 0.95, 1.65)


def test_a_range_has_no_single_value() -> None:
    quantity = only("20~30美元")
    assert (quantity.value, quantity.low, quantity.high) == (None, 20, 30)


@pytest.mark.parametrize("phrase", ["25 give or take", "±25", "plus or minus 25", "25左右", "~25"])
def test_an_estimate_says_so(phrase: str) -> None:
    assert only(phrase).is_estimate
    assert only(phrase).value == 25


@pytest.mark.parametrize(
    ("phrase", "bound"),
    [
        ("最多亏3000块", "below"), ("max 50 units", "below"), ("50万美元封顶", "below"),
        ("min. order 200 units", "above"), ("起订300套", "above"), ("6块多", "above"),
        ("2.9% plus $0.30", None), ("GMV Max the 10 units", None),
    ],
)  # fmt: skip
def test_a_floor_or_ceiling_in_trade_words(phrase: str, bound: str | None) -> None:
    assert read_quantities(phrase)[0].bound == bound


def test_a_rate_of_another_time_is_not_the_same() -> None:
    assert not same_quantity(only("每天80单"), only("80 orders per week"))
    assert same_quantity(only("每天80单"), only("80 orders a day"))
    assert same_quantity(only("每天80单"), only("80 orders"))


@given(st.integers(min_value=2, max_value=10**8), st.sampled_from(["day", "week", "month"]))
def test_a_rate_survives_its_formats(value: int, per: Per) -> None:
    chinese = {"day": "天", "week": "周", "month": "月"}[per]
    for written in (f"每{chinese}{value}单", f"{value:,} orders a {per}", f"{value}单/{chinese}"):
        assert (only(written).value, only(written).unit, only(written).per) == (
            value,
            "orders",
            per,
        )


@given(st.integers(min_value=1, max_value=10**7))
def test_a_price_survives_its_formats(cents: int) -> None:
    price = cents / 100
    for written in (f"${price:.2f}", f"US${price:,.2f}", f"{price:.2f}美元", f"{price:.2f}刀"):
        assert (only(written).value, only(written).unit) == (pytest.approx(price), "USD")


@given(st.integers(min_value=1, max_value=500), st.integers(min_value=1, max_value=500))
def test_a_range_survives_its_formats(low: int, more: int) -> None:
    high = low + more
    for written in (f"{low}到{high}天", f"{low}-{high} days", f"{low} to {high} days"):
        assert (only(written).low, only(written).high, only(written).unit) == (low, high, "days")


@given(st.text(alphabet="\u202e\u2066\u200b\u200f\ufeff0１٣一万块$%.,-±× 单天每kw", max_size=60))
def test_hidden_characters_neither_break_reading_nor_move_places(text: str) -> None:
    for quantity in read_quantities(text):
        assert quantity.text == text[quantity.start : quantity.end] != ""
        assert quantity.low <= quantity.high or quantity.low < 0


@pytest.mark.parametrize("text", ["NaN", "inf", "1e308", "-inf 元", "9" * 400 + "元", "亿" * 400])
def test_no_number_is_infinite_or_not_a_number(text: str) -> None:
    for quantity in read_quantities(f"{text} 1e999 orders"):
        assert abs(quantity.low) < 1e300


@pytest.mark.parametrize(
    "piece",
    ["9", "一", "亿", "1 ", "1、", "1,234", "$", "(", "每天", "一年", "10%-15%、", "a couple of ", "hundred and one ",
     "iphone pro ", "order no ", "#a-", "+1 (415) 555-", "1.\n", "\u202e1\u200b", "in 2023 sellers "],
)  # fmt: skip
def test_fifty_thousand_characters_take_time_in_proportion(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    once, fourfold = _seconds(text[: len(text) // 4]), _seconds(text)
    assert fourfold < 10 * once + 0.1  # 16 times would be quadratic


def _seconds(text: str) -> float:
    started = time.perf_counter()
    read_quantities.__wrapped__(text)  # not what is remembered
    return time.perf_counter() - started

"""Figures as sellers write them, in Chinese and English."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.language.quantities import Quantity, read_quantities, same_quantity

SINGLE = [
    ("占比30%", "30%", 0.3, "share"),
    ("三成卖家", "三成", 0.3, "share"),
    ("九成的卖家", "九成", 0.9, "share"),
    ("六成五", "六成五", 0.65, "share"),
    ("是亚马逊的1/3", "1/3", 1 / 3, "share"),
    ("只有三分之一", "三分之一", 1 / 3, "share"),
    ("百分之三十", "百分之三十", 0.3, "share"),
    ("错发率万分之三", "万分之三", 0.0003, "share"),
    ("one in four ordered", "one in four", 0.25, "share"),
    ("a third of the sellers", "a third", 1 / 3, "share"),
    ("two thirds of them", "two thirds", 2 / 3, "share"),
    ("three quarters", "three quarters", 0.75, "share"),
    ("costs ½ of that", "½", 0.5, "share"),
    ("30 percent", "30 percent", 0.3, "share"),
    ("twenty-five percent", "twenty-five percent", 0.25, "share"),
    ("佣金8个点", "8个点", 0.08, "share"),
    ("下滑了5个百分点", "5个百分点", 0.05, "share"),
    ("打七折", "七折", 0.7, "share"),
    ("打八五折", "八五折", 0.85, "share"),
    ("一半的卖家", "一半", 0.5, "share"),
    ("half of the sellers", "half", 0.5, "share"),
    ("down by -5%", "-5%", -0.05, "share"),
    ("25 bps", "25 bps", 0.0025, "share"),
    ("翻了两倍", "两倍", 2, "times"),
    ("2x the price", "2x", 2, "times"),
    ("twice as much", "twice", 2, "times"),
    ("销量翻倍", "翻倍", 2, "times"),
    ("SHEIN10美金", "10美金", 10, "USD"),
    ("目标230亿美金", "230亿美金", 23e9, "USD"),
    ("23 billion USD", "23 billion USD", 23e9, "USD"),
    ("23 billion US dollars", "23 billion US dollars", 23e9, "USD"),
    ("$23bn", "$23bn", 23e9, "USD"),
    ("US$ 20k", "US$ 20k", 20_000, "USD"),
    ("two million US dollars a month", "two million US dollars", 2e6, "USD"),
    ("月流水200万美元", "200万美元", 2e6, "USD"),
    ("破百万美金", "百万美金", 1e6, "USD"),
    ("¥99", "¥99", 99, "CNY"),
    ("成交额230万元", "230万元", 2.3e6, "CNY"),
    ("7角", "7角", 0.7, "CNY"),
    ("0.8欧元", "0.8欧元", 0.8, "EUR"),
    ("0.30 pounds sterling", "0.30 pounds sterling", 0.3, "GBP"),
    ("5,000 yen", "5,000 yen", 5000, "JPY"),
    ("Rp 150,000", "Rp 150,000", 150_000, "IDR"),
    ("48小时内", "48小时", 48, "hours"),
    ("14天", "14天", 14, "days"),
    ("半天", "半天", 0.5, "days"),
    ("半个月", "半个月", 0.5, "months"),
    ("两个半月", "两个半月", 2.5, "months"),
    ("一周半", "一周半", 1.5, "weeks"),
    ("3个月", "3个月", 3, "months"),
    ("one and a half weeks", "one and a half weeks", 1.5, "weeks"),
    ("a 12-month warranty", "12-month", 12, "months"),
    ("you have a week to appeal", "a week", 1, "weeks"),
    ("5个工作日", "5个工作日", 5, "working days"),
    ("half a day", "half a day", 0.5, "days"),
    ("30万订单", "30万订单", 300_000, "orders"),
    ("2万单", "2万单", 20_000, "orders"),
    ("三萬單", "三萬單", 30_000, "orders"),
    ("20,000 orders", "20,000 orders", 20_000, "orders"),
    ("5万粉的达人", "5万粉", 50_000, "followers"),
    ("50k followers", "50k followers", 50_000, "followers"),
    ("十二个国家", "十二个国家", 12, "countries"),
    ("12国扩张", "12国", 12, "countries"),
    ("１２个国家", "１２个国家", 12, "countries"),
    ("twelve countries", "twelve countries", 12, "countries"),
    ("five new countries", "five new countries", 5, "countries"),
    ("10个海外账号", "10个海外账号", 10, "accounts"),
    ("500名卖家", "500名卖家", 500, "sellers"),
    ("2,000件", "2,000件", 2000, "units"),
    ("half a million", "half a million", 500_000, None),
    ("a dozen", "a dozen", 12, None),
    ("两百五十", "两百五十", 250, None),
    ("三百五", "三百五", 350, None),
    ("一亿二千万单", "一亿二千万单", 1.2e8, "orders"),
    ("two hundred and fifty thousand", "two hundred and fifty thousand", 250_000, None),
    ("60克", "60克", 0.06, "kg"),
    ("2公斤", "2公斤", 2, "kg"),
    ("4.2分", "4.2分", 4.2, "points"),
    ("数据，2023年在英国", "2023年", 2023, "year"),
    ("in 2023", "2023", 2023, "year"),
    ("In 2023 local sellers lead", "2023", 2023, "year"),
    ("二〇二三年", "二〇二三年", 2023, "year"),
    ("2023年Q3", "2023年Q3", 20233, "quarter"),
    ("2023年第三季度", "2023年第三季度", 20233, "quarter"),
    ("Q3 2023", "Q3 2023", 20233, "quarter"),
    ("the third quarter of 2023", "third quarter of 2023", 20233, "quarter"),
    ("2020年7月", "2020年7月", 202007, "month"),
    ("July 2020", "July 2020", 202007, "month"),
    ("3月底", "3月底", 3, "month"),
    ("at the end of March", "March", 3, "month"),
    ("自7月1日起", "7月1日", 701, "day"),
    ("from 1 March on", "1 March", 301, "day"),
    ("on March 1st, 2023", "March 1st, 2023", 20230301, "day"),
    ("2023-04-02", "2023-04-02", 20230402, "day"),
    ("before 3 p.m.", "3 p.m.", 15, "clock"),
    ("第14天", "第14天", 14, "days"),
    ("2.0时代", "2.0", 2, None),
    ("in 1.0 merchants sold", "1.0", 1, None),
]
RANGES = [
    ("4-7天冲到顶峰", 4, 7, "days"),
    ("within 4–7 days", 4, 7, "days"),
    ("2到3天", 2, 3, "days"),
    ("两三天", 2, 3, "days"),
    ("four to seven days", 4, 7, "days"),
    ("10%-15%", 0.1, 0.15, "share"),
    ("2~3%", 0.02, 0.03, "share"),
    ("三到四成", 0.3, 0.4, "share"),
    ("高2-3倍", 2, 3, "times"),
    ("2-3 times", 2, 3, "times"),
    ("20-30美金", 20, 30, "USD"),
    ("$20-30", 20, 30, "USD"),
    ("between 20 and 30 USD", 20, 30, "USD"),
    ("$1.5–2 million", 1.5e6, 2e6, "USD"),
    ("20-30万单", 200_000, 300_000, "orders"),
    ("2020-2023", 2020, 2023, "year"),
]
BOUNDS = [
    ("超60%", "above"),
    ("超过总量的四成", "above"),
    ("至少比别人低三成", "above"),
    ("GMV超过100万美元", "above"),
    ("30%以上", "above"),
    ("至少30%", "above"),
    ("不低于30%", "above"),
    ("30多天", "above"),
    ("30多万", "above"),
    ("十几个国家", "above"),
    ("more than 60%", "above"),
    ("at least 30%", "above"),
    ("exceeded 40%", "above"),
    ("30% or more", "above"),
    ("10+ countries", "above"),
    ("不足20%", "below"),
    ("不到两成", "below"),
    ("不超过5%", "below"),
    ("30天以内", "below"),
    ("less than a fifth", "below"),
    ("no more than 5%", "below"),
    ("up to 30 days", "below"),
    ("约16天", "about"),
    ("近30%", "about"),
    ("30天左右", "about"),
    ("十来天", "about"),
    ("about 9 US dollars", "about"),
    ("nearly a third", "about"),
    ("正好30%", None),
    ("48小时内", None),
]
NOTHING = [
    "3C卖家", "B2B", "Web3", "4K", "5G", "iPhone15", "x264", "SKU-123", "COVID-19",
    "1. 先看流量", "(2) 再看佣金", "见[1]和[2]", "[^3]", "https://example.com/2023/45", "24/7",
    "一个", "一些", "一下", "统一", "一样", "唯一", "千万别碰", "万一", "十分重要", "第三方", "二手",
    "两者", "第一", "周一", "每周三", "双11", "双十一", "数百家", "几十个国家", "上万单", "下半年",
    "one of the best", "no one knows", "the third party", "a third party", "second half",
    "", " ", "。", "没有数字", "You may sell",
]  # fmt: skip


def only(text: str) -> Quantity:
    found = read_quantities(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(("phrase", "text", "value", "unit"), SINGLE)
def test_a_figure_is_read_with_its_unit(
    phrase: str, text: str, value: float, unit: str | None
) -> None:
    figure = only(phrase)
    assert (figure.text, figure.unit) == (text, unit)
    assert figure.low == figure.high == pytest.approx(value)


@pytest.mark.parametrize(("phrase", "low", "high", "unit"), RANGES)
def test_a_range_is_one_figure(phrase: str, low: float, high: float, unit: str) -> None:
    figure = only(phrase)
    assert (figure.low, figure.high) == pytest.approx((low, high))
    assert figure.unit == unit


@pytest.mark.parametrize(("phrase", "bound"), BOUNDS)
def test_words_around_a_figure_make_it_a_floor_a_ceiling_or_an_estimate(
    phrase: str, bound: str | None
) -> None:
    assert only(phrase).bound == bound


@pytest.mark.parametrize("phrase", NOTHING)
def test_what_only_looks_like_a_figure_is_none(phrase: str) -> None:
    assert read_quantities(phrase) == ()


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("2023年", "date"), ("2.0", "version"), ("第14天", "ordinal"), ("30%", "share"),
        ("48小时", "duration"), ("2倍", "times"), ("$5", "money"), ("2公斤", "measure"),
        ("三个", "count"), ("17", "number"), ("4.2分", "score"),
    ],
)  # fmt: skip
def test_a_figure_has_a_kind(phrase: str, kind: str) -> None:
    assert only(phrase).kind == kind


def test_a_change_has_two_figures() -> None:
    assert [q.low for q in read_quantities("佣金由8%下调至6%")] == [0.08, 0.06]
    assert [q.unit for q in read_quantities("from 20 to 30 USD")] == ["USD", "USD"]
    assert only("见https://e.com/12.html）。文章花了半年研究").text == "半年"


def test_figures_come_in_order() -> None:
    text = "2023年英国市场数据:本土卖家占比不足20%,跨境卖家流失率超60%。"
    found = [(q.text, q.bound) for q in read_quantities(text)]
    assert found == [("2023年", None), ("20%", "below"), ("60%", "above")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("48小时", "2 days"), ("两周", "14天"), ("12个月", "one year"), ("半天", "12 hours"),
        ("1/3", "33%"), ("三成", "30%"), ("四分之三", "75%"), ("2万单", "20,000 orders"),
        ("230亿美金", "$23bn"), ("7角", "0.7元"), ("4-7天", "four to seven days"),
        ("12国", "12"), ("2000 grams", "2公斤"), ("2023年Q3", "Q3 2023"), ("一半", "50%"),
    ],
)  # fmt: skip
def test_one_value_in_other_units_is_the_same(one: str, other: str) -> None:
    assert same_quantity(only(one), only(other))
    assert same_quantity(only(other), only(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1个月", "30天"), ("30%", "30"), ("30美元", "30欧元"), ("30%", "31%"), ("33%", "33.1%"),
        ("2万单", "2万件"), ("14天", "第14天"), ("2023年", "2022年"), ("4-7天", "4-8天"),
        ("4.2分", "4.2%"), ("2023", "2023 orders"), ("48小时", "48分钟"), ("三成", "三倍"),
    ],
)  # fmt: skip
def test_another_value_or_unit_is_not_the_same(one: str, other: str) -> None:
    assert not same_quantity(only(one), only(other))


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    last = 0
    for figure in read_quantities(text):
        assert figure.text == text[figure.start : figure.end] != ""
        assert figure.start >= last
        last = figure.end


_PIECES = """
一 二 两 三 十 百 千 万 亿 半 个 月 年 天 % 成 折 第 几 多 到 - 3 20 0.5 , . / $ 元 k m to and a half third
one two hundred million 超 不足 about 以上 2023 Q3 以内 [1] ½ ① ٣ ²
"""


@given(st.lists(st.sampled_from([*_PIECES.split(), " "]), max_size=14).map("".join))
def test_any_pieces_of_figures_can_be_read(text: str) -> None:
    for figure in read_quantities(text):
        assert figure.text == text[figure.start : figure.end] != ""


@given(st.integers(min_value=2, max_value=10**9))
def test_a_count_survives_its_formats(value: int) -> None:
    for written in (f"{value}单", f"{value:,} orders", f"共{value:,}单。"):
        assert only(written).low == value


@given(st.integers(min_value=1, max_value=9999))
def test_a_share_survives_its_formats(basis_points: int) -> None:
    percent = basis_points / 100
    for written in (f"{percent}%", f"约{percent}%", f"{percent} percent", f"百分之{percent}"):
        assert only(written).low == pytest.approx(basis_points / 10_000)


def test_reading_takes_time_in_proportion_to_the_text() -> None:
    text = "2023年英国市场数据:全托管模式下 本土卖家占比不足20%,跨境卖家流失率超60%。" * 25
    once, fourfold = (min(_seconds(text * n) for _ in range(5)) for n in (1, 4))
    assert fourfold < 10 * once  # 16 times would be quadratic


def _seconds(text: str) -> float:
    started = time.perf_counter()
    read_quantities.__wrapped__(text)  # not what is remembered
    return time.perf_counter() - started

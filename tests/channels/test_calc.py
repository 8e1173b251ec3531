"""`advisor calc`: numeric rules on the command line, from what is written to what is shown."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from advisor.channels.cli.app import cli
from advisor.domain.errors import AdvisorError
from advisor.rules import RULES, evaluate
from tests.processes import run_advisor
from tests.rules.examples import calls

WATERFALL = (
    "unit.waterfall", "--price", "24.99", "--tax-rate", "20%", "--landed-cost", "5.2",
    "--commission-rate", "0.09", "--return-rate", "8%", "--language",
)  # fmt: skip


def _shown(*arguments: str) -> str:
    done = CliRunner().invoke(cli, ["calc", *arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def _json(*arguments: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(_shown(*arguments, "--json"))
    return found


def _refused(*arguments: str) -> str:
    """The one line that the user sees."""
    with pytest.raises(AdvisorError) as refused:
        CliRunner().invoke(cli, ["calc", *arguments], catch_exceptions=False)
    message = str(refused.value)
    assert "\n" not in message
    return message


def _outputs(found: dict[str, object]) -> dict[str, object]:
    outputs = found["outputs"]
    assert isinstance(outputs, list)
    return {item["name"]: item["value"] for item in outputs}


def test_without_a_rule_all_are_listed_with_name_and_family_in_the_language() -> None:
    chinese = _shown("--language", "zh").splitlines()
    assert len(chinese) == len(RULES) + 1
    row = next(line for line in chinese if "unit.waterfall" in line)
    assert row.split() == ["unit.waterfall", "每单利润", "每单利润和保本"]
    assert "Contribution of an order" in _shown("--language", "en")


def test_the_list_as_json_describes_every_rule() -> None:
    listed = json.loads(_shown("--json"))
    assert [rule["name"] for rule in listed] == list(RULES)
    assert listed[0]["family"] == {"zh": "备货", "en": "stocking"}
    assert listed[0]["inputs"][0]["label"]["zh"] == "每单净收入"


def test_the_result_comes_first_then_inputs_outputs_formula_scenarios_tables_warnings() -> None:
    shown = _shown(*WATERFALL, "zh")
    assert "买家付25，税 4.16，平台 2.07" in shown.splitlines()[0]
    headings = [
        "输入",
        "结果",
        "公式",
        "假设的数往低、往高取时",
        "退货率不同时",
        "提醒",
        "最该先弄清",
    ]
    found = [line for line in shown.splitlines() if line in headings]
    assert found == [heading for heading in headings if heading in found]
    assert {"输入", "结果", "公式", "退货率不同时"} <= set(found)


def test_inputs_tell_who_gave_them() -> None:
    lines = _shown(*WATERFALL, "en").splitlines()
    price = next(line for line in lines if "(price)" in line)
    assert price.split()[-3:] == ["24.99", "money", "asked"]
    discount = next(line for line in lines if "(seller_discount)" in line)
    assert "assumed: without it, nothing of the kind is counted" in discount


def test_an_assumed_figure_names_its_source_and_fact() -> None:
    shown = _shown("stock.ship_capacity", "--demand", "10000,30000,100000", "--language", "en")
    line = next(line for line in shown.splitlines() if "(sla_days)" in line)
    assert "assumed: a figure of the article, which names no source [dispatch-deadline]" in line


def test_rates_are_read_as_fractions_and_as_percent() -> None:
    percent = _json("unit.waterfall", "--price", "24.99", "--return-rate", "8%")
    fraction = _json("unit.waterfall", "--price", "24.99", "--return-rate", "0.08")
    full_width = _json("unit.waterfall", "--price", "24.99", "--return-rate=8％")
    assert _outputs(percent) == _outputs(fraction) == _outputs(full_width)


def test_underscores_and_equals_signs_are_taken_too() -> None:
    dashed = _json("unit.waterfall", "--price", "20", "--landed-cost", "5")
    assert _outputs(_json("unit.waterfall", "--price=20", "--landed_cost=5")) == _outputs(dashed)


def test_a_currency_is_said_with_amounts_in_sentence_and_tables() -> None:
    shown = _shown("unit.waterfall", "--price", "24.99", "--currency", "gbp", "--language", "en")
    assert "of the GBP 25 that a buyer pays, goods GBP 0" in shown.splitlines()[0]
    tagged = _json("unit.waterfall", "--price", "24.99 GBP", "--language", "en")
    assert tagged["currency"] == "GBP"
    assert tagged["sentence"] == shown.splitlines()[0]


@pytest.mark.parametrize("name", RULES)
def test_every_rule_runs_from_the_command_line_as_the_rules_layer_runs_it(name: str) -> None:
    inputs = calls()[name]
    written = [
        part
        for option, value in inputs.items()
        for part in (f"--{option}", value if isinstance(value, str) else json.dumps(value))
    ]
    written = ["yes" if part == "true" else "no" if part == "false" else part for part in written]
    found = _json(name, *written, "--language", "zh")
    assert _outputs(found) == json.loads(json.dumps(evaluate(name, inputs)))
    assert found["sentence"]
    assert _shown(name, *written, "--language", "en").strip()


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_names_every_input_with_what_it_accepts_and_its_default(
    name: str, language: str
) -> None:
    shown = _shown(name, "--help", "--language", language)
    for item in RULES[name].inputs:
        option = f"--{item.name.replace('_', '-')}"
        line = next(line for line in shown.splitlines() if line.split()[:1] == [option])
        assert (item.label.zh if language == "zh" else item.label.en) in line
        for fact in item.default.facts if item.default else ():
            assert fact in line


def test_help_tells_unit_range_default_and_fact() -> None:
    shown = _shown("stock.pulse_plan", "--help", "--language", "en")
    line = next(line for line in shown.splitlines() if line.strip().startswith("--sla-days"))
    assert "days, a whole number and at least 0 and at most 365" in line
    assert (
        "taken as 2 (a figure of the article, which names no source [fact dispatch-deadline])"
        in line
    )
    assert "    net_revenue=" in shown


def test_help_without_a_rule_tells_how_to_go_on() -> None:
    assert "RULE --help" in _shown("--help")


@pytest.mark.parametrize(
    ("arguments", "chinese", "english"),
    [
        (("--price", "-5"), "标价（price）必须大于0，现在是-5。", "Listed price (price) must be more than 0, got -5."),
        (("--price", "nan"), "标价（price）必须是一个数", "must be a number, got nan"),
        (("--price", "1e308"), "必须在正负10^15以内", "between -10^15 and 10^15, got 1e+308"),
        (("--price", "9" * 5000), "必须在正负10^15以内", "between -10^15 and 10^15"),
        (("--price", "cheap"), "标价（price）必须是一个数，现在是'cheap'", "must be a number, got 'cheap'"),
        (("--price", ""), "标价（price）必须是一个数", "Listed price (price) must be a number"),
        (("--price", "9", "--return-rate", "8"), "退货率（return_rate）请用小数", "Write 20% as 0.20"),
        (("--price", "9", "--return-rate", "120%"), "现在是1.2", "got 1.2"),
        (("--pirce", "9"), "是不是想写price？", "Did you mean price?"),
        (("--price",), "--price后面没有值", "--price has no value"),
        (("--price", "--landed-cost", "5"), "--price后面没有值", "--price has no value"),
        (("9",), "“9”前面没有选项", "'9' belongs to no option"),
        (("--price", "9", "--price", "8"), "--price写了两次", "--price is given twice"),
        (("--price", "9 USD", "--landed-cost", "3 EUR"), "换成同一种货币", "Convert to one currency"),
        (("--price", "9", "--currency", "dollars"), "三个字母的币种", "three letters, as in USD"),
        (("--price", "9", "--chart", "x.pdf"), "只能写成.svg或.png", "is an .svg or a .png"),
        (("--price", "9", "--chart", "none/x.svg"), "请换一个文件夹", "in another folder"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line_in_the_language_with_its_repair(
    arguments: tuple[str, ...], chinese: str, english: str
) -> None:
    assert chinese in _refused("unit.waterfall", *arguments, "--language", "zh")
    assert english in _refused("unit.waterfall", *arguments, "--language", "en")


def test_missing_inputs_are_all_named_at_once() -> None:
    assert _refused("stock.newsvendor", "--language", "zh") == (
        "还缺需求分布（demand）、每单净收入（net_revenue）、单件到仓成本（unit_cost），"
        "没有可用的默认值，请补上。"
    )
    assert _refused("stock.pulse_plan", "--language", "en") == (
        "Missing, without a default: economics per order (economics), orders expected on the first "
        "day (first_orders), daily growth, with fewer than 3 days (growth). Please give them."
    )
    parts = _refused("stock.pulse_plan", "--economics", "lost_penalty=1", "--orders", "1,2,4")
    assert "(economics.net_revenue)" in parts
    assert "(economics.unit_cost)" in parts


def test_a_misspelt_part_of_a_group_is_told_before_what_is_missing() -> None:
    message = _refused("stock.pulse_plan", "--economics", "net_revenu=12", "--language", "en")
    assert "Did you mean net_revenue?" in message


def test_an_unknown_rule_names_the_nearest() -> None:
    assert "unit.waterfall" in _refused("unit.waterfal", "--language", "zh")


def test_an_error_goes_to_stderr_with_status_1(tmp_path: Path) -> None:
    arguments = ("calc", "unit.waterfall", "--price", "-1", "--language", "zh")
    done = run_advisor(*arguments, data=tmp_path)
    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr.decode() == "Error: 标价（price）必须大于0，现在是-1。请改正后再算。\n"
    garbled = run_advisor("calc", "unit.waterfall", "--price", "\udcff", data=tmp_path)
    assert garbled.returncode == 1
    assert b"not valid UTF-8" in garbled.stderr


def test_a_chart_is_written_beside_the_result(tmp_path: Path) -> None:
    path = tmp_path / "order.svg"
    shown = _shown(*WATERFALL, "zh", "--chart", str(path))
    assert shown.startswith("每单剩")
    assert str(path) not in shown
    svg = path.read_text(encoding="utf-8")
    assert "每单利润" in svg
    assert "平台佣金" in svg


def test_a_calculation_needs_no_index_and_loads_no_chart_library(tmp_path: Path) -> None:
    first = (
        "import atexit, sys; "
        "atexit.register(lambda: sys.stderr.write(str('altair' in sys.modules))); "
    )
    done = run_advisor("calc", "cac.funnel", "--cpm", "6", "--ctr", "1.2%", "--cvr", "2%",
                       data=tmp_path / "none", first=first)  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b"False"
    assert not (tmp_path / "none").exists()


def test_amounts_with_a_currency_raise_no_false_alarm() -> None:
    costs = ("--net-revenue", "12 USD", "--unit-cost", "7 USD", "--salvage-value", "2 USD")
    found = _json("stock.newsvendor", "--demand", "normal,mean=50,sd=8", *costs)
    assert found["sensitivity"] == []
    assert found["warnings"] == []


def test_an_output_that_shares_its_name_with_an_input_keeps_its_own_label() -> None:
    written = ("--demand", "normal,mean=50,sd=8", "--underage-cost", "5", "--overage-cost", "5")
    shown = _shown("stock.newsvendor", *written, "--language", "zh")
    assert "备货量 (quantity)" in shown
    assert "自己想备的数量" not in shown

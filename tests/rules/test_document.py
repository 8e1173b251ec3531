"""docs/rules.md, and the words that it and the command line are made of."""

from advisor.rules import RULES
from advisor.rules.accepting import accepted, parts
from advisor.rules.catalogue import FAMILIES, family
from advisor.rules.document import PATH, document
from advisor.rules.kinds import Number
from advisor.rules.labels import input_label, input_unit, output_named
from advisor.rules.units import UNITS, said_unit, unit_within
from advisor.rules.wording import Speech


def test_the_page_is_what_the_catalogue_says() -> None:
    assert PATH.read_text(encoding="utf-8") == document(), "Run `make docs`."


def test_the_page_tells_everything_of_every_rule() -> None:
    page = document()
    for rule in RULES.values():
        section = page.split(f"\n### {rule.name}\n")[1].split("\n### ")[0]
        told = [rule.title, rule.description, rule.assumptions]
        told += [item.label for item in (*rule.inputs, *rule.outputs)]
        assert all(text.zh in section and text.en in section for text in told)
        assert rule.formula in section
        assert rule.reference in section
        for item in rule.inputs:
            assert f"`{item.name}`" in section
            for fact in item.default.facts if item.default else ():
                assert f"`{fact}`" in section


def test_every_row_of_a_table_has_its_cells() -> None:
    for block in document().split("\n\n"):
        rows = [line for line in block.splitlines() if line.startswith("|")]
        assert len({row.count("|") for row in rows}) <= 1


def test_every_unit_and_family_of_the_catalogue_has_words() -> None:
    units = {item.unit for rule in RULES.values() for item in rule.outputs}
    for rule in RULES.values():
        assert family(rule) in FAMILIES.values()
        for item in (*rule.inputs, *(part for i in rule.inputs for part in parts(i.kind))):
            units.add(unit_within(item.kind) or "flag")
            assert accepted(item.kind).zh
            assert accepted(item.kind).en
    assert units == set(UNITS)


def test_a_range_is_told_in_both_languages() -> None:
    words = accepted(Number(unit="days", at_least=0.0, above=0.0, at_most=60.0, whole=True))
    assert words.zh == "天，是整数、大于0、不大于60"
    assert words.en == "days, a whole number and more than 0 and at most 60"
    assert accepted(Number(unit="fraction", below=1.0)).en == "share, 0 to below 1"


def test_parts_of_groups_and_distributions_have_labels_and_units() -> None:
    newsvendor, plan = RULES["stock.newsvendor"], RULES["stock.pulse_plan"]
    assert input_label(newsvendor, "demand.mean").zh == "需求分布：平均需求"
    assert input_unit(newsvendor, "demand.mean") == "units"
    assert (
        input_label(plan, "economics.unit_cost").en == "economics per order: landed cost per unit"
    )
    assert input_label(plan, "nothing").en == "nothing"
    assert input_label(newsvendor, "quantity").zh == "自己想备的数量"
    assert output_named(newsvendor, "quantity").label.zh == "备货量"


def test_money_is_called_by_its_currency() -> None:
    speech = Speech(language="zh", currency="USD")
    assert said_unit("money", speech) == "USD"
    assert said_unit("home money", speech) == "本币金额"
    assert said_unit("units", speech) == "件"

"""How quantities are scored, and that the tuning set stays read."""

from pathlib import Path

import pytest

from evals.quantities import Expected, Phrase, is_right, load_phrases, main, quantities_in

_SETS = Path(__file__).parent.parent.parent / "evals" / "sets" / "quantities"


def _phrase(text: str, *expect: Expected) -> Phrase:
    return Phrase(id="a", language="zh", text=text, expect=expect)


_PRICE = Expected(value=35, unit="USD", kind="money")


def _right(phrase: Phrase, *, strictly: bool = False) -> bool:
    return is_right(phrase, quantities_in(phrase.text), strictly=strictly)


def test_a_phrase_is_right_when_every_quantity_is() -> None:
    assert _right(_phrase("35美金", _PRICE))
    assert _right(_phrase("2023年卖35美金", _PRICE)), "a date is no quantity"


@pytest.mark.parametrize("text", ["", "36美金", "35块", "35美金，8天"])
def test_a_phrase_is_wrong_when_one_is_missing_other_or_invented(text: str) -> None:
    assert not _right(_phrase(text, _PRICE))


def test_rates_and_bounds_count_only_strictly() -> None:
    assert _right(_phrase("至少35美金一件", _PRICE))
    assert not _right(_phrase("至少35美金一件", _PRICE), strictly=True)


def test_an_expectation_has_one_value_or_a_range() -> None:
    with pytest.raises(ValueError, match="either value, or low and high"):
        Expected(unit="USD", kind="money")
    with pytest.raises(ValueError, match="either value, or low and high"):
        Expected(value=1, low=1, high=2, unit="USD", kind="money")


def test_the_sets_are_large_varied_and_share_no_phrase() -> None:
    tuning, held_out = (load_phrases(_SETS / name) for name in ("dev.yaml", "held-out.yaml"))
    for phrases in (tuning, held_out):
        assert len(phrases) >= 220
        assert 0.4 < sum(p.language == "zh" for p in phrases) / len(phrases) < 0.6
    assert not {p.text for p in tuning} & {p.text for p in held_out}


def test_nearly_all_phrases_of_the_tuning_set_are_read_right() -> None:
    phrases = load_phrases(_SETS / "dev.yaml")
    assert sum(map(_right, phrases)) / len(phrases) >= 0.98


def test_of_a_held_out_set_only_the_figures_are_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = "- {id: a, language: zh, text: 35块, expect: [{value: 35, unit: USD, kind: money}]}"
    for name in ("held-out.yaml", "dev.yaml"):
        (tmp_path / name).write_text(row, encoding="utf-8")
    main(tmp_path / "held-out.yaml")
    assert "35块" not in capsys.readouterr().out
    main(tmp_path / "dev.yaml")
    assert "WRONG a 35块" in capsys.readouterr().out

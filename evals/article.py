"""Answer a question set and print how good the answers are: python -m evals.article SET."""

import argparse
import json
import statistics
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from advisor.answering.advisor import Advisor
from advisor.domain.answers import Answer, Question
from advisor.wiring import open_advisor
from evals.cases import Case, load_cases
from evals.scoring import Scores, score

_WIDTH = 170


def main() -> None:
    """Print the report; with --details every case that is not perfect."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--details", action="store_true")
    parser.add_argument("--out", type=Path, help="write every answer as JSON lines")
    options = parser.parse_args()
    advisor = open_advisor(data=options.data)
    cases = load_cases(options.set)
    results = [
        (case, *_run(advisor, case))
        for case in track(cases, description="Asking", console=Console(stderr=True))
    ]
    if options.out:
        rows = [{"id": c.id, "text": a.text, "scores": asdict(s)} for c, a, s in results]
        options.out.write_text(
            "\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8"
        )
    _report([(case, scores) for case, _, scores in results])
    if options.details:
        _details(results)


def _run(advisor: Advisor, case: Case) -> tuple[Answer, Scores]:
    conversation: str | None = None
    for turn in case.turns:
        answer = advisor.answer(Question(text=turn, conversation_id=conversation))
        conversation = answer.conversation_id
    stand_alone = advisor.conversations.history(conversation).messages[-1].query
    hits = advisor.search(Question(text=stand_alone), limit=advisor.passages)
    return answer, score(case, answer=answer, hits=hits, vocabulary=advisor.vocabulary)


def _report(results: list[tuple[Case, Scores]]) -> None:
    groups = {"all": results}
    for language in ("zh", "en"):
        groups[language] = [r for r in results if r[0].language == language]
    for tag in sorted({tag for case, _ in results for tag in case.tags}):
        groups[tag] = [r for r in results if tag in r[0].tags]
    table = Table(box=None)
    for column in ("group", "cases", *_measures(results)):
        table.add_column(column)
    for name, group in groups.items():
        values = ("—" if v is None else f"{v:.3f}" for v in _measures(group).values())
        table.add_row(name, str(len(group)), *values)
    Console(width=_WIDTH).print(table)


def _measures(results: list[tuple[Case, Scores]]) -> dict[str, float | None]:
    scores = [s for _, s in results]
    should = [case.expect.status == "declined" for case, _ in results]
    did = [s.declined for s in scores]
    both = sum(a and b for a, b in zip(should, did, strict=True))
    return {
        "top 5": _mean([s.passage_in_top_5 for s in scores]),
        "fact": _mean([s.facts_found for s in scores]),
        "section cited": _mean([s.right_section_cited for s in scores]),
        "cite P": _ratio(
            sum(s.citations_supporting for s in scores), sum(s.citations for s in scores)
        ),
        "cite R": _ratio(
            sum(s.statements_supported for s in scores), sum(s.statements for s in scores)
        ),
        "refuse P": _ratio(both, sum(did)),
        "refuse R": _ratio(both, sum(should)),
        "figures": _ratio(
            sum(s.figures_with_origin for s in scores), sum(s.figures for s in scores)
        ),
        "conflict": _mean([s.conflict_shown for s in scores]),
        "invented": _mean([s.conflict_invented for s in scores]),
        "old": _mean([s.called_old for s in scores]),
        "clean": _mean([s.clean for s in scores]),
        "language": _mean([s.language_matched for s in scores]),
    }


def _details(results: list[tuple[Case, Answer, Scores]]) -> None:
    console = Console(soft_wrap=True)
    for case, answer, scores in results:
        values = (scores.status_right, scores.passage_in_top_5, scores.facts_found, scores.clean)
        if all(value in (None, 1.0) for value in values):
            continue
        console.print(
            f"\n{case.id} {case.tags} status, top 5, facts, clean = {values}", markup=False
        )
        console.print(f"  Q {' / '.join(case.turns)}", markup=False)
        console.print(f"  wants {case.expect.status} {case.expect.sections}", markup=False)
        console.print(f"  wants {[f[0] for f in case.expect.facts]}", markup=False)
        console.print(f"  A {answer.text}", markup=False)


def _mean(values: list[float | None]) -> float | None:
    present = [value for value in values if value is not None]
    return statistics.fmean(present) if present else None


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


if __name__ == "__main__":
    main()

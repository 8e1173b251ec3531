"""Plain text: web articles copied into a file, notes, mail."""

import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from advisor.ingestion.loaders.blocks import Content
from advisor.ingestion.loaders.encoding import decode
from advisor.ingestion.loaders.guessed_headings import guess_blocks
from advisor.ingestion.loaders.line_shapes import looks_like_heading
from advisor.ingestion.loaders.normal_form import display_width, normalise
from advisor.ingestion.loaders.wrapped_lines import is_wrapped, join_wrapped, page_width

_BREADCRUMBS = re.compile(
    r"(?:\d+[.、]\s*)?(?:(?:当前|您的|你的|所在)?位置\s*[:：]\s*|You are here\s*:\s*)?"
    r"(?:首页|主页|Home|Start)\s*(?:[>»›＞/→]\s*[^>»›＞/→。]{1,40}){1,6}",
    re.IGNORECASE,
)
_SHARING = re.compile(
    r"欢迎(?:分享|转载|关注)|转载请|如需转载|未经[^。]{0,12}(?:不得|禁止|请勿|严禁|谢绝)[^。]{0,8}(?:转载|摘编)"
    r"|版权(?:所有|归)|责任?编辑?\s*[:：]|(?:原文|本文|文章)(?:地址|链接|网址|出处|来源|转自|转载自)\s*[:：]"
    r"|(?:扫码|扫描|点击|长按)[^。]{0,12}关注|All rights reserved|Copyright (?:©|\(c\)|\d{4})|© ?\d{4}"
    r"|Share this (?:article|post|page)|Follow us on|Originally published (?:at|on)"
    r"|Subscribe to our newsletter",
    re.IGNORECASE,
)
_SHARING_WIDTH = 160
_SHORTEST_COPY_WIDTH = 12


def read_plain_text(data: bytes, *, path: Path) -> Content:
    """Paragraphs of a text file, with headings guessed."""
    lines = drop_boilerplate(
        [line.strip() for line in normalise(decode(data, path=path)).split("\n")]
    )
    if is_wrapped(lines):
        lines = join_wrapped(lines, width=page_width(lines))
    return Content(blocks=guess_blocks(lines))


def drop_boilerplate(lines: Sequence[str]) -> list[str]:
    """The lines without what surrounds an article on a web page.

    Dropped are breadcrumbs; sharing and copyright notices; and a line that follows its own copy. Of
    a pair that is no full sentence both go: it is the caption of a picture and its alternative text.
    """
    kept: list[str] = []
    for line, copies in groupby(lines):
        if _BREADCRUMBS.fullmatch(line) or _is_sharing(line):
            continue
        count = sum(1 for _ in copies)
        if count > 1 and display_width(line) >= _SHORTEST_COPY_WIDTH:
            count = 0 if looks_like_heading(line) else 1
        kept += [line] * count
    return kept


def _is_sharing(line: str) -> bool:
    return display_width(line) <= _SHARING_WIDTH and _SHARING.match(line) is not None

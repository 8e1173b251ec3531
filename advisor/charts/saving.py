"""Charts as files: SVG, or PNG where a font has the characters."""

from pathlib import Path
from typing import Any

import vl_convert

from advisor.charts.drawing import Drawing
from advisor.domain.documents import LanguageCode
from advisor.domain.errors import CannotDraw
from advisor.domain.identity import printable
from advisor.rules.text import Text

_FONTS = (
    "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, "
    "WenQuanYi Micro Hei, Droid Sans Fallback, DejaVu Sans, sans-serif"
)
_LOOK: dict[str, Any] = {
    "font": _FONTS,
    "view": {"continuousWidth": 480, "discreteWidth": 480, "continuousHeight": 300},
    "title": {"anchor": "start", "fontSize": 15},
}
_PNG_SCALE = 2.0
_SUFFIXES = (".svg", ".png")
_SUFFIX = Text(
    zh="图只能写成.svg或.png，现在是{field}。请换一个文件名。",
    en="A chart is an .svg or a .png, not {field}. Give another file name.",
)
_NO_FONT = Text(
    zh="这台机器没有中文字体，PNG里的中文显示不出来。请写成.svg，或安装中文字体（如Noto Sans CJK）。",
    en="No font on this machine has Chinese characters, so a PNG cannot show them. Write an .svg, "
    "or install such a font (Noto Sans CJK, say).",
)
_UNWRITABLE = Text(
    zh="图写不进{field}。请换一个文件夹。",
    en="The chart cannot be written to {field}. Give a file in another folder.",
)


def check_path(path: Path, *, language: LanguageCode) -> None:
    """Raises CannotDraw when the name is of no kind of file that charts are written to."""
    if path.suffix.lower() not in _SUFFIXES:
        raise CannotDraw(_named(_SUFFIX, path.suffix or path.name, language))


def save(chart: Drawing, path: Path, *, language: LanguageCode) -> None:
    """Write an altair chart as the SVG or PNG that its file name asks for.

    Raises:
        CannotDraw: the file cannot be written, or no font shows Chinese in a PNG.
    """
    check_path(path, language=language)
    is_png = path.suffix.lower() == ".png"
    if is_png and language == "zh" and not has_chinese_font():
        raise CannotDraw(_NO_FONT[language])
    spec = {**chart.to_dict(), "config": _LOOK}
    drawn = (
        vl_convert.vegalite_to_png(spec, scale=_PNG_SCALE)
        if is_png
        else vl_convert.vegalite_to_svg(spec).encode()
    )
    try:
        path.write_bytes(drawn)
    except OSError as error:
        raise CannotDraw(_named(_UNWRITABLE, str(path), language)) from error


def has_chinese_font() -> bool:
    """Whether a PNG can show Chinese: without a font two characters are the same empty box."""
    return _picture("净") != _picture("备")


def _picture(character: str) -> bytes:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
        f'<text x="0" y="16" font-size="16" font-family="{_FONTS}">{character}</text></svg>'
    )
    return bytes(vl_convert.svg_to_png(svg))


def _named(words: Text, name: str, language: LanguageCode) -> str:
    shown = printable(name)
    return words.naming(Text(zh=shown, en=shown))[language]

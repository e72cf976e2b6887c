"""The look: contrast in light and dark, text sizes, the style sheet, fonts, the system's dark."""

import re
from itertools import product

import pytest
from PySide6.QtGui import QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QPushButton

from kzzq_desktop.base import paths
from kzzq_desktop.ui import theme, tokens

LOOKS = [theme.Look(size, tone) for size, tone in product(tokens.SIZES, ("light", "dark"))]
DESIGN = {  # figures of the design page
    ("ink", "surface"): 15.82, ("ink2", "canvas"): 7.13, ("ink3", "teal_t"): 4.99, ("surface", "red"): 5.99, ("red", "nav"): 5.09,
    ("teal", "teal_t"): 5.36, ("amber", "amber_t"): 5.63, ("edge", "canvas"): 3.32, ("focus", "nav"): 5.39,
    ("amber_f", "surface"): 3.15,
}  # fmt: skip


@pytest.mark.parametrize("theme_tokens", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
def test_every_pair_has_its_contrast(theme_tokens: dict[str, str]) -> None:
    poor = {
        (text, ground): round(tokens.contrast(theme_tokens[text], theme_tokens[ground]), 2)
        for text, ground, needed in tokens.PAIRS
        if tokens.contrast(theme_tokens[text], theme_tokens[ground]) < needed
    }
    assert not poor


def test_contrast_is_the_one_of_the_design_page() -> None:
    for (text, ground), ratio in DESIGN.items():
        assert tokens.contrast(tokens.LIGHT[text], tokens.LIGHT[ground]) == pytest.approx(ratio, abs=0.01)


def test_contrast_is_symmetric_and_one_for_the_same_colour() -> None:
    assert tokens.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert tokens.contrast("#1C6B68", "#FFFFFF") == tokens.contrast("#FFFFFF", "#1C6B68")
    assert tokens.contrast("#1C6B68", "#1C6B68") == 1


def test_light_and_dark_have_the_same_tokens() -> None:
    assert set(tokens.LIGHT) == set(tokens.DARK)
    assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for colour in (*tokens.LIGHT.values(), *tokens.DARK.values()))


@pytest.mark.parametrize("look_worn", LOOKS, ids=str)
def test_the_sheet_is_filled_and_qt_takes_it(look_worn: theme.Look, qapp: QApplication, recwarn: pytest.WarningsRecorder) -> None:
    theme.wear(look_worn)
    assert "${" not in theme.style_sheet()
    assert qapp.styleSheet() == theme.style_sheet()
    button = QPushButton("保存")
    button.ensurePolished()
    assert button.fontInfo().pointSizeF() == pytest.approx(10.5 * tokens.SIZES[look_worn.size], abs=0.6)


def test_text_sizes_multiply_points_and_heights() -> None:
    sizes = {}
    for size, times in tokens.SIZES.items():
        theme.wear(theme.Look(size, "light"))
        assert theme.factor() == times
        assert theme.height("row") == round(36 * times)
        assert theme.font("title").pointSizeF() == pytest.approx(15 * times)
        sizes[size] = theme.text_width("额尔敦朝鲁·阿拉坦仓")
    assert sizes["normal"] < sizes["large"] < sizes["huge"]


def test_the_bundled_fonts_are_worn_in_three_weights() -> None:
    assert "Noto Sans SC" in QFontDatabase.families()
    assert theme.font().families()[0] == "Noto Sans SC"
    assert [int(theme.font(role).weight()) for role in ("body", "first", "title")] == [400, 500, 600]
    assert not any(theme.font(role).italic() for role in tokens.TYPE)
    assert min(points for points, _ in tokens.TYPE.values()) == 9.5


def test_rare_characters_of_names_have_a_font() -> None:
    for name in ("㛃", "䶮", "𬸚", "𣲗"):
        assert theme.text_width(name) > 8


def test_dark_follows_the_choice(qapp: QApplication) -> None:
    theme.wear(theme.Look("normal", "dark"))
    assert theme.hexa("surface") == tokens.DARK["surface"]
    assert qapp.palette().color(QPalette.ColorRole.Base).name().upper() == tokens.DARK["surface"]
    theme.wear(theme.Look("normal", "light"))
    assert theme.hexa("surface") == tokens.LIGHT["surface"]


def test_a_change_is_told() -> None:
    told: list[bool] = []
    link = theme.worn.changed.connect(lambda: told.append(theme.worn.dark))
    theme.wear(theme.Look("normal", "dark"))
    theme.worn.changed.disconnect(link)
    assert told == [True]


def test_qt_speaks_chinese(qapp: QApplication) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel | QDialogButtonBox.StandardButton.Save)
    words = "".join(button.text() for button in box.buttons())
    assert "取消" in words
    assert "保存" in words


def test_marks_of_the_sheet_wear_the_tokens() -> None:
    worn_by = {
        "chev-down": "ink2",
        "chev-up": "ink2",
        "chev-right": "ink2",
        "tick": "tick",
        "dash": "tick",
        "check": "teal",
        "dot": "teal",
    }
    for folder, colours in (("light", tokens.LIGHT), ("dark", tokens.DARK)):
        for name, token in worn_by.items():
            drawing = (paths.resources() / "styles" / folder / f"{name}.svg").read_text(encoding="utf-8")
            assert colours[token] in drawing, f"{folder}/{name}"
    named = set(re.findall(r"marks:([a-z-]+)\.svg", (paths.resources() / "styles" / "app.qss").read_text(encoding="utf-8")))
    assert named <= set(worn_by)


def test_colours_stand_in_the_tokens_only() -> None:
    """A colour written anywhere else would miss the dark theme."""
    package = paths.root() / "kzzq_desktop" / "ui"
    loose = [
        f"{path.relative_to(package)}: {found}"
        for path in package.rglob("*.py")
        if path.name not in ("tokens.py", "photo.py", "glyph.py")  # what is shown as on paper is black on white
        for found in re.findall(r"[\"']#[0-9A-Fa-f]{6}[\"']|GlobalColor\.(?!transparent)\w+", path.read_text(encoding="utf-8"))
    ]
    assert not loose
    assert not re.findall(r"#[0-9A-Fa-f]{6}", (paths.resources() / "styles" / "app.qss").read_text(encoding="utf-8"))

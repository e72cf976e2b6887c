"""Design tokens: the only place where a colour, a size or a distance of the screen is written. No Qt here."""

from types import MappingProxyType

LIGHT = MappingProxyType(
    {
        "canvas": "#F6F4F1",  # page behind cards
        "nav": "#EFECE7",  # navigation, status bar
        "surface": "#FFFFFF",  # cards, inputs, tiles
        "sunken": "#FAF8F5",  # table header, tree panel, empty tile, note strip
        "hover": "#F3F0EC",
        "line": "#E4E0DA",  # hairline between things
        "line2": "#CFC9C1",  # border of buttons, tiles, chips
        "edge": "#8C857C",  # border of inputs and tick boxes
        "ink": "#25221F",
        "ink2": "#57514A",  # labels, second text
        "ink3": "#6B645C",  # hints, placeholders, units
        "off": "#A39C93",  # disabled only
        "red": "#B3372F",  # active mark, overdue
        "red_d": "#96291F",
        "red_t": "#FAEDEB",
        "red_f": "#C76B61",
        "teal": "#1C6B68",  # reached, chosen, links
        "teal_f": "#4B9A94",
        "teal_t": "#E3F0EE",
        "teal_w": "#F5FAF9",  # cells of a sheet that were understood
        "amber": "#875400",  # due
        "amber_f": "#C4841F",
        "amber_t": "#FBF0DA",
        "focus": "#1F5FAE",  # focus ring only
        "track": "#ECE8E2",  # empty part of a bar
        "main": "#B3372F",  # main button, its hover, its words
        "main_d": "#96291F",
        "main_ink": "#FFFFFF",
        "tick": "#FFFFFF",  # the tick inside a filled box
        "tip": "#25221F",
        "tip_ink": "#FFFFFF",
    }
)

DARK = MappingProxyType(
    {
        "canvas": "#1C1A18",
        "nav": "#161412",
        "surface": "#262320",
        "sunken": "#211E1C",
        "hover": "#302C29",
        "line": "#37332F",
        "line2": "#4E4842",
        "edge": "#8D857B",
        "ink": "#EEEAE5",
        "ink2": "#C6BFB6",
        "ink3": "#B0A89E",
        "off": "#716A62",
        "red": "#F0938A",
        "red_d": "#F5ABA3",
        "red_t": "#45241F",
        "red_f": "#C4675D",
        "teal": "#74C7BF",
        "teal_f": "#449A93",
        "teal_t": "#1E3B38",
        "teal_w": "#232A28",
        "amber": "#E3B25F",
        "amber_f": "#BC8529",
        "amber_t": "#3E3117",
        "focus": "#79AEF0",
        "track": "#3A3531",
        "main": "#B6423A",
        "main_d": "#A2352D",
        "main_ink": "#FFFFFF",
        "tick": "#12211F",
        "tip": "#EEEAE5",
        "tip_ink": "#25221F",
    }
)

# text or mark, what it stands on, the contrast it needs (WCAG 2): kept in light and in dark
PAIRS = (
    ("ink", "surface", 4.5), ("ink", "canvas", 4.5), ("ink", "nav", 4.5), ("ink", "teal_t", 4.5), ("ink", "sunken", 4.5),
    ("ink2", "surface", 4.5), ("ink2", "canvas", 4.5), ("ink2", "nav", 4.5), ("ink2", "teal_t", 4.5), ("ink2", "hover", 4.5),
    ("ink2", "track", 4.5), ("ink2", "sunken", 4.5), ("ink2", "amber_t", 4.5), ("ink", "amber_t", 4.5), ("ink", "hover", 4.5),
    ("ink3", "surface", 4.5), ("ink3", "sunken", 4.5), ("ink3", "canvas", 4.5), ("ink3", "hover", 4.5), ("ink3", "nav", 4.5),
    ("ink3", "teal_t", 4.5), ("surface", "red", 4.5), ("surface", "red_d", 4.5), ("main_ink", "main", 4.5),
    ("main_ink", "main_d", 4.5),
    ("red", "surface", 4.5), ("red", "canvas", 4.5), ("red", "nav", 4.5), ("red", "red_t", 4.5), ("red", "teal_t", 4.5),
    ("teal", "surface", 4.5), ("teal", "canvas", 4.5), ("teal", "nav", 4.5), ("teal", "teal_t", 4.5), ("teal", "sunken", 4.5),
    ("teal", "hover", 4.5), ("amber", "surface", 4.5), ("amber", "canvas", 4.5), ("amber", "nav", 4.5), ("amber", "amber_t", 4.5),
    ("amber", "teal_t", 4.5), ("edge", "surface", 3.0), ("edge", "canvas", 3.0), ("focus", "surface", 3.0),
    ("focus", "canvas", 3.0), ("focus", "nav", 3.0), ("focus", "teal_t", 3.0), ("teal_f", "surface", 3.0),
    ("red_f", "surface", 3.0), ("amber_f", "surface", 3.0),
    ("ink", "teal_w", 4.5), ("ink", "red_t", 4.5), ("red", "amber_t", 3.0), ("teal", "teal_w", 4.5),
    ("tick", "teal", 3.0), ("tip_ink", "tip", 4.5),
)  # fmt: skip

GAP = MappingProxyType({"x1": 4, "x2": 8, "x3": 12, "x4": 16, "x5": 24, "x6": 32})
RADIUS = MappingProxyType({"small": 4, "control": 6, "card": 8})
# points and weight of each role; weights: Regular 400, Medium 500, SemiBold 600
TYPE = MappingProxyType(
    {
        "title": (15.0, 600),
        "head": (11.5, 600),
        "name": (11.5, 500),
        "strong": (11.0, 500),
        "body": (10.5, 400),
        "first": (10.5, 500),
        "chosen": (10.5, 600),
        "small": (9.5, 400),
        "mark": (9.5, 500),
        "figure": (18.0, 500),
    }
)
HEIGHT = MappingProxyType(
    {
        "top": 56,
        "status": 30,
        "nav": 40,
        "row": 36,
        "side_row": 34,
        "head": 32,
        "control": 34,
        "phrase": 28,
        "tile": 106,
        "tree": 34,
    }
)
WIDTH = MappingProxyType({"nav": 152, "nav_narrow": 64, "tree": 232, "tree_narrow": 208, "narrow": 1200})
SIZES = MappingProxyType({"normal": 1.0, "large": 1.15, "huge": 1.3})
SIZE_WORDS = MappingProxyType({"normal": "标准", "large": "大", "huge": "特大"})

# tone of a state -> its words' colour, its bar, its tint, its icon
TONES = MappingProxyType(
    {
        "ok": ("teal", "teal_f", "teal_t", "check"),
        "due": ("amber", "amber_f", "amber_t", "clock"),
        "over": ("red", "red_f", "red_t", "alert"),
        "mute": ("ink3", "line2", "hover", "minus"),
    }
)


def contrast(one: str, other: str) -> float:
    """Return the WCAG 2 contrast ratio of two #RRGGBB colours."""
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _light(colour: str) -> float:
    """Return the relative luminance of a colour."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

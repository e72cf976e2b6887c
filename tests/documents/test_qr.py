import random

import pytest
import zxingcpp
from PIL import Image

from kzzq_desktop.documents import qr
from kzzq_desktop.domain.page_code import page_code

SIDE = 57.0


def printed(code: str, dpi: int, turn: float) -> Image.Image:
    """The code as a scanner sees it: between the pixels, a little turned, 4 modules of white around."""
    modules, digits = qr._modules(code)
    square = Image.frombytes("L", (modules, modules), bytes(0 if digit == 0x30 else 255 for digit in digits))
    side = round(SIDE / 72 * dpi * 4)
    white = round(qr.quiet_zone(SIDE) / 72 * dpi * 4)
    page = Image.new("L", (side + 2 * white + 3,) * 2, 255)
    page.paste(square.resize((side, side), Image.Resampling.NEAREST), (white + 1, white + 2))
    return page.resize((page.width // 4,) * 2, Image.Resampling.BOX).rotate(turn, Image.Resampling.BILINEAR, fillcolor=255)


@pytest.mark.parametrize("dpi", [75, 150, 300])
def test_codes_are_read_from_scans(dpi):
    chance = random.Random(dpi)
    for page in range(1, 121):
        code = page_code("H", f"{chance.getrandbits(128):032x}", page % 31 + 1)
        found = zxingcpp.read_barcodes(printed(code, dpi, chance.uniform(-1.5, 1.5)))
        assert [barcode.text for barcode in found] == [code]


def test_a_page_code_is_the_smallest_square():
    assert qr._modules(page_code("H", "f" * 32))[0] == 21
    assert qr.quiet_zone(21) == 4

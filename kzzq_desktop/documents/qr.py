"""The square code on a page, as an inline image of one bit a module."""

from math import isqrt
from typing import cast

import zxingcpp

_QUIET = 4
# A fixed mask is as valid as a chosen one and five times as quick; tests read it back at 75 to 300 dpi.
_MASK = 3
_TO_DIGITS = bytes(0x31 if value else 0x30 for value in range(256))


def square(code: str, x: float, y: float, side: float) -> str:
    """Return the page operators of a QR code (ISO 18004, level Q) of this side in points, lower left corner at x, y.

    The quiet zone must stay white: `quiet_zone` tells how wide. `code` is short: digits and capital letters.
    """
    modules, digits = _modules(code)
    row = (modules + 7) // 8
    rows = (digits[first : first + modules].ljust(row * 8, b"1") for first in range(0, modules * modules, modules))
    data = "".join([f"{int(bits, 2):0{row * 2}X}" for bits in rows])
    return f"q {side:g} 0 0 {side:g} {x:g} {y:g} cm BI /W {modules} /H {modules} /IM true /BPC 1 /F /AHx ID\n{data}>\nEI Q"


def quiet_zone(side: float, modules: int = 21) -> float:
    """Return how much white a code of this side needs around it, in points."""
    return side / modules * _QUIET


def _modules(code: str) -> tuple[int, bytes]:
    """Return the number of modules a side and each module as a digit: 0 dark, 1 light."""
    barcode = zxingcpp.create_barcode(code, zxingcpp.BarcodeFormat.QRCode, ec_level="Q", data_mask=_MASK)
    image = memoryview(cast("bytes", barcode.to_image(scale=1, add_quiet_zones=False)))
    return isqrt(image.nbytes), image.tobytes().translate(_TO_DIGITS)

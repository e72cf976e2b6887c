"""A window that remembers what the settings tell it."""


class Window:
    """What the settings tell the window."""

    def __init__(self) -> None:
        self.saves: list[str] = []
        self.told: list[str] = []
        self.restyled = 0

    def saved(self, unit_id: str, _words: str) -> None:
        self.saves.append(unit_id)

    def tell(self, words: str, _tone: str = "ok") -> None:
        self.told.append(words)

    def restyle(self) -> None:
        self.restyled += 1

    def is_narrow(self) -> bool:
        return False

    def open(self, screen: str, place: str = "") -> None:
        self.told.append(f"open {screen} {place}")

    def refresh(self) -> None:
        self.told.append("refresh")

    def badge(self, screen: str, number: int) -> None:
        self.told.append(f"badge {screen} {number}")

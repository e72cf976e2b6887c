"""What stands on the boards of grids: the member in clear, the households masked."""

from collections.abc import Iterable, Iterator

from kzzq_desktop.base.clock import today
from kzzq_desktop.documents.grid_board import SIGN, BoardLine, BoardWords, build
from kzzq_desktop.documents.grid_board_frame import TITLE
from kzzq_desktop.domain.grid_plan import HouseholdSpot
from kzzq_desktop.domain.grid_words import grid_name
from kzzq_desktop.domain.order import group_words
from kzzq_desktop.domain.papers import PaperSettings
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.paper_settings import read_paper_settings
from kzzq_desktop.services.printing import grid_facts
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.grid_facts import SPACE, Shown, read_facts
from kzzq_desktop.services.printing.missing import find_missing
from kzzq_desktop.services.printing.paper import BY_GRID, Collected, Print, Request
from kzzq_desktop.store.papers import GridFacts, HouseholdFacts


def collect(desk: Desk, request: Request) -> Collected:
    """Return a board for each grid of the scope that has households."""
    shown = Shown(read_facts(desk, request.scope), Audience.PUBLIC, today())
    settings = read_paper_settings(desk)
    chosen = shown.with_households(all_asked=bool(request.scope.grid))
    words = tuple(_board(grid, shown, settings) for grid in chosen)
    return Collected(words, tuple(find_missing(_said(words))), tuple(shown.notes("公示牌")))


def _board(grid: GridFacts, shown: Shown, settings: PaperSettings) -> BoardWords:
    lead = shown.lead(grid.id)
    homes = shown.households(grid.id)
    spots = [HouseholdSpot(home.id, grid.village_id, home.group_no, home.building) for home in homes]
    numbers = settings.numbers_of(grid.village_id)
    return BoardWords(
        grid_id=grid.id,
        place=grid_facts.place_words(grid, named=False),
        reach=grid.name or grid_name(spots),
        member=lead.name if lead else "",
        phone="、".join(grid_facts.spoken_phones(lead.phone)) if lead else "",
        posts="、".join(shown.facts.posts[lead.member_id]) if lead else "",
        branch=lead.branch if lead else "",
        total=f"共{len(homes)}户{sum(home.people for home in homes)}人",
        oversight=numbers.get("oversight", ""),
        households=tuple(_line(home) for home in homes),
        photo=shown.facts.photos.get(lead.photo) if lead else None,
    )


def _line(home: HouseholdFacts) -> BoardLine:
    return BoardLine(grid_facts.public_head(home), group_words(home.group_no, home.building))


def _said(boards: Iterable[BoardWords]) -> Iterator[tuple[str, str]]:
    for board in boards:
        where = board.place.replace(SPACE, "")
        yield from ((where, text) for text in (board.place, board.reach, board.member, board.posts, board.branch))
        for line in board.households:
            yield from ((where, text) for text in (line.head, line.place))


PRINT = Print(
    key="grid_board",
    word=TITLE,
    sign=SIGN,
    kind="网格",
    about="挂在墙上的大牌，一个网格一张：联系党员、职责、打码的联系户名单。",
    scopes=("grid", "village", "township", "all", "member"),
    audiences=(Audience.PUBLIC,),
    collect=collect,
    build=build,
    unit="个网格",
    part=BY_GRID,
    size="A3",
)

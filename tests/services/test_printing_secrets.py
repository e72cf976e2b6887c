"""Nothing that is marked as sensitive reaches a paper that may not show it: every paper, scope and choice of its options."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pypdfium2 as pdfium
import pytest

from kzzq_desktop.base.clock import held
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.domain.scope import scope_of
from kzzq_desktop.services import printing
from kzzq_desktop.services.printing import Audience, Collected, Missing, Print, Printed, Request, contact_sheet
from tests.documents.pdf_reading import codes_on, plain, text_of
from tests.services.secret_desk import NO_FONT_HAS, SecretDesk, make_secret_desk

NOW = datetime(2026, 11, 25, 4, tzinfo=UTC)
PUBLIC, WORK = Audience.PUBLIC, Audience.WORK
MOST_CHOICES, PAGES_LOOKED_AT = 24, 3
CASES = [pytest.param(paper, audience, id=f"{paper.key}-{audience}") for paper in printing.PRINTS for audience in paper.audiences]


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Iterator[SecretDesk]:
    with held(NOW, seed=7):
        made = make_secret_desk(tmp_path_factory.mktemp("secrets"))
        yield made
    made.desk.store.close()


def choices_of(paper: Print) -> list[dict[str, str]]:
    """Every combination of the options; of too many each value once beside the usual ones."""
    months = (("2026-11", ""), ("2026-10", ""))
    offered = [[(one.key, value) for value, _ in one.choices or months] for one in paper.options]
    every = [dict(chosen) for chosen in product(*offered)]
    if len(every) <= MOST_CHOICES:
        return every
    return [{key: value} for values in offered for key, value in values]


def requests_of(office: SecretDesk, paper: Print, audience: Audience) -> Iterator[Request]:
    for kind in paper.scopes:
        for record, chosen in product(office.records[kind], choices_of(paper)):
            yield printing.make_request(paper, scope_of(kind, record), audience, chosen)


def forbidden(office: SecretDesk, audience: Audience, household: str = "") -> list[str]:
    """What the audience must not read; a household's own paper holds nothing of the others."""
    secrets = office.secrets
    if audience == Audience.HOUSEHOLD and household:
        return secrets.gone + office.not_for(household)
    return secrets.gone + {PUBLIC: secrets.private + secrets.numbers, WORK: secrets.numbers}.get(audience, [])


def read_out(printed: Printed) -> str:
    """Everything that can be read of a print: its pages, what is said beside it, the file's own facts."""
    beside = [*printed.notes, *(name for name, _ in printed.places)]
    beside += [part for one in printed.missing for part in (one.letters, one.name, one.where)]
    with pdfium.PdfDocument(printed.pdf) as document:
        beside += document.get_metadata_dict().values()
    return plain("\n".join([*text_of(printed.pdf), *beside]))


def leaks_of(office: SecretDesk, paper: Print, request: Request) -> set[str]:
    """The marks that one print shows though it must not, in what is collected, in the file, or in its first pages."""
    marks = forbidden(office, request.audience, request.scope.household)
    try:
        collected = printing.collect(office.desk, paper, request)
    except printing.NothingToPrint:
        return set()
    printed = printing.draw(office.desk, paper, collected, request.audience, QuietJob())
    first = printing.first_pages(office.desk, paper, request, QuietJob())
    seen = "\n".join(read_out(one) for one in (printed, first) if one)
    apart = "\n".join(words_of(one) for one in (printed, first) if one)
    words = plain(repr(collected))  # what a roll takes along to Excel; ids are digits by chance, short numbers mean nothing here
    return {
        mark
        for mark in marks
        if (stands_alone(mark, apart) if is_tail(mark) else mark in seen)
        or (mark in words and (len(mark) == 1 or len(mark) > 10))
    }


def is_tail(mark: str) -> bool:
    """The end of a number: four digits may follow one another by chance where two numbers meet."""
    return len(mark) == 4 and mark[:3].isdecimal()


def stands_alone(mark: str, text: str) -> bool:
    return re.search(rf"(?<!\d){mark}(?!\d)", text) is not None


def words_of(printed: Printed) -> str:
    """The pages' text with what stands between words."""
    with pdfium.PdfDocument(printed.pdf) as document:
        return "\n".join([page.get_textpage().get_text_bounded() for page in document])


@pytest.mark.parametrize(("paper", "audience"), CASES)
def test_no_paper_shows_what_its_audience_must_not_read(office, paper, audience):
    printed = 0
    for request in requests_of(office, paper, audience):
        leaks = leaks_of(office, paper, request)
        assert not leaks, f"{paper.key} {audience} {request.scope.kind} {request.options}: {sorted(leaks)}"
        printed += 1
    assert printed >= len(paper.scopes)


@pytest.mark.parametrize("paper", [paper for paper in printing.PRINTS if PUBLIC in paper.audiences], ids=lambda paper: paper.key)
def test_no_square_code_on_a_wall_says_more_than_the_page(office, paper):
    request = next(requests_of(office, paper, PUBLIC))
    printed = printing.preview(office.desk, paper, request, QuietJob())
    codes = [code for page in range(min(printed.pages, PAGES_LOOKED_AT)) for code in codes_on(printed.pdf, page, 150)]
    assert not [mark for mark in forbidden(office, PUBLIC) for code in codes if mark in code and len(mark) > 3]


def test_no_paper_can_be_asked_for_more_than_its_audiences():
    """Options never widen: the audience is the template's, and a request for another one is refused."""
    for paper in printing.PRINTS:
        for audience in Audience:
            if audience not in paper.audiences:
                with pytest.raises(printing.UnknownPaper):
                    printing.find_print(paper.key, audience)


# The tests above must be able to fail: papers that leak in every way are caught.


def leaking(**changed) -> Print:
    return replace(contact_sheet.PRINT, **changed)


def as_at_work(desk, request: Request) -> Collected:
    return contact_sheet.collect(desk, replace(request, audience=WORK))


def test_a_paper_that_forgets_its_masks_is_caught(office):
    request = printing.make_request(contact_sheet.PRINT, scope_of("grid", office.records["grid"][0]), PUBLIC)
    leaks = leaks_of(office, leaking(collect=as_at_work), request)
    assert len(leaks) > 15
    assert any(mark.isdigit() for mark in leaks)
    assert leaks_of(office, contact_sheet.PRINT, request) == set()


@pytest.mark.parametrize("where", ["notes", "missing", "places", "title", "words"])
def test_a_secret_beside_the_page_is_caught(office, where):
    secret = office.secrets.private[0]

    def collect(desk, request: Request) -> Collected:
        collected = contact_sheet.collect(desk, request)
        beside = {"notes": (f"{secret}没有列入。",), "missing": (Missing("x", secret, ""),)}
        if where == "words":
            return replace(collected, words=tuple(replace(sheet, total=secret) for sheet in collected.words))
        return replace(collected, **{where: beside[where]}) if where in beside else collected

    def build(words, paper, out, job):
        built = contact_sheet.PRINT.build(words, paper, out, job)
        if where == "title":
            out.seek(0)
            out.write(out.getvalue().replace(b"/Title (", b"/Title (" + b"\xfe\xff" + secret.encode("utf-16-be")))
        return replace(built, places=((secret, 0),)) if where == "places" else built

    request = printing.make_request(contact_sheet.PRINT, scope_of("grid", office.records["grid"][0]), PUBLIC)
    assert leaks_of(office, leaking(collect=collect, build=build), request) == {secret}


def test_another_household_on_a_household_s_own_paper_is_caught(office):
    first, second = (scope_of("household", one) for one in office.records["household"][:2])
    both = leaking(
        scopes=("household",), audiences=(Audience.HOUSEHOLD,), collect=lambda desk, _asked: as_at_work(desk, everybody)
    )
    everybody = printing.make_request(contact_sheet.PRINT, scope_of("all"), WORK)
    of_first = leaks_of(office, both, Request(first, Audience.HOUSEHOLD))
    of_second = leaks_of(office, both, Request(second, Audience.HOUSEHOLD))
    assert of_first & office.own[second.household]
    assert of_second & office.own[first.household]
    assert not of_first & office.own[first.household]


@pytest.mark.parametrize("audience", [WORK, Audience.INTERNAL])
def test_somebody_gone_is_caught_for_every_audience(office, audience):
    gone = office.secrets.gone[0]

    def collect(desk, request: Request) -> Collected:
        return replace(contact_sheet.collect(desk, request), notes=(f"原联系党员{gone}",))

    request = printing.make_request(contact_sheet.PRINT, scope_of("all"), audience)
    assert leaks_of(office, leaking(collect=collect), request) == {gone}


def test_the_office_holds_every_kind_of_secret(office):
    """The marks are really on record and each stands once: what is not there could not leak."""
    with office.desk.store.reading() as conn:
        tables = ("household", "resident", "household_need", "member", "duty")
        rows = [tuple(row) for table in tables for row in conn.exec_driver_sql(f"SELECT * FROM {table}")]
    held_there = "\n".join(str(value) for row in rows for value in row)
    marks = [mark for mark in office.secrets.private + office.secrets.gone if len(mark) == 1]
    assert len(set(marks)) == len(marks) > 200
    assert not [mark for mark in marks if mark not in held_there]
    assert NO_FONT_HAS in held_there
    request = printing.make_request(contact_sheet.PRINT, scope_of("all"), PUBLIC)
    printed = printing.preview(office.desk, contact_sheet.PRINT, request, QuietJob())
    assert [one.name for one in printed.missing] == [f"{NO_FONT_HAS}*秀"]

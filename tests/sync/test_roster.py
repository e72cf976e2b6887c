import json
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.domain.exchange import Site, SiteKind, SiteStatus
from kzzq_desktop.sync.refusals import BadCertificate
from kzzq_desktop.sync.roster import certify, merged, read_cert
from tests.sync.sample_sites import BANNER, EAST, WEST, keys_of, revoked, site_of

ROOT = BANNER.sign_pub
PLAIN = replace(WEST, cert="")


def test_a_certificate_says_its_site_and_is_always_the_same_text() -> None:
    for site in (BANNER, WEST, EAST):
        assert read_cert(site.cert, ROOT) == site
        assert certify(keys_of("banner"), replace(site, cert="")).cert == site.cert
    assert certify(keys_of("banner"), WEST) == WEST  # an old certificate does not enter the new one


def test_the_root_speaks_for_itself() -> None:
    assert read_cert(BANNER.cert, BANNER.sign_pub).sign_pub == BANNER.sign_pub


def test_nobody_else_can_certify() -> None:
    forged = certify(keys_of("west"), replace(WEST, territory="", kind=SiteKind.BANNER))
    with pytest.raises(BadCertificate, match="不是旗里签发"):
        read_cert(forged.cert, ROOT)
    with pytest.raises(BadCertificate):
        merged({}, [BANNER.cert, forged.cert], ROOT)


def test_no_character_can_be_changed() -> None:
    for place, letter in enumerate(WEST.cert):
        other = "1" if letter == "0" else "0"
        for spoiled in (
            WEST.cert[:place] + other + WEST.cert[place + 1 :],
            WEST.cert[:place] + WEST.cert[place + 1 :],
            WEST.cert[:place] + " " + WEST.cert[place:],
        ):
            with pytest.raises(BadCertificate):
                read_cert(spoiled, ROOT)


@pytest.mark.parametrize("text", ["", "\n", "{}\n" + "0" * 128, "[]", "nothing", WEST.cert.upper(), WEST.cert * 2, "\ud800\n"])
def test_what_is_no_certificate_is_refused(text: str) -> None:
    with pytest.raises(BadCertificate) as refused:
        read_cert(text, ROOT)
    assert "旗里" in refused.value.sentence()
    assert WEST.name not in refused.value.sentence()


def test_the_same_words_in_another_order_are_another_text() -> None:
    """One content has one text, so that ties by text are ties of content."""
    said, _, signature = WEST.cert.partition("\n")
    turned = json.dumps(dict(reversed(json.loads(said).items())), ensure_ascii=False, separators=(",", ":"))
    with pytest.raises(BadCertificate):
        read_cert(f"{turned}\n{signature}", ROOT)


@pytest.mark.parametrize(
    "wrong",
    [
        {"site_id": "x"},
        {"name": "样" * 65},
        {"name": "a\nb"},
        {"kind": "league"},
        {"territory": "旗"},
        {"enc_pub": "00"},
        {"sign_pub": "AA" * 32},
        {"status": "gone"},
        {"seq": 0},
        {"seq": True},
    ],
)
def test_a_site_that_nobody_could_read_is_not_certified(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong)) if "kind" not in wrong and "status" not in wrong else "valid"):
        certify(keys_of("banner"), replace(PLAIN, **wrong))


def every_state(site: Site) -> list[Site]:
    """Certificates of one site: newer, renamed with the same number, revoked, and active again with a higher number."""
    plain = replace(site, cert="")
    states = [
        plain,
        replace(plain, name="改名"),
        replace(plain, seq=2),
        replace(plain, seq=3, territory="150521104000"),
        replace(plain, seq=2, status=SiteStatus.REVOKED),
        replace(plain, seq=4, status=SiteStatus.REVOKED),
        replace(plain, seq=9),
    ]
    return [certify(keys_of("banner"), state) for state in states]


STATES = [state for site in (WEST, EAST, BANNER) for state in every_state(site)]
SOME = st.lists(st.sampled_from([state.cert for state in STATES]), max_size=12)


@given(one=SOME, other=SOME, third=SOME)
def test_the_join_is_commutative_associative_and_idempotent(one: list[str], other: list[str], third: list[str]) -> None:
    def join(*parts: list[str]) -> dict[str, Site]:
        found: dict[str, Site] = {}
        for part in parts:
            found = merged(found, part, ROOT)
        return found

    all_of_it = join(one, other, third)
    assert join(third, other, one) == join([*one, *other, *third]) == all_of_it
    assert join(one, other, third, other, one, one) == all_of_it
    assert merged(all_of_it, [site.cert for site in all_of_it.values()], ROOT) == all_of_it
    left, right = join(one, other), join(other, third)
    assert merged(left, [site.cert for site in right.values()], ROOT) == all_of_it


def test_revoked_is_final_and_the_higher_number_counts() -> None:
    first, renamed, second, third, gone, gone_again, back = every_state(WEST)
    for order in permutations([first.cert, second.cert, third.cert]):
        assert merged({}, order, ROOT) == {WEST.site_id: third}
    assert merged({WEST.site_id: back}, [gone.cert], ROOT) == {WEST.site_id: gone}
    assert merged({WEST.site_id: gone}, [back.cert, gone_again.cert], ROOT) == {WEST.site_id: gone_again}
    assert merged({}, [first.cert, renamed.cert], ROOT)[WEST.site_id].cert == max(first.cert, renamed.cert)


def test_the_join_leaves_what_was_given_alone() -> None:
    mine = {WEST.site_id: WEST}
    found = merged(mine, [EAST.cert, revoked(WEST).cert], ROOT)
    assert mine == {WEST.site_id: WEST}
    assert found[EAST.site_id] == EAST
    assert found[WEST.site_id].status == SiteStatus.REVOKED


def test_another_roots_sites_stay_out() -> None:
    stranger = site_of("north", root="north")
    with pytest.raises(BadCertificate):
        merged({}, [stranger.cert], ROOT)

"""Thousands of random lives of four PCs, and the proof that each safety rule is needed."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from tests.pg import server_folder
from tests.store.ablations import ABLATIONS, Ablation, without
from tests.store.histories import live, memory_pc
from tests.store.server_sites import Server, ServerSite
from tests.store.truth import SITES

LIVES, WORKERS = 800, 2
SERVER_LIVES = 30
# For each rule a life in which it is missed; the first rule needs so rare a one that it is told in test_peers.py.
KEPT_SEEDS = {
    "the actor is kept in the file": 0,
    "acknowledgements are bare numbers": 20,
    "a gap is acknowledged": 20,
    "the best informed line counts": 20,
    "what hangs on a moved row is not touched": 1,
    "the last writer wins": 11,
    "the later clock wins": 11,
    "a removal wins": 7,
}


def live_in_memory(seed: int) -> str:
    return live(seed, memory_pc)


def test_no_edit_is_lost_in_any_life() -> None:
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        wrong = [said for said in pool.map(live_in_memory, range(LIVES), chunksize=20) if said]
    assert wrong == []


@pytest.mark.postgres
@pytest.mark.skipif(server_folder() is None, reason="no PostgreSQL server binaries (initdb, pg_ctl) on this machine")
def test_no_edit_is_lost_on_a_server_either(postgres_url: str) -> None:
    server = Server(postgres_url)

    def server_pc(who) -> ServerSite:
        return ServerSite(who, list(SITES), server)

    wrong = []
    for seed in range(SERVER_LIVES):
        server.used = 0
        wrong.append(live(10_000 + seed, server_pc))
    server.close()
    assert [said for said in wrong if said] == []


@pytest.mark.parametrize("ablation", [one for one in ABLATIONS if one.name in KEPT_SEEDS], ids=lambda one: one.name)
def test_without_a_rule_a_kept_life_goes_wrong(ablation: Ablation) -> None:
    seed = KEPT_SEEDS[ablation.name]
    assert live(seed, memory_pc) == ""
    with without(ablation):
        assert live(seed, memory_pc) != ""


@pytest.mark.parametrize("ablation", [one for one in ABLATIONS if one.needs], ids=lambda one: one.name)
def test_a_rule_is_not_needed_without_its_misfortune(ablation: Ablation) -> None:
    with without(ablation):
        assert [said for seed in range(12) if (said := live(seed, memory_pc, ablation.needs))] == []


def test_every_rule_has_its_proof() -> None:
    assert {one.name for one in ABLATIONS} - set(KEPT_SEEDS) == {"an acknowledgement beyond a restore is cut back"}
    assert len(ABLATIONS) == 9

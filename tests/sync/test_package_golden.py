"""Files that were once written must open for ever: those in vectors/ are never made anew (make_vectors.py tells how)."""

import hashlib
import json
from pathlib import Path

import pytest

from kzzq_desktop.domain.exchange import SiteKeys
from kzzq_desktop.sync.invitation import open_invitation
from kzzq_desktop.sync.package import manifest_line, open_package
from kzzq_desktop.sync.roster import merged
from kzzq_desktop.sync.spoken import check_code
from tests.sync import make_vectors, other_reader

VECTORS = Path(__file__).parent / "vectors"
EXPECTED = json.loads((VECTORS / "expected_v1.json").read_text("utf-8"))
SITES = EXPECTED["sites"]
OPENERS = [("package_v1.kzsync", "banner"), ("package_v1.kzsync", "east"), ("many_chunks_v1.kzsync", "banner")]


def sign_pub_of(site_id: str) -> str | None:
    return next((site["sign_pub"] for site in SITES.values() if site["site_id"] == site_id), None)


@pytest.mark.parametrize("name", EXPECTED["files"])
def test_the_kept_files_are_the_kept_files(name: str) -> None:
    assert hashlib.sha256((VECTORS / name).read_bytes()).hexdigest() == EXPECTED["files"][name]["sha256"]


@pytest.mark.parametrize(("name", "opener"), OPENERS)
def test_kept_packages_open(name: str, opener: str) -> None:
    site, said = SITES[opener], EXPECTED["files"][name]
    keys = SiteKeys(bytes.fromhex(site["opening"]), bytes.fromhex(site["signing"]))
    package = open_package(VECTORS / name, site["site_id"], keys, sign_pub_of)
    assert package.sha == said["sha256"]
    assert json.loads(manifest_line(package.manifest)) == said["manifest"]
    assert [line.decode() for line in package.lines()] == said["lines"]
    roster = merged({}, package.manifest.roster, SITES["banner"]["sign_pub"])
    assert {site["site_id"] for site in SITES.values()} < set(roster)


def test_the_kept_invitation_opens() -> None:
    said = EXPECTED["files"]["invitation_v1.kzsync"]
    assert check_code(EXPECTED["code"])
    found = open_invitation(VECTORS / "invitation_v1.kzsync", EXPECTED["code"])
    assert json.loads(manifest_line(found.manifest)) == said["manifest"]
    assert [line.decode() for line in found.lines()] == said["lines"]
    invited = found.invitation
    assert (invited.site.cert, invited.root.cert) == (SITES["east"]["cert"], SITES["banner"]["cert"])
    assert (invited.keys.opening.hex(), invited.keys.signing.hex()) == (SITES["east"]["opening"], SITES["east"]["signing"])
    assert (invited.banner_name, invited.township_name) == ("样本旗", "样本东镇")


@pytest.mark.parametrize(("name", "opener"), OPENERS)
def test_a_reader_written_from_the_document_alone_reads_the_same(name: str, opener: str) -> None:
    data, site = (VECTORS / name).read_bytes(), SITES[opener]
    header, _, _ = other_reader.clear_part(data)
    other_reader.check_signature(data, SITES["west"]["sign_pub"])
    manifest, *lines = other_reader.payload_lines(data, other_reader.key_of_site(header, site["site_id"], site["opening"]))
    said = EXPECTED["files"][name]
    assert json.loads(manifest) == said["manifest"]
    assert lines == said["lines"]
    assert {name: header[name] for name in ("id", "from", "no", "created_at")} == {
        name: said["manifest"][name] for name in ("id", "from", "no", "created_at")
    }
    names = [other_reader.certified(cert, SITES["banner"]["sign_pub"])["name"] for cert in json.loads(manifest)["roster"]]
    assert names == ["样本banner", "样本west", "样本east", "样本north"]


def test_a_reader_written_from_the_document_alone_reads_the_invitation() -> None:
    data = (VECTORS / "invitation_v1.kzsync").read_bytes()
    header, _, _ = other_reader.clear_part(data)
    other_reader.check_signature(data, header["root"])
    invitation, manifest, *lines = other_reader.payload_lines(data, other_reader.key_of_code(header, EXPECTED["code"]))
    assert json.loads(invitation)["township_name"] == "样本东镇"
    assert other_reader.certified(json.loads(invitation)["site"], header["root"])["site_id"] == SITES["east"]["site_id"]
    assert json.loads(manifest) == EXPECTED["files"]["invitation_v1.kzsync"]["manifest"]
    assert lines == EXPECTED["files"]["invitation_v1.kzsync"]["lines"]


def test_kept_files_are_not_made_again(tmp_path: Path) -> None:
    make_vectors.make(tmp_path)
    made = json.loads((tmp_path / "expected_v1.json").read_text("utf-8"))
    assert [made["files"][name]["lines"] for name in made["files"]] == [said["lines"] for said in EXPECTED["files"].values()]
    with pytest.raises(FileExistsError):
        make_vectors.make(tmp_path)


def test_the_document_names_what_is_written() -> None:
    text = (Path(make_vectors.__file__).parents[2] / "kzzq_desktop/sync/FORMAT.md").read_text("utf-8")
    package, invitation = (VECTORS / name for name in ("package_v1.kzsync", "invitation_v1.kzsync"))
    for path in (package, invitation):
        header, _, _ = other_reader.clear_part(path.read_bytes())
        assert not [name for name in header if f"`{name}`" not in text]
        assert header["suite"] in text
    manifest = EXPECTED["files"]["package_v1.kzsync"]["manifest"]
    kinds = {json.loads(line)[0] for line in EXPECTED["files"]["package_v1.kzsync"]["lines"]}
    certificate = json.loads(SITES["west"]["cert"].partition("\n")[0])
    assert not [name for name in [*manifest, *certificate] if f"`{name}`" not in text]
    assert not [kind for kind in kinds if f'`["{kind}",' not in text]

"""Makes the kept files in vectors/ anew: `python -m tests.sync.make_vectors FOLDER`. Kept ones are never made again.

The keys are made up from names and guard nothing. Two runs give other bytes: file keys are random.
"""

import base64
import hashlib
import io
import json
import sys
from dataclasses import asdict, replace
from pathlib import Path

from kzzq_desktop.domain.exchange import Line, Manifest, Position
from kzzq_desktop.sync.header import LEAST_CHUNK, Header, Lock
from kzzq_desktop.sync.invitation import Invitation, write_invitation
from kzzq_desktop.sync.package import manifest_line, write_package
from kzzq_desktop.sync.seals import new_file_key, seal_to
from tests.sync.sample_sites import BANNER, EAST, WEST, keys_of, revoked, site_id, site_of

CODE = "23456-789AB-CDEFG-HJKLM-KN7EH"
ROW = "%032x"
PHOTO = b"\x89PNG made up"
SITES = {"banner": BANNER, "west": WEST, "east": EAST}


def made_lines(rows: int) -> list[bytes]:
    """One line of every kind, and rows of a made-up person each."""
    first, second = "00000000000000a1", "00000000000000b1"
    sha = hashlib.sha256(PHOTO).hexdigest()
    documents: list[list[object]] = [
        ["a", 0, first, WEST.site_id, "2026-03-01T00:00:00Z", "0.1.0"],
        ["a", 7, second, BANNER.site_id, "2026-03-01T08:00:00Z", "0.1.0"],
    ]
    documents += [["r", 0, ROW % n, f'{{"0":{n + 1}}}', None, 0, [f"样本{n}", f"154{n:08d}"], None] for n in range(rows)]
    aside = {"phone": [[7, 5, "16400000001"]]}
    documents += [
        ["r", 0, ROW % rows, '{"0":90,"7":5}', '{"*":[0,80],"phone":[[0,90],[7,5]]}', 0, ["样本乙", "16900000002"], aside],
        ["r", 1, ROW % 999, '{"0":91}', None, 1, ["样本网格"], None],
        ["x", "later", ROW % 998, {"0": 92}, {}, {"field": [[0, 92, "value"]]}],
        ["m", "grid", ROW % 997],
        ["u", first, 1, 92, ROW % 996, "2026-03-02T01:00:00Z", "ok", "导入 样本.xlsx"],
        ["l", first, 90, "resident", ROW % rows, '{"phone":["15400000003","16900000002"]}'],
        ["b", sha, "image/png", base64.b64encode(PHOTO).decode()],
        ["z", {"r": rows + 2, "x": 1, "m": 1, "u": 1, "l": 1, "b": 1}],
    ]
    return [json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode() for one in documents]


def made_manifest() -> Manifest:
    north = site_of("north", territory="150521104000")
    return Manifest(
        site_id("first package"), WEST.site_id, BANNER.site_id, 3, "2026-03-02T01:02:03Z", "0.1.0", "0003", "0003",
        Line((("00000000000000a0", 1), ("00000000000000a1", 40)), 140), 39, Position("00000000000000b1", 12), 92, "",
        {"resident": ("name", "phone"), "grid": ("name",)}, (BANNER.cert, WEST.cert, EAST.cert, revoked(north).cert),
    )  # fmt: skip


def made_package() -> tuple[bytes, Manifest, list[bytes]]:
    out, manifest, lines = io.BytesIO(), made_manifest(), made_lines(4)
    write_package(out, manifest, lines, keys_of("west"), {site.site_id: site.enc_pub for site in (BANNER, EAST)})
    return out.getvalue(), manifest, lines


def made_package_of_many_chunks() -> tuple[bytes, Manifest, list[bytes]]:
    from kzzq_desktop.sync.container import write_container

    manifest = replace(made_manifest(), package_id=site_id("second package"), number=4, ack=None, base=0)
    lines, key = made_lines(400), new_file_key()
    lock = Lock(*seal_to(key, {BANNER.site_id: BANNER.enc_pub}), chunk=LEAST_CHUNK)
    header = Header(manifest.package_id, manifest.sender, (BANNER.site_id,), 4, manifest.created_at)
    out = io.BytesIO()
    write_container(out, header, lock, key, [manifest_line(manifest), *lines], keys_of("west"))
    return out.getvalue(), manifest, lines


def made_invitation() -> tuple[bytes, Manifest, list[bytes]]:
    changes = {"package_id": site_id("invitation"), "sender": BANNER.site_id, "receiver": EAST.site_id, "number": 1}
    manifest = replace(made_manifest(), territory=EAST.territory, ack=None, base=0, **changes)
    invitation = Invitation(EAST, keys_of("east"), BANNER, "150521000000", "样本旗", EAST.territory, "样本东镇")
    out, lines = io.BytesIO(), made_lines(2)
    write_invitation(out, invitation, manifest, lines, keys_of("banner"), CODE)
    return out.getvalue(), manifest, lines


def make(folder: Path) -> None:
    told: dict[str, object] = {"code": CODE, "sites": {}, "files": {}}
    told["sites"] = {
        name: {"opening": keys_of(name).opening.hex(), "signing": keys_of(name).signing.hex(), **asdict(site)}
        for name, site in SITES.items()
    }
    made = {"package": made_package(), "many_chunks": made_package_of_many_chunks(), "invitation": made_invitation()}
    for name, (data, manifest, lines) in made.items():
        with (folder / f"{name}_v1.kzsync").open("xb") as out:
            out.write(data)
        told["files"][f"{name}_v1.kzsync"] = {
            "sha256": hashlib.sha256(data).hexdigest(),
            "manifest": json.loads(manifest_line(manifest)),
            "lines": [line.decode() for line in lines],
        }
    with (folder / "expected_v1.json").open("x", encoding="utf-8", newline="\n") as out:
        json.dump(told, out, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    make(Path(sys.argv[1]))

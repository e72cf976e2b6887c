"""Setting up an office, opening it, and its settings."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from kzzq_desktop.base.clock import new_id
from kzzq_desktop.base.errors import AppError, FormError, Problem
from kzzq_desktop.domain.places import BANNER, TOWNSHIP, Clerk, GridSizes, ListItem, Office, Place
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.divisions import read_divisions
from kzzq_desktop.store import keys
from kzzq_desktop.store import office as offices
from kzzq_desktop.store.database import Store, discard, open_file

NEEDS = ("独居老人", "留守儿童", "残疾", "大病", "低保", "脱贫监测", "其他")
POSTS = (
    ("经济发展", ("科技示范岗", "流通服务岗", "信息咨询岗")),
    ("村务监督", ("财务监督岗", "重大事项监督岗")),
    ("公共事务", ("治安维护岗", "设施维护岗", "环境卫生岗")),
    ("思想政治", ("政策宣传岗", "文明新风岗")),
)


class OfficeExists(AppError):
    """The folder already holds an office."""

    advice = "请直接登录；要另建一个，请换一个数据文件夹。"


class NoOffice(AppError):
    """The folder holds no office yet."""

    advice = "请先新建：kzzq init --banner 150521 --township 舍伯吐镇 --clerk 姓名。"


class UnknownPlace(AppError):
    """No such banner or township in the lists."""

    advice = "请核对名称或12位区划代码；其他旗县可先导入区划表（CSV）。"


@dataclass(frozen=True, slots=True)
class NewOffice:
    """What the clerk fills in at the first start. `township` may be "" for the banner's own office."""

    banner: str
    township: str
    clerk: str
    demo: bool = False


def create_office(folder: Path, new: NewOffice, password: str) -> tuple[Desk, str]:
    """Make the encrypted office; return the desk and the recovery code, shown once and kept nowhere."""
    if keys.exists(folder):
        raise OfficeExists("这个文件夹里已经有一个台账。")
    if not new.clerk.strip():
        raise FormError([Problem("没有填操作员姓名", "，请填上。", field="clerk")])
    places = read_divisions(new.banner)
    office = _office(places, new)
    _make(folder)
    clerk_id = new_id()
    unlocked, code = keys.create(folder, password, clerk_id)
    try:
        store = open_file(folder, unlocked.data_key, new=True)
        try:
            desk = found(store, office, clerk_id, new.clerk.strip(), places)
        except BaseException:
            store.close()
            discard(folder)
            raise
    except BaseException:
        (folder / keys.FILE_NAME).unlink()
        raise
    return desk, code


def found(store: Store, office: Office, clerk_id: str, clerk: str, places: tuple[Place, ...]) -> Desk:
    """Write the office's first facts into an empty store as one unit; return its desk."""
    store.clerk_id, store.scope = clerk_id, office.township or None
    with store.unit("建立台账") as unit:
        offices.add_divisions(unit, places)
        unit.add(Clerk(id=clerk_id, name=clerk))
        offices.write_setting(unit, office.township or office.banner, "office", asdict(office))
        offices.keep_own_office(unit.conn, asdict(office))
        offices.write_items(unit, "need", [ListItem(id="", kind="need", words=need) for need in NEEDS])
        offices.write_items(
            unit, "post", [ListItem(id="", kind="post", grp=group, words=post) for group, posts in POSTS for post in posts]
        )
    return Desk(store, clerk_id, clerk, office)


def open_office(folder: Path, password: str) -> Desk:
    """Open the office with the clerk's password; raises WrongPassword, KeyFileDamaged, OfficeFileDamaged, NoOffice."""
    return enter(folder, unlock(folder, password))


def open_asking(folder: Path, ask: Callable[[], str], pause: Callable[[int], object], tries: int = 1) -> Desk:
    """Open the office, asking up to `tries` times; each wrong password costs a growing pause (seconds), the last one too.

    Raises what open_office raises, WrongPassword after the last try.
    """
    if not keys.exists(folder):
        raise NoOffice("还没有建立台账。")
    for failures in range(1, tries):
        try:
            return open_office(folder, ask())
        except keys.WrongPassword:
            pause(wait_seconds(failures))
    try:
        return open_office(folder, ask())
    except keys.WrongPassword:
        pause(wait_seconds(tries))
        raise


def unlock(folder: Path, password: str) -> keys.Unlocked:
    """Return the key for a right password, without opening the file."""
    if not keys.exists(folder):
        raise NoOffice("还没有建立台账。")
    return keys.unlock(folder, password)


def recover(folder: Path, code: str, password: str) -> Desk:
    """Open the office with the printed recovery code and set a new password."""
    unlocked = keys.unlock_with_code(folder, code)
    keys.change_password(folder, unlocked, password)
    return enter(folder, unlocked)


def wait_seconds(failures: int) -> int:
    """Return how many seconds the next try must wait after so many wrong passwords in a row."""
    return keys.wait_seconds(failures)


def enter(folder: Path, unlocked: keys.Unlocked) -> Desk:
    """Open the file with its key and sit down at the desk."""
    store = open_file(folder, unlocked.data_key)
    with store.reading() as conn:
        facts = offices.own_office(conn)
        clerk = offices.find_clerk(conn, unlocked.clerk_id)
    if not isinstance(facts, dict):
        store.close()
        raise NoOffice("这个文件夹里的台账没有建完。", "请把文件夹改名留存，再重新建立。")
    office = Office(**facts)
    store.clerk_id, store.scope = unlocked.clerk_id, office.township or None
    return Desk(store, unlocked.clerk_id, clerk, office)


def change_password(desk: Desk, old: str, new: str) -> None:
    """Set a new password after checking the old one; the recovery code stays valid."""
    folder = desk.store.folder
    if folder is None:
        raise NoOffice("这个台账不在本机文件夹里。")
    keys.change_password(folder, keys.unlock(folder, old), new)


def grid_sizes(desk: Desk) -> GridSizes:
    """Return how many households a grid should hold."""
    with desk.store.reading() as conn:
        kept = offices.read_setting(conn, "grid_sizes", desk.office.township or desk.office.banner)
    return GridSizes(**kept) if isinstance(kept, dict) else GridSizes()


def save_grid_sizes(desk: Desk, sizes: GridSizes) -> str:
    """Save the sizes; raises FormError unless 1 <= least <= target <= most <= 99. Return the unit's id."""
    if not 1 <= sizes.least <= sizes.target <= sizes.most <= 99:
        raise FormError([Problem("每格户数要满足 最少 ≤ 目标 ≤ 最多", "，且在1到99之间。", field="target")])
    with desk.store.unit("修改每格户数") as unit:
        offices.write_setting(unit, desk.office.township or desk.office.banner, "grid_sizes", asdict(sizes))
    return unit.id


def list_words(desk: Desk, kind: str) -> tuple[ListItem, ...]:
    """Return an editable list: "need", "post" or "phrase"."""
    with desk.store.reading() as conn:
        return offices.list_items(conn, kind)


def save_words(desk: Desk, kind: str, items: tuple[ListItem, ...]) -> str:
    """Make an editable list hold exactly these entries; return the unit's id."""
    if any(not item.words.strip() for item in items):
        raise FormError([Problem("有一行是空的", "，请填上或删掉。", field="words")])
    if desk.office.township:
        said = {item.id: item.words for item in items}
        with desk.store.reading() as conn:
            shared = offices.shared_items(conn, kind)
        if any(said.get(item_id) != words for item_id, words in shared.items()):
            raise FormError([Problem("旗里统一的条目不能改，也不能删", "，可以另加本镇自己的。", field="words")])
    with desk.store.unit("修改常用列表") as unit:
        offices.write_items(unit, kind, items)
    return unit.id


def list_places(desk: Desk, parent: str | None = None) -> tuple[Place, ...]:
    """Return the office's divisions, or the children of one."""
    with desk.store.reading() as conn:
        return offices.list_places(conn, parent)


def list_villages(desk: Desk) -> tuple[Place, ...]:
    """Return the villages the office looks after: its township's, or all of the banner's."""
    places = list_places(desk)
    return tuple(p for p in places if p.level > TOWNSHIP and (not desk.office.township or p.parent == desk.office.township))


def _office(places: tuple[Place, ...], new: NewOffice) -> Office:
    banner = next(place for place in places if place.level == BANNER)
    if not new.township:
        return Office(banner.code, banner.name, "", "", new.demo)
    wanted = new.township.strip()
    for place in places:
        if place.level == TOWNSHIP and wanted in (place.code, place.code[:9], place.name, *place.other_names):
            return Office(banner.code, banner.name, place.code, place.name, new.demo)
    raise UnknownPlace(f"{banner.name}的区划里没有这个苏木镇：{wanted}。")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AppError("数据文件夹建不起来。", "请检查这个位置能不能写入，或换一个文件夹。") from error

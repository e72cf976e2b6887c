"""Which member on record a row names: by phone or birth, else by the one of that name in the village (pure)."""

from collections.abc import Callable, Sequence

from kzzq_desktop.domain.drafts import MemberDraft
from kzzq_desktop.domain.known import KnownMember
from kzzq_desktop.domain.partial_days import fits


def find_member(
    draft: MemberDraft,
    namesakes: Sequence[KnownMember],
    is_made: Callable[[KnownMember], bool],
    leading: Sequence[KnownMember] = (),
) -> tuple[KnownMember | None, bool]:
    """Return the member a row means and whether that is doubtful: then none is taken and none is made.

    `namesakes` bear the name, `leading` are those of them who look after a grid that names him. Those that this import
    itself made are told apart by their phones without a doubt. A grid's member may live in another village: his phone tells.
    """
    village = draft.village_code
    proven = [member for member in namesakes if _proves(draft, member)]
    if proven:
        near = [member for member in proven if member.village_id == village or not (village and member.village_id)]
        if not near and draft.from_ledger:
            near = [member for member in proven if _shares_phone(draft, member)]
        return (near[0], False) if len(near) == 1 else (None, True)
    leaders = [member for member in leading if not (_denies(draft, member) or _phones_differ(draft, member))]
    if len(leaders) == 1:
        return leaders[0], False
    open_to = [member for member in namesakes if member.village_id == village and not _denies(draft, member)]
    likely = [member for member in open_to if not _phones_differ(draft, member)]
    if likely:
        return (likely[0], False) if len(likely) == 1 else (None, True)
    unclear = [member for member in open_to if not is_made(member)]
    unclear += [m for m in namesakes if m.village_id != village and not (m.village_id and village) and not _denies(draft, m)]
    return None, bool(unclear)


def _proves(draft: MemberDraft, member: KnownMember) -> bool:
    """Say whether a phone or a whole birth is the same, with nothing against it."""
    if _denies(draft, member):
        return False
    return _shares_phone(draft, member) or (len(draft.birth) > 4 and draft.birth == member.birth)


def _shares_phone(draft: MemberDraft, member: KnownMember) -> bool:
    return bool(set(member.phone.split("|")) & set(draft.phones))


def _denies(draft: MemberDraft, member: KnownMember) -> bool:
    return bool(draft.birth and member.birth) and not fits(member.birth, draft.birth)


def _phones_differ(draft: MemberDraft, member: KnownMember) -> bool:
    return bool(member.phone and draft.phones) and not _shares_phone(draft, member)

"""The root's keys sealed by a code on paper, so that a new PC can take the banner's place after the old one died."""

from kzzq_desktop.domain.exchange import Site, SiteKeys
from kzzq_desktop.sync.refusals import WrongCode
from kzzq_desktop.sync.seals import BrokenSeal, new_salt, open_by_code, seal_by_code
from kzzq_desktop.sync.spoken import letters_of


def sealed_keys(keys: SiteKeys, code: str, root: Site) -> str:
    """Return the keys sealed by the code and bound to the root; each under a salt of its own."""
    letters = letters_of(code)
    parts = []
    for secret in (keys.opening, keys.signing):
        salt = new_salt()
        parts += [salt, seal_by_code(secret, letters, salt, root.sign_pub, root.site_id)]
    return " ".join(parts)


def opened_keys(sealed: str, code: str, root: Site) -> SiteKeys:
    """Return the keys again; raises MistypedCode, WrongCode."""
    letters, parts = letters_of(code), sealed.split()
    try:
        opening, signing = (open_by_code(parts[at + 1], letters, parts[at], root.sign_pub, root.site_id) for at in range(0, 4, 2))
    except (BrokenSeal, IndexError) as error:
        raise WrongCode("旗密钥恢复码不对。") from error
    return SiteKeys(opening, signing)

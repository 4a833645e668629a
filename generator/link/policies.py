"""Citations → policies: of the register, or found in texts and given an id. Title alone is never identity."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from generator.digests import digest
from generator.model.plan import Citation
from generator.model.registers import Policy
from generator.model.site import PolicyLink
from generator.official.citing.citations import citation_key
from generator.official.citing.doc_numbers import number_in
from generator.official.identity import initials
from generator.problems import Problem, Severity, problem


@dataclass(slots=True)
class PolicyLinks:
    """Resolves citations, and remembers the documents that no register knows."""

    by_title: dict[str, list[Policy]]
    by_number: dict[str, Policy]
    found: dict[tuple[str, str], Policy] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    reported: set[tuple[str, str]] = field(default_factory=set)

    def link(self, citation: Citation) -> PolicyLink:
        """Return the policy that is cited."""
        return PolicyLink(citation, self._registered(citation) or self._made(citation))

    def _registered(self, citation: Citation) -> Policy | None:
        number = _folded(citation.number) if self.by_number else ""
        if number and number in self.by_number:
            return self.by_number[number]
        issuer, title = _key(citation.issuer, citation.title)
        alike = self.by_title.get(title, [])
        if issuer:
            alike = [each for each in alike if _same_issuer(_issuer_of(each), issuer)]
        if citation.number:
            alike = [each for each in alike if not each.number]
        if len(alike) > 1:
            self._ambiguous(citation, alike)
        return alike[0] if len(alike) == 1 else None

    def _ambiguous(self, citation: Citation, alike: Sequence[Policy]) -> None:
        key = (citation.at.path, citation.title)
        if key not in self.reported:
            self.reported.add(key)
            issuers = "、".join(each.issuer or each.id for each in alike)
            values = {"title": citation.title, "issuers": issuers}
            self.problems.append(
                problem("ambiguous-policy", citation.at, Severity.WARNING, **values)
            )

    def _made(self, citation: Citation) -> Policy:
        key = _key(citation.issuer, citation.title)
        if key not in self.found:
            self.found[key] = Policy(
                id=self._free_id(citation),
                title=citation.title,
                issuer=citation.issuer,
                number=citation.number,
                registered=False,
            )
        return self.found[key]

    def _free_id(self, citation: Citation) -> str:
        made = initials(citation.title)[:32].strip("-")
        if made in self.ids:
            made = f"{made}-{digest(citation.title, citation.issuer)[:6]}"
        self.ids.add(made)
        return made


@lru_cache(maxsize=1 << 14)
def _key(issuer: str, title: str) -> tuple[str, str]:
    """Return the identity of a cited document; the same few are cited again and again."""
    return citation_key(issuer, title)


def policy_links(policies: Iterable[Policy]) -> PolicyLinks:
    """Return a fresh resolver over the register."""
    known = tuple(policies)
    by_title: dict[str, list[Policy]] = {}
    for policy in known:
        titles = (citation_key(policy.issuer, each)[1] for each in (policy.title, *policy.aliases))
        for title in dict.fromkeys(titles):
            by_title.setdefault(title, []).append(policy)
    by_number = {_folded(policy.number): policy for policy in known if policy.number}
    return PolicyLinks(by_title, by_number, ids={policy.id for policy in known})


def _folded(number: str) -> str:
    """Return a number in its one form: 江政发[2022]11 号 is 江政发〔2022〕11号."""
    return number_in(number) or number


def _issuer_of(policy: Policy) -> str:
    return citation_key(policy.issuer, policy.title)[0]


def _same_issuer(registered: str, cited: str) -> bool:
    """Return whether two normalised spellings may be one issuer; one left out fits any."""
    one, other = _plain(registered), _plain(cited)
    return not one or not other or one in other or other in one


def _plain(issuer: str) -> str:
    return issuer.replace("、", "").replace("等", "")

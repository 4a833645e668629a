"""Citations → policies: of the register, or found in texts and given an id. Title alone is never identity."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial

from generator.digests import digest
from generator.link.sketch import Sketch
from generator.model.plan import Citation
from generator.model.registers import Policy
from generator.model.site import PolicyLink
from generator.official.citing.citations import citation_key
from generator.official.citing.doc_numbers import number_in
from generator.official.identity import initials
from generator.problems import Problem, Severity, problem
from generator.recall import Recall, gist, recalled, settled_in

Identity = tuple[str, str]
"""Of a cited document: its issuer and its title, in one form."""
MadePolicies = Mapping[Identity, Policy]
"""The documents that no register knows."""


@dataclass(frozen=True, slots=True)
class KnownPolicies:
    """What citations may refer to, whatever the plans cite."""

    by_title: Mapping[str, list[Policy]]
    by_number: Mapping[str, Policy]
    ids: frozenset[str]


@dataclass(slots=True)
class PolicyLinks:
    """Resolves the citations of one plan."""

    register: KnownPolicies
    made: MadePolicies
    problems: list[Problem] = field(default_factory=list)
    reported: set[str] = field(default_factory=set)

    def link(self, citation: Citation) -> PolicyLink:
        """Return the policy that is cited."""
        found = self._registered(citation)
        return PolicyLink(citation, found or self.made[_key(citation.issuer, citation.title)])

    def _registered(self, citation: Citation) -> Policy | None:
        alike = candidates(self.register, citation)
        if len(alike) > 1:
            self._ambiguous(citation, alike)
        return alike[0] if len(alike) == 1 else None

    def _ambiguous(self, citation: Citation, alike: Sequence[Policy]) -> None:
        if citation.title not in self.reported:
            self.reported.add(citation.title)
            issuers = "、".join(each.issuer or each.id for each in alike)
            values = {"title": citation.title, "issuers": issuers}
            self.problems.append(
                problem("ambiguous-policy", citation.at, Severity.WARNING, **values)
            )


def candidates(register: KnownPolicies, citation: Citation) -> Sequence[Policy]:
    """Return the registered policies that a citation may mean."""
    number = _folded(citation.number) if register.by_number else ""
    if number and number in register.by_number:
        return [register.by_number[number]]
    issuer, title = _key(citation.issuer, citation.title)
    alike: Sequence[Policy] = register.by_title.get(title, [])
    if issuer:
        alike = [each for each in alike if _same_issuer(_issuer_of(each), issuer)]
    if citation.number:
        alike = [each for each in alike if not each.number]
    return alike


@lru_cache(maxsize=1 << 14)
def _key(issuer: str, title: str) -> tuple[str, str]:
    """Return the identity of a cited document; the same few are cited again and again."""
    return citation_key(issuer, title)


def known_policies(policies: tuple[Policy, ...], recall: Recall) -> KnownPolicies:
    """Return the register, indexed."""
    return recall("policies known", policies, None, partial(_indexed, policies))


def _indexed(policies: tuple[Policy, ...]) -> KnownPolicies:
    by_title: dict[str, list[Policy]] = {}
    for policy in policies:
        titles = (citation_key(policy.issuer, each)[1] for each in (policy.title, *policy.aliases))
        for title in dict.fromkeys(titles):
            by_title.setdefault(title, []).append(policy)
    by_number = {_folded(policy.number): policy for policy in policies if policy.number}
    return KnownPolicies(by_title, by_number, frozenset(policy.id for policy in policies))


Unknown = Mapping[Identity, Citation]
"""The documents that a plan cites and no register knows, each as it is cited first."""


def made_policies(
    register: KnownPolicies, sketches: Mapping[str, Sketch], recall: Recall
) -> Mapping[str, MadePolicies]:
    """Return for each plan the documents that it cites and no register knows; ids depend on which come first."""
    unknown = gist(
        recall,
        "policies unknown",
        (sketches,),
        register,
        lambda key: _unknown_in(sketches[key], register),
    )
    firsts = recall("policies first cited", unknown, None, lambda: _firsts(unknown))
    cited = settled_in(recall, "policies cited", firsts)
    stems = recalled(
        recall, "policies by initials", (cited,), None, lambda key: initials(cited[key].title)
    )
    made = recall(
        "policies made",
        unknown,
        (stems, register.ids),
        lambda: _of_plans(unknown, _made(cited, stems, register.ids)),
    )
    return settled_in(recall, "policies of plans", made)


def _unknown_in(sketch: Sketch, register: KnownPolicies) -> Unknown:
    found: dict[Identity, Citation] = {}
    for each in sketch.citations:
        if len(candidates(register, each)) != 1:
            found.setdefault(_key(each.issuer, each.title), each)
    return found


def _firsts(unknown: Mapping[str, Unknown]) -> dict[Identity, Citation]:
    """Return the documents in the order of the plans, each as it is cited first."""
    found: dict[Identity, Citation] = {}
    for own in unknown.values():
        for key, citation in own.items():
            found.setdefault(key, citation)
    return found


def _of_plans(
    unknown: Mapping[str, Unknown], policies: Mapping[Identity, Policy]
) -> dict[str, dict[Identity, Policy]]:
    return {key: {each: policies[each] for each in own} for key, own in unknown.items()}


def _made(
    cited: Mapping[Identity, Citation], stems: Mapping[Identity, str], ids: Iterable[str]
) -> dict[Identity, Policy]:
    """Return a policy for each document, of the initials of its title; no two have the same id."""
    taken, found = set(ids), {}
    for key, citation in cited.items():
        made = stems[key][:32].strip("-")
        if made in taken:
            made = f"{made}-{digest(citation.title, citation.issuer)[:6]}"
        taken.add(made)
        found[key] = Policy(
            id=made,
            title=citation.title,
            issuer=citation.issuer,
            number=citation.number,
            registered=False,
        )
    return found


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

"""Makes ``data/given_names.tsv`` and ``data/surnames.txt`` from the name lists of Faker (MIT).

Run by hand where the lists shall change: ``pip install faker==40.54.0; python -m kg.knowledge.build_person_names``.
Names go in as the name normal form has them: lower case, without diacritics, Cyrillic transliterated.
"""

from __future__ import annotations

import importlib
from collections import Counter, defaultdict
from pathlib import Path

from kg.knowledge.transliteration import fold

DATA = Path(__file__).parent / "data"
LOCALES = """
    az_AZ cs_CZ da_DK de_AT de_CH de_DE de_LI de_LU en en_GB en_IE en_IN en_KE en_NG en_NZ en_PK en_US es_AR es_CA es_CL
    es_CO es_ES es_MX et_EE fi_FI fr_BE fr_CA fr_CH fr_DZ fr_FR ga_IE ha_NG hr_HR hu_HU id_ID ig_NG it_IT lt_LT lv_LV
    mk_MK nl_BE nl_NL no_NO pl_PL pt_BR pt_PT ro_RO ru_RU sk_SK sl_SI sv_SE sw tr_TR tw_GH uk_UA uz_UZ yo_NG zu_ZA
    is_IS vi_VN bg_BG ja_JP zh_CN zh_TW el_GR""".split()  # noqa: SIM905
CLEAR_SHARE = 0.75
"""Share of locales that must agree on a given name's gender; below, it is given as "mf"."""


def words(names: object) -> set[str]:
    """Single words of a Faker list, in normal form."""
    found = set()
    for name in names or ():  # type: ignore[attr-defined]
        key = fold(str(name))
        if key.isascii() and key.replace("-", "").replace("'", "").isalpha() and len(key) > 1:
            found.add(key)
    return found


def main() -> None:
    """Write both files."""
    genders: dict[str, Counter[str]] = defaultdict(Counter)
    surnames: set[str] = set()
    for locale in LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider.__dict__
        for gender, keys in (
            ("m", ("first_names_male", "first_romanized_names_male")),
            ("f", ("first_names_female", "first_romanized_names_female")),
        ):
            for name in set().union(*(words(provider.get(key)) for key in keys)):
                genders[name][gender] += 1
        for key in ("last_names", "last_names_male", "last_names_female", "last_romanized_names"):
            surnames |= words(provider.get(key))
    for line in (DATA / "given_names_added.tsv").read_text("utf8").splitlines():
        if line and not line.startswith("#"):
            gender, names = line.split("\t")
            for name in names.split():
                genders[fold(name)][gender] += 3
    with (DATA / "given_names.tsv").open("w", encoding="utf8") as out:
        out.write("# given name, gender; derived from the lists of Faker 40.54.0 (MIT) and given_names_added.tsv\n")
        for name, votes in sorted(genders.items()):
            gender, most = max(votes.items(), key=lambda x: x[1])
            out.write(f"{name}\t{gender if most / votes.total() >= CLEAR_SHARE else 'mf'}\n")
    with (DATA / "surnames.txt").open("w", encoding="utf8") as out:
        out.write("# surnames; derived from the lists of Faker 40.54.0 (MIT)\n")
        out.writelines(f"{name}\n" for name in sorted(surnames))


if __name__ == "__main__":
    main()

"""Pages of the documentation that are made from the data, so that they cannot be out of date.

A hook of mkdocs: the pages exist while the site is built and are never written to the tree.
"""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import magwise
from magwise.core.units import elemental_share
from magwise.foods.recipes import serving_of, suits_training
from magwise.knowledge import Knowledge
from magwise.text import citation
from tools import body_page

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

HOW = {
    "primary": "read in the source",
    "secondary": "read on a page that quotes it",
    "derived": "computed",
    "recalled": "from memory, to be checked",
    "assumed": "our judgement",
}


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table; an empty cell stays empty and a bar inside a cell is escaped."""
    heads = list(heads)
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    for row in rows:
        cells = ("" if cell is None else str(cell).replace("|", "\\|") for cell in row)
        lines.append("| " + " | ".join(" ".join(cell.split()) for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def figure(value: Any) -> str:
    """A sourced figure as people write it; unknown is said in words."""
    if value is None:
        return ""
    if value.value is None and value.low is None:
        return "not known"
    best = "" if value.value is None else f"{value.value:g}"
    spread = f" ({value.low:g}–{value.high:g})" if value.low is not None else ""
    return f"{best}{spread} {value.unit if value.unit != '1' else ''}".strip()


def where(value: Any) -> str:
    """Source, place and how it was read."""
    return f"[{value.source}](sources.md#{value.source}), {value.locator} ({HOW[value.how]})"


def cited(citations: Iterable[Any]) -> str:
    """Links to the sources, each once."""
    return ", ".join(dict.fromkeys(f"[{c.source}](sources.md#{c.source})" for c in citations))


def whom(group: Any) -> str:
    """Sex, age and state of a group."""
    age = f"{group.from_years:g}" + (
        f" to {group.to_years:g} years" if group.to_years else " years and older"
    )
    state = "" if group.state == "ordinary" else f", {group.state}"
    return f"{group.sex or 'everyone'}, {age}{state}"


def requirements(kb: Knowledge) -> str:
    """What each authority asks."""
    parts = [
        "# What the authorities ask\n\nFor magnesium, in mg a day from all sources. The kind says "
        "what a figure means: only an EAR gives a probability. A figure that is not known stays "
        "unknown.\n"
    ]
    for authority in kb.authorities.values():
        rows = [r for r in kb.requirements.values() if r.authority == authority.id]
        if not rows:
            continue
        parts.append(f"\n## {authority.names.en}\n\n{authority.jurisdiction}\n")
        parts.append(
            table(
                ("Whom", "Kind", "Figure", "Where it stands", "Remark"),
                (
                    (
                        whom(r.group),
                        r.kind.upper(),
                        figure(r.value),
                        where(r.value),
                        r.retired or r.note,
                    )
                    for r in rows
                ),
            )
        )
    return "\n".join(parts)


def limits(kb: Knowledge) -> str:
    """Upper levels with what they count."""
    rows = [limit for limit in kb.limits.values() if limit.nutrient == "magnesium"]
    return (
        "# Upper levels for magnesium\n\nThey count supplements, fortified food and drink, and "
        "medicines, never plain food.\n\n"
        + table(
            ("Authority", "Whom", "Figure", "Status", "Where it stands", "Reviewed"),
            (
                (
                    kb.authorities[row.authority].short.en
                    if row.authority in kb.authorities
                    else row.authority,
                    whom(row.group),
                    "none set" if row.status == "none-set" else figure(row.value),
                    row.status,
                    where(row.value),
                    "no" if row.review.status == "not-reviewed" else row.review.who,
                )
                for row in rows
            ),
        )
    )


def forms(kb: Knowledge) -> str:
    """Supplement forms; the share of magnesium is computed from the formula."""
    rows = []
    for form in kb.forms.values():
        shares = [
            f"{variant.formula}: {elemental_share(variant.formula):.1%}"
            for variant in form.variants
        ]
        if form.stated_share:
            low, high = form.stated_share.low or 0.0, form.stated_share.high or 0.0
            shares = [f"{low:.1%}–{high:.1%}, as stated"]
        rows.append(
            (
                f"**{form.names.en}** / {form.names.nl}",
                "; ".join(shares) or "not known",
                form.uptake.step,
                form.gut_laxative.step,
                form.eu_status.status,
                cited(form.uptake.citations),
            )
        )
    return (
        "# Forms of magnesium\n\nThe share is computed from the formula. The steps are coarse on "
        "purpose: the studies do not carry more.\n\n"
        + table(
            ("Form", "Formula and share", "Uptake", "Laxative", "EU status", "Uptake read in"), rows
        )
    )


def interactions(kb: Knowledge) -> str:
    """Medicines and magnesium."""
    rows = []
    for row in kb.interactions.values():
        gaps = [
            f"{'/'.join(s.atc_prefixes) or 'all'}: "
            f"{s.hours[0]:g} h after it, {s.hours[1]:g} h before it"
            for s in row.spacings
        ]
        rows.append(
            (
                f"**{row.names.en}** / {row.names.nl}",
                ", ".join(row.atc_prefixes),
                ", ".join(row.actions),
                "; ".join(gaps),
                cited(row.citations),
                "no" if row.review.status == "not-reviewed" else row.review.who,
            )
        )
    return (
        "# Medicines and magnesium\n\nWhere sources differ, the longest gap counts. The hours say "
        "how long after and before the medicine magnesium may be taken.\n\n"
        + table(("Medicine", "ATC", "What to do", "Hours apart", "Sources", "Reviewed"), rows)
    )


def findings(kb: Knowledge) -> str:
    """Everything that can be said."""
    parts = [
        "# Everything that can be said\n\nEach sentence of an advice is one of these, filled in. "
        "`magwise findings --json` gives the same list.\n"
    ]
    sections = list(dict.fromkeys(f.section for f in kb.findings.values()))
    for section in sections:
        parts.append(f"\n## {section.capitalize()}\n")
        parts.append(
            table(
                ("Id", "Severity", "Meaning", "English", "Dutch"),
                (
                    (f"`{f.id}`", f.severity, f.meaning, kb.text_en.get(f.id), kb.text_nl.get(f.id))
                    for f in kb.findings.values()
                    if f.section == section
                ),
            ).replace("{", "&#123;")
        )
    return "\n".join(parts)


def sources(kb: Knowledge) -> str:
    """The list of sources."""
    parts = [f"# Sources\n\n{len(kb.sources)} sources. How far each was read is said with it.\n"]
    for source in sorted(kb.sources.values(), key=lambda s: s.id):
        link = f"https://doi.org/{source.doi}" if source.doi else source.url
        parts.append(
            f"\n### {source.id} {{ #{source.id} }}\n\n{citation(source)}"
            + (f" <{link}>" if link else "")
            + f"\n\n{HOW[source.read].capitalize()}."
            + (f" {source.note}" if source.note else "")
        )
    return "\n".join(parts) + "\n"


def foods(kb: Knowledge) -> str:
    """Foods with magnesium per 100 g."""
    groups: dict[str, list[Any]] = {}
    for food in kb.foods.values():
        groups.setdefault(food.group, []).append(food)
    parts = [
        f"# Foods\n\n{len(kb.foods)} foods and dishes. Magnesium in mg per 100 g as eaten, "
        "with the range that the tables and natural variation leave open. A proxy stands in for a "
        "food that "
        "no table has.\n"
    ]
    for group in sorted(groups):
        rows = []
        for food in sorted(groups[group], key=lambda f: str(f.names.en)):
            row = kb.figures.get(food.id)
            magnesium = row.magnesium_mg() if row is not None else None
            rows.append(
                (
                    food.names.en,
                    food.names.nl,
                    "not known"
                    if magnesium is None
                    else f"{magnesium.best:.0f} ({magnesium.low:.0f}–{magnesium.high:.0f})",
                    row.table if row is not None else "",
                    "yes" if food.proxy else "",
                )
            )
        parts.append(f"\n## {group.replace('-', ' ').capitalize()}\n")
        parts.append(table(("Food", "Dutch", "Magnesium", "Table", "Proxy"), rows))
    return "\n".join(parts)


def recipes(kb: Knowledge) -> str:
    """Every recipe with its steps and the magnesium in a serving."""
    parts = [
        "# Recipes\n\nOur own recipes, tied to the food table. Magnesium is per serving, computed "
        "from the ingredients; `magwise recipes` shows them in Dutch as well, with everything "
        "else in a serving.\n"
    ]
    for recipe in sorted(kb.recipes.values(), key=lambda one: one.names.en):
        serving = serving_of(recipe, kb)
        magnesium = serving.nutrients["magnesium_mg"].known
        diets = [diet for diet, yes in serving.diets.items() if yes]
        facts = [
            f"serves {recipe.serves}",
            f"about {recipe.minutes} minutes",
            f"{magnesium.low:.0f}–{magnesium.high:.0f} mg magnesium a serving",
            *diets,
            *(f"suits the hours {when} training" for when in suits_training(serving)),
        ]
        parts.append(f"\n## {recipe.names.en}\n\n{', '.join(facts)}.\n")
        parts += [f"- {part.words.en}" for part in recipe.ingredients]
        parts.append("")
        parts += [f"{place}. {step}" for place, step in enumerate(recipe.steps.en, start=1)]
    return "\n".join(parts) + "\n"


def overview(kb: Knowledge) -> str:
    """How much there is, and how far it can be trusted."""
    counts = [
        (name.replace("_", " "), len(getattr(kb, name)))
        for name in kb.collections
        if not name.startswith("text_")
    ]
    read = Counter(source.read for source in kb.sources.values())
    return (
        f"# What Magwise knows\n\nKnowledge base {kb.version}, `{kb.hash[:12]}`. Every figure "
        "has a source, a place in that source, and says how it was read.\n\n"
        + table(("Kind of record", "How many"), counts)
        + "\n## How far the sources were read\n\n"
        + table(("", "Sources"), ((HOW[how], number) for how, number in read.most_common()))
        + "\nNo rule or limit has been reviewed by a clinician unless its page says who and when.\n"
    )


def commands(_: Knowledge) -> str:
    """Every command with its options and examples."""
    import typer

    from magwise.cli.app import build

    def page(command: Any, name: str, level: int) -> list[str]:
        parts = [f"\n{'#' * level} {name}\n\n{inspect.cleandoc(command.help or '')}\n"]
        if command.epilog:
            parts.append(f"{command.epilog}\n")
        subcommands = getattr(command, "commands", {})
        options = [p for p in command.params if p.name != "help"]
        if options:
            parts.append(
                table(
                    ("Option", "Meaning"),
                    (
                        (
                            ", ".join(f"`{o}`" for o in p.opts)
                            if p.param_type_name == "option"
                            else f"`{str(p.name).upper()}`",
                            getattr(p, "help", None),
                        )
                        for p in options
                    ),
                )
            )
        for sub in sorted(subcommands):
            parts += page(subcommands[sub], f"{name} {sub}", min(level + 1, 4))
        return parts

    command = typer.main.get_command(build("en"))
    return "# Commands\n" + "\n".join(page(command, "magwise", 2))


def python(_: Knowledge) -> str:
    """The public names with their documentation."""
    parts = ["# Python\n\nThese names are public; a test pins them.\n"]
    for name in magwise.__all__:
        item = getattr(magwise, name)
        parts.append(f"\n## {name}\n")
        if inspect.isfunction(item):
            parts.append(f"```python\n{name}{inspect.signature(item)}\n```\n")
        parts.append(f"```text\n{inspect.getdoc(item)}\n```\n")
    return "\n".join(parts)


PAGES: dict[str, Callable[[Knowledge], str]] = {
    "knowledge/index.md": overview,
    "knowledge/reference-values.md": requirements,
    "knowledge/upper-levels.md": limits,
    "knowledge/forms.md": forms,
    "knowledge/medicines.md": interactions,
    "knowledge/foods.md": foods,
    "knowledge/recipes.md": recipes,
    "knowledge/body.md": lambda kb: body_page.page(kb, table, HOW),
    "knowledge/findings.md": findings,
    "knowledge/sources.md": sources,
    "reference/commands.md": commands,
    "reference/python.md": python,
}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages to those that stand in docs/."""
    from mkdocs.structure.files import File

    kb = Knowledge.load()
    for place, page in PAGES.items():
        files.append(File.generated(config, place, content=page(kb)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """List every decision on its index, in the order of the numbers."""
    if page.file.src_uri != "decisions/index.md":
        return markdown
    folder = Path(config.docs_dir) / "decisions"
    lines = []
    for path in sorted(folder.glob("[0-9]*.md")):
        title = path.read_text(encoding="utf-8").splitlines()[0].lstrip("# ")
        lines.append(f"- [{title}]({path.name})")
    return markdown + "\n".join(lines) + "\n"

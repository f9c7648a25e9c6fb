"""Writes ``docs/method/contradictions.md`` from the data, so that page and data say the same."""

from pathlib import Path

from magwise import Knowledge
from magwise.text import label

PAGE = Path(__file__).resolve().parents[1] / "docs" / "method" / "contradictions.md"
KINDS = {
    "benefit": "What it is said to do",
    "need": "How much one needs",
    "supplement": "Food, forms and times",
    "safety": "Safety, tests and signs",
    "body": "How the body handles it",
}


def page(kb: Knowledge) -> str:
    """The whole page in Markdown."""
    parts = [
        "# Advice that contradicts itself",
        "",
        "Five articles for active people give advice on magnesium. They are numbered here and not "
        "named. On the subjects below they contradict each other or themselves; the verdict is "
        "ours and rests on the sources behind it. `magwise contradictions` prints the same, in "
        "Dutch and English.",
        "",
    ]
    for kind, title in KINDS.items():
        parts += [
            f"## {title}",
            "",
            "| Subject | What circulates | Verdict |",
            "| --- | --- | --- |",
        ]
        for one in kb.contradictions.values():
            if one.kind != kind:
                continue
            sides = "<br>".join(
                f"{', '.join(a.removeprefix('article-') for a in side.articles)}: {side.says.en}"
                for side in one.positions
            )
            named = "; ".join(label(kb.sources[key]) for key in one.sources)
            parts.append(f"| {one.names.en.capitalize()} | {sides} | {one.verdict.en} ({named}) |")
        parts.append("")
    parts += [
        "## References that do not carry what they are cited for",
        "",
        "| Where | Cited | What is wrong |",
        "| --- | --- | --- |",
        *(
            f"| {audit.where.replace('-', ' ')} | {audit.cited} | {audit.problem.en} |"
            for audit in kb.reference_audit.values()
        ),
        "",
    ]
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(Knowledge.load()), encoding="utf-8")

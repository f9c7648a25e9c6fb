"""``magwise test``: the questionnaire in a terminal, or with answers through a pipe."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from magwise.cli import INTERRUPTED, OK, advice, importing, screen
from magwise.cli.words import Language
from magwise.core.errors import InputError, Problem

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge
    from magwise.knowledge.schema.questionnaire import Question

_BACK = "<"


def ask(
    kb: "Knowledge",
    language: Language,
    *,
    save: Path | None,
    diary: Path | None,
    html: Path | None,
    as_json: bool,
) -> int:
    """Ask what applies, keep each answer, and give the advice.

    Questions go to standard error, so that the result can be piped on. When the answers stop
    (end of a pipe), what was not answered is unknown; Ctrl-C keeps what there is and stops.
    """
    from magwise.person import questionnaire
    from magwise.person.reading import Person, read_diary

    eaten = None if diary is None else read_diary(diary)  # a wrong file is told before question 1
    answers = _kept(save)
    ui = {key: text for key, text in kb.text(language).items() if key.startswith("ui.")}
    screen.note(ui["ui.test-start"])
    page = ""
    try:
        while (question := questionnaire.next_question(answers, kb)) is not None:
            page = _show(question, answers, kb, language, ui=ui, page=page)
            line = sys.stdin.readline()
            if not line:
                screen.note(f"\n{ui['ui.test-rest-unknown']}")
                break
            typed = line.strip()
            if typed == _BACK and answers:
                answers.pop(list(answers)[-1])
            elif typed:
                answers = _taken(question, typed, answers, kb, language)
            else:
                continue
            _keep(save, answers)
    except KeyboardInterrupt:
        _keep(save, answers)
        kept = Problem("error.unfinished", values={"path": str(save)})
        problem = kept if save is not None else Problem("error.unfinished-unsaved")
        screen.note("")
        screen.complain([problem], kb, language)
        return INTERRUPTED
    from magwise.person import Diary
    from magwise.plan.expecting import with_expectation

    profile = questionnaire.to_profile(answers, kb).model_copy(update={"language": language})
    person = Person(profile, eaten or Diary())
    own = importing.corrections(kb, wanted=True)
    assessment, plan = advice.judge(person, kb, None, own)
    plan = with_expectation(plan, kb)
    screen.note("")
    if as_json:
        from magwise.report.result import advice as result

        screen.write(result(assessment, plan, kb, language).model_dump_json(indent=2))
    from magwise.report.document import document

    written = document(assessment, plan, kb, language)
    if html is not None:
        from magwise.report.html import html as page_of
        from magwise.report.writing import write_text

        write_text(html, page_of(written))
        screen.note(ui["ui.written"].replace("{path}", str(html)))
    elif not as_json:
        from magwise.report.terminal import show

        show(written, screen.console())
    return OK


def _show(
    question: "Question",
    answers: dict[str, Any],
    kb: "Knowledge",
    language: Language,
    *,
    ui: dict[str, str],
    page: str,
) -> str:
    from magwise.person import questionnaire

    said = questionnaire.wording(question, answers, kb, language)
    done, total = questionnaire.progress(answers, kb)
    if said.page != page:
        screen.note(f"\n== {said.page} ==")
    unit = f" ({said.unit})" if said.unit else ""
    screen.note(f"\n[{done + 1}/{total}] {said.text}{unit}")
    screen.note(f"    {said.why}")
    if said.help:
        screen.note(f"    {said.help}")
    for number, option in enumerate(said.options, start=1):
        screen.note(f"  {number:>2}  {option.label}")
    sys.stderr.write(f"{ui[f'ui.test-{question.kind}']} > ")
    sys.stderr.flush()
    return said.page


def _taken(
    question: "Question", typed: str, answers: dict[str, Any], kb: "Knowledge", language: Language
) -> dict[str, Any]:
    """The answers with this one, or as they were when it cannot be understood."""
    from magwise.person import questionnaire

    value: Any = typed
    options = questionnaire.options(question, answers, kb, language)
    if question.kind == "choice":
        value = _by_number(typed, options)
    elif question.kind == "multi" and typed != "?":
        parts = [part.strip() for part in typed.replace(";", ",").split(",") if part.strip()]
        value = [_by_number(part, options) for part in parts]
        if parts in (["0"], ["geen"], ["none"]):
            value = []
    elif question.kind == "texts" and typed != "?":
        parts = [part.strip() for part in typed.replace(";", ",").split(",") if part.strip()]
        value = [] if typed.casefold() in ("0", "geen", "none") else parts
    try:
        return questionnaire.answer(answers, question.id, value, kb)
    except InputError as error:
        screen.complain([Problem(one.id, "", one.values) for one in error.problems], kb, language)
        return answers


def _by_number(typed: str, options: Any) -> str:
    if typed.isdigit() and 1 <= int(typed) <= len(options):
        return str(options[int(typed) - 1].id)
    return typed


def _kept(save: Path | None) -> dict[str, Any]:
    if save is None or not save.exists():
        return {}
    from magwise.person.files import read_json, read_text

    text, _ = read_text(save)
    data = read_json(text, str(save))
    answers = data.get("answers") if isinstance(data, dict) else None
    if not isinstance(answers, dict):
        raise InputError(Problem("error.not-answers", str(save)))
    return answers


def _keep(save: Path | None, answers: dict[str, Any]) -> None:
    if save is None or not answers:
        return
    from magwise.report.writing import write_text

    write_text(save, json.dumps({"answers": answers}, ensure_ascii=False, indent=1) + "\n")

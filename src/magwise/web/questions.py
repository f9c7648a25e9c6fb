"""The questionnaire as pages: alarm signs first, and "I don't know" is always an answer."""

from typing import Any

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from magwise.core.errors import InputError
from magwise.knowledge.schema.questionnaire import Question
from magwise.person import questionnaire
from magwise.text.rendering import Language
from magwise.web.site import Site, ticked, to, typed

_FIRST = "urgent"  # the page with alarm signs: it is never passed over by just going on


def routes(site: Site) -> APIRouter:
    """The questionnaire, page by page."""
    router = APIRouter()

    @router.get("/{language}/questions")
    def go_on(language: Language) -> Response:
        return to(language, _after(site, site.me.answers()))

    @router.get("/{language}/questions/{page}")
    def page_(request: Request, language: Language, page: str) -> Response:
        answers = site.me.answers()
        if page not in site.kb.question_pages:
            raise HTTPException(404)
        if not _asked(site, answers, page):
            return to(language, _after(site, answers))
        return _show(site, request, language, page, answers)

    @router.post("/{language}/questions/{page}")
    def answer(
        request: Request, language: Language, page: str, form: FormData = Depends(site.form)
    ) -> Response:
        if page not in site.kb.question_pages:
            raise HTTPException(404)
        answers = site.me.answers()
        given: dict[str, Any] = {}
        wrong: dict[str, list[str]] = {}
        for question in _asked(site, answers, page):
            if typed(form, f"shown-{question.id}") != "1":
                continue
            try:
                value = _value(question, form)
                if value is None and page == _FIRST and not _unknown(question, form):
                    wrong[question.id] = [site.said("choose-one", language)]
                    continue
                answers = questionnaire.answer(answers, question.id, value, site.kb)
                given[question.id] = answers[question.id]
            except Both:
                wrong[question.id] = [site.said("choose-not-both", language)]
            except InputError as error:
                wrong[question.id] = site.problems(error, language)
        ended = [
            question.id
            for question in questionnaire.visible_questions(answers, site.kb)
            if question.ends_when_any and answers.get(question.id)
        ]
        kept = site.me.answer(given) if given else answers
        if ended:
            return to(language, "result")
        if wrong:
            return _show(site, request, language, page, kept, wrong=wrong, form=form)
        if typed(form, "go") == "later":
            return to(language, "")
        return to(language, _after(site, kept, page))

    @router.post("/{language}/questions")
    def again(language: Language, form: FormData = Depends(site.form)) -> Response:
        site.me.forget_answers()
        return to(language, "questions")

    return router


class Both(Exception):  # noqa: N818 - never leaves this module
    """Something was ticked together with "none of these"."""


def _asked(site: Site, answers: dict[str, Any], page: str) -> list[Question]:
    visible = questionnaire.visible_questions(answers, site.kb)
    return [question for question in visible if question.page == page]


def _after(site: Site, answers: dict[str, Any], page: str | None = None) -> str:
    """Where to go on: an open question on this page, the next page, or the result."""
    if questionnaire.ended_by(answers, site.kb):
        return "result"
    question = questionnaire.next_question(answers, site.kb)
    if question is not None:
        return f"questions/{question.page}"
    return "result" if page is not None else "questions/urgent"


def _unknown(question: Question, form: FormData) -> bool:
    return "?" in ticked(form, question.id) or typed(form, f"{question.id}-as") == "?"


def _value(question: Question, form: FormData) -> Any:
    """What a form says about one question; None is "I don't know"."""
    if question.kind == "number":
        return typed(form, question.id, 40) or None
    if question.kind == "texts":
        lines = [one.strip() for one in typed(form, question.id, 8000).split("\n") if one.strip()]
        none = typed(form, f"{question.id}-as") == "-"
        if lines and none:
            raise Both
        return lines or ([] if none else None)
    chosen = ticked(form, question.id)
    if question.kind == "multi":
        named = [one for one in chosen if one not in ("?", "-")]
        if len(chosen) > len(named) and named:
            raise Both
        if "-" in chosen and "?" in chosen:
            raise Both
        return named or ([] if "-" in chosen else None)
    return None if not chosen or chosen[0] == "?" else chosen[0]


def _show(
    site: Site,
    request: Request,
    language: Language,
    page: str,
    answers: dict[str, Any],
    *,
    wrong: dict[str, list[str]] | None = None,
    form: FormData | None = None,
) -> Response:
    rows = []
    for question in _asked(site, answers, page):
        said = questionnaire.wording(question, answers, site.kb, language)
        rows.append(
            {
                "id": question.id,
                "kind": question.kind,
                "said": said,
                "answered": question.id in answers,
                "value": answers.get(question.id),
                "typed": typed(form, question.id, 8000) if form is not None else None,
                "chosen": ticked(form, question.id) if form is not None else None,
                "wrong": (wrong or {}).get(question.id, []),
            }
        )
    done, all_ = questionnaire.progress(answers, site.kb)
    pages = sorted(site.kb.question_pages.values(), key=lambda one: one.order)
    return site.page(
        request,
        "questions",
        language,
        status=422 if wrong else 200,
        rows=rows,
        page=page,
        title=site.kb.text(language)[site.kb.question_pages[page].title],
        steps=[(one.id, site.kb.text(language)[one.title]) for one in pages],
        done=done,
        all=all_,
        wrong=bool(wrong),
    )

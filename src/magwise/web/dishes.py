"""Dishes of one's own: written down once, then a portion is one press in the diary."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from magwise.core.errors import InputError, Problem
from magwise.foods.dishes import Dish, portion_of
from magwise.text import numbers
from magwise.text.rendering import Language
from magwise.web.site import Site, to, typed

_LONGEST = 280  # of what goes in, as it is kept
_LONGEST_NAME = 60


@dataclass(frozen=True)
class OwnDish:
    """A dish as it is kept, and one portion of it; None when it can no longer be read."""

    name: str
    portions: str
    lines: tuple[str, ...]
    portion: Dish | None


def routes(site: Site) -> APIRouter:
    """The list of own dishes, a new one, and one less."""
    router = APIRouter()

    @router.get("/{language}/dishes")
    def dishes(request: Request, language: Language) -> Response:
        return _show(site, request, language)

    @router.post("/{language}/dishes")
    def keep(request: Request, language: Language, form: FormData = Depends(site.form)) -> Response:
        name = " ".join(typed(form, "name", _LONGEST_NAME).split())
        portions = typed(form, "portions", 6).replace(",", ".")
        text = typed(form, "text", 2000)
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        try:
            try:
                _made(site, lines, float(portions))
            except ValueError as error:
                values = {"given": portions, "most": 50.0}
                raise InputError(Problem("error.dish-portions", values=values)) from error
            kept = "\n".join([portions, *lines])
            if len(kept) > _LONGEST or not name:
                values = {"given": name or "…", "limit": _LONGEST}
                raise InputError(Problem("error.choice-words", values=values))
            site.me.choose("dish", name, kept)
        except InputError as error:
            given = {"name": name, "portions": portions, "text": text}
            return _show(site, request, language, error=error, given=given)
        return to(language, "dishes")

    @router.post("/{language}/dishes/forget")
    def forget(language: Language, form: FormData = Depends(site.form)) -> Response:
        site.me.forget("dish", typed(form, "name", _LONGEST_NAME))
        return to(language, "dishes")

    return router


def own_dishes(site: Site) -> list[OwnDish]:
    """All dishes that are kept, each read as it is understood now."""
    found = []
    for name, kept in site.me.choices("dish"):
        portions, *lines = kept.split("\n")
        try:
            portion: Dish | None = _made(site, lines, float(portions))
        except (InputError, ValueError):
            portion = None
        found.append(OwnDish(name, portions, tuple(lines), portion))
    return found


def _made(site: Site, lines: list[str], portions: float) -> Dish:
    return portion_of(lines, portions, site.kb, corrections=site.own_choices())


def _show(
    site: Site, request: Request, language: Language, *,
    error: InputError | None = None, given: dict[str, Any] | None = None,
) -> Response:  # fmt: skip
    rows = []
    for dish in own_dishes(site):
        mg = dish.portion.magnesium_mg if dish.portion is not None else None
        much = None if mg is None else numbers.span(mg.low, mg.high, language, 0)
        rows.append({"dish": dish, "mg": much})
    return site.page(
        request,
        "dishes",
        language,
        status=422 if error is not None else 200,
        error=error,
        rows=rows,
        given=given or {"name": "", "portions": "4", "text": ""},
    )

"""Questions with their answers, what circulates, and where that contradicts itself."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from magwise.text import citation, label
from magwise.text.citations import address
from magwise.text.rendering import Language
from magwise.web.site import Site, typed

PARTS = ("whom", "size", "others", "instead", "doctor")


def routes(site: Site) -> APIRouter:
    """Ask, claims and contradictions."""
    router = APIRouter()

    @router.get("/{language}/ask")
    def ask(request: Request, language: Language) -> Response:
        return site.page(request, "ask", language, question="", found=None)

    @router.post("/{language}/ask")
    def answer_(
        request: Request, language: Language, form: FormData = Depends(site.form)
    ) -> Response:
        from magwise.answers import answer

        question = typed(form, "question", 500)
        found = None
        if question:
            profile = site.profile() if site.me.answers() else None
            found = answer(
                question, site.kb, profile=profile, language=language, today=site.today()
            )
        return site.page(
            request,
            "ask",
            language,
            question=question,
            found=found,
            parts=[(part, getattr(found, part)) for part in PARTS] if found else [],
            claims=[claim(site, key, language) for key in found.claims] if found else [],
            sources=sources(site, found.sources) if found and not found.abstained else [],
            nearest=[site.kb.topics[one].names.of(language) for one in found.nearest]
            if found
            else [],
        )

    @router.get("/{language}/claims")
    def claims(request: Request, language: Language) -> Response:
        by_area: dict[str, list[dict[str, Any]]] = {}
        for key, one in site.kb.claim_catalogue.items():
            by_area.setdefault(one.verdict, []).append(claim(site, key, language))
        return site.page(request, "claims", language, groups=by_area)

    @router.get("/{language}/contradictions")
    def contradictions(request: Request, language: Language) -> Response:
        return site.page(
            request,
            "contradictions",
            language,
            rows=list(site.kb.contradictions.values()),
            named=lambda keys: "; ".join(str(one["label"]) for one in sources(site, keys)),
        )

    return router


def claim(site: Site, key: str, language: Language) -> dict[str, Any]:
    """One thing that circulates, and what is left of it."""
    one = site.kb.claim_catalogue[key]
    return {
        "id": key,
        "claim": one.names.of(language),
        "verdict": one.verdict,
        "said": site.kb.text(language)[one.finding],
        "certainty": site.kb.text(language).get(
            f"word.certainty-{one.certainty.value.replace('_', '-')}", ""
        ),
    }


def sources(site: Site, keys: Any) -> list[dict[str, str | None]]:
    """Sources in words, each once."""
    known = [site.kb.sources[key] for key in dict.fromkeys(keys) if key in site.kb.sources]
    return [
        {"label": label(one), "citation": citation(one), "address": address(one)} for one in known
    ]

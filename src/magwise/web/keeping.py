"""My data: where it lies, taking it along, erasing it."""

from typing import Any

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from magwise.foods.choices import forget_all
from magwise.store import copies, exporting
from magwise.text.rendering import Language
from magwise.web import pairing
from magwise.web.replies import attached
from magwise.web.site import Site, ticked, to, typed, whole


def routes(site: Site) -> APIRouter:
    """Where it lies, export and erase."""
    router = APIRouter()

    @router.get("/{language}/data")
    def data(request: Request, language: Language) -> Response:
        return _show(site, request, language)

    @router.post("/{language}/data/export")
    def export(language: Language, _: FormData = Depends(site.form)) -> Response:
        content = exporting.zipped(exporting.files_of(site.me, site.kb, site.corrections))
        name = f"magwise-{site.today().isoformat()}.zip"
        return attached(content, "application/zip", name)

    @router.post("/{language}/data/diary")
    def diary(language: Language, _: FormData = Depends(site.form)) -> Response:
        content = exporting.diary_csv(site.me.diary())
        name = f"magwise-diary-{site.today().isoformat()}.csv"
        return attached(content, "text/csv", name)

    @router.post("/{language}/data/forget")
    def forget(language: Language, form: FormData = Depends(site.form)) -> Response:
        site.me.forget("food", typed(form, "words", 300))
        return to(language, "data")

    @router.post("/{language}/data/code")
    def code(request: Request, language: Language, _: FormData = Depends(site.form)) -> Response:
        if pairing.networked(request):  # a device lets no other in
            raise HTTPException(403)
        if site.door is not None:
            site.door.codes.make()
        return to(language, "data#phone")

    @router.post("/{language}/data/disconnect")
    def disconnect(language: Language, form: FormData = Depends(site.form)) -> Response:
        site.store.devices().disconnect(whole(form, "device"))
        return to(language, "data#phone")

    @router.post("/{language}/data/erase")
    def erase(
        request: Request, language: Language, form: FormData = Depends(site.form)
    ) -> Response:
        if "yes" not in ticked(form, "sure"):
            return _show(site, request, language, unsure=True)
        gone = site.store.erased(copies.remove_files)
        forget_all(site.store.path.parent)  # choices that were made on the command line
        site.corrections.foods.clear()
        site.corrections.measures.clear()
        site.forget_standing()
        return _show(site, request, language, gone=[one.name for one in gone])

    return router


def _show(site: Site, request: Request, language: Language, **values: Any) -> Response:
    me = site.me
    foods = [
        (words, site.kb.foods[food].names.of(language))
        for words, food in me.choices("food")
        if food in site.kb.foods
    ]
    return site.page(
        request,
        "data",
        language,
        place=str(site.store.path),
        answers=len(me.answers()),
        days=len(me.days()),
        foods=foods,
        phone=pairing.shown(site, request, language),
        notes=len(me.logbook.log().days),
        **({"unsure": False, "gone": None} | values),
    )

"""``magwise schema``: what goes in and what comes out, as JSON Schema."""

from typing import Any

from pydantic import BaseModel


def schema(what: str) -> dict[str, Any]:
    """The JSON Schema of a file that is read or a result that is printed."""
    model: type[BaseModel]
    if what == "profile":
        from magwise.person.profile import Profile as model  # noqa: N813
    elif what == "diary":
        from magwise.person.diary import Diary as model  # noqa: N813
    elif what == "assessment":
        from magwise.report.schema import AssessmentResult as model  # noqa: N813
    elif what == "plan":
        from magwise.report.plan_result import PlanPaperResult as model  # noqa: N813
    else:
        from magwise.report.schema import AdviceResult as model  # noqa: N813
    found = model.model_json_schema(
        mode="validation" if what in ("profile", "diary") else "serialization"
    )
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}

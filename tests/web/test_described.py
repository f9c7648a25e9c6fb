"""What the interface for programs says of itself is true, whatever it is asked (Schemathesis).

The same examples each time; ``MAGWISE_EXAMPLES`` asks for more of them.
"""

import os
from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi import checks

from magwise.web.app import App
from tests.web.conftest import HOST, ORIGIN

EXAMPLES = int(os.environ.get("MAGWISE_EXAMPLES", "15"))
load_all_checks()
TRUE = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]


FROM_US = {"host": HOST, "origin": ORIGIN}


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.name.casefold())
def test_whatever_is_asked_the_answer_is_as_described(
    made: Callable[..., App], mode: GenerationMode
) -> None:
    app: Any = made(requests_per_second=1e9)
    described = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=FROM_US)
    operations = [found.ok() for found in described.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) == len(described.raw_schema["paths"]) >= 5
    for operation in operations:

        @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode))
        def asked(case: Case[Any]) -> None:
            case.call_and_validate(checks=TRUE, headers=FROM_US)

        asked()

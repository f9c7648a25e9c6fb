"""Compiles the knowledge base while the wheel is built, so that a start never parses YAML."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class KnowledgeBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":  # a source tree compiles itself when a file changed
            return
        source = Path(self.root) / "src"
        sys.path.insert(0, str(source))
        from magwise.knowledge.compilation import compile_knowledge

        data = source / "magwise" / "knowledge" / "data"
        compiled = source / "magwise" / "knowledge" / "compiled" / "knowledge.json"
        compile_knowledge(data, compiled)
        compiled.with_suffix(".stamp").unlink()
        build_data["artifacts"].append("src/magwise/knowledge/compiled/knowledge.json")

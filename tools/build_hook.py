"""Compiles the knowledge base while the wheel is built, so that a start never parses YAML."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class KnowledgeBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or version == "editable":
            return  # a source tree compiles itself whenever a file changed
        source = Path(self.root) / "src"
        sys.path.insert(0, str(source))
        from magwise.knowledge.compilation import compile_knowledge

        # Beside the tree, not in it: a tree in which someone works keeps its own copy.
        self.folder = tempfile.TemporaryDirectory()
        compiled = Path(self.folder.name) / "knowledge.jsonl"
        compile_knowledge(source / "magwise" / "knowledge" / "data", compiled)
        build_data["force_include"][str(compiled)] = "magwise/knowledge/compiled/knowledge.jsonl"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if hasattr(self, "folder"):
            self.folder.cleanup()

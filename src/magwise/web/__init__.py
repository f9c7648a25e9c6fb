"""The app in the browser: pages on this computer, without a script or a request elsewhere."""

from magwise.web.app import create_app

__all__ = ["create_app"]

"""What the floor below the API is tested with: the API's own server and clients."""

from tests.api.conftest import client_of, server, server_settings

__all__ = ["client_of", "server", "server_settings"]

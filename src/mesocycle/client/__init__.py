"""The Python client of the API: the same documents, retries that do nothing twice, lists that page themselves."""

from mesocycle.client.client import Client
from mesocycle.client.refused import Refused, Unreachable

__all__ = ["Client", "Refused", "Unreachable"]

"""The Python client of the API: the same documents, retries that do nothing twice, lists that page themselves."""

from mesocycle.client import documents, report_documents
from mesocycle.client.client import Client
from mesocycle.client.documents import *  # noqa: F403  # every document is here too; `documents` names them
from mesocycle.client.documents import people, plans, server
from mesocycle.client.documents.people import *  # noqa: F403  # the same
from mesocycle.client.documents.plans import *  # noqa: F403  # the same
from mesocycle.client.documents.server import *  # noqa: F403  # the same
from mesocycle.client.refused import Refused, Unreachable
from mesocycle.client.report_documents import *  # noqa: F403  # the same
from mesocycle.client.visitor import Visitor

__all__ = ["Client", "Refused", "Unreachable", "Visitor"]
__all__ += documents.__all__
__all__ += people.__all__
__all__ += plans.__all__
__all__ += server.__all__
__all__ += report_documents.__all__

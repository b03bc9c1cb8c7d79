"""Charts by the client."""

from mesocycle.storage.engine.database import Database
from tests.arrange import a_user
from tests.client.conftest import ClientOf
from tests.client.trained import a_trained


def test_what_a_report_says_is_drawn_for_a_notebook(db: Database, client_of: ClientOf) -> None:
    client = client_of(a_user(db))
    trained = a_trained(client)
    charts = client.charts

    drawn = (charts.session(trained.done), charts.adherence_weeks(), charts.weeks(), charts.load())

    assert all("vega-lite" in each["$schema"] for each in drawn)

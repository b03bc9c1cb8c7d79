"""What the process that answers knows of itself: since when it runs, how it is set, and who set it so."""

from mesocycle.domain.upkeep import SettingInForce
from mesocycle.http.call import Call
from mesocycle.reports.show_server import AsSet
from mesocycle.settings import FIELDS, forms, variable
from mesocycle.settings.sources import DEFAULT


def process_of(call: Call) -> AsSet:
    """Give what is told of the process."""
    return AsSet(
        address=call.settings.address,
        sign_up=call.settings.sign_up,
        processes=call.settings.processes,
        started_at=call.running.since,
        streams=call.streams.count,
        backup_folder=call.settings.backup_folder,
    )


def settings_of(call: Call) -> list[SettingInForce]:
    """Give every setting as it holds."""
    return [
        SettingInForce(
            name=name,
            variable=variable(name),
            value=forms.in_force(call.settings, name),
            origin=call.running.origins.get(name, DEFAULT),
            default=forms.default_of(name),
            meaning=forms.meaning_of(name),
        )
        for name in FIELDS
    ]

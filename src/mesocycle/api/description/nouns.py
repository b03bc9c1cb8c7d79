"""Every noun of the API, in the order in which the documentation shows them."""

from mesocycle.api.assignments import assignment_moves, receipts, roll_outs, routine_assignments
from mesocycle.api.people import (
    coachings,
    conversations,
    groups,
    invitations,
    message_templates,
    passwords,
    reference_values,
    roster,
    sign_in,
    tokens,
    users,
)
from mesocycle.api.plans import (
    exercises,
    kept_parts,
    notations,
    pictures,
    proposals,
    routine_drafts,
    routine_versions,
    routines,
    shipped_routines,
    tags,
)
from mesocycle.api.reports import plan_and_deed, training
from mesocycle.api.server import server, upkeep
from mesocycle.api.sessions import (
    arranging,
    calendar,
    changes,
    live,
    performance_logs,
    session_history,
    sync,
)
from mesocycle.api.transfer import activities, calendars, exports, imports, workout_files
from mesocycle.http.route import Routes, every_route

NOUNS: tuple[Routes, ...] = (
    sign_in.routes,
    passwords.routes,
    tokens.routes,
    invitations.routes,
    users.routes,
    coachings.routes,
    roster.routes,
    groups.routes,
    conversations.routes,
    message_templates.routes,
    reference_values.routes,
    exercises.routes,  # with pictures.py: one noun
    pictures.routes,
    tags.routes,
    routines.routes,
    routine_versions.routes,
    proposals.routes,
    shipped_routines.routes,
    notations.routes,
    routine_drafts.routes,
    kept_parts.routes,
    routine_assignments.routes,
    assignment_moves.routes,
    receipts.routes,
    roll_outs.routes,
    calendar.routes,  # with workout_sessions.py: one noun
    arranging.routes,  # with session_moves.py: one noun
    performance_logs.routes,
    session_history.routes,
    training.routes,
    plan_and_deed.routes,
    changes.routes,
    live.routes,
    sync.routes,
    imports.routes,
    activities.routes,
    workout_files.routes,
    exports.routes,
    calendars.routes,
    server.routes,
    upkeep.routes,
)

ROUTES = every_route(NOUNS)

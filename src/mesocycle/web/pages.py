"""Every page there is, and what else the surface answers."""

from mesocycle.http.route import every_route
from mesocycle.web.admin import invitations, people, server, upkeep
from mesocycle.web.athlete import arranging, athlete, placing
from mesocycle.web.calendar import calendar
from mesocycle.web.conversation import conversation
from mesocycle.web.drafts import drafts, preview
from mesocycle.web.first_steps import first_steps
from mesocycle.web.imports import imports
from mesocycle.web.library import exercises, kept, tags
from mesocycle.web.people import inviting, password_reset, sign_in, sign_up
from mesocycle.web.plans import plans
from mesocycle.web.player import pages as player
from mesocycle.web.player import rest_calls
from mesocycle.web.player import sync as player_sync
from mesocycle.web.progress import charts, progress
from mesocycle.web.roll_outs import roll_outs
from mesocycle.web.roster import groups, roster, templates
from mesocycle.web.routines import history, proposal, routines
from mesocycle.web.session import changes, session, watch
from mesocycle.web.settings import settings
from mesocycle.web.today import changed, today

NOUNS = (
    sign_in.routes,
    sign_up.routes,
    password_reset.routes,
    inviting.routes,
    first_steps.routes,
    today.routes,
    changed.routes,
    session.routes,
    watch.routes,
    changes.routes,
    calendar.routes,
    progress.routes,
    charts.routes,
    routines.routes,
    history.routes,
    proposal.routes,
    exercises.routes,
    tags.routes,
    kept.routes,
    preview.routes,
    drafts.routes,
    roster.routes,
    groups.routes,
    templates.routes,
    athlete.routes,
    conversation.routes,
    placing.routes,
    arranging.routes,
    roll_outs.routes,
    plans.routes,
    imports.routes,
    settings.routes,
    player.routes,
    rest_calls.routes,
    player_sync.routes,
    server.routes,
    people.routes,
    invitations.routes,
    upkeep.routes,
)
ROUTES = every_route(NOUNS)

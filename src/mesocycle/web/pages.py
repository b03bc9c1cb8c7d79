"""Every page there is, and what else the surface answers."""

from mesocycle.http.route import every_route
from mesocycle.web.first_steps import first_steps
from mesocycle.web.people import password_reset, sign_in, sign_up
from mesocycle.web.player import pages as player
from mesocycle.web.today import today

NOUNS = (sign_in.routes, sign_up.routes, password_reset.routes, first_steps.routes, today.routes, player.routes)
ROUTES = every_route(NOUNS)

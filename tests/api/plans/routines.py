"""What the tests of plans share."""

from tests.arrange import a_routine_file

MORE = a_routine_file(name="More squats", changeNote="More of it.")

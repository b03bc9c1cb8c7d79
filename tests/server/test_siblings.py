"""What several processes count is told as one figure."""

import asyncio
from pathlib import Path

from mesocycle.server.siblings import Siblings, added_up

ONE = b"""# HELP mesocycle_http_requests_total Requests answered.
# TYPE mesocycle_http_requests_total counter
mesocycle_http_requests_total{method="GET",route="/a"} 3.0
mesocycle_http_requests_total{method="GET",route="/b"} 1.0
# HELP mesocycle_info Which mesocycle runs on which engine.
# TYPE mesocycle_info gauge
mesocycle_info{engine="postgresql",version="1"} 1.0
# HELP process_start_time_seconds Start time.
# TYPE process_start_time_seconds gauge
process_start_time_seconds 100.0
# HELP mesocycle_http_request_seconds From the arrival on.
# TYPE mesocycle_http_request_seconds histogram
mesocycle_http_request_seconds_bucket{le="0.1"} 2.0
mesocycle_http_request_seconds_bucket{le="+Inf"} 3.0
mesocycle_http_request_seconds_count 3.0
mesocycle_http_request_seconds_sum 0.5
"""
OTHER = ONE.replace(b" 3.0", b" 4.0").replace(b"100.0", b"90.0").replace(b'"/b"', b'"/c"')


def test_counts_are_added_up_and_what_is_one_for_all_is_not() -> None:
    lines = added_up([ONE, OTHER]).decode().splitlines()

    assert 'mesocycle_http_requests_total{method="GET",route="/a"} 7.0' in lines
    assert 'mesocycle_http_requests_total{method="GET",route="/b"} 1.0' in lines
    assert 'mesocycle_http_requests_total{method="GET",route="/c"} 1.0' in lines
    assert 'mesocycle_info{engine="postgresql",version="1"} 1.0' in lines
    assert "process_start_time_seconds 90.0" in lines
    assert 'mesocycle_http_request_seconds_bucket{le="+Inf"} 7.0' in lines
    assert "mesocycle_http_request_seconds_sum 1.0" in lines


def test_each_asks_the_others_and_one_that_is_gone_is_left_out(tmp_path: Path) -> None:
    async def ask() -> list[list[bytes]]:
        three = [Siblings(tmp_path, number, 3) for number in range(3)]
        await three[0].tell(lambda: b"of the first")
        await three[1].tell(lambda: b"of the second")
        heard = [await each.others() for each in three]
        for each in three[:2]:
            each.close()
        return heard

    assert asyncio.run(ask()) == [[b"of the second"], [b"of the first"], [b"of the first", b"of the second"]]

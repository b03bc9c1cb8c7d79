"""`mesocycle serve` as a process: it starts, answers, stops, and says why where it does not start."""

import http.client
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import httpx
import msgspec
import pytest
from prometheus_client.parser import text_string_to_metric_families

from mesocycle.storage.engine.database import Database, Write
from tests.actions.training import ann_trains
from tests.api.conftest import a_secret
from tests.arrange import an_act
from tests.server.served import PROGRAM, Served, a_free_port, environment_of, refused, serving

LATER = "2026-01-05T20:00:00.000Z"


@contextmanager
def open_streams(server: Served, headers: dict[str, str], count: int) -> Iterator[list[http.client.HTTPResponse]]:
    """Open streams about Ann."""
    with ExitStack() as stack:
        streams = []
        for _ in range(count):
            connection = http.client.HTTPConnection(server.address.removeprefix("http://"), timeout=60)
            stack.callback(connection.close)
            connection.request("GET", "/api/v1/live?userId=ann", headers=headers)
            streams.append(stack.enter_context(closing(connection.getresponse())))
        yield streams


def until_line(stream: http.client.HTTPResponse, wanted: str) -> None:
    """Read a stream until a line of it."""
    while (line := stream.readline().decode().strip()) != wanted:
        assert not stream.isclosed(), f"it ended before {wanted!r}, with {line!r}"


class Scene:
    """Ann, her token, the address of one of her sessions."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.ann, _, self.session_ids = ann_trains(db)
        self.token = a_secret(db, self.ann.id)

    def start(self, server: Served, session_id: str | None = None) -> httpx.Response:
        """Start a session over HTTP."""
        path = f"/api/v1/workout-sessions/{session_id or self.session_ids[0]}/start"
        return httpx.post(server.address + path, headers=self.headers, timeout=30)

    @property
    def headers(self) -> dict[str, str]:
        """How Ann shows who she is."""
        return {"authorization": f"Bearer {self.token}"}

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold what every change of Ann's training waits for, as a long change in another process would."""
        began, done = threading.Event(), threading.Event()

        def hold(_write: Write) -> None:
            began.set()
            assert done.wait(30)

        with ThreadPoolExecutor(1) as other:
            held = other.submit(self.db.write, self.ann.id, an_act(self.ann, LATER), hold)
            assert began.wait(30)
            try:
                yield
            finally:
                done.set()
                held.result()


@pytest.fixture
def scene(db: Database) -> Scene:
    return Scene(db)


def _wait_for(server: Served, told: str) -> None:
    for _ in range(200):
        if told in server.log:
            return
        time.sleep(0.05)
    raise AssertionError(f"{told!r} was not logged: {server.log}")


def _requests_in_flight(server: Served) -> float:
    text = httpx.get(f"{server.address}/metrics").text
    (family,) = [each for each in text_string_to_metric_families(text) if each.name.endswith("_in_flight")]
    return family.samples[0].value - 1  # the one that asks


def _wait_for_requests_in_flight(server: Served, many: int) -> None:
    for _ in range(200):
        if _requests_in_flight(server) == many:
            return
        time.sleep(0.02)
    raise AssertionError(f"{many} requests were to be in flight")


def test_a_server_says_where_it_is_once_it_answers_and_ends_with_0_when_told(ready_url: str, tmp_path: Path) -> None:
    with serving(ready_url, tmp_path) as server:
        told = [httpx.get(server.address + path).status_code for path in ("/health/live", "/health/ready", "/nothing")]
        code = server.stop()

    assert told == [200, 200, 404]
    assert code == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_request_in_flight_is_answered_when_the_server_is_stopped_and_no_new_one_is_taken(
    ready_url: str, scene: Scene, tmp_path: Path, number: signal.Signals
) -> None:
    with serving(ready_url, tmp_path) as server, ThreadPoolExecutor(1) as other:
        with scene.locked():
            slow = other.submit(scene.start, server)
            _wait_for_requests_in_flight(server, 1)
            server.tell(number)
            _wait_for(server, "stopping")
            time.sleep(0.2)
            with pytest.raises(httpx.ConnectError):
                httpx.get(f"{server.address}/health/live")
        answer = slow.result()
        code = server.ended()

    assert (answer.status_code, answer.json()["status"]) == (200, "in-progress")
    assert code == 0


def test_a_server_that_may_wait_no_longer_ends_and_says_how_many_requests_had_no_answer(
    ready_url: str, scene: Scene, tmp_path: Path
) -> None:
    with serving(ready_url, tmp_path, stop_timeout_s=0.5) as server, ThreadPoolExecutor(1) as other, scene.locked():
        slow = other.submit(scene.start, server)
        _wait_for_requests_in_flight(server, 1)
        code = server.stop()
        broken = slow.exception(30)

    assert code == 1
    assert isinstance(broken, httpx.TransportError)
    last = msgspec.json.decode(server.log.splitlines()[-1])
    assert (last["event"], last["in_flight"]) == ("stopped before all requests were answered", 1)


def test_a_second_signal_ends_at_once(ready_url: str, scene: Scene, tmp_path: Path) -> None:
    with serving(ready_url, tmp_path) as server, ThreadPoolExecutor(1) as other, scene.locked():
        slow = other.submit(scene.start, server)
        _wait_for_requests_in_flight(server, 1)
        server.tell(signal.SIGINT)
        _wait_for(server, "stopping")
        server.tell(signal.SIGINT)
        code = server.ended()
        slow.exception(30)

    assert code == 1


def test_the_log_holds_no_secret_and_every_request_is_a_line(ready_url: str, scene: Scene, tmp_path: Path) -> None:
    with serving(ready_url, tmp_path, log_level="debug") as server, httpx.Client(base_url=server.address) as client:
        client.get(f"/api/v1/workout-sessions/{scene.session_ids[0]}", headers=scene.headers)
        client.get(
            "/api/v1/workout-sessions/x?token=query-secret", headers={"authorization": "Bearer mst_wrong-secret"}
        )
        client.get("/reset/msr_path-secret", headers={"cookie": "sign-in=msi_cookie-secret"})
        client.post("/api/v1/sign-in", json={"email": "a@b.c", "password": "body-secret"})
        server.stop()

    lines = [msgspec.json.decode(line) for line in server.log.splitlines()]
    requests = [line for line in lines if line["event"] == "request"]
    assert len(requests) == 4
    assert all(len(line["request_id"]) == 16 for line in requests)
    assert [line["user"] for line in requests] == [scene.ann.id, None, None, None]
    assert not [line for line in server.log.splitlines() if "secret" in line or scene.token in line]


def test_figures_name_routes_by_their_template(ready_url: str, scene: Scene, tmp_path: Path) -> None:
    with serving(ready_url, tmp_path) as server:
        for session_id in scene.session_ids:
            httpx.get(f"{server.address}/api/v1/workout-sessions/{session_id}", headers=scene.headers)
        text = httpx.get(f"{server.address}/metrics").text

    counted = {
        sample.labels["route"]: sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name == "mesocycle_http_requests_total"
    }
    assert counted == {"/api/v1/workout-sessions/{sessionId}": len(scene.session_ids)}


def test_a_server_that_has_answered_needs_less_than_150_mb(ready_url: str, scene: Scene, tmp_path: Path) -> None:
    with serving(ready_url, tmp_path) as server, httpx.Client(base_url=server.address, headers=scene.headers) as client:
        for _ in range(200):
            client.get(f"/api/v1/workout-sessions/{scene.session_ids[0]}")

        assert server.memory_mb() < 150


def test_a_second_server_on_the_same_sqlite_file_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'one.sqlite'}"

    with serving(url, tmp_path):
        no = refused(url)

    assert no.returncode == 3
    assert msgspec.json.decode(no.stderr)["code"] == "server-running"


def test_a_port_that_is_taken_is_refused(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()

        no = refused(f"sqlite:///{tmp_path / 'one.sqlite'}", port=other.getsockname()[1])

    assert no.returncode == 3
    assert msgspec.json.decode(no.stderr)["code"] == "address-not-free"


def test_a_server_that_was_killed_leaves_nothing_that_keeps_the_next_from_starting(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'one.sqlite'}"
    with serving(url, tmp_path) as server:
        os.kill(server.process.pid, signal.SIGKILL)
        server.ended()

    with serving(url, tmp_path) as next_one:
        assert httpx.get(f"{next_one.address}/health/ready").status_code == 200


def test_a_server_whose_log_can_not_be_written_stops_when_it_is_told(ready_url: str) -> None:
    given = environment_of({"database_url": ready_url, "port": a_free_port()})
    with (
        Path("/dev/full").open("wb") as full,
        subprocess.Popen((*PROGRAM, "--json", "serve"), env=given, stdout=subprocess.PIPE, stderr=full) as server,
    ):
        try:
            assert server.stdout is not None
            address = msgspec.json.decode(os.read(server.stdout.fileno(), 4096))["address"]
            told = httpx.get(f"{address}/health/live").status_code
            server.send_signal(signal.SIGTERM)
            code = server.wait(30)
        finally:
            server.kill()

    assert (told, code) == (200, 0)


def test_who_sends_too_long_a_body_reads_why_and_the_connection_is_closed(ready_url: str, tmp_path: Path) -> None:
    with serving(ready_url, tmp_path) as server:
        host = server.address.removeprefix("http://")
        plain = http.client.HTTPConnection(host, timeout=30)
        plain.request("POST", "/api/v1/sign-in", body=b"x" * 5_000_000, headers={"content-type": "application/json"})
        answer = plain.getresponse()
        said = (answer.status, answer.getheader("connection"), msgspec.json.decode(answer.read())["code"])
        plain.close()

    assert said == (413, "close", "body-too-large")


def test_open_streams_hear_what_happens_and_end_when_the_server_is_stopped(
    ready_url: str, scene: Scene, tmp_path: Path
) -> None:
    with (
        serving(ready_url, tmp_path, threads=2) as server,
        open_streams(server, scene.headers, 20) as streams,
    ):
        for each in streams:
            until_line(each, "event: start")
        scene.start(server).raise_for_status()
        for each in streams:
            until_line(each, "event: change")
        figures = httpx.get(f"{server.address}/metrics").text

        code = server.stop()
        rest = [each.read() for each in streams]

    assert code == 0
    assert "mesocycle_http_streams 20.0" in figures
    assert "mesocycle_http_requests_in_flight 1.0" in figures  # this one
    assert all(b"event" not in each for each in rest)
    assert '"status":200' in server.log.replace(" ", "")

"""Which browsers may be called, and when."""

import base64

import pytest
from msgspec.structs import replace

from mesocycle.domain.people.device import Device, DeviceKeys, RestCall, check_device, check_rest_call, is_served
from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.settings import PUSH_SERVICES

KEYS = DeviceKeys(
    p256dh=base64.urlsafe_b64encode(b"\4" + bytes(64)).decode().rstrip("="),
    auth=base64.urlsafe_b64encode(bytes(16)).decode().rstrip("="),
)
CALL = RestCall(endpoint="https://web.push.apple.com/x", session_id="s", begun_at="2026-01-05T09:00:00.000Z", in_s=90)


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc",
        "https://updates.push.services.mozilla.com/wpush/v2/abc",
        "https://web.push.apple.com/abc",
        "https://wns2-par02p.notify.windows.com/w/?token=abc",
    ],
)
def test_the_push_services_of_browsers_are_served(endpoint: str) -> None:
    check_device(Device(endpoint=endpoint, keys=KEYS), PUSH_SERVICES)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/fcm/send/abc",
        "https://fcm.googleapis.com.example.org/abc",
        "https://fcm.googleapis.com@169.254.169.254/abc",
        "https://169.254.169.254/latest",
        "https://notify.windows.com/abc",
        "http://127.0.0.1:5432/abc",
        "file:///etc/passwd",
        "https://[::1]/abc",
        "",
    ],
)
def test_no_other_address_is_one_that_the_server_sends_to(endpoint: str) -> None:
    assert not is_served(endpoint, PUSH_SERVICES)


def test_without_encryption_only_this_machine_is_served_where_it_is_named() -> None:
    assert is_served("http://127.0.0.1:9000/abc", ("127.0.0.1",))
    assert not is_served("http://push.example.org/abc", ("push.example.org",))


@pytest.mark.parametrize("keys", [{"p256dh": "AAAA"}, {"auth": "not base64!"}, {"auth": ""}])
def test_keys_that_can_t_be_are_refused(keys: dict[str, str]) -> None:
    with pytest.raises(DocumentNotValid):
        check_device(Device(endpoint="https://web.push.apple.com/x", keys=replace(KEYS, **keys)), PUSH_SERVICES)


@pytest.mark.parametrize(
    "given", [{"in_s": -1.0}, {"in_s": 7200.0}, {"begun_at": "now"}, {"title": "x" * 201}, {"session_id": "a b"}]
)
def test_a_call_that_can_t_be_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(DocumentNotValid):
        check_rest_call(replace(CALL, **given))


def test_a_rest_of_an_hour_is_as_long_as_it_gets() -> None:
    check_rest_call(replace(CALL, in_s=3600.0))

"""Workout files read back by two decoders that know nothing of each other, and unrolled as a watch would."""

from collections.abc import Iterator
from typing import Any

import fitdecode
from garmin_fit_sdk import Decoder, Stream

Step = dict[str, Any]


def by_fitdecode(body: bytes) -> dict[str, list[Step]]:
    """Decode strictly: a wrong checksum or a malformed message raises."""
    found: dict[str, list[Step]] = {}
    reader = fitdecode.FitReader(
        body, check_crc=fitdecode.CrcCheck.RAISE, error_handling=fitdecode.ErrorHandling.RAISE, processor=None
    )
    with reader:
        for frame in reader:
            if frame.frame_type == fitdecode.FIT_FRAME_DATA:
                values = {field.field_def.def_num if field.field_def else -1: field.raw_value for field in frame.fields}
                named = {field.name: field.value for field in frame.fields if field.value is not None}
                found.setdefault(frame.name, []).append(named | {"raw": values})
    return found


def by_the_sdk(body: bytes) -> dict[str, list[Step]]:
    """Decode with the SDK of the format's makers."""
    stream = Stream.from_byte_array(bytearray(body))
    assert Decoder(stream).check_integrity()
    messages, errors = Decoder(Stream.from_byte_array(bytearray(body))).read(
        convert_types_to_strings=False,
        convert_datetimes_to_dates=False,
        apply_scale_and_offset=False,
        expand_sub_fields=False,
        expand_components=False,
        merge_heart_rates=False,
    )
    assert errors == []
    listed: dict[Any, Any] = dict(messages)
    return {str(name).removesuffix("_mesgs"): list(each) for name, each in listed.items()}


def raw_steps(body: bytes) -> tuple[list[Step], list[Step]]:
    """Give the steps as raw numbers by field name, by each decoder."""
    names = {
        0: "wkt_step_name", 1: "duration_type", 2: "duration_value", 3: "target_type", 4: "target_value",
        5: "custom_target_value_low", 6: "custom_target_value_high", 7: "intensity", 8: "notes",
        10: "exercise_category", 11: "exercise_name", 12: "exercise_weight", 13: "weight_display_unit",
        19: "secondary_target_type", 20: "secondary_target_value", 21: "secondary_custom_target_value_low",
        22: "secondary_custom_target_value_high", 254: "message_index",
    }  # fmt: skip
    one = [
        {names[number]: value for number, value in step["raw"].items() if number in names and value is not None}
        for step in by_fitdecode(body).get("workout_step", [])
    ]
    other = [
        {name: value for name, value in step.items() if name in names.values()}
        for step in by_the_sdk(body).get("workout_step", [])
    ]
    return one, other


def unrolled(steps: list[Step]) -> list[Step]:
    """Walk through steps as a watch does, each as often as it is done; repeats point back at their first child."""

    def walk(first: int, end: int) -> Iterator[Step]:
        place = first
        while place < end:
            closing = [
                at
                for at in range(place + 1, end)
                if steps[at]["duration_type"] == 6 and steps[at]["duration_value"] == place
            ]
            if closing:
                repeat = closing[-1]
                for _ in range(steps[repeat]["target_value"]):
                    yield from walk_inside(place, repeat)
                place = repeat + 1
            else:
                yield steps[place]
                place += 1

    def walk_inside(first: int, end: int) -> Iterator[Step]:
        inner = [
            at
            for at in range(first + 1, end)
            if steps[at]["duration_type"] == 6 and steps[at]["duration_value"] == first
        ]
        if inner:
            for _ in range(steps[inner[-1]]["target_value"]):
                yield from walk_inside(first, inner[-1])
            yield from walk(inner[-1] + 1, end)
        else:
            yield steps[first]
            yield from walk(first + 1, end)

    return list(walk(0, len(steps)))

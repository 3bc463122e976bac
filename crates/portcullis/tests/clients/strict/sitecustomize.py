"""On the module path of a Python client, holds every answer that botocore parses to the model of its operation: types,
required members, lengths, ranges and enums. botocore itself looks at requests only. A breach ends the client."""
import os
import sys

import botocore.parsers
import botocore.validate

# Where AWS's own answers do not hold to the model: EC2 says `available`, the model `Available`.
OPEN_ENUMS = {"PolicySourceType", "State", "AttachmentStatus"}

parse = botocore.parsers.ResponseParser.parse


def enums(shape, value, where):
    if shape.type_name == "structure":
        for name, member in shape.members.items():
            if isinstance(value, dict) and value.get(name) is not None:
                yield from enums(member, value[name], f"{where}.{name}")
    elif shape.type_name == "list":
        for item in value:
            yield from enums(shape.member, item, where)
    elif shape.type_name == "map":
        for key, item in value.items():
            yield from enums(shape.key, key, where)
            yield from enums(shape.value, item, where)
    elif shape.type_name == "string" and shape.enum and shape.name not in OPEN_ENUMS and value not in shape.enum:
        yield f"{where}: {value!r} is none of {shape.enum}"


def checked(self, response, shape):
    parsed = parse(self, response, shape)
    if shape is not None and response["status_code"] < 300 and not getattr(shape, "event_stream", None):
        answer = {name: value for name, value in parsed.items() if name != "ResponseMetadata"}
        report = botocore.validate.ParamValidator().validate(answer, shape)
        breaches = [report.generate_report()] if report.has_errors() else []
        breaches += enums(shape, answer, shape.name)
        if breaches:
            # Callers may forgive an exception; a client that was lied to does not go on.
            print(f"an answer breaks its model: {breaches}\n{answer}", file=sys.stderr, flush=True)
            os._exit(70)
    return parsed


botocore.parsers.ResponseParser.parse = checked

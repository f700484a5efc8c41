"""From a visit to a capture and its WARC file."""

from collections.abc import Sequence
from typing import Any

from servanda.collect.collected import Captured
from servanda.collect.web.exchange import Answer
from servanda.collect.web.warc import exchange_records, request_id, response_id, warc_file
from servanda.model.captures import Capture, Exchange
from servanda.model.codec import sha256
from servanda.model.making import with_id


def captured(url: str, answers: Sequence[Answer], tool: str, content: bytes | None, **known: Any) -> Captured:
    """Return the capture of a visit to ``url``; ``known`` are further fields (``document_id``, ``found_in``)."""
    warc = warc_file(exchange_records(answers, tool))
    capture = Capture(
        id="",
        url=url,
        started_at=answers[0].started_at,
        tool=tool,
        exchanges=tuple(map(_exchange, answers)),
        warc_sha256=sha256(warc),
        object_sha256=sha256(content) if content is not None else None,
        **known,
    )
    return Captured(with_id("cap", capture), warc, content)


def _exchange(answer: Answer) -> Exchange:
    return Exchange(
        url=answer.url,
        status=answer.status,
        reason=answer.reason,
        request_headers=answer.request_headers,
        response_headers=answer.headers,
        started_at=answer.started_at,
        ip_address=answer.ip_address,
        tls=answer.tls,
        response_record=response_id(answer),
        request_record=request_id(answer),
    )

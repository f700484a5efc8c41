"""The places behind the menu: names, sources, agreements, intake, log, without a browser."""

import pytest

PLACES = ("/names/", "/sources/", "/agreements/", "/agreements/spring-truce-2031", "/intake/", "/log/")


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_place_answers_in_both_languages(client, path, language):
    client.cookies["servanda_language"] = language
    answer = client.get(path)
    assert answer.status == 200, answer.text
    assert f'<html lang="{language}"' in answer.text
    assert "<script>" not in answer.text

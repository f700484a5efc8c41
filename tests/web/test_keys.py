"""A key that signs in (WebAuthn), by a virtual authenticator in a real browser; the pages of accounts in both languages."""

import shutil
from pathlib import Path

import pytest
from tests.web.accounts import add, desk_of
from tests.web.browsing import new_tab, sign_in

pytestmark = pytest.mark.browser


def test_a_key_is_a_second_factor(browser, seeded, tmp_path):
    folder = Path(shutil.copytree(seeded, tmp_path / "dossier"))
    password = add(folder, "key-holder", "reviewer", "protected")
    with desk_of(folder) as port:
        home = f"http://localhost:{port}/"
        tab = new_tab(browser, viewport={"width": 1280, "height": 800})
        complaints = []
        tab.on("console", lambda message: complaints.append(message.text))
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        device = tab.context.new_cdp_session(tab)
        device.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2", "transport": "usb", "hasResidentKey": False, "hasUserVerification": False, "isUserVerified": False,
        }  # fmt: skip
        device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        sign_in(tab, home, "key-holder", password)
        tab.wait_for_url("**/account/2fa/totp/activate/")
        tab.goto(f"{home}account/2fa/webauthn/add/")
        tab.fill("#id_name", "blue key")
        tab.click("#mfa_webauthn_add")
        tab.wait_for_url("**/account/2fa/recovery-codes/**")
        tab.goto(home)
        assert "key-holder" in tab.inner_text(".who")
        tab.context.clear_cookies()
        sign_in(tab, home, "key-holder", password)
        tab.wait_for_url("**/account/2fa/authenticate/**")
        tab.click("#mfa_webauthn_authenticate")
        tab.wait_for_url(home)
        assert complaints == []


def test_signing_in_reads_in_both_languages_and_on_a_phone(browser, seeded, tmp_path):
    folder = Path(shutil.copytree(seeded, tmp_path / "dossier"))
    with desk_of(folder) as port:
        tab = new_tab(browser, viewport={"width": 390, "height": 800})
        tab.goto(f"http://localhost:{port}/")
        for direction, word, other in (("ltr", "Sign In", "ar"), ("rtl", "تسجيل الدخول", "en")):
            assert tab.get_attribute("html", "dir") == direction
            assert word in tab.inner_text("main")
            assert tab.evaluate("document.documentElement.scrollWidth") <= 390
            tab.click(f"button[value={other}]")

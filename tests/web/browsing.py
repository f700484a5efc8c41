"""A tab of a real browser at a desk, for tests."""

from typing import Any

from tests.web.accounts import code

WAIT_MS = 180_000


def new_tab(browser: Any, **settings: Any) -> Any:
    """Return a tab of its own that waits as long as a busy machine may take."""
    tab = browser.new_context(**settings).new_page()
    tab.set_default_timeout(WAIT_MS)
    return tab


def tab_at(browser: Any, served: Any, **settings: Any) -> Any:
    """Return a tab that was let in by the address, and that keeps what it heard: complaints, dialogs, requests elsewhere."""
    tab = new_tab(browser, viewport={"width": 1280, "height": 800}, **settings)
    tab.heard = []
    tab.on("console", lambda message: tab.heard.append(message.text))
    tab.on("pageerror", lambda error: tab.heard.append(str(error)))
    tab.on("dialog", lambda dialog: (tab.heard.append(dialog.message), dialog.dismiss()))
    tab.on("request", lambda one: None if one.url.startswith((served.home, "data:")) else tab.heard.append(one.url))
    tab.goto(served.address)
    tab.wait_for_url(served.home)
    return tab


def reach(tab: Any, found: Any, most: int = 150) -> None:
    """Press ``Tab`` until a thing has the focus, as somebody does who has no mouse."""
    found.wait_for()
    wanted = found.element_handle()
    for _ in range(most):
        if wanted.evaluate("(one) => one === document.activeElement"):
            return
        tab.keyboard.press("Tab")
    raise AssertionError("the focus never came there")


def sign_in(tab: Any, home: str, name: str, password: str) -> None:
    """Give name and password; what follows is the second factor."""
    tab.goto(f"{home}account/login/")
    tab.fill("#id_login", name)
    tab.fill("#id_password", password)
    tab.click("main button[type=submit]")


def seated(browser: Any, home: str, name: str, password: str, **settings: Any) -> Any:
    """Return a tab of somebody who signed in, and who set up an app with codes."""
    tab = new_tab(browser, **{"viewport": {"width": 1280, "height": 800}} | settings)
    sign_in(tab, home, name, password)
    tab.wait_for_url("**/account/2fa/totp/activate/")
    tab.fill("input[name=code]", code(tab.locator("#authenticator_secret, input[readonly]").first.input_value()))
    tab.locator("main button[type=submit]").first.click()
    tab.wait_for_url("**/account/2fa/recovery-codes/**")
    return tab


def change_language(tab: Any) -> None:
    """Take the other language, and wait for the page in it: a key or an address given before it would meet the page that goes."""
    with tab.expect_navigation():
        tab.locator(".language button").click()

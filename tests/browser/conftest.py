"""A real browser: the Chromium of the system, driven by Playwright; nothing is downloaded.

Without one these tests are left out, unless SPECIOSA_BROWSER=required says that it must be there.
"""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "no Chromium on this machine (Debian: apt-get install chromium)"


@pytest.fixture(scope="session")
def chromium():
    """One browser for the whole run."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        if os.environ.get("SPECIOSA_BROWSER") == "required":
            pytest.fail(f"{MISSING}, and SPECIOSA_BROWSER=required")
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        # No sandbox: the build server runs as root; the pages are our own and hold no script.
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_face(chromium, tmp_path):
    """Opens a page from a file; it keeps what it asked for, what came, and what the policy refused."""
    contexts = []

    def opened(html, width=1440, **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.asked, page.answered, page.said = [], [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("response", lambda response: page.answered.append(response.url))
        page.on("console", lambda message: page.said.append(message.text))
        file = tmp_path / f"{len(contexts)}.html"
        file.write_text(html, encoding="utf-8")
        page.goto(file.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()

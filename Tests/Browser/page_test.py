"""Drives the page of a running server in headless Chromium.

Usage: page_test.py BASE_URL [--screenshots DIR]

Fails when a click does not do what it says, when the console reports an error, when a request
leaves the page's own origin, or when the page is wider than its screen. Needs the packages
of requirements.txt and a `chromium` on the path; nothing is downloaded.
"""

import argparse
import pathlib
import re
import shutil
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

SCREENS = {"wide": (1280, 900), "narrow": (390, 844)}


class Visit:
    """One page on one screen, with everything that went wrong on it."""

    def __init__(self, browser, base, screen, **options):
        width, height = SCREENS[screen]
        context = browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", **options)
        self.base = base
        self.faults = []
        self.page = context.new_page()
        self.page.set_default_timeout(20_000)
        self.page.on("console", self.on_console)
        self.page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        self.page.on("request", self.on_request)

    def on_console(self, message):
        if message.type in ("error", "warning"):
            self.faults.append(f"console {message.type}: {message.text}")

    def on_request(self, request):
        if not request.url.startswith((self.base + "/", "data:")):
            self.faults.append(f"request to another origin: {request.url}")

    def open(self, path="/"):
        self.page.goto(self.base + path)
        self.settle()

    def settle(self):
        self.page.wait_for_load_state("networkidle")

    def finish(self):
        overflow = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if overflow > 0:
            self.faults.append(f"the page is {overflow} px wider than its screen")
        self.page.context.close()
        assert not self.faults, "\n".join(self.faults)


def api(visit, path):
    return visit.page.evaluate("path => fetch(path).then((answer) => answer.json())", path)


def click_map_at(visit, feature):
    """Clicks the map where a feature stands; the view comes from the address."""
    zoom, latitude, longitude = visit.page.url.split("#")[1].split("/")
    x, y = visit.page.evaluate(
        """([longitude, latitude, middleLongitude, middleLatitude, zoom]) => {
          const side = 256 * 2 ** zoom;
          const x = (degrees) => (degrees / 360 + 0.5) * side;
          const y = (degrees) => {
            const sine = Math.sin((degrees * Math.PI) / 180);
            return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side;
          };
          const frame = document.getElementById("map").getBoundingClientRect();
          return [
            frame.left + frame.width / 2 + x(longitude) - x(middleLongitude),
            frame.top + frame.height / 2 + y(latitude) - y(middleLatitude),
          ];
        }""",
        [*feature["geometry"]["coordinates"], float(longitude), float(latitude), int(zoom)])
    visit.page.mouse.click(x, y)


def zoom_of(visit):
    return int(visit.page.url.split("#")[1].split("/")[0])


def centred(visit, feature, zoom):
    longitude, latitude = feature["geometry"]["coordinates"]
    visit.open("/")
    visit.page.evaluate("history.replaceState(null, '', '/')")
    visit.open(f"/?#{zoom}/{latitude}/{longitude}")
    visit.page.reload()
    visit.settle()


def test_list_and_card(visit):
    # The script replaces the list once by that of the map's view: the first place is then settled.
    with visit.page.expect_response(lambda r: "/fragments/list" in r.url and r.ok):
        visit.open()
    visit.settle()
    expect(visit.page.locator("#count")).to_contain_text(re.compile(r"\d"))
    first = visit.page.locator("#places a").first
    name = first.locator("strong").inner_text()
    first.focus()
    visit.page.keyboard.press("Enter")
    card = visit.page.get_by_role("dialog")
    expect(card.get_by_role("heading", level=2)).to_have_text(name)
    expect(card).to_be_focused()
    visit.page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    focused = visit.page.evaluate("document.activeElement.querySelector('strong')?.textContent")
    assert focused == name, f"the focus came back to {focused!r}, not to {name!r}"


def test_cluster_click_zooms_to_where_it_splits(visit):
    visit.open()
    features = api(visit, "/api/clusters?zoom=6")["features"]
    clusters = [f for f in features if f["properties"].get("expansion_zoom")]
    cluster = max(clusters, key=lambda f: f["properties"]["point_count"])
    centred(visit, cluster, 6)
    click_map_at(visit, cluster)
    expected = cluster["properties"]["expansion_zoom"]
    visit.page.wait_for_function(f"location.hash.startsWith('#{expected}/')")
    visit.settle()
    assert zoom_of(visit) == expected


def test_place_click_opens_its_card(visit):
    visit.open()
    features = api(visit, "/api/clusters?zoom=12")["features"]
    place = next(f for f in features if not f["properties"]["cluster"])
    centred(visit, place, 12)
    click_map_at(visit, place)
    card = visit.page.get_by_role("dialog")
    expect(card.get_by_role("heading", level=2)).to_have_text(place["properties"]["nom"])
    visit.page.locator("#close").click()
    expect(card).to_have_count(0)


def test_filters_change_list_and_tiles(visit):
    visit.open()
    before = visit.page.locator("#count").inner_text()
    visit.page.locator("#filters > summary").click()
    visit.page.locator("#filters .facet > summary").first.click()
    box = visit.page.locator("#filters .facet input").first
    with visit.page.expect_request(lambda r: "/tiles/" in r.url and box_name in r.url) \
            if (box_name := box.get_attribute("name")) else None:
        box.check()
    expect(visit.page.locator("#count")).not_to_have_text(before)
    visit.settle()
    assert box_name in visit.page.url
    visit.page.locator(".reset").click()
    expect(visit.page.locator("#count")).to_have_text(before)
    visit.settle()


def test_search_within_a_distance(visit):
    visit.open()
    visit.page.locator("#around > summary").click()
    visit.page.locator("#radius").select_option("50000")
    with visit.page.expect_response(lambda r: "radius=50000" in r.url and r.ok):
        visit.page.locator("#centre").click()
    expect(visit.page.locator("#count")).to_contain_text(re.compile(r"50\skm|ici"))
    visit.settle()


def test_english_and_deep_link(visit):
    visit.open("/?lang=en")
    assert visit.page.locator("html").get_attribute("lang") == "en"
    expect(visit.page.locator("#count")).to_contain_text("in view")
    link = visit.page.locator("#places a").first.get_attribute("href")
    visit.open(link)
    expect(visit.page.get_by_role("dialog")).to_have_count(1)


def test_address_keeps_what_it_asks_for(visit):
    visit.open("/?open=now&latitude=45.76&longitude=4.84&radius=30000")
    expect(visit.page.locator("#around-text")).to_have_text(re.compile(r"30\skm"))
    visit.page.locator("#q").fill("a")
    visit.page.wait_for_url("**q=a**")
    visit.settle()
    for part in ("open=now", "latitude=45.76", "longitude=4.84", "radius=30000"):
        assert part in visit.page.url, f"{part} is lost: {visit.page.url}"


def test_territory_is_listed_and_shown(visit):
    visit.open("/?territory=departement:69")
    count = visit.page.locator("#count").inner_text()
    assert "view" not in count and "vue" not in count, count
    assert zoom_of(visit) >= 8, visit.page.url
    assert "territory=departement%3A69" in visit.page.url


def test_going_back_restores_list_and_view(visit):
    visit.open()
    before = visit.page.locator("#count").inner_text()
    view = visit.page.url.split("#")[1]
    with visit.page.expect_response(lambda r: "/fragments/card" in r.url and r.ok):
        visit.page.locator("#places a").first.click()
    expect(visit.page.get_by_role("dialog")).to_be_visible()
    visit.page.locator("#q").fill("zzzz")
    expect(visit.page.locator("#count")).not_to_have_text(before)
    visit.settle()
    visit.page.go_back()
    expect(visit.page.locator("#q")).to_have_value("")
    expect(visit.page.locator("#count")).to_have_text(before)
    expect(visit.page.get_by_role("dialog")).to_have_count(0)
    visit.settle()
    assert visit.page.url.split("#")[1] == view


def test_failed_request_is_said(visit):
    visit.open()
    with visit.page.expect_response(lambda r: "/fragments/list" in r.url):
        visit.page.route("**/fragments/list*", lambda route: route.fulfill(status=503))
        visit.page.locator("#q").fill("a")
    expect(visit.page.locator("#count")).to_contain_text("pas pu être chargée")
    visit.settle()
    visit.faults = [fault for fault in visit.faults if "503" not in fault]


def test_wrong_filter_is_left_out(visit):
    visit.open("/?services=nope&lang=fr")
    expect(visit.page.locator(".gone")).to_contain_text("nope")
    assert visit.page.locator("#places a").count() > 0
    visit.settle()
    assert "nope" not in visit.page.url and "lang=fr" in visit.page.url
    visit.faults = [fault for fault in visit.faults if "400" not in fault]


def test_accessibility(visit):
    visit.open()
    visit.page.locator("#filters > summary").click()
    visit.page.locator("#filters .facet > summary").first.click()
    visit.page.locator("#places a").first.click()
    expect(visit.page.get_by_role("dialog")).to_be_visible()
    violations = Axe().run(visit.page).response["violations"]
    assert not violations, "; ".join(
        f"{v['id']}: {v['help']} {[node['target'] for node in v['nodes']]}" for v in violations)


def test_without_script(visit):
    visit.open("/?q=a")
    assert visit.page.locator("#places a").count() > 0
    visit.page.locator("#places a").first.click()
    visit.settle()
    expect(visit.page.locator("#card h2")).to_have_count(1)
    visit.page.locator("#close").click()
    visit.settle()
    expect(visit.page.locator("#card")).to_have_count(0)


TESTS = [
    test_list_and_card, test_cluster_click_zooms_to_where_it_splits,
    test_place_click_opens_its_card, test_filters_change_list_and_tiles,
    test_search_within_a_distance, test_english_and_deep_link,
    test_address_keeps_what_it_asks_for, test_territory_is_listed_and_shown,
    test_going_back_restores_list_and_view, test_failed_request_is_said,
    test_wrong_filter_is_left_out, test_accessibility,
]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("base")
    parser.add_argument("--screenshots", type=pathlib.Path)
    arguments = parser.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("page_test.py: chromium is missing; apt-get install chromium")
    base = arguments.base.rstrip("/")
    cases = [(screen, test, {}) for screen in SCREENS for test in TESTS]
    cases.append(("narrow", test_without_script, {"java_script_enabled": False}))
    failures = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"])
        for screen, test, options in cases:
            visit = Visit(browser, base, screen, locale="fr-FR", **options)
            name = f"{test.__name__} ({screen})"
            try:
                test(visit)
                if arguments.screenshots:
                    arguments.screenshots.mkdir(parents=True, exist_ok=True)
                    visit.page.screenshot(path=arguments.screenshots / f"{name}.png")
                visit.finish()
                print(f"ok      {name}")
            except Exception as error:  # every kind of failure is reported, and the rest still runs
                failures += 1
                print(f"FAILED  {name}: {error}")
        browser.close()
    print(f"{len(cases) - failures} of {len(cases)} page tests passed")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()

// The page's life: the search form, the list, the map and the card follow each other.
//
// The server writes all HTML; this module asks it for the parts that change. Without JavaScript the
// same addresses give whole pages.
import { Card } from "./card.js";
import { MapView } from "./view.js";
import { Results } from "./results.js";
import { Search } from "./search.js";

const settings = JSON.parse(document.querySelector("meta[name=settings]").content);
const search = new Search(settings);
const results = new Results(settings);
const card = new Card(settings, results);
const view = globalThis.L ? new MapView(settings, search.filters(), search.around) : null;

function pageAddress(place) {
  const parameters = search.question();
  if (place) parameters.set("place", place);
  const query = parameters.toString();
  return `/${query ? `?${query}` : ""}${view ? view.hash() : location.hash}`;
}

function listQuery() {
  const query = search.question();
  if (view && !search.hasArea) query.set("bbox", view.boundingBox().join());
  return query;
}

async function refresh() {
  const revision = await results.load(listQuery());
  if (revision && view) view.follow(revision, search.filters());
}

async function open(place, { origin, push = true } = {}) {
  if (!(await card.open(new URLSearchParams({ place }), origin))) return;
  if (push) history.pushState(null, "", pageAddress(place));
  if (view) view.mark(card.position());
}

function close({ push = true } = {}) {
  card.close();
  if (view) view.mark(null);
  if (push) history.pushState(null, "", pageAddress(null));
}

function show(options) {
  if (view) view.show(search.filters(), search.around, options);
  search.updateCounts();
  refresh();
}

function fit(boundingBox) {
  if (search.hasArea) search.leaveArea();
  view?.fit(boundingBox);
}

search.onChange = () => {
  history.replaceState(null, "", pageAddress(card.place));
  // A notice is about the question the page came with.
  results.element.querySelector(".gone")?.remove();
  show();
};

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  const link = event.target.closest("a[data-place], a#more, a#close, button#fit, button#zoom-in");
  if (!link || (link.id === "close" && !view)) return;
  event.preventDefault();
  if (link.id === "more") results.more(listQuery(), link.dataset.cursor);
  else if (link.id === "close") close();
  else if (link.id === "fit") fit(link.dataset.bbox.split(",").map(Number));
  else if (link.id === "zoom-in") view?.approach(card.position());
  else open(link.dataset.place, { origin: link });
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && card.isOpen) {
    event.preventDefault();
    close();
  }
});

addEventListener("popstate", () => {
  const query = new URLSearchParams(location.search);
  const place = query.get("place");
  const before = search.question().toString();
  search.restore(query);
  card.place = place;
  if (view && location.hash !== view.hash()) view.goTo(location.hash);
  if (search.question().toString() !== before) show({ fit: false });
  if (place) open(place, { push: false });
  else close({ push: false });
});

if (view) {
  view.onMove = (isForCard) => {
    history.replaceState(null, "", pageAddress(card.place));
    // The list stays as it is under somebody who reads it.
    if (!search.hasArea && !isForCard) refresh();
  };
  view.onPick = (feature) => {
    const { cluster, id, cluster_id: group, expansion_zoom: zoom } = feature.properties;
    if (!cluster) open(id, { origin: view.container });
    else if (zoom) view.flyTo(feature, zoom);
    else card.open(withCluster(group), view.container).then(() => view.mark(feature));
  };
  const onResults = (type, handle) => results.element.addEventListener(type, handle);
  const hovered = (event) => event.target.closest("a[data-longitude]");
  onResults("pointerover", (event) => view.hint(hovered(event)?.dataset));
  onResults("focusin", (event) => view.hint(hovered(event)?.dataset));
  onResults("pointerleave", () => view.hint(null));
  onResults("focusout", () => view.hint(null));
  search.showAround(() => view.centre());
  view.start();
  if (card.isOpen) view.mark(card.position());
}

function withCluster(group) {
  const query = search.filters();
  query.set("cluster", group);
  return query;
}

// The map: the server's tiles in Leaflet, and what is under the pointer.
import { Clusters } from "./clusters.js";

const L = globalThis.L;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** The map and its marks. */
export class MapView {
  /** Called after each move, with whether it only made room for a card. */
  onMove = () => {};
  /** Called with the feature that was clicked. */
  onPick = () => {};
  clusters = new Clusters();

  constructor(settings, filters, around) {
    this.settings = settings;
    this.container = document.getElementById("map");
    this.revision = settings.revision;
    this.filters = filters;
    this.map = L.map(this.container, {
      minZoom: settings.minimumZoom,
      maxZoom: settings.maximumZoom,
      zoomControl: false,
      // Fading would show two counts at once, and leaves tiles behind where frames are slow.
      fadeAnimation: false,
      worldCopyJump: true,
    });
    L.control
      .zoom({
        position: "bottomright",
        zoomInTitle: settings.texts.zoomInTitle,
        zoomOutTitle: settings.texts.zoomOutTitle,
      })
      .addTo(this.map);
    this.map.attributionControl.setPrefix("Leaflet");
    const { extent, view } = settings;
    const hasPlace = this.goTo(location.hash);
    if (!hasPlace && view && !extent) this.map.setView([view.latitude, view.longitude], view.zoom);
    else if (!hasPlace) this.fit(extent ?? settings.bounds, { animate: false });
    this.address = this.tileAddress();
    this.tiles = L.tileLayer(this.address, {
      attribution: settings.attribution,
      maxZoom: settings.maximumZoom,
    }).addTo(this.map);
    this.show(filters, around, { fit: !hasPlace });
  }

  /** Begins to report moves and clicks. */
  start() {
    this.map.on("moveend", () => {
      const isForCard = this.isMakingRoom;
      this.isMakingRoom = false;
      this.loadClusters();
      this.onMove(isForCard);
    });
    this.map.on("click", (event) => this.pick(event));
    this.map.on("mousemove", (event) => {
      this.container.classList.toggle("over-disc", this.under(event) !== null);
    });
    this.container.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target !== this.container) return;
      this.pick({ containerPoint: this.map.getSize().divideBy(2), originalEvent: event });
    });
    this.loadClusters();
    this.onMove(false);
  }

  loadClusters() {
    this.clusters.load(this.boundingBox(40), this.map.getZoom(), this.filters);
  }

  async pick(event) {
    await this.clusters.loaded;
    const feature = this.under(event);
    if (feature) this.onPick(feature);
  }

  under(event) {
    const tolerance = event.originalEvent.pointerType === "touch" ? 12 : 3;
    return this.clusters.at(event.containerPoint, (position) => this.pixel(position), tolerance);
  }

  /** Where a position is on the screen, in the copy of the world nearest to the centre. */
  pixel([longitude, latitude]) {
    const turns = Math.round((this.map.getCenter().lng - longitude) / 360);
    return this.map.latLngToContainerPoint([latitude, longitude + turns * 360]);
  }

  /** West, south, east, north of the view in degrees; `margin` in pixels around it. */
  boundingBox(margin = 0) {
    const size = this.map.getSize();
    const northWest = this.map.containerPointToLatLng([-margin, -margin]);
    const southEast = this.map.containerPointToLatLng([size.x + margin, size.y + margin]);
    const wrap = (longitude) => ((((longitude + 180) % 360) + 360) % 360) - 180;
    const isWorld = southEast.lng - northWest.lng >= 360;
    const west = isWorld ? -180 : wrap(northWest.lng);
    const east = isWorld ? 180 : wrap(southEast.lng);
    return [west, southEast.lat, east, northWest.lat].map((degrees) => Number(degrees.toFixed(6)));
  }

  /** The middle of the view; five decimals are about a metre. */
  centre() {
    const { lat, lng } = this.map.getCenter().wrap();
    return { longitude: Number(lng.toFixed(5)), latitude: Number(lat.toFixed(5)) };
  }

  /** The view as an address holds it. */
  hash() {
    const { lat, lng } = this.map.getCenter().wrap();
    return `#${this.map.getZoom()}/${lat.toFixed(5)}/${lng.toFixed(5)}`;
  }

  /** Shows the view an address holds; false when it holds none. */
  goTo(hash) {
    const place = /^#(\d+)\/(-?[\d.]+)\/(-?[\d.]+)$/.exec(hash);
    if (!place) return false;
    const [zoom, latitude, longitude] = place.slice(1).map(Number);
    this.map.setView([latitude, longitude], zoom, { animate: false });
    return true;
  }

  tileAddress() {
    const query = new URLSearchParams(this.filters);
    query.delete("lang");
    query.set("v", this.revision);
    return `${this.settings.tiles}?${query}`;
  }

  /** Draws the tiles anew when their address has changed. */
  updateTiles() {
    const address = this.tileAddress();
    if (address === this.address) return;
    this.address = address;
    this.tiles.setUrl(address);
    this.loadClusters();
  }

  /** Shows other filters, and the area of a search within a distance. */
  show(filters, around, { fit = true } = {}) {
    this.filters = filters;
    this.updateTiles();
    this.area?.remove();
    this.area = null;
    if (!around) return;
    const centre = [around.latitude, around.longitude];
    this.area = L.circle(centre, { radius: around.radius, className: "area", interactive: false });
    this.area.addTo(this.map);
    if (fit) this.map.fitBounds(this.area.getBounds(), { animate: false });
  }

  /** Shows the places of a revision of the store. */
  follow(revision) {
    this.revision = revision;
    this.updateTiles();
  }

  fit([west, south, east, north], { animate = !calm.matches } = {}) {
    const isCrossing = west > east;
    const corners = [[south, west], [north, isCrossing ? east + 360 : east]];
    this.map.fitBounds(corners, {
      animate,
      // No disc lies under the zoom buttons.
      paddingTopLeft: [24, 24],
      paddingBottomRight: [64, 24],
      maxZoom: 15,
    });
  }

  flyTo(feature, zoom) {
    const [longitude, latitude] = feature.geometry.coordinates;
    const turns = Math.round((this.map.getCenter().lng - longitude) / 360);
    const target = [latitude, longitude + turns * 360];
    if (calm.matches) this.map.setView(target, zoom, { animate: false });
    else this.map.flyTo(target, zoom, { duration: 0.6 });
  }

  /** Goes near a place. */
  approach(position) {
    if (!position) return;
    const zoom = Math.max(this.map.getZoom() + 2, 16);
    const coordinates = [position.longitude, position.latitude];
    this.flyTo({ geometry: { coordinates } }, Math.min(zoom, this.settings.maximumZoom));
  }

  /** Marks the place whose card is open, and brings it into view; null removes the mark. */
  mark(place) {
    this.selected?.remove();
    this.selected = null;
    if (!place) return;
    const [longitude, latitude] = place.geometry?.coordinates ?? [place.longitude, place.latitude];
    this.selected = this.ring([latitude, longitude], "selected");
    const point = this.map.latLngToContainerPoint([latitude, longitude]);
    const size = this.map.getSize();
    const card = document.getElementById("card")?.getBoundingClientRect();
    const frame = this.container.getBoundingClientRect();
    const isBeside = card && card.width < frame.width * 0.6;
    const left = isBeside ? card.right - frame.left + 30 : 30;
    const bottom = card && !isBeside ? Math.min(size.y, card.top - frame.top) - 30 : size.y - 30;
    const shift = [
      point.x < left ? point.x - left : Math.max(0, point.x - size.x + 30),
      point.y < 30 ? point.y - 30 : Math.max(0, point.y - Math.max(bottom, 40)),
    ];
    if (!shift[0] && !shift[1]) return;
    this.isMakingRoom = true;
    this.map.panBy(shift, { animate: !calm.matches });
  }

  /** Shows where the entry of the list under the pointer is; null removes the hint. */
  hint(position) {
    this.hinted?.remove();
    this.hinted = null;
    if (!position) return;
    this.hinted = this.ring([Number(position.latitude), Number(position.longitude)], "hinted");
  }

  ring(position, className) {
    const options = { radius: 14, className: `ring ${className}`, interactive: false };
    return L.circleMarker(position, options).addTo(this.map);
  }
}

// The card of a place: a dialog beside the map that never blocks it.

/** The one card that may be open. */
export class Card {
  constructor(settings, results) {
    this.settings = settings;
    this.results = results;
    this.holder = document.getElementById("card-place");
    this.place = new URLSearchParams(location.search).get("place");
    this.prepare();
  }

  get element() {
    return document.getElementById("card");
  }

  get isOpen() {
    return this.element !== null;
  }

  /** `{longitude, latitude}` of the place shown, or null. */
  position() {
    const { longitude, latitude } = this.element?.dataset ?? {};
    return longitude ? { longitude: Number(longitude), latitude: Number(latitude) } : null;
  }

  /**
   * Shows a place or a group of places and moves the focus to it.
   * @param query what to show: `place` or `cluster` with filters.
   * @param origin the element that gets the focus back.
   */
  async open(query, origin) {
    query.set("lang", this.settings.language);
    const answer = await fetch(`/fragments/card?${query}`).catch(() => null);
    if (!answer?.ok) return false;
    // An entry of a card leads to another card: the focus goes back to where it began.
    if (origin && !this.holder.contains(origin)) this.origin = origin;
    this.holder.innerHTML = await answer.text();
    this.place = query.get("place");
    this.prepare();
    this.element?.focus({ preventScroll: true });
    return this.isOpen;
  }

  close() {
    const hadFocus = this.holder.contains(document.activeElement);
    this.holder.replaceChildren();
    const place = this.origin?.dataset?.place;
    const origin = this.origin?.isConnected ? this.origin : place && this.results.link(place);
    if (hadFocus) (origin || this.results.element).focus();
    this.place = null;
    this.origin = null;
  }

  prepare() {
    const actions = document.getElementById("card-actions");
    if (actions) actions.hidden = !globalThis.L;
  }
}

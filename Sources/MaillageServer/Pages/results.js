// The list of places, as the server writes it.

/** The list beside the map. */
export class Results {
  constructor(settings) {
    this.settings = settings;
    this.element = document.getElementById("results");
    this.list = document.getElementById("list");
  }

  /**
   * Replaces the list by the places of a query; a newer call overtakes an older one.
   * @returns the revision of what is shown, or null when nothing was loaded.
   */
  async load(query) {
    const answer = await this.fetch(query);
    if (!answer) return null;
    const focused = document.activeElement;
    const place = this.element.contains(focused) && focused.dataset.place;
    this.list.innerHTML = answer.html;
    this.element.scrollTop = 0;
    if (place) (this.link(place) ?? this.element).focus({ preventScroll: true });
    return answer.revision;
  }

  /** The list's entry of a place; null when it is not listed. */
  link(place) {
    return this.element.querySelector(`#places a[data-place="${CSS.escape(place)}"]`);
  }

  /** Appends the next places and moves the focus to the first of them. */
  async more(query, cursor) {
    query.set("cursor", cursor);
    const answer = await this.fetch(query);
    if (!answer) return;
    const part = document.createElement("template");
    part.innerHTML = answer.html;
    const first = part.content.querySelector("#places a");
    const places = part.content.querySelector("#places");
    const more = part.content.querySelector(".more");
    this.element.querySelector("#places").append(...places.children);
    const link = this.element.querySelector(".more");
    if (more) link.replaceWith(more);
    else link.remove();
    first?.focus({ preventScroll: true });
  }

  async fetch(query) {
    this.request?.abort();
    this.request = new AbortController();
    try {
      const answer = await fetch(`/fragments/list?${query}`, { signal: this.request.signal });
      if (!answer.ok) return this.fail();
      return { html: await answer.text(), revision: answer.headers.get("X-Maillage-Revision") };
    } catch (error) {
      if (error.name === "AbortError") return null;
      if (error instanceof TypeError) return this.fail();
      throw error;
    }
  }

  /** Says above the list that it is not what was asked for. */
  fail() {
    const count = this.element.querySelector("#count");
    if (count) count.textContent = this.settings.texts.loadFailed;
    return null;
  }
}

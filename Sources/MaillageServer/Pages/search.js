// The search form: what is looked for, and near what.

/** The form's state; `onChange` is called after every change of it. */
export class Search {
  onChange = () => {};
  /** `{longitude, latitude, radius}` in degrees and metres, or null for everywhere. */
  around = null;
  /** The territory of the address, such as `departement:69`, or null. */
  territory = null;
  /** What the address asks for beyond the form, by name. */
  kept = {};

  constructor(settings) {
    this.settings = settings;
    this.form = document.getElementById("search");
    this.restore(new URLSearchParams(new FormData(this.form)));
    // Only a page without a script sends these; here they may change.
    for (const input of this.form.querySelectorAll("[type=hidden]:not([name=lang])")) input.remove();
    let pause;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.changed();
    });
    this.form.addEventListener("change", (event) => {
      if (event.target.type === "checkbox") this.changed();
    });
    this.form.querySelector("#q").addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(() => this.changed(), 300);
    });
    this.form.querySelector(".reset").addEventListener("click", (event) => {
      event.preventDefault();
      this.restore(new URLSearchParams());
      this.changed();
    });
  }

  /** Whether the list keeps to an area of its own instead of following the map. */
  get hasArea() {
    return this.around !== null || this.territory !== null;
  }

  changed() {
    this.showCount();
    this.onChange();
  }

  showCount() {
    const count = this.form.querySelectorAll("input[type=checkbox]:checked").length;
    const badge = this.form.querySelector("#filter-count");
    badge.textContent = count;
    badge.hidden = count === 0;
  }

  /** The filters as query parameters, without empty ones. */
  filters() {
    const filters = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (value.trim()) filters.append(name, value.trim());
    }
    if (this.kept.open) filters.set("open", this.kept.open);
    return filters;
  }

  /** The filters with the order and the area of the list. */
  question() {
    const question = this.filters();
    const area = this.around ?? (this.territory ? { territory: this.territory } : {});
    if (this.kept.sort) question.set("sort", this.kept.sort);
    for (const [name, value] of Object.entries(area)) question.set(name, value);
    return question;
  }

  /** Sets the form to the filters of an address. */
  restore(query) {
    this.form.querySelector("#q").value = query.get("q") ?? "";
    for (const box of this.form.querySelectorAll("input[type=checkbox]")) {
      const values = query.getAll(box.name);
      const isOption = (value) => this.options(box.name).includes(value);
      const chosen = values.flatMap((value) => (isOption(value) ? value : value.split(",")));
      box.checked = chosen.includes(box.value);
    }
    this.kept = { open: query.get("open"), sort: query.get("sort") };
    this.territory = query.get("territory") || null;
    const [longitude, latitude, radius] = ["longitude", "latitude", "radius"].map((name) =>
      Number.parseFloat(query.get(name)),
    );
    const isWhole = [longitude, latitude, radius].every(Number.isFinite);
    this.around = isWhole ? { longitude, latitude, radius } : null;
    this.showArea();
    this.showCount();
  }

  /** The values a filter offers. */
  options(name) {
    const boxes = this.form.querySelectorAll(`input[type=checkbox][name="${CSS.escape(name)}"]`);
    return [...boxes].map((box) => box.value);
  }

  /** Writes the distance of the search beside its choices. */
  showArea() {
    const radius = this.form.querySelector("#radius");
    const badge = this.form.querySelector("#around-text");
    this.form.querySelector("#anywhere").hidden = !this.hasArea;
    badge.hidden = !this.around;
    if (!this.around) return;
    const metres = String(this.around.radius);
    if (![...radius.options].some((option) => option.value === metres)) {
      const distance = (this.around.radius / 1000).toLocaleString(this.settings.language);
      radius.add(new Option(`${distance} km`, metres));
    }
    radius.value = metres;
    badge.textContent = radius.selectedOptions[0].textContent;
  }

  /** Writes beside each filter how many places it would leave. */
  async updateCounts() {
    this.request?.abort();
    this.request = new AbortController();
    const answer = await fetch(`/api/facets?${this.filters()}`, { signal: this.request.signal })
      .then((answer) => (answer.ok ? answer.json() : null))
      .catch(() => null);
    // The list says that the server cannot be reached; these numbers stay as they were.
    if (!answer) return;
    const counts = new Map();
    for (const facet of answer.facets) {
      for (const term of facet.values) counts.set(`${facet.name}=${term.value}`, term.count);
    }
    for (const box of this.form.querySelectorAll("input[type=checkbox]")) {
      const number = box.closest("label").querySelector(".number");
      const count = counts.get(`${box.name}=${box.value}`) ?? 0;
      number.textContent = count.toLocaleString(this.settings.language);
    }
  }

  /** Lets the list follow the map again. */
  leaveArea() {
    this.around = null;
    this.territory = null;
    this.showArea();
    this.onChange();
  }

  /** Offers the search within a distance; `centre` tells the middle of the map. */
  showAround(centre) {
    const area = this.form.querySelector("#around");
    const radius = area.querySelector("#radius");
    const set = (position) => {
      this.around = { ...position, radius: Number(radius.value) };
      this.territory = null;
      this.showArea();
      this.onChange();
    };
    area.hidden = false;
    area.querySelector("#centre").addEventListener("click", () => set(centre()));
    area.querySelector("#anywhere").addEventListener("click", () => this.leaveArea());
    radius.addEventListener("change", () => this.around && set(this.around));
    area.querySelector("#locate").addEventListener("click", (event) => {
      const failed = () => (event.target.textContent = this.settings.texts.locationFailed);
      if (!navigator.geolocation) return failed();
      // Three decimals are about 100 m: nearer than that nobody needs to know where somebody is.
      navigator.geolocation.getCurrentPosition(({ coords }) => {
        set({
          longitude: Number(coords.longitude.toFixed(3)),
          latitude: Number(coords.latitude.toFixed(3)),
        });
      }, failed);
    });
  }
}

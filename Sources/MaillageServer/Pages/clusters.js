// What stands on the map in the view: groups and single places, to know what is under a pointer.

/** The discs of one view. */
export class Clusters {
  features = [];

  /** Loads the discs of a view; a newer call overtakes an older one. */
  load(boundingBox, zoom, filters) {
    const query = new URLSearchParams(filters);
    query.set("bbox", boundingBox.join());
    query.set("zoom", zoom);
    this.request?.abort();
    this.request = new AbortController();
    this.features = [];
    this.loaded = fetch(`/api/clusters?${query}`, { signal: this.request.signal })
      .then((answer) => (answer.ok ? answer.json() : { features: [] }))
      .then((collection) => (this.features = collection.features))
      .catch(() => {});
    return this.loaded;
  }

  /**
   * The disc under a point of the screen, the one whose centre is nearest.
   * @param point the pointer, in pixels.
   * @param project turns a feature's position into pixels.
   * @param tolerance how far beside the disc the pointer may be, in pixels.
   */
  at(point, project, tolerance) {
    let best = null;
    for (const feature of this.features) {
      const centre = project(feature.geometry.coordinates);
      const distance = Math.hypot(centre.x - point.x, centre.y - point.y);
      if (distance > feature.properties.disc_radius + tolerance) continue;
      if (!best || distance < best.distance) best = { feature, distance };
    }
    return best?.feature ?? null;
  }
}

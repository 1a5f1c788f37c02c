import MaillageGeometry
import MaillageModel
import MaillageTerritories

extension RecordConverter {
  /// Where a structure is, if that is known.
  struct Place {
    var coordinate: Coordinate?
    var isApproximate: Bool
  }

  /// The position of the record, else its commune's; `nil` when the record cannot be a place, which
  /// is then noted.
  mutating func placed() throws(ImportError) -> Place? {
    let (latitude, longitude) = positionCells()
    let departement = departement
    let outcome = try positions.position(
      latitude: latitude.text, longitude: longitude.text, departement: departement)
    var cells: Cell {
      Cell(
        text: "\(latitude.text), \(longitude.text)",
        offset: min(latitude.offset, longitude.offset))
    }
    switch outcome {
    case .found(let coordinate, let change):
      if let change {
        let degrees = "\(coordinate.latitude), \(coordinate.longitude)"
        note("latitude", cells, result: degrees, change.action, change.reason)
      }
      if isFar(coordinate, from: departement) { noteDisagreement(cells, departement) }
      return Place(coordinate: coordinate, isApproximate: isMarkedApproximate)
    case .absent(let reason):
      guard text("commune") != nil else {
        reject(LocalizedText(fr: "ni position ni commune", en: "neither a position nor a town"))
        return nil
      }
      if let reason { note("latitude", cells, .dropped, reason) }
      return communePosition()
    case .impossible(let reason):
      guard text("commune") != nil else {
        reject(
          LocalizedText(
            fr: "position impossible (\(reason.fr)) et aucune commune",
            en: "impossible position (\(reason.en)) and no town"),
          offset: cells.offset, value: cells.text)
        return nil
      }
      note("latitude", cells, .dropped, reason)
      if !latitude.text.isEmpty { keepApart("latitude", latitude.text) }
      if !longitude.text.isEmpty { keepApart("longitude", longitude.text) }
      return communePosition()
    }
  }

  /// The cells of the position: the mapped columns, else the geometry.
  private func positionCells() -> (latitude: Cell, longitude: Cell) {
    let latitude = rawCell("latitude") ?? .empty
    let longitude = rawCell("longitude") ?? .empty
    if latitude.text.isEmpty, longitude.text.isEmpty, let point = record.point {
      return (point.latitude, point.longitude)
    }
    return (latitude, longitude)
  }

  private var isMarkedApproximate: Bool {
    plan.approximate.map { record.cell($0).text == "true" } ?? false
  }

  private mutating func communePosition() -> Place {
    guard let place = communePlace else { return Place(coordinate: nil, isApproximate: false) }
    note(
      "latitude", Cell(text: "", offset: record.offset),
      result: "\(place.coordinate.latitude), \(place.coordinate.longitude)", .deduced,
      fr: "position inconnue : celle de la commune \(place.name) (\(place.departement))",
      en: "unknown position: that of the town \(place.name) (\(place.departement))")
    return Place(coordinate: place.coordinate, isApproximate: true)
  }

  private func isFar(_ coordinate: Coordinate, from departement: String?) -> Bool {
    guard let departement, let extents else { return false }
    return extents.isFar(coordinate, from: departement)
  }

  private mutating func noteDisagreement(_ cells: Cell, _ departement: String?) {
    let code = departement ?? ""
    note(
      "latitude", cells, .disagreement,
      fr: "la position est loin du département \(code) de l'adresse",
      en: "the position is far from the address's département \(code)")
  }
}

import MaillageGeometry
import MaillageModel

/// Positions from the two columns of a list, whatever system they are in.
struct PositionReader {
  /// What two cells say.
  enum Outcome {
    /// Nothing, or a zero that stands for nothing.
    case absent(reason: LocalizedText?)
    /// A position, with what had to be done to find it.
    case found(Coordinate, change: (action: ImportReport.Action, reason: LocalizedText)?)
    /// Something that is no position on Earth.
    case impossible(LocalizedText)
  }

  private let declared: ProjectedReference?
  private var lambert93: ProjectedReference?
  private let extents: DepartementExtents?

  /// Creates a reader.
  ///
  /// - Parameters:
  ///   - crs: The declared reference system; `nil` for WGS 84 with Lambert-93 recognised.
  ///   - extents: Where each département is.
  /// - Throws: ``ImportError/unknownCRS(name:reason:)``.
  init(crs: String?, extents: DepartementExtents?) throws(ImportError) {
    self.extents = extents
    declared = if let crs, !Self.isWGS84(crs) { try ProjectedReference(crs) } else { nil }
  }

  /// Whether a name means WGS 84 degrees, in whatever axis order: columns have names.
  private static func isWGS84(_ name: String) -> Bool {
    let name = name.uppercased()
    return name.hasSuffix("CRS84") || (name.contains("EPSG") && name.hasSuffix(":4326"))
      || name == "WGS84"
  }

  /// The position that two cells mean.
  ///
  /// - Parameters:
  ///   - latitude: The latitude, or the northing.
  ///   - longitude: The longitude, or the easting.
  ///   - departement: The département that the address is in, if known.
  /// - Returns: What the cells say.
  /// - Throws: ``ImportError/unknownCRS(name:reason:)`` when PROJ lacks Lambert-93.
  mutating func position(
    latitude: String, longitude: String, departement: String?
  ) throws(ImportError) -> Outcome {
    if latitude.isEmpty && longitude.isEmpty { return .absent(reason: nil) }
    guard let north = DecimalText.number(latitude), let east = DecimalText.number(longitude) else {
      let isBlank = [latitude, longitude].allSatisfy { $0.isEmpty || $0.isPlaceholder }
      return isBlank
        ? .absent(reason: nil)
        : .impossible(
          LocalizedText(
            fr: "latitude et longitude ne sont pas deux nombres",
            en: "latitude and longitude are not two numbers"))
    }
    if north == 0 && east == 0 {
      return .absent(
        reason: LocalizedText(
          fr: "0, 0 est dans le golfe de Guinée : position inconnue",
          en: "0, 0 is in the Gulf of Guinea: unknown position"))
    }
    if let declared {
      guard let coordinate = declared.coordinate(easting: east, northing: north) else {
        return .impossible(
          LocalizedText(
            fr: "hors de l'étendue du système de coordonnées déclaré",
            en: "outside the extent of the declared coordinate reference system"))
      }
      return .found(coordinate, change: nil)
    }
    if abs(north) <= 90 && abs(east) <= 180 {
      return degrees(latitude: north, longitude: east, departement: departement)
    }
    return try beyondDegrees(north: north, east: east)
  }

  private func degrees(
    latitude: Double, longitude: Double, departement: String?
  ) -> Outcome {
    let coordinate = Coordinate(longitude: longitude, latitude: latitude)
    if let departement, let extents, abs(longitude) <= 90,
      extents.isFar(coordinate, from: departement)
    {
      let swapped = Coordinate(longitude: latitude, latitude: longitude)
      if extents.holds(swapped, departement) { return .found(swapped, change: Self.swap) }
    }
    return .found(coordinate, change: nil)
  }

  private mutating func beyondDegrees(north: Double, east: Double) throws(ImportError) -> Outcome {
    let eastings = 0.0...1_350_000
    let northings = 6_000_000.0...7_200_000
    let isLambert = eastings.contains(east) && northings.contains(north)
    let isSwappedLambert = eastings.contains(north) && northings.contains(east)
    if isLambert || isSwappedLambert {
      let reference: ProjectedReference
      if let lambert93 {
        reference = lambert93
      } else {
        reference = try ProjectedReference(ProjectedReference.lambert93)
        lambert93 = reference
      }
      if let coordinate = reference.coordinate(
        easting: min(north, east), northing: max(north, east))
      {
        return .found(
          coordinate,
          change: (
            .repaired,
            LocalizedText(
              fr: "coordonnées Lambert-93 (EPSG:2154) converties en degrés",
              en: "Lambert-93 coordinates (EPSG:2154) converted to degrees")
          ))
      }
    }
    // Only the other order is a position on Earth.
    if abs(east) <= 90 && abs(north) <= 180 {
      return .found(Coordinate(longitude: north, latitude: east), change: Self.swap)
    }
    return .impossible(
      LocalizedText(
        fr: "ni des degrés, ni du Lambert-93", en: "neither degrees nor Lambert-93"))
  }

  private static var swap: (action: ImportReport.Action, reason: LocalizedText) {
    (
      .repaired,
      LocalizedText(
        fr: "latitude et longitude échangées", en: "latitude and longitude were swapped")
    )
  }
}

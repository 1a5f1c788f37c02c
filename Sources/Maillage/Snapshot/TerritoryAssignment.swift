import MaillageModel
import MaillageTerritories

/// Where a structure lies administratively.
///
/// The INSEE code decides, else the postal code, else the polygon its position lies in: a code is
/// what the source says, a polygon only what the boundaries' accuracy allows.
struct TerritoryAssignment: Hashable, Sendable {
  /// INSEE code of the commune, when known.
  var commune: String?
  /// INSEE code of the département, when known.
  var departement: String?
  /// INSEE code of the région, when known.
  var region: String?

  init(_ structure: Structure, basemap: Basemap) {
    let insee = structure.text("code_insee")
    commune =
      insee
      ?? structure.coordinate.flatMap { basemap.territory(at: $0, level: .commune)?.code }
    departement =
      insee.flatMap { Departement.code(ofINSEE: $0) }
      ?? structure.text("code_postal").flatMap { Departement.code(ofPostalCode: $0) }
      ?? structure.coordinate.flatMap { basemap.territory(at: $0, level: .departement)?.code }
    region = departement.flatMap { Departement.region(of: $0) }
  }

  /// The code at a level.
  func code(_ level: TerritoryLevel) -> String? {
    switch level {
    case .region: region
    case .departement: departement
    case .commune: commune
    }
  }
}

import Foundation

/// A list of sixty invented places on a grid around Nantes, in the standard's columns.
///
/// Place `i` lies at latitude 47 + 0.05 (i mod 10), longitude −1.6 + 0.08 ⌊i/10⌋; every third one is
/// free of charge.
struct InventedList {
  static let count = 60

  /// The words that differ between two editions of the list, by place.
  var names: [Int: String] = [:]
  /// Places that moved, by place: latitude and longitude.
  var positions: [Int: (latitude: Double, longitude: Double)] = [:]

  static let columns = [
    "id", "pivot", "nom", "commune", "code_postal", "adresse", "latitude", "longitude", "horaires",
    "date_maj", "services", "frais_a_charge",
  ]

  func position(_ place: Int) -> (latitude: Double, longitude: Double) {
    positions[place] ?? (47 + Double(place % 10) * 0.05, -1.6 + Double(place / 10) * 0.08)
  }

  var csv: String {
    let rows = (0..<Self.count).map { place in
      let position = position(place)
      return [
        "invente-\(place)", "00000000000000", names[place] ?? "Lieu inventé \(place)", "Nantes",
        "44000", "\(place + 1) rue de l'Invention", String(format: "%.4f", position.latitude),
        String(format: "%.4f", position.longitude), "Mo-Fr 09:00-12:00,14:00-18:00", "2024-05-01",
        place % 2 == 0
          ? "Accès internet et matériel informatique|Aide aux démarches administratives"
          : "Aide aux démarches administratives",
        place % 3 == 0 ? "Gratuit" : "Payant",
      ].map { "\"\($0)\"" }.joined(separator: ",")
    }
    return ([Self.columns.joined(separator: ",")] + rows).joined(separator: "\r\n") + "\r\n"
  }
}

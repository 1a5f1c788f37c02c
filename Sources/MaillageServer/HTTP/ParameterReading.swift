import MaillageGeometry
import Maillage

/// Numbers and positions out of a query: a wrong value is a ``Problem`` that names its parameter.
extension QueryParameters {
  /// A finite number in a range; `nil` when the parameter is absent.
  ///
  /// - Throws: A ``Problem`` when the value is not a plain decimal number or lies outside.
  func number(_ name: String, in range: ClosedRange<Double>) throws(Problem) -> Double? {
    guard let text = self[name] else { return nil }
    guard let value = Self.decimal(text), range.contains(value) else {
      let low = JSON.number(range.lowerBound).text
      let high = JSON.number(range.upperBound).text
      throw Problem(
        parameter: name,
        fr: "« \(Self.excerpt(text)) » n’est pas un nombre de \(low) à \(high).",
        en: "“\(Self.excerpt(text))” is not a number from \(low) to \(high).")
    }
    return value
  }

  /// A whole number in a range; `nil` when the parameter is absent.
  ///
  /// - Throws: A ``Problem`` when the value is not made of digits or lies outside.
  func integer(_ name: String, in range: ClosedRange<Int>) throws(Problem) -> Int? {
    guard let text = self[name] else { return nil }
    guard text.utf8.allSatisfy(\.isDigit), let value = Int(text), range.contains(value) else {
      throw Problem(
        parameter: name,
        fr: "« \(Self.excerpt(text)) » n’est pas un nombre entier de "
          + "\(range.lowerBound) à \(range.upperBound).",
        en: "“\(Self.excerpt(text))” is not a whole number from "
          + "\(range.lowerBound) to \(range.upperBound).")
    }
    return value
  }

  /// The box of `bbox=west,south,east,north` in degrees; `nil` when the parameter is absent.
  ///
  /// West may be greater than east: such a box crosses the antimeridian.
  ///
  /// - Throws: A ``Problem`` that says which of the four is wrong.
  func boundingBox(_ name: String = "bbox") throws(Problem) -> BoundingBox? {
    guard let text = self[name] else { return nil }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let sides = parts.prefix(5).compactMap { Self.decimal($0) }
    guard parts.count == 4, sides.count == 4 else {
      throw Problem(
        parameter: name,
        fr: "« \(Self.excerpt(text)) » n’est pas fait de quatre nombres : ouest,sud,est,nord.",
        en: "“\(Self.excerpt(text))” is not four numbers: west,south,east,north.")
    }
    guard [sides[0], sides[2]].allSatisfy((-180...180).contains) else {
      throw Problem(
        parameter: name, fr: "l’ouest et l’est vont de -180 à 180 degrés.",
        en: "west and east lie from -180 to 180 degrees.")
    }
    guard [sides[1], sides[3]].allSatisfy((-90...90).contains), sides[1] <= sides[3] else {
      throw Problem(
        parameter: name, fr: "le sud et le nord vont de -90 à 90 degrés, le sud d’abord.",
        en: "south and north lie from -90 to 90 degrees, south first.")
    }
    return BoundingBox(west: sides[0], south: sides[1], east: sides[2], north: sides[3])
  }

  /// The position of `latitude` and `longitude`; `nil` when both are absent.
  ///
  /// - Throws: A ``Problem`` when one is missing, not a number or out of range.
  func coordinate() throws(Problem) -> Coordinate? {
    let latitude = try number("latitude", in: -90...90)
    let longitude = try number("longitude", in: -180...180)
    switch (latitude, longitude) {
    case (let latitude?, let longitude?):
      return Coordinate(longitude: longitude, latitude: latitude)
    case (nil, nil): return nil
    case (nil, _): throw Self.missing("latitude", with: "longitude")
    case (_, nil): throw Self.missing("longitude", with: "latitude")
    }
  }

  /// The problem of a parameter that another one needs.
  static func missing(_ name: String, with other: String) -> Problem {
    Problem(
      parameter: name, fr: "à donner avec \(other).", en: "must be given with \(other).")
  }

  /// The beginning of a value, short enough to be shown.
  static func excerpt(_ text: String) -> String {
    text.count > 60 ? text.prefix(60) + "…" : text
  }

  /// A number written with digits, a sign, a point, an exponent; nothing else that `Double` reads.
  private static func decimal(_ text: some StringProtocol) -> Double? {
    let isPlain = text.utf8.allSatisfy { $0.isDigit || "+-.eE".utf8.contains($0) }
    guard isPlain, text.utf8.count <= 40, let value = Double(text), value.isFinite else {
      return nil
    }
    return value
  }
}

extension UInt8 {
  /// Whether the byte is an ASCII digit.
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}

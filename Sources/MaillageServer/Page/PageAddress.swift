import MaillageModel

/// Addresses of the page that keep the question they lead away from.
struct PageAddress {
  /// A parameter as a hidden field of the form holds it.
  struct Parameter {
    let name: String
    let value: String
  }

  /// The kept parameters that no visible field of the form sends.
  let unseen: [Parameter]
  /// The parameters to keep.
  private let kept: [(name: String, value: String)]

  /// Keeps language, filters and area of a query.
  init(_ query: QueryParameters, schema: Schema) {
    let fields = Set(["q"] + schema.facets.map(\.name))
    let others: Set = [
      "lang", "open", "bbox", "latitude", "longitude", "radius", "territory", "sort",
    ]
    kept = query.pairs.filter {
      (fields.contains($0.name) || others.contains($0.name)) && !$0.value.isEmpty
    }
    unseen = kept.filter { others.contains($0.name) }
      .map { Parameter(name: $0.name, value: $0.value) }
  }

  /// The page with the kept parameters and some of its own, which replace those of their name.
  func with(_ own: (name: String, value: String)...) -> String {
    let names = own.map(\.name)
    let pairs = kept.filter { !names.contains($0.name) } + own
    return Self.text(pairs.filter { !$0.value.isEmpty })
  }

  /// The page with these parameters.
  static func text(_ pairs: [(name: String, value: String)]) -> String {
    let query = pairs.map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }
      .joined(separator: "&")
    return query.isEmpty ? "/" : "/?\(query)"
  }
}

extension String {
  /// The text with everything escaped but the unreserved characters of RFC 3986.
  var percentEncoded: String {
    var result = ""
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        result += byte < 16 ? "%0" : "%"
        result += String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }
}

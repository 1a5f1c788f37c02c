import Foundation
import HTTPTypes
import Maillage
import MaillageGeometry
import MaillageModel

extension RouteTable {
  /// `GET /tiles/{tileset}/{z}/{x}/{y}.png`: one tile.
  func tile(_ inquiry: Inquiry) throws -> Answer {
    let tileset = try Self.tileset(inquiry.part("tileset"))
    let address = try TileAddress(
      zoom: inquiry.rawPart("z"), column: inquiry.rawPart("x"), file: inquiry.rawPart("y"))
    guard
      let request = TileRequest(
        tileset: tileset, tile: address.tile, scale: address.scale, filter: try inquiry.filter())
    else { throw TileAddress.outside() }
    var answer: Answer
    let known = inquiry.headers[.ifNoneMatch]
    let tag = known.map { _ in EntityTag(inquiry.service.etag(request, of: inquiry.snapshot)) }
    if let known, let tag, tag.isNamed(in: known) {
      // The caller has it: nothing needs to be drawn.
      answer = Answer("image/png", [], caching: .shortly)
      answer.tag = tag
    } else {
      let image = try inquiry.service.tile(request, of: inquiry.snapshot)
      answer = Answer("image/png", image.bytes, caching: .shortly)
      answer.tag = EntityTag(image.etag)
    }
    return answer
  }

  /// `GET /tiles/{tileset}.json`: TileJSON 3.0.0.
  func tileJSON(_ inquiry: Inquiry) throws -> Answer {
    let tileset = try Self.tileset(inquiry.part("tileset"))
    let name = configuration.hub.name[inquiry.language]
    let base = configuration.baseURL(asked: inquiry.host, port: state.port)
    let bounds = inquiry.snapshot.extent
    let center = inquiry.snapshot.mainExtent.center
    let view = configuration.hub.view
    let query = try inquiry.filter().query
    return Answer([
      "tilejson": "3.0.0",
      "name": .string("\(name) – \(tileset.rawValue)"),
      "version": .string("1.0.\(inquiry.snapshot.revision)"),
      "attribution": .string(configuration.attribution.escapedForHTML),
      "scheme": "xyz",
      "tiles": [.string("\(base)/tiles/\(tileset.rawValue)/{z}/{x}/{y}.png\(query)")],
      "minzoom": .integer(Tileset.zooms.lowerBound),
      "maxzoom": .integer(Tileset.zooms.upperBound),
      "bounds": bounds.json,
      "center": [
        .number(view?.longitude ?? center.longitude),
        .number(view?.latitude ?? center.latitude),
        .integer(Int(view?.zoom ?? 6)),
      ],
    ])
  }

  static func tileset(_ name: String) throws(Problem) -> Tileset {
    guard let tileset = Tileset(rawValue: name) else {
      let known = Tileset.allCases.map(\.rawValue).joined(separator: ", ")
      throw Problem(
        parameter: "tileset", status: .notFound,
        fr: "« \(QueryParameters.excerpt(name)) » n’existe pas ; jeux de tuiles : \(known).",
        en: "“\(QueryParameters.excerpt(name))” does not exist; tilesets: \(known).")
    }
    return tileset
  }
}

extension Snapshot {
  /// The box of all structures, with the world where there is none.
  ///
  /// - Complexity: O(n), n the number of structures.
  var extent: BoundingBox {
    BoundingBox(containing: structures.lazy.compactMap(\.coordinate)) ?? .world
  }
}

extension Filter {
  /// The choices as the query of a tile's address, in canonical order; empty without choices.
  fileprivate var query: String {
    var allowed = CharacterSet.alphanumerics
    allowed.insert(charactersIn: "-._~")
    func encoded(_ text: String) -> String {
      text.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
    }
    let pairs = choices.sorted { $0.key < $1.key }.flatMap { name, values in
      values.sorted().map { "\(encoded(name))=\(encoded($0))" }
    }
    return pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
  }
}

extension ServerConfiguration {
  /// The base of absolute links.
  ///
  /// The host a client names is believed only when it is this machine itself: a link built from any
  /// other could be planted in a shared cache.
  ///
  /// - Parameters:
  ///   - host: What the client asked, with its port.
  ///   - port: The port that was bound.
  /// - Returns: The address without a slash at its end.
  func baseURL(asked host: String, port: Int?) -> String {
    guard baseURL == nil else { return address(port: port) }
    let parts = host.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let isLoopback = parts.first == "localhost" || parts.first == "127.0.0.1"
    let hasPort = parts.count == 1 || parts[1].utf8.allSatisfy(\.isDigit)
    return isLoopback && hasPort ? "http://\(host)" : address(port: port)
  }
}

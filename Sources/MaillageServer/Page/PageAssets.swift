import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Maillage

/// The files the page loads, read once into memory.
///
/// All stand under one folder of the address whose name is the digest of all of them: references
/// between them work as they are, and each address can be kept for good. No file is ever looked up
/// by what a client sends.
struct PageAssets: Sendable {
  /// The folder in the address, without a slash at its end.
  let root: String
  /// Whether Leaflet is among them.
  let hasLeaflet: Bool
  private let files: [String: Answer]

  /// Reads the files of the page and those of Leaflet.
  ///
  /// - Parameters:
  ///   - pages: The folder of the page's own files.
  ///   - leaflet: The folder of Leaflet's; may be absent or incomplete.
  /// - Throws: ``PageError`` when a file of the page cannot be read.
  init(pages: String, leaflet: String?) throws(PageError) {
    var contents: [String: Data] = [:]
    for name in Self.ownNames {
      contents[name] = try Self.read("\(pages)/\(name)")
    }
    var leafletContents: [String: Data] = [:]
    if let leaflet {
      for name in Self.leafletNames {
        leafletContents["leaflet/\(name)"] = FileManager.default.contents(
          atPath: "\(leaflet)/\(name)")
      }
    }
    hasLeaflet = leafletContents.count == Self.leafletNames.count
    if hasLeaflet { contents.merge(leafletContents) { own, _ in own } }
    var bytes: [UInt8] = []
    for (name, content) in contents.sorted(by: { $0.key < $1.key }) {
      bytes.append(contentsOf: "\(name) \(content.count)\n".utf8)
      bytes.append(contentsOf: content)
    }
    let root = "/assets/" + String(FNV1a.digest(bytes), radix: 36)
    self.root = root
    files = Dictionary(
      uniqueKeysWithValues: contents.map { name, content in
        ("\(root)/\(name)", Answer(Self.type(of: name), content, caching: .forever))
      })
  }

  /// The file at an address; `nil` when there is none.
  subscript(path: String) -> Answer? { files[path] }

  /// The bytes of a file of the page.
  ///
  /// - Throws: ``PageError`` when it cannot be read.
  static func read(_ path: String) throws(PageError) -> Data {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw PageError(
        file: path, reason: "cannot be read; it belongs to the page and comes with the program")
    }
    return data
  }

  private static let ownNames = [
    "card.js", "clusters.js", "icon.svg", "map.css", "map.js", "results.js", "search.js", "view.js",
  ]
  private static let leafletNames = [
    "leaflet.js", "leaflet.css", "images/layers.png", "images/layers-2x.png",
    "images/marker-icon.png", "images/marker-icon-2x.png", "images/marker-shadow.png",
  ]

  private static func type(of name: String) -> String {
    switch name.split(separator: ".").last {
    case "js": "text/javascript; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    default: "application/octet-stream"
    }
  }
}

extension RouteTable {
  /// `GET /assets/…`: one file of the page.
  func asset(_ request: Request, _ context: MapRequestContext) throws -> Response {
    guard let answer = pages.assets[request.uri.path] else { throw HTTPError(.notFound) }
    return answer.response(to: request.headers)
  }
}

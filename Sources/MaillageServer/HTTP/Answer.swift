import HTTPTypes
import Hummingbird
import NIOCore
import Maillage

/// What a read route found: a whole representation with the rules for keeping it.
struct Answer {
  /// How long who may keep an answer.
  enum Caching: String {
    /// Shown again only after asking: everything that follows the snapshot.
    case revalidate = "no-cache"
    /// Kept for a minute, then shown while it is fetched anew: tiles under their plain address.
    case shortly = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
    /// Kept for good: what stands under an address that names its content.
    case forever = "public, max-age=31536000, immutable"
    /// Never kept.
    case never = "no-store"
  }

  /// The status; anything but 200 is never kept.
  var status = HTTPResponse.Status.ok
  /// The media type.
  var contentType: String
  /// The bytes.
  var body: ByteBuffer
  /// Who may keep it.
  var caching: Caching = .revalidate
  /// The tag of the content where it is known beforehand; else it is computed from the bytes.
  var tag: EntityTag?
  /// Further fields.
  var headers: HTTPFields = [:]

  /// Creates an answer out of bytes.
  init(_ contentType: String, _ bytes: some Sequence<UInt8>, caching: Caching = .revalidate) {
    self.contentType = contentType
    body = ByteBuffer(bytes: bytes)
    self.caching = caching
  }

  /// Creates an answer of JSON.
  init(_ json: JSON, contentType: String = "application/json") {
    self.init(contentType, json.bytes)
  }

  /// Texts shorter than this go out as they are, in bytes.
  static let smallestCompressed = 1024

  /// The answer as it goes out: 304 when the caller has it, compressed when that helps.
  ///
  /// Each coding of a content has its own strong tag, as RFC 9110, section 8.8.3.3 asks.
  func response(to request: HTTPFields) -> Response {
    var fields = headers
    fields[.contentType] = contentType
    let caching = status == .ok ? caching : .never
    fields[.cacheControl] = caching.rawValue
    if isText { fields.add("Accept-Encoding", toListOf: .vary) }
    // Labels and opening hours are written in the caller's language.
    if contentType.contains("json") { fields.add("Accept-Language", toListOf: .vary) }
    let isCompressed =
      isText && body.readableBytes >= Self.smallestCompressed
      && Self.acceptsGzip(request[.acceptEncoding])
    if caching != .never {
      var tag = tag ?? EntityTag(ofBytes: body.readableBytesView)
      if isCompressed { tag = tag.coded("gzip") }
      fields[.eTag] = tag.headerValue
      if let known = request[.ifNoneMatch], tag.isNamed(in: known) {
        return .notModified(fields)
      }
    }
    var body = body
    if isCompressed, let bytes = Gzip.compress(Array(body.readableBytesView)) {
      fields[.contentEncoding] = "gzip"
      body = ByteBuffer(bytes: bytes)
    }
    return Response(status: status, headers: fields, body: ResponseBody(byteBuffer: body))
  }

  private var isText: Bool {
    let type = contentType.prefix { $0 != ";" }
    return type.hasPrefix("text/") || type.hasSuffix("json") || type.hasSuffix("xml")
  }

  private static func acceptsGzip(_ header: String?) -> Bool {
    guard let header else { return false }
    let list = QualityList(header)
    return (list.weight { $0 == "gzip" } ?? list.weight { $0 == "*" } ?? 0) > 0
  }
}

extension Response {
  /// A 304 with the fields of RFC 9110, section 15.4.5, out of those of the full answer.
  static func notModified(_ headers: HTTPFields) -> Response {
    var kept = headers
    for name in [HTTPField.Name.contentType, .contentLanguage, .contentDisposition] {
      kept[name] = nil
    }
    var response = Response(status: .notModified, headers: kept)
    response.headers[.contentLength] = nil
    return response
  }
}

extension HTTPFields {
  /// Appends a value to a comma-separated field unless it is there.
  mutating func add(_ value: String, toListOf name: HTTPField.Name) {
    guard let list = self[name] else {
      self[name] = value
      return
    }
    if !list.contains(value) { self[name] = "\(list), \(value)" }
  }
}

import HTTPTypes
import Hummingbird
import Logging

/// What travels with a request: the identifier that log lines, headers and problems share.
struct MapRequestContext: RequestContext {
  /// The rest of the way to an answer, as middlewares get it.
  typealias Next = @concurrent (Request, MapRequestContext) async throws -> Response

  var coreContext: CoreRequestContextStorage
  /// 16 hexadecimal digits, drawn for each request.
  let requestID: String

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    let digits = String(UInt64.random(in: 0 ... .max), radix: 16)
    requestID = String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// Writes one line for each answer and counts it.
///
/// No address and no query is written: where somebody looks for help is nobody's business.
struct RequestLog: RouterMiddleware {
  let logger: Logger
  let metrics: ServerMetrics

  func handle(
    _ request: Request, context: MapRequestContext, next: MapRequestContext.Next
  ) async throws -> Response {
    let start = ContinuousClock.now
    var response = try await next(request, context)
    let duration = ContinuousClock.now - start
    response.headers[.requestID] = context.requestID
    metrics.count(
      route: context.endpointPath ?? "NotFound", status: response.status.code, duration: duration)
    logger.info(
      "\(request.method) \(request.uri.path) \(response.status.code)",
      metadata: [
        "request_id": "\(context.requestID)",
        "bytes": "\(response.headers[.contentLength] ?? "0")",
        "ms": "\(duration.milliseconds)",
      ])
    return response
  }
}

extension HTTPField.Name {
  /// `X-Request-Id`.
  static let requestID = HTTPField.Name.known("X-Request-Id")

  /// A field name written in the source.
  static func known(_ text: StaticString) -> HTTPField.Name {
    guard let name = HTTPField.Name("\(text)") else {
      preconditionFailure("\(text) is not a field name")
    }
    return name
  }
}

extension Duration {
  /// The duration in milliseconds, with three decimals.
  fileprivate var milliseconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds * 1_000_000 + attoseconds / 1_000_000_000_000) / 1000
  }
}

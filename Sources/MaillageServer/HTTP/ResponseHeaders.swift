import HTTPTypes
import Hummingbird

/// Adds the fields every answer has, and lets other sites read what is public.
struct ResponseHeaders: RouterMiddleware {
  /// Paths that any site may read: everything but the pages and their files.
  static let sharedPrefixes = ["/api/", "/tiles/", "/openapi.json"]

  func handle(
    _ request: Request, context: MapRequestContext, next: MapRequestContext.Next
  ) async throws -> Response {
    let isShared = Self.sharedPrefixes.contains { request.uri.path.hasPrefix($0) }
    var response =
      isShared && Self.isPreflight(request)
      ? Self.preflight : try await next(request, context)
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers[.referrerPolicy] = "strict-origin-when-cross-origin"
    response.headers[.contentSecurityPolicy] =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
      + "form-action 'self'; frame-ancestors 'self'"
    if isShared {
      response.headers[.accessControlAllowOrigin] = "*"
      response.headers[.accessControlExposeHeaders] =
        "ETag, Link, X-Request-Id, X-Maillage-Revision, X-Number-Matched, X-Next-Cursor"
      response.headers[.crossOriginResourcePolicy] = "cross-origin"
    }
    return response
  }

  private static func isPreflight(_ request: Request) -> Bool {
    request.method == .options && request.headers[.accessControlRequestMethod] != nil
  }

  private static let preflight = Response(
    status: .noContent,
    headers: [
      .accessControlAllowMethods: "GET, HEAD, OPTIONS",
      .accessControlAllowHeaders: "Accept, Accept-Language, If-None-Match",
      .accessControlMaxAge: "86400",
    ])
}

extension HTTPField.Name {
  /// `Referrer-Policy`.
  static let referrerPolicy = HTTPField.Name.known("Referrer-Policy")
  /// `Cross-Origin-Resource-Policy`.
  static let crossOriginResourcePolicy = HTTPField.Name.known("Cross-Origin-Resource-Policy")
}

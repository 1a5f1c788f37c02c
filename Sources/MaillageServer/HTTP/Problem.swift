import HTTPTypes
import Hummingbird
import MaillageModel
import Maillage

/// An error as the caller reads it: RFC 9457 "problem details" in French and English.
struct Problem: Error {
  /// The HTTP status.
  let status: HTTPResponse.Status
  /// What is wrong, in whole sentences that name the value and what is accepted.
  let detail: LocalizedText
  /// The parameter at fault; `nil` when there is none.
  let parameter: String?
  /// Fields the status requires, such as `Allow` or `Retry-After`.
  let headers: HTTPFields

  /// Creates a problem that no single parameter causes.
  init(_ status: HTTPResponse.Status, fr: String, en: String, headers: HTTPFields = [:]) {
    self.status = status
    detail = LocalizedText(fr: fr, en: en)
    parameter = nil
    self.headers = headers
  }

  /// Creates a problem with one parameter.
  init(parameter: String, status: HTTPResponse.Status = .badRequest, fr: String, en: String) {
    self.status = status
    detail = LocalizedText(fr: "\(parameter) : \(fr)", en: "\(parameter): \(en)")
    self.parameter = parameter
    headers = [:]
  }

  /// The answer for a request.
  ///
  /// - Parameters:
  ///   - language: The language of title and detail.
  ///   - requestID: What the log calls the request, as `instance`.
  /// - Returns: `application/problem+json`, never cached.
  func response(in language: Language, requestID: String) -> Response {
    var members: [(String, JSON)] = [
      ("type", "about:blank"),
      ("title", .string(Self.title(of: status)[language])),
      ("status", .integer(status.code)),
      ("detail", .string(detail[language])),
      ("instance", .string("urn:maillage:request:\(requestID)")),
    ]
    if let parameter {
      members.append(
        (
          "errors",
          [["parameter": .string(parameter), "detail": .string(detail[language])]]
        ))
    }
    var fields = headers
    fields[.contentType] = "application/problem+json"
    fields[.contentLanguage] = language.rawValue
    fields[.cacheControl] = "no-store"
    return Response(
      status: status, headers: fields,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: JSON.object(members).bytes)))
  }

  private static func title(of status: HTTPResponse.Status) -> LocalizedText {
    switch status {
    case .badRequest: LocalizedText(fr: "Requête incorrecte", en: "Bad request")
    case .notFound: LocalizedText(fr: "Introuvable", en: "Not found")
    case .methodNotAllowed: LocalizedText(fr: "Méthode non permise", en: "Method not allowed")
    case .uriTooLong: LocalizedText(fr: "Adresse trop longue", en: "URI too long")
    case .serviceUnavailable: LocalizedText(fr: "Service indisponible", en: "Service unavailable")
    case .internalServerError: LocalizedText(fr: "Erreur interne", en: "Internal error")
    default: LocalizedText(fr: status.reasonPhrase, en: status.reasonPhrase)
    }
  }
}

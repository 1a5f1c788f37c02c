import Foundation
import HTTPTypes
import Hummingbird
import Maillage
import MaillageModel

/// One question to the map: a request together with the one snapshot that answers it.
struct Inquiry {
  /// The map, for tiles.
  let service: MapService
  /// The state every part of the answer is read from.
  let snapshot: Snapshot
  /// The parameters of the query.
  let query: QueryParameters
  /// The language of the answer.
  let language: Language
  /// The fields of the request.
  let headers: HTTPFields
  /// The host the client asked, as it wrote it.
  let host: String
  private let parameters: Parameters

  /// Reads a request.
  ///
  /// - Throws: A ``Problem`` when the query cannot be read.
  init(_ request: Request, parameters: Parameters, service: MapService) throws(Problem) {
    self.service = service
    self.parameters = parameters
    snapshot = service.snapshot
    query = try QueryParameters(request.uri.query)
    headers = request.headers
    host = request.head.authority ?? ""
    language = Language(query: query, acceptLanguage: headers[.acceptLanguage])
  }

  /// A part of the path as the client wrote it, escapes included.
  func rawPart(_ name: String) -> String { parameters.get(name) ?? "" }

  /// A part of the path with its escapes resolved.
  ///
  /// - Throws: A ``Problem`` when an escape is broken.
  func part(_ name: String) throws(Problem) -> String {
    guard let text = rawPart(name).utf8.percentDecoded() else {
      throw Problem(
        parameter: name, fr: "l’échappement « % » est incorrect.",
        en: "the percent-encoding is broken.")
    }
    return text
  }

  /// The filter in the query.
  ///
  /// - Throws: A ``Problem`` that names the parameter at fault.
  func filter() throws(Problem) -> Filter {
    do {
      return try Filter(
        parameters: query.pairs, schema: snapshot.schema, now: Date(),
        timeZone: snapshot.timeZone)
    } catch {
      throw Problem(error)
    }
  }
}

extension Problem {
  /// The problem of a wrong filter.
  init(_ error: FilterError) {
    let english = error.description.dropFirst(error.parameter.count + 2)
    let french =
      switch error {
      case .unknownValue(_, let value, let accepted):
        "« \(QueryParameters.excerpt(value)) » n’est pas une de ses valeurs ; valeurs admises : "
          + accepted.joined(separator: ", ") + "."
      case .tooManyValues(_, let maximum): "plus de \(maximum) valeurs."
      case .valueTooLong(_, let maximum): "une valeur a plus de \(maximum) caractères."
      case .notAnInstant(_, let value):
        "« \(QueryParameters.excerpt(value)) » n’est ni « now » ni un instant ISO 8601 tel que "
          + "2026-11-23T14:30+01:00."
      case .repeated: "donné plus d’une fois."
      }
    self.init(parameter: error.parameter, fr: french, en: String(english))
  }
}

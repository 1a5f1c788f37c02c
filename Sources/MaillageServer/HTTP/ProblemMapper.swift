import HTTPTypes
import Hummingbird
import Logging
import MaillageModel

/// Turns everything that is thrown into a ``Problem`` in the caller's language.
struct ProblemMapper: RouterMiddleware {
  let logger: Logger

  func handle(
    _ request: Request, context: MapRequestContext, next: MapRequestContext.Next
  ) async throws -> Response {
    do {
      guard request.head.authority?.isEmpty == false else {
        throw Problem(
          .badRequest, fr: "Le champ Host manque.", en: "The Host field is missing.")
      }
      return try await next(request, context)
    } catch {
      let response = problem(for: error, request, context).response(
        in: Language(
          query: (try? QueryParameters(request.uri.query)) ?? .none,
          acceptLanguage: request.headers[.acceptLanguage]),
        requestID: context.requestID)
      return request.method == .head ? response.createHeadResponse() : response
    }
  }

  private func problem(
    for error: any Error, _ request: Request, _ context: MapRequestContext
  ) -> Problem {
    switch error {
    case let problem as Problem: return problem
    case let error as any HTTPResponseError where error.status == .notFound:
      return Problem(
        .notFound, fr: "Il n’y a rien à l’adresse \(QueryParameters.excerpt(request.uri.path)).",
        en: "There is nothing at \(QueryParameters.excerpt(request.uri.path)).")
    case let error as any HTTPResponseError:
      return Problem(error.status, fr: error.status.reasonPhrase, en: error.status.reasonPhrase)
    default:
      logger.error(
        "request failed", metadata: ["request_id": "\(context.requestID)", "error": "\(error)"])
      return Problem(
        .internalServerError, fr: "Le serveur n’a pas pu répondre. L’erreur est notée.",
        en: "The server could not answer. The error has been noted.")
    }
  }
}

/// Why the parameters of a question are not a filter; `description` says it in a sentence.
public enum FilterError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A value outside a facet's closed vocabulary, with the values it accepts.
  case unknownValue(parameter: String, value: String, accepted: [String])
  /// More values than ``Filter/maximumValues`` in one facet.
  case tooManyValues(parameter: String, maximum: Int)
  /// A value longer than ``Filter/maximumLength`` characters.
  case valueTooLong(parameter: String, maximum: Int)
  /// An `open` that is neither `now` nor an ISO 8601 instant.
  case notAnInstant(parameter: String, value: String)
  /// A single-valued parameter (`open`, `q`) given more than once.
  case repeated(parameter: String)

  /// The parameter at fault.
  public var parameter: String {
    switch self {
    case .unknownValue(let parameter, _, _), .tooManyValues(let parameter, _),
      .valueTooLong(let parameter, _), .notAnInstant(let parameter, _), .repeated(let parameter):
      parameter
    }
  }

  /// What is wrong and what is accepted.
  public var description: String {
    switch self {
    case .unknownValue(let parameter, let value, let accepted):
      "\(parameter): “\(value)” is not one of its values; accepted: "
        + accepted.joined(separator: ", ") + "."
    case .tooManyValues(let parameter, let maximum):
      "\(parameter): more than \(maximum) values."
    case .valueTooLong(let parameter, let maximum):
      "\(parameter): a value has more than \(maximum) characters."
    case .notAnInstant(let parameter, let value):
      "\(parameter): “\(value)” is neither “now” nor an ISO 8601 instant such as "
        + "2026-11-23T14:30+01:00."
    case .repeated(let parameter):
      "\(parameter): given more than once."
    }
  }
}

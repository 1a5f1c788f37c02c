import MaillageModel

extension Language {
  /// The language a request asks for: the query's `lang`, else the best of `Accept-Language`.
  ///
  /// French when nothing that is asked for is spoken.
  init(query: QueryParameters, acceptLanguage: String?) {
    if let code = query["lang"], let language = Language(rawValue: code) {
      self = language
    } else {
      self =
        QualityList(acceptLanguage ?? "").best(of: Language.allCases) { entry, language in
          entry == "*" || entry == language.rawValue || entry.hasPrefix(language.rawValue + "-")
        } ?? .fr
    }
  }
}

import HTTPTypes
import Maillage
import MaillageModel

extension RouteTable {
  /// The pictures of a legend, with device pixels per CSS pixel.
  static let legendFiles = Tileset.scales.map { scale in
    (file: scale == 1 ? "legend.png" : "legend@\(scale)x.png", scale: scale)
  }

  /// `GET /tiles/{tileset}/legend.json`: what colours and shapes mean.
  func legendJSON(_ inquiry: Inquiry) throws -> Answer {
    let tileset = try Self.tileset(inquiry.part("tileset"))
    let language = try inquiry.legendLanguage()
    return Answer(inquiry.service.legend(tileset, language: language).json)
  }

  /// `GET /tiles/{tileset}/legend.png`: the same as a picture.
  func legendImage(_ inquiry: Inquiry, scale: Int) throws -> Answer {
    let tileset = try Self.tileset(inquiry.part("tileset"))
    let language = try inquiry.legendLanguage()
    let bytes = try inquiry.service.legendImage(tileset, language: language, scale: scale)
    var answer = Answer("image/png", bytes, caching: .shortly)
    answer.headers[.vary] = "Accept-Language"
    return answer
  }
}

extension Inquiry {
  /// The language of a legend.
  ///
  /// - Throws: A ``Problem`` when the query asks for one that is not spoken.
  fileprivate func legendLanguage() throws(Problem) -> Language {
    if let text = query["lang"], Language(rawValue: text) == nil {
      throw Problem(parameter: "lang", value: text, accepted: Language.self)
    }
    return language
  }
}

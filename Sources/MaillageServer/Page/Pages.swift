import Foundation
import HTTPTypes
import Mustache

/// The page's templates, texts and files.
struct Pages: Sendable {
  /// The words.
  let texts: PageTexts
  /// The files the page loads.
  let assets: PageAssets
  private let templates: MustacheLibrary

  /// Reads all files of the page.
  ///
  /// - Throws: ``PageError`` for the first that is missing or broken.
  init(configuration: ServerConfiguration) throws(PageError) {
    let folder = configuration.pagesDirectory
    texts = try PageTexts(folder: folder)
    assets = try PageAssets(pages: folder, leaflet: configuration.leafletDirectory)
    var templates: [String: MustacheTemplate] = [:]
    for template in Template.allCases {
      let file = "\(folder)/\(template.rawValue).html"
      let text = String(decoding: try PageAssets.read(file), as: UTF8.self)
      do {
        templates[template.rawValue] = try MustacheTemplate(string: text)
      } catch {
        throw PageError(file: file, reason: "\(error)")
      }
    }
    self.templates = MustacheLibrary(templates: templates)
  }

  /// A part of the page with a template of its own.
  enum Template: String, CaseIterable {
    case page = "index"
    case list
    case card
  }

  /// Fills a template; every value is escaped for HTML.
  func render(_ template: Template, _ content: some Any) -> Answer {
    let html = templates.render(content, withTemplate: template.rawValue) ?? ""
    var answer = Answer("text/html; charset=utf-8", html.utf8)
    answer.headers[.vary] = "Accept-Language"
    return answer
  }
}

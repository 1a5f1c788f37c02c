public import MaillageModel
public import MaillageRaster
import MaillageTerritories
import Synchronization

/// A legend as a picture to be put beside the map, in its colours and fonts.
///
/// It is as large as it needs to be: long labels take several lines, and none is cut.
public struct LegendImage: Sendable {
  private let style: Style
  private let fonts: MapFonts
  private let sections: [Section]
  /// The width of the widest symbol.
  private let symbolWidth: Double

  private struct Row: Sendable {
    let symbol: Legend.Symbol
    let lines: [String]
  }

  private struct Section: Sendable {
    let title: [String]
    let rows: [Row]
  }

  // Lengths in CSS pixels.
  private static let margin = 14.0
  private static let lineHeight = 17.0
  private static let smallestRow = 21.0
  private static let gap = 10.0
  private static let sectionGap = 12.0
  private static let widestText = 300.0

  /// Lays a legend out.
  ///
  /// - Parameters:
  ///   - legend: What it says; of texts beyond 300 characters the rest is left out.
  ///   - style: The look it explains.
  ///   - fonts: The fonts of the map.
  public init(_ legend: Legend, style: Style, fonts: MapFonts) {
    self.style = style
    self.fonts = fonts
    let (title, label) = (Self.title(style), Self.label(style))
    sections = legend.sections.map { section in
      Section(
        title: Self.lines(of: section.title, title, fonts),
        rows: section.entries.map {
          Row(symbol: $0.symbol, lines: Self.lines(of: $0.label, label, fonts))
        })
    }
    symbolWidth = legend.sections.flatMap(\.entries).map(\.symbol.size.width).max() ?? 0
  }

  /// The picture as a PNG file.
  ///
  /// - Parameter scale: Device pixels per CSS pixel, 1 … 3.
  /// - Returns: The whole file.
  /// - Throws: ``PNGError`` when it cannot be compressed.
  public func png(scale: Int) throws(PNGError) -> [UInt8] {
    try pixmap(scale: scale).png()
  }

  /// The picture.
  ///
  /// - Parameter scale: Device pixels per CSS pixel, 1 … 3.
  /// - Returns: A canvas as large as the legend.
  public func pixmap(scale: Int) -> Pixmap {
    var drawing = LegendDrawing(
      width: width, height: height, scale: scale, background: style.paper, fonts: fonts)
    let (titleText, labelText) = (Self.title(style), Self.label(style))
    var y = Self.margin
    for (number, section) in sections.enumerated() {
      if number > 0 { y += Self.sectionGap }
      for line in section.title {
        drawing.draw(line, titleText, x: Self.margin, middle: y + Self.lineHeight / 2)
        y += Self.lineHeight
      }
      y += 4
      for row in section.rows {
        let height = Self.height(row)
        drawing.draw(
          row.symbol, x: Self.margin + symbolWidth / 2, y: y + height / 2,
          edge: style.ink)
        var middle = y + (height - Double(row.lines.count - 1) * Self.lineHeight) / 2
        for line in row.lines {
          drawing.draw(
            line, labelText, x: Self.margin + symbolWidth + Self.gap, middle: middle)
          middle += Self.lineHeight
        }
        y += height
      }
    }
    return drawing.pixmap
  }

  private static func height(_ row: Row) -> Double {
    max(
      smallestRow, row.symbol.size.height + 4, Double(row.lines.count) * lineHeight + 4)
  }

  private var height: Double {
    sections.reduce(2 * Self.margin + Double(max(sections.count - 1, 0)) * Self.sectionGap) {
      height, section in
      section.rows.reduce(height + Double(section.title.count) * Self.lineHeight + 4) {
        $0 + Self.height($1)
      }
    }
  }

  private var width: Double {
    func widest(_ lines: [String], _ text: Style.Text) -> Double {
      lines.reduce(0) { max($0, fonts.shape($1, text, scale: 1).width) }
    }
    return sections.reduce(0) { width, section in
      let rows = section.rows.flatMap(\.lines)
      return max(
        width, widest(section.title, Self.title(style)),
        symbolWidth + Self.gap + widest(rows, Self.label(style)))
    } + 2 * Self.margin + 2
  }

  private static func title(_ style: Style) -> Style.Text {
    Style.Text(color: style.ink, size: 13, isBold: true)
  }

  private static func label(_ style: Style) -> Style.Text {
    Style.Text(color: style.ink, size: 12)
  }

  /// A text in lines of at most the widest text, broken between words, or within one that is longer.
  private static func lines(of text: String, _ look: Style.Text, _ fonts: MapFonts) -> [String] {
    func fits(_ line: String) -> Bool { fonts.shape(line, look, scale: 1).width <= widestText }
    let shown = text.count > 300 ? text.prefix(299) + "…" : text[...]
    var lines: [String] = [""]
    for word in shown.split(separator: " ") {
      let line = lines[lines.count - 1]
      let longer = line.isEmpty ? String(word) : "\(line) \(word)"
      if fits(longer) {
        lines[lines.count - 1] = longer
        continue
      }
      if !line.isEmpty { lines.append("") }
      for character in word {
        if !fits(lines[lines.count - 1] + String(character)) { lines.append("") }
        lines[lines.count - 1].append(character)
      }
    }
    return lines
  }
}

extension Style {
  /// What a legend stands on: the land.
  fileprivate var paper: Color {
    fills.last { $0.level == .departement }?.colors.first ?? ground
  }

  /// The colour of a legend's letters: that of places, or black or white where it cannot be read.
  fileprivate var ink: Color {
    let choices = [names.places?.text.color, .black, .white].compactMap(\.self)
    return choices.first { $0.contrast(with: paper) >= StyleCheck.textContrast } ?? .black
  }
}

/// Legend pictures of one style, made once each.
final class LegendImages: Sendable {
  private struct Key: Hashable {
    let tileset: Tileset
    let language: Language
    let scale: Int
  }

  private let files = Mutex<[Key: [UInt8]]>([:])

  fileprivate func bytes(
    _ tileset: Tileset, _ language: Language, scale: Int, make: () throws(PNGError) -> [UInt8]
  ) throws(PNGError) -> [UInt8] {
    let key = Key(tileset: tileset, language: language, scale: scale)
    if let known = files.withLock({ $0[key] }) { return known }
    let file = try make()
    files.withLock { $0[key] = file }
    return file
  }
}

extension MapService {
  /// What the tiles of a tileset show.
  public func legend(_ tileset: Tileset, language: Language) -> Legend {
    Legend(
      tileset, style: renderer.style, language: language, schema: snapshot.schema)
  }

  /// The legend of a tileset as a PNG file.
  ///
  /// - Parameters:
  ///   - tileset: The tiles it explains.
  ///   - language: The language of titles and labels.
  ///   - scale: Device pixels per CSS pixel, 1 … 3.
  /// - Returns: The whole file, drawn once and kept.
  /// - Throws: ``PNGError`` when the picture cannot be encoded.
  public func legendImage(
    _ tileset: Tileset, language: Language, scale: Int
  ) throws(PNGError) -> [UInt8] {
    try legendImages.bytes(tileset, language, scale: scale) { () throws(PNGError) in
      try LegendImage(
        legend(tileset, language: language), style: renderer.style, fonts: renderer.fonts
      ).png(scale: scale)
    }
  }
}

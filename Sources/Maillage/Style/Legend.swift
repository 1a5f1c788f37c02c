public import MaillageModel
public import MaillageRaster

/// What the colours, shapes and sizes of a map mean, in one language: a value to list or to draw.
public struct Legend: Hashable, Sendable {
  /// What a section explains.
  public enum Subject: String, Hashable, Sendable, CaseIterable {
    /// The discs of several structures, by their number.
    case clusters
    /// The parts of the ring around a disc.
    case pie
    /// The markers of single structures.
    case places
    /// The colours of territories.
    case choropleth
    /// The glow of density.
    case heat
    /// The lines between territories.
    case borders
  }

  /// Something drawn on the map.
  public enum Symbol: Hashable, Sendable {
    /// The disc of a cluster, with the line around it.
    case disc(Style.ClusterSymbol, stroke: Style.Line)
    /// The marker of a single structure.
    case marker(Style.PlaceSymbol)
    /// A colour.
    case paint(Color)
    /// Colours that pass into one another, from little to much.
    case ramp([Color])
    /// A line.
    case line(Style.Line)
  }

  /// A symbol and what it means.
  public struct Entry: Hashable, Sendable {
    /// What is drawn.
    public let symbol: Symbol
    /// What it means.
    public let label: String
  }

  /// The entries of one subject.
  public struct Section: Hashable, Sendable {
    /// What it explains.
    public let subject: Subject
    /// What stands above it.
    public let title: String
    /// Its entries, in the order they are shown.
    public let entries: [Entry]
  }

  /// The language of titles and labels.
  public let language: Language
  /// The sections that have entries, in the order of ``Subject``.
  public let sections: [Section]

  /// Explains a style.
  ///
  /// - Parameters:
  ///   - style: The look explained.
  ///   - language: The language of titles and labels.
  ///   - schema: Gives fields and values their labels.
  public init(style: Style, language: Language, schema: Schema = .standard) {
    self.language = language
    let words = LegendWords(language: language)
    sections = Subject.allCases.compactMap { subject in
      let (title, entries): (String, [Entry]) =
        switch subject {
        case .clusters: (words.clusters, words.entries(style.clusters))
        case .pie:
          (
            words.field(style.clusters.pie?.field, schema),
            words.entries(style.clusters.pie, schema)
          )
        case .places:
          (words.field(style.places.field, schema), words.entries(style.places))
        case .choropleth:
          (words.title(style.choropleth.measure), words.entries(style.choropleth))
        case .heat:
          (
            words.heat,
            [Entry(symbol: .ramp(style.heat.colors), label: words.littleToMuch)]
          )
        case .borders: (words.borders, words.entries(style.borders))
        }
      return entries.isEmpty ? nil : Section(subject: subject, title: title, entries: entries)
    }
  }

  /// Explains what the tiles of a tileset show.
  ///
  /// - Parameters:
  ///   - tileset: The tiles.
  ///   - style: Their look.
  ///   - language: The language of titles and labels.
  ///   - schema: Gives fields and values their labels.
  public init(
    _ tileset: Tileset, style: Style, language: Language, schema: Schema = .standard
  ) {
    let whole = Legend(style: style, language: language, schema: schema)
    self.language = language
    sections = whole.sections.filter { tileset.subjects.contains($0.subject) }
  }

  /// The section of a subject; `nil` when the style has nothing to explain there.
  public subscript(subject: Subject) -> Section? {
    sections.first { $0.subject == subject }
  }
}

extension Tileset {
  /// What tiles show that needs an explanation.
  fileprivate var subjects: [Legend.Subject] {
    switch self {
    case .structures, .clusters: [.clusters, .pie, .places]
    case .boundaries: [.borders]
    case .places: [.places]
    case .choropleth: [.choropleth]
    case .heat: [.heat]
    }
  }
}

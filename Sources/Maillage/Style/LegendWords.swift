import MaillageModel

/// Titles, labels and numbers of a ``Legend`` in one language.
struct LegendWords {
  let language: Language

  var clusters: String { choose(fr: "Structures regroupées", en: "Grouped structures") }
  var heat: String { choose(fr: "Densité des structures", en: "Density of structures") }
  var borders: String { choose(fr: "Limites", en: "Borders") }
  var littleToMuch: String { choose(fr: "de faible à forte", en: "from low to high") }

  /// What stands above the values of a field: its label, else its name.
  func field(_ name: String?, _ schema: Schema) -> String {
    guard let name else { return "" }
    return schema.field(name)?.label[language] ?? name
  }

  /// What stands above the classes of a measure.
  func title(_ measure: Style.Choropleth.Measure) -> String {
    switch measure {
    case .count: choose(fr: "Nombre de structures", en: "Number of structures")
    case .per100km2:
      choose(fr: "Structures pour 100\u{A0}km²", en: "Structures per 100\u{A0}km²")
    }
  }

  /// The discs, by the numbers they stand for.
  func entries(_ clusters: Style.ClusterStyle) -> [Legend.Entry] {
    let ends = clusters.symbols.dropFirst().map { Optional($0.minimumCount) } + [nil]
    return zip(clusters.symbols, ends).map { symbol, end in
      .init(
        symbol: .disc(symbol, stroke: clusters.stroke),
        label: whole(from: symbol.minimumCount, before: end))
    }
  }

  /// The parts of the ring, the last for everything else.
  func entries(_ pie: Style.Pie?, _ schema: Schema) -> [Legend.Entry] {
    guard let pie else { return [] }
    let terms = schema.field(pie.field)?.terms ?? []
    let parts = pie.colors.map { part in
      let label = part.label ?? terms.first { $0.value == part.value }?.label
      return Legend.Entry(symbol: .paint(part.color), label: label?[language] ?? part.value)
    }
    let others = choose(fr: "Autre ou non renseigné", en: "Other or not given")
    return parts + [.init(symbol: .paint(pie.other), label: others)]
  }

  /// The markers, the last for everything else.
  func entries(_ places: Style.PlaceStyle) -> [Legend.Entry] {
    (places.symbols + [places.fallback]).map {
      .init(symbol: .marker($0), label: $0.label[language])
    }
  }

  /// The classes, after territories without structures; a class no whole number falls into is left
  /// out.
  func entries(_ choropleth: Style.Choropleth) -> [Legend.Entry] {
    let none = Legend.Entry(
      symbol: .paint(choropleth.noStructure),
      label: choose(fr: "aucune structure", en: "no structure"))
    let classes = choropleth.classes
    return [none]
      + classes.indices.compactMap { position in
        let end = position + 1 < classes.count ? classes[position + 1].minimum : nil
        let start = position == 0 ? nil : classes[position].minimum
        return label(choropleth.measure, from: start, before: end).map {
          .init(symbol: .paint(classes[position].color), label: $0)
        }
      }
  }

  /// The lines of the kinds of border that are drawn, the most important first; where a kind has
  /// several looks, that of the deepest zooms.
  func entries(_ borders: [Style.TerritoryBorder]) -> [Legend.Entry] {
    Style.BorderKind.allCases.compactMap { kind in
      borders.filter { $0.kind == kind }.max { $0.zooms.upperBound < $1.zooms.upperBound }
        .map { border in
          .init(
            symbol: .line(Style.Line(color: border.color, width: border.width)),
            label: label(kind))
        }
    }
  }

  private func label(_ kind: Style.BorderKind) -> String {
    switch kind {
    case .outline: choose(fr: "Côtes et frontières", en: "Coasts and frontiers")
    case .region: choose(fr: "Régions", en: "Régions")
    case .departement: choose(fr: "Départements", en: "Départements")
    case .commune: choose(fr: "Communes", en: "Communes")
    }
  }

  /// A range of a measure; without a start it is that of the first class, which takes everything
  /// above nothing.
  private func label(
    _ measure: Style.Choropleth.Measure, from start: Double?, before end: Double?
  ) -> String? {
    switch measure {
    case .count:
      let first = max(1, Int((start ?? 1).rounded(.up)))
      let limit = end.map { Int($0.rounded(.up)) }
      if let limit, limit <= first { return nil }
      return whole(from: first, before: limit)
    case .per100km2:
      return switch (start, end) {
      case (nil, nil): choose(fr: "plus de 0", en: "above 0")
      case (nil, let end?): choose(fr: "moins de \(text(end))", en: "under \(text(end))")
      case (let start?, nil): choose(fr: "\(text(start)) et plus", en: "\(text(start)) or more")
      case (let start?, let end?):
        choose(
          fr: "de \(text(start)) à moins de \(text(end))",
          en: "\(text(start)) to under \(text(end))")
      }
    }
  }

  /// The whole numbers from one to below another: `2 à 9`, `10`, `10 000 et plus`.
  private func whole(from first: Int, before end: Int?) -> String {
    guard let end else {
      return choose(fr: "\(text(first)) et plus", en: "\(text(first)) or more")
    }
    if end == first + 1 { return text(first) }
    return choose(fr: "\(text(first)) à \(text(end - 1))", en: "\(text(first)) to \(text(end - 1))")
  }

  /// A whole number in groups of three digits.
  private func text(_ number: Int) -> String {
    grouped(String(number))
  }

  /// A number that is not negative, with the language's decimal mark.
  private func text(_ number: Double) -> String {
    let parts = DecimalNumber.text(number).split(separator: ".")
    let whole = grouped(String(parts[0]))
    return parts.count == 1 ? whole : whole + choose(fr: ",", en: ".") + parts[1]
  }

  private func grouped(_ digits: String) -> String {
    let digits = Array(digits)
    return digits.indices.reduce(into: "") { text, index in
      if index > 0, (digits.count - index) % 3 == 0 { text += choose(fr: "\u{202F}", en: ",") }
      text.append(digits[index])
    }
  }

  private func choose(fr: String, en: String) -> String {
    LocalizedText(fr: fr, en: en)[language]
  }
}

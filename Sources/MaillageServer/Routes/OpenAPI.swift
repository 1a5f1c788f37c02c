import Maillage
import MaillageGeometry
import MaillageModel
import MaillageTerritories

extension RouteTable {
  /// `GET /openapi.json`: the description of all addresses in OpenAPI 3.1.
  func openAPI(_ inquiry: Inquiry) throws -> Answer {
    let filters = inquiry.snapshot.schema.facets.map { Parameter($0).json(inquiry.language) }
    return Answer([
      "openapi": "3.1.0",
      "info": [
        "title": .string(configuration.hub.name[inquiry.language]), "version": "1",
        "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
      ],
      "servers": [["url": .string(configuration.baseURL(asked: inquiry.host, port: state.port))]],
      "paths": .object(
        Operation.all.map { operation in
          (operation.path, ["get": operation.json(inquiry.language, filters: filters)])
        }),
      "components": [
        "schemas": [
          "Problem": [
            "type": "object",
            "description": "RFC 9457",
            "required": ["type", "title", "status", "detail", "instance"],
            "properties": [
              "type": ["type": "string"], "title": ["type": "string"],
              "status": ["type": "integer"], "detail": ["type": "string"],
              "instance": ["type": "string"],
              "errors": [
                "type": "array",
                "items": [
                  "type": "object",
                  "properties": [
                    "parameter": ["type": "string"], "detail": ["type": "string"],
                  ],
                ],
              ],
            ],
          ]
        ]
      ],
    ])
  }
}

/// A parameter as OpenAPI describes it.
private struct Parameter {
  let name: String
  var place = "query"
  let description: LocalizedText
  let schema: JSON

  init(
    _ name: String, in place: String = "query", _ schema: JSON, fr: String, en: String
  ) {
    self.name = name
    self.place = place
    self.schema = schema
    description = LocalizedText(fr: fr, en: en)
  }

  /// A facet as a filter: any of its values.
  init(_ facet: Field) {
    name = facet.name
    description = facet.label
    var item: [(String, JSON)] = [("type", "string")]
    if !facet.terms.isEmpty { item.append(("enum", JSON(facet.terms.map(\.value)))) }
    schema = ["type": "array", "items": .object(item)]
  }

  func json(_ language: Language) -> JSON {
    [
      "name": .string(name), "in": .string(place), "required": .bool(place == "path"),
      "description": .string(description[language]), "schema": schema,
    ]
  }

  static func number(_ range: ClosedRange<Double>) -> JSON {
    [
      "type": "number", "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound),
    ]
  }

  static func integer(_ range: ClosedRange<Int>) -> JSON {
    [
      "type": "integer", "minimum": .integer(range.lowerBound),
      "maximum": .integer(range.upperBound),
    ]
  }

  static func choice(_ values: [String]) -> JSON { ["type": "string", "enum": JSON(values)] }
  static let text: JSON = ["type": "string"]

  static let bbox = Parameter(
    "bbox", text, fr: "ouest,sud,est,nord en degrés ; l’ouest peut dépasser l’est (antiméridien)",
    en: "west,south,east,north in degrees; west may exceed east (antimeridian)")
  static let limit = Parameter(
    "limit", integer(StructurePage.limits), fr: "lieux par page (100)", en: "places a page (100)")
  static let id = Parameter("id", in: "path", text, fr: "identifiant", en: "identifier")
  static let open = Parameter(
    "open", text, fr: "ouvert à cet instant : « now » ou ISO 8601",
    en: "open at this instant: “now” or ISO 8601")
  static let words = Parameter(
    "q", text, fr: "mots à trouver, accents et casse à part",
    en: "words to find, accents and case aside")
  static let tileset = Parameter(
    "tileset", in: "path", choice(Tileset.allCases.map(\.rawValue)),
    fr: "structures, boundaries et choropleth sont des cartes entières ; clusters, places et heat "
      + "se posent sur un autre fond",
    en: "structures, boundaries and choropleth are whole maps; clusters, places and heat lie over "
      + "another one")
  static let legend = [
    tileset,
    Parameter(
      "lang", choice(Language.allCases.map(\.rawValue)),
      fr: "langue des textes ; sinon celle du navigateur",
      en: "language of the texts; else that of the browser"),
  ]
  static let tile = [
    tileset,
    Parameter("z", in: "path", integer(Tileset.zooms), fr: "zoom", en: "zoom"),
    Parameter("x", in: "path", text, fr: "colonne depuis l’ouest", en: "column from the west"),
    Parameter(
      "y", in: "path", text, fr: "ligne depuis le nord, suivie ou non de @2x ou @3x",
      en: "row from the north, with or without @2x or @3x behind"),
  ]
  static let place = [
    bbox,
    Parameter("latitude", number(-90...90), fr: "degrés", en: "degrees"),
    Parameter("longitude", number(-180...180), fr: "degrés", en: "degrees"),
    Parameter(
      "radius", number(Inquiry.smallestRadius...Inquiry.largestRadius), fr: "mètres",
      en: "metres"),
    Parameter(
      "territory", text, fr: "region:52, departement:44, commune:44109",
      en: "region:52, departement:44, commune:44109"),
  ]
  static let area =
    place + [
      Parameter(
        "sort", choice(StructureQuery.Order.allCases.map(\.rawValue)), fr: "ordre", en: "order"),
      limit,
      Parameter("cursor", text, fr: "page suivante", en: "next page"),
      Parameter(
        "format", choice(StructureWriter.Format.allCases.map(\.rawValue)), fr: "format",
        en: "format"),
    ]
}

/// An address as OpenAPI describes it.
private struct Operation {
  let path: String
  let summary: LocalizedText
  var parameters: [Parameter] = []
  var isFiltered = false
  var types = ["application/json"]
  var problems: [Int] = []

  func json(_ language: Language, filters: [JSON]) -> JSON {
    var all = parameters.map { $0.json(language) }
    if isFiltered { all += filters + [Parameter.open, .words].map { $0.json(language) } }
    let content = types.map { type -> (String, JSON) in (type, ["schema": [:]]) }
    var responses: [(String, JSON)] = [
      ("200", ["description": "OK", "content": .object(content)]),
      ("304", ["description": "Not Modified"]),
    ]
    responses += problems.map { status in
      (
        String(status),
        [
          "description": "Problem",
          "content": [
            "application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]
          ],
        ]
      )
    }
    return [
      "summary": .string(summary[language]), "parameters": .array(all),
      "responses": .object(responses),
    ]
  }

  private init(
    _ path: String, fr: String, en: String, _ parameters: [Parameter] = [],
    isFiltered: Bool = false, types: [String] = ["application/json"], problems: [Int] = [400, 503]
  ) {
    self.path = path
    summary = LocalizedText(fr: fr, en: en)
    self.parameters = parameters
    self.isFiltered = isFiltered
    self.types = types
    self.problems = problems
  }

  private static let geoJSON = ["application/geo+json"]

  static let all = [
    Operation(
      "/tiles/{tileset}/{z}/{x}/{y}.png", fr: "Une tuile", en: "A tile", Parameter.tile,
      isFiltered: true, types: ["image/png"], problems: [400, 404, 414, 503]),
    Operation(
      "/tiles/{tileset}.json", fr: "TileJSON 3.0.0", en: "TileJSON 3.0.0", [.tileset],
      problems: [400, 404, 414, 503]),
    Operation(
      "/tiles/{tileset}/legend.json", fr: "Ce que veulent dire couleurs et formes",
      en: "What colours and shapes mean", Parameter.legend, problems: [400, 404, 414, 503]),
    Operation(
      "/tiles/{tileset}/legend.png", fr: "La légende en image ; aussi legend@2x.png et @3x",
      en: "The legend as a picture; also legend@2x.png and @3x", Parameter.legend,
      types: ["image/png"], problems: [400, 404, 414, 503]),
    Operation(
      "/api/structures", fr: "Des lieux", en: "Places", Parameter.area, isFiltered: true,
      types: ["application/geo+json", "application/json", "text/csv"],
      problems: [400, 410, 414, 503]),
    Operation(
      "/api/structures/{id}", fr: "Un lieu", en: "A place", [.id], types: Self.geoJSON,
      problems: [400, 404, 414, 503]),
    Operation(
      "/api/clusters", fr: "Ce que la carte montre à un zoom", en: "What the map shows at a zoom",
      [
        .bbox,
        Parameter("zoom", Parameter.integer(0...Tile.maximumZoom), fr: "à donner", en: "required"),
      ], isFiltered: true, types: Self.geoJSON, problems: [400, 414, 503]),
    Operation(
      "/api/clusters/{id}/children", fr: "Ce en quoi un groupe se divise",
      en: "What a cluster splits into", [.id], isFiltered: true, types: Self.geoJSON,
      problems: [400, 404, 414, 503]),
    Operation(
      "/api/clusters/{id}/leaves", fr: "Les lieux d’un groupe", en: "The places of a cluster",
      [
        .id, .limit,
        Parameter(
          "offset", Parameter.integer(0...Int(UInt32.max)), fr: "lieux à passer",
          en: "places to skip"),
      ], isFiltered: true, types: Self.geoJSON, problems: [400, 404, 414, 503]),
    Operation(
      "/api/clusters/{id}/expansion-zoom", fr: "Le zoom où un groupe se divise",
      en: "The zoom at which a cluster splits", [.id], isFiltered: true,
      problems: [400, 404, 414, 503]),
    Operation(
      "/api/facets", fr: "Les filtres et leurs valeurs", en: "The filters and their values",
      Parameter.place, isFiltered: true, problems: [400, 414, 503]),
    Operation(
      "/api/territories", fr: "Les territoires", en: "The territories",
      [
        Parameter(
          "level", Parameter.choice(TerritoryLevel.allCases.map(\.rawValue)), fr: "niveau",
          en: "level")
      ], problems: [400, 414, 503]),
    Operation(
      "/api/stats", fr: "Des chiffres", en: "Figures", isFiltered: true, problems: [400, 414, 503]),
  ]
}

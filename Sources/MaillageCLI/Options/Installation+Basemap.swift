import ArgumentParser
import Foundation
import Maillage
import MaillageTerritories

extension Installation {
  /// The two fonts maps are set in.
  func mapFonts() throws(Failure) -> MapFonts {
    let regular = try font("OpenSans-Semibold.ttf")
    let bold = try font("OpenSans-Bold.ttf")
    do {
      return try MapFonts(regular: regular, bold: bold)
    } catch {
      throw Failure("\(error)", .configuration)
    }
  }

  /// The places that come along.
  func gazetteer() throws(Failure) -> Gazetteer {
    let file = geodata.appending(path: "places.csv").path
    do {
      return try Gazetteer(csv: try Terminal.read(file), fileName: file)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure("\(error)", .badData)
    }
  }

  /// The boundaries that come along, with some levels replaced.
  ///
  /// - Parameter choices: Written `LEVEL=FILE`.
  /// - Returns: Boundaries and places.
  /// - Throws: A usage error for a choice that cannot be read, a ``Failure`` for a file.
  func basemap(replacing choices: [String] = []) throws -> Basemap {
    var files: [TerritoryLevel: String] = [
      .region: geodata.appending(path: "regions.geojson").path,
      .departement: geodata.appending(path: "departements.geojson").path,
    ]
    for choice in choices {
      let parts = choice.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let level = TerritoryLevel(rawValue: parts[0]) else {
        let levels = TerritoryLevel.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--boundaries \(choice): write it as LEVEL=FILE, LEVEL of \(levels)")
      }
      files[level] = parts[1]
    }
    var layers: [TerritoryLevel: TerritoryLayer] = [:]
    for (level, file) in files {
      do {
        layers[level] = try TerritoryLayer(
          boundaries: try Terminal.read(file), level: level, fileName: file)
      } catch let error as BoundaryError {
        throw Failure("\(error)", .badData)
      }
    }
    return Basemap(layers: layers, gazetteer: try gazetteer())
  }
}

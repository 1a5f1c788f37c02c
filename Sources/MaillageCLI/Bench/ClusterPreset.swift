import ArgumentParser
import MaillageIndex

/// Options of clusters that people know by a name.
enum ClusterPreset: String, ExpressibleByArgument, Encodable, CaseIterable {
  case tiles, regional, national, supercluster

  var options: ClusterHierarchy.Options {
    switch self {
    case .tiles: .tiles
    case .regional: .regional
    case .national: .national
    case .supercluster: .supercluster
    }
  }
}

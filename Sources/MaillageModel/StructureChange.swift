/// One difference between two states of the structures.
public enum StructureChange: Hashable, Sendable {
  /// A structure that is new, or that takes the place of the one with its id.
  case put(Structure)
  /// The structure of this id is gone.
  case remove(id: String)

  /// The id of the structure in question.
  public var id: String {
    switch self {
    case .put(let structure): structure.id
    case .remove(let id): id
    }
  }
}

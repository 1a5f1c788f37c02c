import Glibc

/// What stands at a path, links followed.
enum FileStatus {
  case file, folder, other

  /// Looks; `nil` when nothing is there.
  init?(_ path: String) {
    var found = stat()
    guard unsafe stat(path, &found) == 0 else { return nil }
    switch found.st_mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    default: self = .other
    }
  }
}

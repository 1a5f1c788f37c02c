import Foundation
import MaillageRaster

/// The fonts of Debian's `fonts-open-sans`, which the set-up installs.
enum SampleFont {
  static let regularPath = "/usr/share/fonts/truetype/open-sans/OpenSans-Regular.ttf"
  static let semiboldPath = "/usr/share/fonts/truetype/open-sans/OpenSans-Semibold.ttf"

  static func regular() throws -> Font { try Font(path: regularPath) }
  static func semibold() throws -> Font { try Font(path: semiboldPath) }
}

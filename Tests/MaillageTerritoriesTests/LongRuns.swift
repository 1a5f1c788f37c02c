import Foundation

/// Whether tests may take minutes: `MAILLAGE_LONG=1` in the environment.
let isLong = ProcessInfo.processInfo.environment["MAILLAGE_LONG"] == "1"

// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "maillage",
  products: [
    .library(name: "Maillage", targets: ["Maillage"]),
    .library(name: "MaillageIndex", targets: ["MaillageIndex"]),
    .library(name: "MaillageRaster", targets: ["MaillageRaster"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0")
  ],
  targets: [
    // Bridges to system libraries.
    .systemLibrary(
      name: "CFreeType", pkgConfig: "freetype2", providers: [.apt(["libfreetype-dev"])]),
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(name: "CPROJ", pkgConfig: "proj", providers: [.apt(["libproj-dev"])]),
    .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
    .target(name: "CTilePNG", dependencies: ["CPNG"]),

    // Rooms, lowest first.
    .target(name: "MaillageGeometry"),
    .target(name: "MaillageIndex", dependencies: ["MaillageGeometry"]),
    .target(name: "MaillageRaster", dependencies: ["MaillageGeometry", "CFreeType", "CTilePNG"]),
    .target(name: "MaillageModel", dependencies: ["MaillageGeometry"]),
    .target(name: "MaillageTerritories", dependencies: ["MaillageGeometry"]),
    .target(
      name: "Maillage",
      dependencies: [
        "MaillageGeometry", "MaillageIndex", "MaillageRaster", "MaillageModel",
        "MaillageTerritories", "CXXHash",
      ]),
    .target(
      name: "MaillageImport",
      dependencies: [
        "MaillageGeometry", "MaillageModel", "MaillageTerritories", "CPROJ",
      ]),
    .target(
      name: "MaillageStore",
      dependencies: [
        "MaillageGeometry", "MaillageModel", .product(name: "GRDB", package: "GRDB.swift"),
      ]),

    // Tests, one target a room.
    .target(
      name: "MaillageTestSupport", dependencies: ["MaillageGeometry"],
      path: "Tests/MaillageTestSupport"),
    .testTarget(
      name: "MaillageGeometryTests", dependencies: ["MaillageGeometry", "MaillageTestSupport"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "MaillageIndexTests",
      dependencies: ["MaillageIndex", "MaillageGeometry", "MaillageTestSupport"]),
    .testTarget(
      name: "MaillageRasterTests",
      dependencies: ["MaillageRaster", "MaillageTestSupport", "CPNG"], exclude: ["Goldens"]),
    .testTarget(
      name: "MaillageModelTests",
      dependencies: ["MaillageModel", "MaillageGeometry", "MaillageTestSupport"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "MaillageTerritoriesTests",
      dependencies: ["MaillageTerritories", "MaillageGeometry", "MaillageTestSupport"]),
    .testTarget(
      name: "MaillageTests",
      dependencies: [
        "Maillage", "MaillageGeometry", "MaillageIndex", "MaillageModel", "MaillageRaster",
        "MaillageTerritories", "MaillageTestSupport",
      ]),
    .testTarget(
      name: "MaillageImportTests",
      dependencies: [
        "Maillage", "MaillageGeometry", "MaillageImport", "MaillageModel", "MaillageTerritories",
        "MaillageTestSupport",
      ]),
    .testTarget(
      name: "MaillageStoreTests",
      dependencies: [
        "MaillageGeometry", "MaillageModel", "MaillageStore", "MaillageTestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
  ]
)

// Strict rules for our own Swift targets; dependencies keep theirs.
for target in package.targets where [.regular, .executable, .test].contains(target.type) {
  target.swiftSettings = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
  ]
}

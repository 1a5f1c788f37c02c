// swift-tools-version: 6.3
import PackageDescription

let package = Package(
  name: "maillage",
  products: [
    .executable(name: "maillage", targets: ["MaillageCLI"]),
    .library(name: "Maillage", targets: ["Maillage"]),
    .library(name: "MaillageIndex", targets: ["MaillageIndex"]),
    .library(name: "MaillageRaster", targets: ["MaillageRaster"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-http-types.git", from: "1.4.0"),
    .package(url: "https://github.com/apple/swift-log.git", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.100.0"),
    .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.0", traits: []),
    .package(url: "https://github.com/hummingbird-project/swift-mustache.git", from: "2.0.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.8.0"),
  ],
  targets: [
    // Bridges to system libraries.
    .systemLibrary(
      name: "CFreeType", pkgConfig: "freetype2", providers: [.apt(["libfreetype-dev"])]),
    .systemLibrary(name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(name: "CPROJ", pkgConfig: "proj", providers: [.apt(["libproj-dev"])]),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    // Rooms, lowest first.
    .target(name: "MaillageGeometry"),
    .target(name: "MaillageIndex", dependencies: ["MaillageGeometry"]),
    .target(name: "MaillageRaster", dependencies: ["MaillageGeometry", "CFreeType", "CISAL"]),
    .target(name: "MaillageModel", dependencies: ["MaillageGeometry"]),
    .target(name: "MaillageTerritories", dependencies: ["MaillageGeometry"]),
    .target(
      name: "Maillage",
      dependencies: [
        "MaillageGeometry", "MaillageIndex", "MaillageRaster", "MaillageModel",
        "MaillageTerritories", "CSQLite", "CXXHash", "CZlib",
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
    .target(
      name: "MaillageServer",
      dependencies: [
        "Maillage", "MaillageGeometry", "MaillageModel", "MaillageTerritories",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      exclude: ["Pages"]),
    .executableTarget(
      name: "MaillageCLI",
      dependencies: [
        "Maillage", "MaillageGeometry", "MaillageImport", "MaillageIndex", "MaillageModel",
        "MaillageRaster", "MaillageServer", "MaillageStore", "MaillageTerritories",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ]),

    // Tests, one target a room.
    .testTarget(name: "ArchitectureTests"),
    .testTarget(name: "EndToEnd", exclude: ["Golden"]),
    .target(
      name: "MaillageTestSupport", dependencies: ["MaillageGeometry"],
      path: "Tests/MaillageTestSupport"),
    .target(
      name: "MaillagePictureSupport", dependencies: ["MaillageRaster", "CPNG"],
      path: "Tests/MaillagePictureSupport"),
    .testTarget(
      name: "MaillageGeometryTests", dependencies: ["MaillageGeometry", "MaillageTestSupport"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "MaillageIndexTests",
      dependencies: ["MaillageIndex", "MaillageGeometry", "MaillageTestSupport"]),
    .testTarget(
      name: "MaillageRasterTests",
      dependencies: ["MaillageRaster", "MaillagePictureSupport", "MaillageTestSupport"],
      exclude: ["Goldens"]),
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
        "Maillage", "MaillageGeometry", "MaillageIndex", "MaillageModel", "MaillagePictureSupport",
        "MaillageRaster", "MaillageTerritories", "MaillageTestSupport", "CSQLite", "CZlib",
      ],
      exclude: ["Goldens"]),
    .testTarget(
      name: "MaillageImportTests",
      dependencies: [
        "Maillage", "MaillageGeometry", "MaillageImport", "MaillageModel", "MaillageTerritories",
        "MaillageTestSupport",
      ]),
    .testTarget(
      name: "MaillageServerTests",
      dependencies: [
        "MaillageServer", "Maillage", "MaillageGeometry", "MaillageModel", "MaillageTerritories",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
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

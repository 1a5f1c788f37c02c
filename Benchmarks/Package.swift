// swift-tools-version: 6.3
import PackageDescription

let package = Package(
  name: "maillage-benchmarks",
  platforms: [.macOS(.v14)],
  dependencies: [
    .package(name: "maillage", path: ".."),
    .package(
      url: "https://github.com/ordo-one/benchmark.git", from: "1.38.0", traits: []),
  ],
  targets: [
    .systemLibrary(name: "CMalloc", path: "CMalloc"),
    .target(
      name: "CPNGReference", path: "CPNGReference", linkerSettings: [.linkedLibrary("png")]),
    .executableTarget(
      name: "PNG",
      dependencies: ["CPNGReference", .product(name: "MaillageRaster", package: "maillage")],
      path: "PNG"),
    .executableTarget(
      name: "Compare",
      dependencies: [
        "Measures", "PointFiles", .product(name: "MaillageIndex", package: "maillage"),
      ],
      path: "Compare"),
    .executableTarget(
      name: "Render",
      dependencies: ["Measures", "PointFiles", .product(name: "Maillage", package: "maillage")],
      path: "Render"),
    .executableTarget(
      name: "EditedTiles", dependencies: [.product(name: "Maillage", package: "maillage")],
      path: "EditedTiles"),
    .executableTarget(
      name: "Selections",
      dependencies: ["PointFiles", .product(name: "Maillage", package: "maillage")],
      path: "Selections"),
    .target(name: "Measures", dependencies: ["CMalloc"], path: "Measures"),
    .target(
      name: "PointFiles", dependencies: [.product(name: "MaillageIndex", package: "maillage")],
      path: "PointFiles"),
    .executableTarget(
      name: "Index",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "MaillageIndex", package: "maillage"),
      ],
      path: "Index",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    .executableTarget(
      name: "Clusters",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "MaillageIndex", package: "maillage"),
      ],
      path: "Clusters",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    .executableTarget(
      name: "Tiles",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "Maillage", package: "maillage"),
      ],
      path: "Tiles",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ]
)

import Foundation

/// The built program, run the way its users run it: as a process, through its arguments.
enum Program {
  /// The file named by `MAILLAGE_BINARY`, else the program built beside the tests.
  static let executable: URL = {
    if let path = ProcessInfo.processInfo.environment["MAILLAGE_BINARY"] {
      return URL(filePath: path)
    }
    return URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "maillage")
  }()

  /// Whether the tests that take their time do so.
  static let isLong = ProcessInfo.processInfo.environment["MAILLAGE_LONG"] != nil

  /// What a finished run left behind.
  struct Outcome {
    let status: Int32
    let output: Data
    let errors: String

    var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// Runs the program to its end in a folder, with an empty or the given standard input.
  static func run(_ arguments: [String], in workspace: Workspace, input: String = "") throws
    -> Outcome
  {
    let process = try start(arguments, in: workspace, input: input)
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus,
      output: try Data(contentsOf: workspace.url("stdout")),
      errors: try String(contentsOf: workspace.url("stderr"), encoding: .utf8))
  }

  /// Starts the program; its streams go to files, so that no pipe can fill up and block it.
  static func start(_ arguments: [String], in workspace: Workspace, input: String = "") throws
    -> Process
  {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = workspace.folder
    try Data(input.utf8).write(to: workspace.url("stdin"))
    process.standardInput = try FileHandle(forReadingFrom: workspace.url("stdin"))
    process.standardOutput = try workspace.emptyFile("stdout")
    process.standardError = try workspace.emptyFile("stderr")
    try process.run()
    return process
  }
}

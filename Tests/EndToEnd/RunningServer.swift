import Foundation
import FoundationNetworking
import Glibc
import Testing

/// `maillage serve` as a process of its own, on a loopback port nobody else uses.
final class RunningServer {
  let process: Process
  let base: String
  /// Where the server's streams are written; kept as long as the server.
  let workspace: Workspace

  /// An answer of the server.
  struct Answer {
    let status: Int
    let headers: [String: String]
    let body: Data

    var text: String { String(decoding: body, as: UTF8.self) }

    /// A header's value, whatever the case of its name.
    func header(_ name: String) -> String? { headers[name.lowercased()] }
  }

  private static let session: URLSession = {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.urlCache = nil
    configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
    configuration.timeoutIntervalForRequest = 30
    return URLSession(configuration: configuration)
  }()

  /// Starts a server and returns when it is ready; another port is tried where one is taken.
  static func start(_ arguments: [String], attempts: Int = 5) async throws -> RunningServer {
    let port = Int.random(in: 20_000..<60_000)
    let workspace = try Workspace()
    let process = try Program.start(
      ["serve", "--port", String(port)] + arguments, in: workspace)
    let server = RunningServer(process: process, port: port, workspace: workspace)
    let patience = ContinuousClock.now + .seconds(60)
    while process.isRunning, ContinuousClock.now < patience {
      if let answer = try? await server.get("/ready"), answer.status == 200 { return server }
      try await Task.sleep(for: .milliseconds(50))
    }
    let errors = try workspace.text("stderr")
    server.kill()
    try #require(attempts > 1, "the server did not become ready: \(errors)")
    return try await start(arguments, attempts: attempts - 1)
  }

  private init(process: Process, port: Int, workspace: Workspace) {
    self.process = process
    self.base = "http://127.0.0.1:\(port)"
    self.workspace = workspace
  }

  deinit { kill() }

  /// Asks for a path, with query items that are encoded here.
  func get(_ path: String, query: [String: String] = [:], headers: [String: String] = [:])
    async throws -> Answer
  {
    var components = try #require(URLComponents(string: base + path))
    if !query.isEmpty {
      components.queryItems = query.sorted { $0.key < $1.key }.map {
        URLQueryItem(name: $0.key, value: $0.value)
      }
    }
    var request = URLRequest(url: try #require(components.url))
    for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
    let (body, response) = try await Self.session.data(for: request)
    let answer = try #require(response as? HTTPURLResponse)
    var received: [String: String] = [:]
    for (name, value) in answer.allHeaderFields {
      received["\(name)".lowercased()] = "\(value)"
    }
    return Answer(status: answer.statusCode, headers: received, body: body)
  }

  /// Asks again until the answer is as expected, for at most the given time.
  func eventually(
    within patience: Duration, _ path: String, headers: [String: String] = [:],
    until isExpected: (Answer) throws -> Bool
  ) async throws -> Answer {
    let end = ContinuousClock.now + patience
    while true {
      let answer = try await get(path, headers: headers)
      if try isExpected(answer) || ContinuousClock.now >= end { return answer }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  /// Sends TERM and returns the exit status.
  func terminate() -> Int32 {
    process.terminate()
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : -1
  }

  private func kill() {
    guard process.isRunning else { return }
    _ = Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}

import HTTPTypes
import Maillage
import MaillageModel
import NIOCore
import NIOPosix
import Testing

@testable import MaillageServer

/// What only a real connection can show.
@Suite(.serialized) struct SocketTests {
  @Test func malformedRequestsAreRefusedAndTheServerGoesOn() async throws {
    try await withServer { port in
      let many = (0..<1500).map { "X-\($0): y\r\n" }.joined()
      let long = String(repeating: "a", count: 100_000)
      let requests: [(name: String, text: String)] = [
        ("bad method", "G@T / HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("no host", "GET / HTTP/1.1\r\n\r\n"),
        (
          "chunked and length",
          "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        ),
        (
          "two lengths",
          "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"
        ),
        ("many fields", "GET / HTTP/1.1\r\nHost: a\r\n\(many)\r\n"),
        ("a long field", "GET / HTTP/1.1\r\nHost: a\r\nX: \(long)\r\n\r\n"),
        ("TLS", "\u{16}\u{03}\u{01}\u{02}\u{00}\u{01}\u{00}\u{01}\u{FC}\u{03}\u{03}\r\n\r\n"),
        ("noise", "\u{00}\u{01}\u{02}\r\n\r\n"),
      ]
      for request in requests {
        let answer = try await Self.exchange(request.text, port: port)
        #expect(
          answer.isEmpty || answer.hasPrefix("HTTP/1.1 400"),
          "\(request.name): \(answer.prefix(80))")
        let next = try await Self.exchange(Self.health, port: port)
        #expect(next.hasPrefix("HTTP/1.1 200"), "after \(request.name): \(next.prefix(80))")
      }
      // Half a request, then the end.
      _ = try await Self.exchange("GET /api/struct", port: port, closing: true)
      #expect(try await Self.exchange(Self.health, port: port).hasPrefix("HTTP/1.1 200"))
    }
  }

  @Test func aNewerSnapshotIsShownWithinTwoSeconds() async throws {
    let newer = try TestServer.snapshot(Array(TestServer.places.prefix(2)), revision: 7)
    let following: MapServer.Following = { $0.revision < 7 ? newer : nil }
    try await withServer(newer: following) { port in
      let request = "GET /api/stats HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
      let deadline = ContinuousClock.now + .seconds(2)
      var answer = ""
      while ContinuousClock.now < deadline, !answer.contains("\"structures\":2") {
        answer = try await Self.exchange(request, port: port)
      }
      #expect(answer.contains("\"structures\":2"))
    }
  }

  private static let health = "GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"

  /// Runs a server for as long as something is done with its port.
  private func withServer(
    newer: MapServer.Following? = nil, _ body: (Int) async throws -> Void
  ) async throws {
    let test = try TestServer(isLoaded: false, newer: newer)
    let running = Task { try await test.server.run() }
    defer { running.cancel() }
    let deadline = ContinuousClock.now + .seconds(10)
    while !test.server.state.isReady || test.server.state.port == nil {
      try #require(ContinuousClock.now < deadline, "the server did not start")
      try await Task.sleep(for: .milliseconds(10))
    }
    try await body(try #require(test.server.state.port))
  }

  /// Sends some bytes and reads until the server closes, or for two seconds.
  private static func exchange(
    _ text: String, port: Int, closing: Bool = false
  ) async throws -> String {
    let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .channelOption(.allowRemoteHalfClosure, value: true)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    return try await channel.executeThenClose { inbound, outbound in
      // The server may refuse before it has read everything.
      try? await outbound.write(ByteBuffer(bytes: text.unicodeScalars.map { UInt8($0.value) }))
      if closing { return "" }
      let timeout = Task {
        try await Task.sleep(for: .seconds(2))
        try await channel.channel.close()
      }
      defer { timeout.cancel() }
      var answer = ByteBuffer()
      do {
        for try await part in inbound { answer.writeImmutableBuffer(part) }
      } catch {
        // A reset connection ends the answer like a closed one.
      }
      return String(decoding: answer.readableBytesView, as: UTF8.self)
    }
  }
}

import Glibc
import Testing

@testable import Server

/// A log whose reader has stopped stops nobody, and says later what is missing.
struct LogStreamTests {
    @Test func `lines that nobody reads are dropped, and counted when somebody reads again`() throws {
        let pipe = try Self.pipe()
        defer { close(pipe.read); close(pipe.write) }
        let stream = LogStream(descriptor: pipe.write)
        let line = Array(repeating: UInt8(ascii: "x"), count: 999) + [UInt8(ascii: "\n")]
        func note(_ count: Int) -> [UInt8] { Array("\(count) dropped\n".utf8) }
        for _ in 0..<200 { stream.write(line, note: note) }
        let before = Self.drain(pipe.read).split(separator: "\n")
        #expect(before.count < 200)
        #expect(before.allSatisfy { $0.count == 999 })
        stream.write(line, note: note)
        let after = Self.drain(pipe.read).split(separator: "\n")
        #expect(after.first == "\(200 - before.count) dropped")
        #expect(after.count == 2)
    }

    @Test func `a line longer than a pipe takes at once comes whole`() throws {
        let pipe = try Self.pipe()
        defer { close(pipe.read); close(pipe.write) }
        let line = Array(repeating: UInt8(ascii: "y"), count: 30_000) + [UInt8(ascii: "\n")]
        LogStream(descriptor: pipe.write).write(line) { _ in [] }
        #expect(Self.drain(pipe.read).count == 30_001)
    }

    private struct NoPipe: Error {}

    private static func pipe() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        guard Glibc.pipe(&ends) == 0 else { throw NoPipe() }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        return (ends[0], ends[1])
    }

    /// All that is in the pipe now.
    private static func drain(_ descriptor: Int32) -> String {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(descriptor, &buffer, buffer.count), count > 0 { all += buffer[..<count] }
        return String(decoding: all, as: UTF8.self)
    }
}

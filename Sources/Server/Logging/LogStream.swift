import Glibc
import Synchronization

/// A stream that lines are written to without ever waiting long for who reads it.
///
/// A service whose log is a pipe stops when the reader stops, if it writes as it likes. Here a line that finds no room for
/// a fifth of a second is dropped, the following ones are dropped at once while there is none, and when there is room
/// again the first line is preceded by one that says how many are missing.
final class LogStream: Sendable {
    /// The standard error stream.
    static let standardError = LogStream(descriptor: 2)

    private static let patience: Int32 = 200  // milliseconds
    /// What `poll` promises room for in a pipe (PIPE_BUF of Linux).
    private static let promised = 4096

    private let descriptor: Int32
    private let dropped = Mutex(0)

    init(descriptor: Int32) { self.descriptor = descriptor }

    /// Writes a whole line, or drops it and counts it.
    /// - Parameter note: the line that says how many were dropped.
    func write(_ line: [UInt8], note: (Int) -> [UInt8]) {
        dropped.withLock { dropped in
            guard hasRoom(within: dropped == 0 ? Self.patience : 0) else {
                dropped += 1
                return
            }
            if dropped > 0 {
                send(note(dropped))
                dropped = 0
            }
            if !send(line) { dropped += 1 }
        }
    }

    /// True when all of it was written; of a long line the rest is given up when there is no room for it in time.
    @discardableResult
    private func send(_ line: [UInt8]) -> Bool {
        var rest = line[...]
        while !rest.isEmpty {
            guard hasRoom(within: Self.patience) else { return false }
            let count = rest.prefix(Self.promised).withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private func hasRoom(within milliseconds: Int32) -> Bool {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&waiting, 1, milliseconds) == 1 && waiting.revents & Int16(POLLOUT) != 0
    }
}

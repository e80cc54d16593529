import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The reader of our output went away (as `head` does); not a failure.
struct BrokenPipe: Error {}

/// Standard output: results only. Bytes are written at once, so nothing waits in a buffer when the program ends.
enum StandardOutput {
    /// - Throws: `BrokenPipe`, or a `Failure` when the bytes can't be written.
    static func write(_ text: String) throws { try write(Array(text.utf8)) }

    /// - Throws: `BrokenPipe`, or a `Failure` when the bytes can't be written.
    static func write(_ bytes: [UInt8]) throws { try FileDescriptor.write(bytes, to: 1, named: "standard output") }

    /// Standard output has no buffer of its own; this is where the C library's would be emptied.
    static func flush() throws { fflush(nil) }
}

/// Standard error: talk, warnings, failures.
enum StandardError {
    static func write(_ text: String) {
        // There is nowhere left to say that standard error itself is gone.
        do { try FileDescriptor.write(Array(text.utf8), to: 2, named: "standard error") } catch { return }
    }
}

/// Writing to an open file descriptor.
enum FileDescriptor {
    static func write(_ bytes: [UInt8], to descriptor: Int32, named name: String) throws {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                written += count
            } else if errno == EPIPE {
                throw BrokenPipe()
            } else if errno != EINTR {
                throw Failure(
                    .failed, "not_written", "\(name) can't be written: \(String(cString: strerror(errno))).")
            }
        }
    }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}

/// A write to a pipe that nobody reads fails with an error instead of ending the program.
func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

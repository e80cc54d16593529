import Glibc

/// What the operating system refused to do with a file, in its own words.
package struct FileFailure: Error, CustomStringConvertible {
    package let description: String

    /// Reads `errno`, so it has to be made right after the call that failed.
    init(_ what: String) {
        description = "\(what): \(String(cString: strerror(errno)))."
    }
}

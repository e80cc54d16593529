import Glibc

/// How much room is left where a folder is.
package struct FreeSpace: Sendable, Equatable {
    /// Millions of bytes that an ordinary user may still write.
    package let megabytes: Int

    /// - Throws: `ProvisionRefusal` when the folder is not there.
    package init(in folder: String) throws {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else {
            throw ProvisionRefusal(
                "The free space in \(folder) could not be read: \(systemError(errno)). Type: registryd migrate")
        }
        megabytes = Int(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize) / 1_000_000)
    }
}

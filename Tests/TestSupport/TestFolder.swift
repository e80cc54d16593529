import FoundationEssentials
import Glibc
import Provision
import Synchronization

/// The short-lived folders of test clusters: `registry-test-PROCESS-XXXXXX` in memory where there is room, else in `/tmp`.
///
/// Each test copies a database of some 900 files: 0.06 s in memory, 0.3 to 1 s on a disk, one at a time.
package enum TestFolder {
    private static let prefix = "registry-test-"
    private static let roots = ["/dev/shm", "/tmp"]
    /// A run needs a tenth of it.
    private static let enough: UInt64 = 4 << 30
    private static let leftAtExit = Mutex<[String]>([])

    /// A new empty folder, removed (and a cluster in it ended) when this process exits.
    package static func make() throws -> String {
        let root = roots.first { free($0) >= enough } ?? "/tmp"
        var template = Array("\(root)/\(prefix)\(getpid())-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw ProvisionRefusal("No folder could be made in \(root) (\(errno)).")
        }
        let folder = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        removeAtExit(folder)
        return folder
    }

    /// How many bytes anybody may still write there.
    private static func free(_ folder: String) -> UInt64 {
        var said = statvfs()
        return statvfs(folder, &said) == 0 ? UInt64(said.f_bavail) * UInt64(said.f_frsize) : 0
    }

    private static func removeAtExit(_ folder: String) {
        let isFirst = leftAtExit.withLock { folders in
            folders.append(folder)
            return folders.count == 1
        }
        if isFirst { atexit { for folder in TestFolder.leftAtExit.withLock({ $0 }) { TestFolder.remove(folder) } } }
    }

    /// Ends the cluster in `folder` at once and removes the folder; what cannot be removed stays for the next run.
    package static func remove(_ folder: String) {
        if let running = PostmasterFile(data: folder + "/postgres"), running.isRunning {
            kill(running.process, SIGQUIT)
            for _ in 0..<500 where running.isRunning { usleep(10_000) }
        }
        _ = try? FileManager.default.removeItem(atPath: folder)
    }

    /// Removes what test processes left that are not alive any more.
    static func removeStale() throws {
        for root in roots {
            for name in try FileManager.default.contentsOfDirectory(atPath: root) where name.hasPrefix(prefix) {
                guard let owner = pid_t(String(name.dropFirst(prefix.count).prefix { $0 != "-" })) else { continue }
                if kill(owner, 0) != 0, errno == ESRCH { remove("\(root)/\(name)") }
            }
        }
    }
}

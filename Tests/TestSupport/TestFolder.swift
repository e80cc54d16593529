import FoundationEssentials
import Glibc
import Provision
import Synchronization

/// The short-lived folders of test clusters: `/tmp/registry-test-PROCESS-XXXXXX`.
package enum TestFolder {
    private static let prefix = "registry-test-"
    private static let leftAtExit = Mutex<[String]>([])

    /// A new empty folder, removed (and a cluster in it ended) when this process exits.
    package static func make() throws -> String {
        var template = Array("/tmp/\(prefix)\(getpid())-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw ProvisionRefusal("No folder could be made in /tmp (\(errno)).") }
        let folder = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        removeAtExit(folder)
        return folder
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
        for name in try FileManager.default.contentsOfDirectory(atPath: "/tmp") where name.hasPrefix(prefix) {
            guard let owner = pid_t(String(name.dropFirst(prefix.count).prefix { $0 != "-" })) else { continue }
            if kill(owner, 0) != 0, errno == ESRCH { remove("/tmp/" + name) }
        }
    }
}

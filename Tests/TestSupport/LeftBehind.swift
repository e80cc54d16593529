import Foundation
import Logging
import Provision

/// The clusters of test processes that were killed.
enum LeftBehind {
    /// Stops and removes each folder `/tmp/PREFIXnumber` whose number is no process any more.
    static func remove(prefix: String) async throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: "/tmp") where name.hasPrefix(prefix) {
            guard let process = pid_t(name.dropFirst(prefix.count)), kill(process, 0) != 0, errno == ESRCH else {
                continue
            }
            let folder = "/tmp/" + name
            do {
                _ = try await Cluster.shutDown(folder: folder, logger: .quiet)
                try FileManager.default.removeItem(atPath: folder)
            } catch {
                // Another test process is removing it at the same time; whatever stays is tried again by the next one.
                print("\(folder) was not removed: \(error)")
            }
        }
    }
}

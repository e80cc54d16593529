import FoundationEssentials
import Glibc

/// The operating system user that PostgreSQL runs as: this one, or, since PostgreSQL refuses root, `postgres`.
struct ServerAccount: Sendable, Equatable {
    let name: String
    let user: uid_t
    let group: gid_t
    /// The user that this process runs as.
    let currentName: String
    /// This process is root and acts as the account where the account's rights count.
    let isActedFor: Bool

    /// Root takes the owner of a cluster that is there already, else `postgres`.
    static func choose(data: String) throws -> ServerAccount {
        let current = try entry(of: geteuid())
        guard geteuid() == 0 else {
            return ServerAccount(
                name: current.name, user: current.user, group: current.group, currentName: current.name,
                isActedFor: false)
        }
        var status = stat()
        let owner = lstat(data, &status) == 0 && status.st_uid != 0 ? try entry(of: status.st_uid) : try postgres()
        return ServerAccount(
            name: owner.name, user: owner.user, group: owner.group, currentName: current.name, isActedFor: true)
    }

    /// `path arguments…`, run as the account.
    func command(_ path: String, _ arguments: [String]) -> Command {
        guard isActedFor else { return Command(path, arguments) }
        return Command("/usr/sbin/runuser", ["-u", name, "--", path] + arguments)
    }

    /// Gives `path` to the account when this process is root.
    func own(_ path: String) throws {
        guard isActedFor, lchown(path, user, group) != 0 else { return }
        throw ProvisionRefusal("\(path) could not be given to the user \(name): \(systemError(errno)).")
    }

    private typealias Entry = (name: String, user: uid_t, group: gid_t)

    private static func entry(of user: uid_t) throws -> Entry {
        guard let entry = lookUp({ getpwuid_r(user, $0, $1, $2, $3) }) else {
            throw ProvisionRefusal(
                "The user with the number \(user) has no name on this machine, so PostgreSQL would not start as it. "
                    + "Add it to /etc/passwd, or run as another user.")
        }
        return entry
    }

    private static func postgres() throws -> Entry {
        guard let entry = lookUp({ getpwnam_r("postgres", $0, $1, $2, $3) }) else {
            throw ProvisionRefusal(
                "PostgreSQL does not run as root, and there is no user postgres on this machine to run it as. "
                    + "Install the Debian package postgresql, or run as an ordinary user.")
        }
        return entry
    }

    private static func lookUp(
        _ read: (
            UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>, Int,
            UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>
        ) -> Int32
    ) -> Entry? {
        var record = passwd()
        var found: UnsafeMutablePointer<passwd>?
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16384) { buffer -> Entry? in
            guard let base = buffer.baseAddress, read(&record, base, buffer.count, &found) == 0, found != nil else {
                return nil
            }
            return (String(cString: record.pw_name), record.pw_uid, record.pw_gid)
        }
    }
}

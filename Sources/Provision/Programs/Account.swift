import Glibc

/// An account of the operating system.
struct Account: Sendable, Equatable {
    let name: String
    let user: uid_t
    let group: gid_t

    /// The account called `name`; nil when there is none.
    static func named(_ name: String) -> Account? { lookUp { getpwnam_r(name, $0, $1, $2, $3) } }

    /// The account this process runs under.
    /// - Throws: `ProvisionRefusal` when its number has no name, as in some containers.
    static func current() throws -> Account {
        let user = geteuid()
        guard let account = lookUp({ getpwuid_r(user, $0, $1, $2, $3) }) else {
            throw ProvisionRefusal(
                "The user number \(user) has no name in /etc/passwd, and PostgreSQL lets only named users in.",
                hint: "Add the user, or use a server of your own with --database.")
        }
        return account
    }

    private static func lookUp(
        _ ask: (
            UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>, Int,
            UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>
        )
            -> Int32
    ) -> Account? {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16384)
        return buffer.withUnsafeMutableBufferPointer { text in
            guard let start = text.baseAddress, ask(&entry, start, text.count, &found) == 0, found != nil else {
                return nil
            }
            return Account(name: String(cString: entry.pw_name), user: entry.pw_uid, group: entry.pw_gid)
        }
    }
}

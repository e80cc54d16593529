import FoundationEssentials
import Glibc

/// Where the SQL files are at run time.
package enum SQLFolder {
    /// The folder that was named, else the one installed beside the program, else `sql` in a folder above it (a clone).
    ///
    /// - Parameter named: from `--sql-folder` or `REGISTRY_SQL`.
    /// - Parameter program: the path of the executable, or of any file in the clone.
    /// - Throws: `ProvisionRefusal` that names the places.
    package static func find(named: String?, program: String? = nil) throws -> String {
        if let named {
            guard isSQLFolder(named) else {
                throw ProvisionRefusal(
                    "The folder \(named) holds no migrations. Name the one with migrations and views in it.")
            }
            return named
        }
        let program = try program ?? ownPath()
        let installed = parent(of: parent(of: program)) + "/share/registry/sql"
        if isSQLFolder(installed) { return installed }
        var folder = parent(of: program)
        while true {
            if isSQLFolder(folder + "/sql") { return folder + "/sql" }
            guard !folder.isEmpty else {
                throw ProvisionRefusal(
                    """
                    The SQL files of the registry were not found: neither \(installed) nor a folder above \(program) \
                    holds sql/migrations. Name the folder with --sql-folder.
                    """)
            }
            folder = parent(of: folder)
        }
    }

    private static func isSQLFolder(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path + "/migrations")
    }

    /// Without the last part; "" is the root.
    private static func parent(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    private static func ownPath() throws -> String {
        guard let path = realpath("/proc/self/exe", nil) else {
            throw ProvisionRefusal("The program's own path could not be read: \(systemError(errno)).")
        }
        defer { free(path) }
        return String(cString: path)
    }
}

import Glibc

/// The folder with `migrations` and `views`, found while the program runs.
package struct SQLFolder: Sendable, Equatable {
    package let path: String

    /// - Throws: `ProvisionRefusal` when `path` has no folder `migrations`.
    package init(_ path: String) throws {
        guard FileSystem.isFolder(path + "/migrations") else {
            throw ProvisionRefusal(
                "The folder \(path) has no folder migrations, so the database's form is not known.",
                hint: "Name the folder that has it with --sql-folder or REGISTRY_SQL.")
        }
        self.path = path
    }

    /// The one in `REGISTRY_SQL`, else the installed one beside the program, else the source tree's above it.
    /// - Throws: `ProvisionRefusal` when there is none.
    package static func find() throws -> SQLFolder {
        if let path = ProgramEnvironment.value("REGISTRY_SQL") { return try SQLFolder(path) }
        guard let program = realpath("/proc/self/exe", nil) else {
            throw FileFailure("The program's own place is not known")
        }
        defer { free(program) }
        var folder = FileSystem.parent(of: String(cString: program))
        let installed = FileSystem.parent(of: folder) + "/share/registry/sql"
        if FileSystem.isFolder(installed + "/migrations") { return try SQLFolder(installed) }
        while folder != "/" {
            if FileSystem.isFolder(folder + "/sql/migrations") { return try SQLFolder(folder + "/sql") }
            folder = FileSystem.parent(of: folder)
        }
        throw ProvisionRefusal(
            "The SQL files were found neither in \(installed) nor in a folder above the program.",
            hint: "Name their folder with --sql-folder or REGISTRY_SQL.")
    }
}

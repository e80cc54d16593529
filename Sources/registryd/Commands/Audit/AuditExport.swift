import ArgumentParser
import FoundationEssentials
import Glibc
import Provision
import Registry

/// `registryd audit export`: the log as files that other programs can check.
struct AuditExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the log as files that other programs can check.",
        discussion: """
            The files have the form of C2SP tlog-tiles: checkpoint, tile/… and tile/entries/…, up to the newest signed head. \
            They hold digests and pseudonyms, no record. deploy/verify-log.py checks them.
            """)

    @Option(help: ArgumentHelp("A folder that is not there yet, or empty.", valueName: "folder"))
    var out: String

    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        guard try !installation.isMissing else { throw ProvisionRefusal.noPrivateDatabase(installation) }
        let folder = try emptyFolder()
        let size = try await Installation.open(installation) { installation in
            try await installation.asAdministrator { database in
                try await LogTiles(database: database).write { path, bytes in
                    try Self.write(bytes, to: folder + "/" + path)
                }
            }
        }
        guard let size else {
            throw ProvisionRefusal(
                "No head of the log has been signed yet. Type: \(installation.command("registryd serve"))")
        }
        say("written: \(size) entries to \(folder)")
    }

    private func emptyFolder() throws -> String {
        let files = FileManager.default
        if files.fileExists(atPath: out), try !files.contentsOfDirectory(atPath: out).isEmpty {
            throw ProvisionRefusal(
                "Nothing was written: \(out) holds other files. Name a folder that is not there yet.")
        }
        return out
    }

    private static func write(_ bytes: [UInt8], to path: String) throws {
        let file = URL(filePath: path)
        do {
            try FileManager.default.createDirectory(
                atPath: file.deletingLastPathComponent().path, withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        } catch {
            throw ProvisionRefusal("The file \(path) could not be written: \(error).")
        }
    }
}

import ArgumentParser
import EvidenceFiles
import FoundationEssentials
import Glibc
import Logging
import Provision

/// Where this installation keeps its things; the same for every command.
struct InstallationOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The data folder (default: $XDG_DATA_HOME/registry or ~/.local/share/registry; for root /var/lib/registry).",
            valueName: "folder"))
    var data: String?

    @Option(
        help: ArgumentHelp(
            "A PostgreSQL of your own instead of the private one (also REGISTRY_DATABASE).", valueName: "url"))
    var database: String?

    @Option(
        help: ArgumentHelp("The SQL files (also REGISTRY_SQL; default: found beside the program).", valueName: "folder")
    )
    var sqlFolder: String?

    @Option(
        help: ArgumentHelp(
            "The key that signs who acts (default: context.key in the data folder).", valueName: "file"))
    var contextKeyFile: String?

    @Option(
        help: ArgumentHelp(
            "The keys with which contacts end, in no backup (default: contact-keys in the data folder; with a PostgreSQL of your own it has to be named, or there are no contacts).",
            valueName: "folder"))
    var contactKeys: String?

    @Option(
        help: ArgumentHelp(
            "Where evidence files lie (default: evidence in the data folder; with a PostgreSQL of your own it has to be named, or there are none).",
            valueName: "folder"))
    var evidence: String?

    @Option(help: ArgumentHelp("trace, debug, info, notice, warning, error or critical.", valueName: "level"))
    var logLevel: Logger.Level = .notice

    var dataFolder: String { data ?? Self.defaultDataFolder }

    var keyFile: String { contextKeyFile ?? dataFolder + "/context.key" }

    /// Where the keys with which contacts end are; nil with a server of one's own where no folder was named and none is there.
    var contactKeyFolder: KeyFolder? {
        let folder = KeyFolder(contactKeys ?? dataFolder + "/contact-keys")
        return contactKeys != nil || connectionString == nil || folder.isThere ? folder : nil
    }

    /// Where evidence files lie; nil with a server of one's own where no folder was named: what lies in the data folder may be of
    /// another database.
    var evidenceFolder: EvidenceFolder? {
        evidence == nil && connectionString != nil ? nil : EvidenceFolder(evidence ?? dataFolder + "/evidence")
    }

    var sqlFiles: String? { sqlFolder ?? Self.variable("REGISTRY_SQL") }

    /// libpq's words for the server to use; nil stands for the private one. "" lets libpq read its `PG…` variables.
    var connectionString: String? {
        if let named = database ?? Self.variable("REGISTRY_DATABASE") { return named }
        let set = ["PGHOST", "PGHOSTADDR", "PGSERVICE", "PGDATABASE"].contains { Self.variable($0) != nil }
        return set ? "" : nil
    }

    /// No database is named, and no private one has been made.
    var isMissing: Bool {
        get throws { try connectionString == nil && !Cluster.exists(folder: dataFolder) }
    }

    /// A command with the options that were given, so that it means this installation.
    func command(_ words: String) -> String {
        words + (data.map { " --data \($0)" } ?? "") + (database.map { " --database '\($0)'" } ?? "")
    }

    func logger() -> Logger {
        var logger = Logger(label: "registryd") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = logLevel
        return logger
    }

    /// Root's own home is closed to `postgres`, under which root's private database runs.
    private static var defaultDataFolder: String {
        if let folder = variable("XDG_DATA_HOME") { return folder + "/registry" }
        if geteuid() == 0 { return "/var/lib/registry" }
        return (variable("HOME") ?? "/var/lib/registry") + "/.local/share/registry"
    }

    private static func variable(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}

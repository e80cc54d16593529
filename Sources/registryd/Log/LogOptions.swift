import ArgumentParser
import Postgres
import Provision

/// Where whoever signs heads of the log keeps the key, and what is remembered.
struct LogOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The key that signs heads of the log (default: log.key in the data folder).", valueName: "file"))
    var logKeyFile: String?

    @Option(
        help: ArgumentHelp(
            "The head of the log that was signed last (default: log.head in the data folder).", valueName: "file"))
    var logHeadFile: String?

    @Option(
        help: ArgumentHelp(
            "The key that signs receipts of changes (default: receipt.key in the data folder).", valueName: "file"))
    var receiptKeyFile: String?

    func receiptKey(_ installation: InstallationOptions) -> SigningKeyFile {
        SigningKeyFile(
            receiptKeyFile ?? installation.dataFolder + "/receipt.key", .ed25519, holding: "receipt key")
    }

    func files(_ installation: InstallationOptions) -> LogFiles {
        LogFiles(
            key: logKeyFile ?? installation.dataFolder + "/log.key",
            head: logHeadFile ?? installation.dataFolder + "/log.head")
    }
}

extension Installation {
    /// A database for one of the logins that write the log. To a server of one's own it goes as the service does, under the
    /// login's own name.
    func logDatabase(_ login: String) -> Database {
        var configuration = DatabaseConfiguration(
            connectionString: cluster?.connectionString(login: login) ?? options.connectionString ?? "", poolSize: 1,
            statementTimeout: .seconds(60), applicationName: "registryd log")
        configuration.login = login
        return Database(configuration, logger: logger)
    }
}

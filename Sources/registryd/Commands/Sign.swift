import ArgumentParser
import FoundationEssentials
import Logging
import Postgres
import Provision
import ServiceLifecycle
import TransparencyLog

/// `registryd sign`: signs heads of the log, on another host than the database's if possible, until it is told to stop.
struct Sign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign", abstract: "Sign heads of the log of a database, and do nothing else.",
        discussion: """
            For a host that the administrators of the database don't reach. It logs in as registry_signer, which reads \
            hashes and no record, and signs a head only when it continues the one that it signed before. It remembers that \
            one in a file of its own: whoever puts the database back to an older state gets no signature any more.

            Where there is no key yet and nothing has been signed, it makes one. Put away what `registryd audit key` prints.
            """)

    @Option(help: ArgumentHelp("The PostgreSQL with the log (also REGISTRY_DATABASE).", valueName: "url"))
    var database: String?

    @Option(help: ArgumentHelp("The key.", valueName: "file"))
    var key: String

    @Option(help: ArgumentHelp("What was signed last.", valueName: "file"))
    var head: String

    @Option(help: ArgumentHelp("The name of the log, for a new key.", valueName: "name"))
    var logName: String?

    @OptionGroup var witnesses: WitnessOptions

    @Flag(help: "Sign what is new and stop.")
    var once = false

    @Option(help: ArgumentHelp("trace, debug, info, notice, warning, error or critical.", valueName: "level"))
    var logLevel: Logger.Level = .notice

    func run() async throws {
        var logger = Logger(label: "registryd") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = logLevel
        guard let url = database ?? ProcessInfo.processInfo.environment["REGISTRY_DATABASE"] else {
            throw ValidationError("No database is named: --database postgres://HOST/DATABASE")
        }
        var configuration = DatabaseConfiguration(
            connectionString: url, poolSize: 1, statementTimeout: .seconds(60), applicationName: "registryd sign")
        configuration.login = Bootstrap.signerRole
        let database = Database(configuration, logger: logger)
        let files = LogFiles(key: key, head: head)
        guard once else {
            say("registryd signs heads of the log with \(key)")
            var services: [any Service] = [
                database, LogServices.signing(database, files, name: logName, logger: logger),
            ]
            if let policy = try witnesses.policy() {
                services.append(LogServices.witnessing(database, policy, logger: logger))
            }
            return try await ServiceGroup(
                configuration: .init(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
            ).run()
        }
        let turn = SigningTurn(database: database, files: files, name: logName)
        do {
            let note = try await turn.sign()
            await database.close()
            say(
                note.flatMap { Checkpoint(text: $0.text) }.map { "signed: \($0.size) entries" } ?? "nothing new to sign"
            )
        } catch {
            await database.close()
            throw error
        }
    }
}

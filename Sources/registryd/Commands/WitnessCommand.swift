import ArgumentParser
import FoundationEssentials
import Logging
import Provision
import Server
import ServiceLifecycle
import TransparencyLog

/// `registryd witness`: signs heads of other people's logs that have only grown, until it is told to stop.
struct WitnessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness",
        abstract: "Sign heads of a log of somebody else, each only when the log has only grown.",
        discussion: """
            For a host of another organisation. It takes heads over HTTP (C2SP tlog-witness, POST /add-checkpoint), keeps the \
            newest one of each log in a file of its own, and signs one only when it is proved that the log continues it: of two \
            histories it signs one. It needs no database and learns nothing of what was done. Put a proxy with TLS before it.

            Where there is no key yet it makes one. Give the line that it prints to whoever runs the log and whoever checks it, \
            for their policy files.

            EXAMPLE
              registryd witness --log log.vkey --key witness.key --state heads --port 8090
            """)

    @Option(
        help: ArgumentHelp("The public key of a log, or a file with it. May be given again.", valueName: "key"))
    var log: [String] = []

    @Option(help: ArgumentHelp("The witness's key.", valueName: "file"))
    var key: String

    @Option(help: ArgumentHelp("The folder with the newest head of each log.", valueName: "folder"))
    var state: String

    @Option(help: ArgumentHelp("The name of the witness, for a new key.", valueName: "name"))
    var name: String?

    @Option(help: ArgumentHelp("The address to listen on.", valueName: "address"))
    var host = "127.0.0.1"

    @Option(help: ArgumentHelp("The port to listen on; 0 lets the system choose.", valueName: "port"))
    var port = 8090

    @Option(help: ArgumentHelp("trace, debug, info, notice, warning, error or critical.", valueName: "level"))
    var logLevel: Logger.Level = .notice

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("--port is \(port); it can be 0 to 65535.") }
        guard !log.isEmpty else {
            throw ValidationError("No log is named: --log KEY, with what registryd audit key prints.")
        }
    }

    func run() async throws {
        var logger = Logger(label: "registryd") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = logLevel
        let keys = try log.map { try AuditTrust.vkey($0) }.compactMap { VerifierKey(vkey: $0) }
        let files = WitnessFiles(folder: state)
        // It would take what it is shown first for the first, and sign another history.
        guard FileManager.default.fileExists(atPath: state) || !FileManager.default.fileExists(atPath: key) else {
            throw ProvisionRefusal(
                "There is a witness key \(key), and no folder \(state) with the heads that it signed. Put the folder back; "
                    + "where the key has signed nothing yet, make an empty one.")
        }
        let lock = try files.lock()
        let signer = try SigningKeyFile(key, .cosignature, holding: "witness key").signer(
            orNewNamed: name, "registry-witness-")
        let desk = WitnessDesk(
            witness: Witness(logs: Dictionary(grouping: keys, by: \.name)), signer: signer, memory: files.memory,
            now: { Int64(Date().timeIntervalSince1970) })
        let server = WitnessServer(
            desk: desk, configuration: ServerConfiguration(host: host, port: port), logger: logger
        ) { port in
            say("witness \(signer.verifier.name) \(signer.verifier.vkey) http://\(host):\(port)")
        }
        try await ServiceGroup(
            configuration: .init(services: [server], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        ).run()
        // It is held until here.
        _ = lock
    }
}

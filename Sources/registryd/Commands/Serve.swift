import ArgumentParser
import Logging
import OpenID
import Postgres
import Provision
import Registry
import Server
import ServiceLifecycle

/// `registryd serve`: the service, until it is told to stop (Ctrl-C or SIGTERM), when it lets running requests finish.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the service until it is told to stop.",
        discussion: """
            The private database is made, brought to this program's form and stopped again with the service. One's own \
            has to be in that form already: registryd migrate --database URL.

            A private database that was killed or stopped is started again, and the log says so.

            Every act goes into a log that shows later whether anything was changed: the service keeps it, and signs its heads \
            with the key log.key in the data folder. registryd sign does that on another host. Every change is answered with a \
            receipt, signed with receipt.key. With --witness-policy other hosts sign the heads, too: registryd witness.

            Evidence files lie in the folder evidence in the data folder, outside the database, or where --evidence says; back both up \
            together.

            People sign in with an identity provider (OpenID Connect) where --oidc names a file like this one, with the provider's \
            own keys (JWKS) in the file that it names. Nothing is asked of the provider: to follow its keys, replace the file and \
            start the service again.
              {"issuer": "https://id.example.nl", "clientId": "registry", "keys": "keys.json", "algorithms": ["ES256"],
               "deviceAuthorizationEndpoint": "https://id.example.nl/device", "tokenEndpoint": "https://id.example.nl/token"}
            With two further addresses they sign in with a browser, too, at /v1/sign-in/browser; then the service asks the token endpoint, \
            and with a secret where a file with one is named:
              "authorizationEndpoint": "https://id.example.nl/authorize",
              "redirectUri": "https://registry.example.nl/v1/sign-in/callback", "clientSecretFile": "client.secret"
            """)

    @Option(help: ArgumentHelp("The address to listen on.", valueName: "address"))
    var host = "127.0.0.1"

    @Option(help: ArgumentHelp("The port to listen on; 0 lets the system choose.", valueName: "port"))
    var port = 8080

    @Option(help: ArgumentHelp("The most database connections at one time.", valueName: "count"))
    var connections = 16

    @Option(
        help: ArgumentHelp(
            "/health/ready fails when less is free on the disk of the private database.", valueName: "MB"))
    var minimumFree = 256

    @Option(help: ArgumentHelp("The name of the log of acts, for a new log key.", valueName: "name"))
    var logName: String?

    @Option(help: ArgumentHelp("The identity provider that people sign in with.", valueName: "file"))
    var oidc: String?

    @Option(
        help: ArgumentHelp(
            "With --witness-policy: when no head was witnessed for so long, nothing is decided any more.",
            valueName: "hours"))
    var witnessWithin = 4

    @OptionGroup var witnesses: WitnessOptions
    @OptionGroup var log: LogOptions
    @OptionGroup var installation: InstallationOptions

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("--port is \(port); it can be 0 to 65535.") }
        guard (1...500).contains(connections) else {
            throw ValidationError("--connections is \(connections); it can be 1 to 500.")
        }
        guard (1...720).contains(witnessWithin) else {
            throw ValidationError("--witness-within is \(witnessWithin); it can be 1 to 720 hours.")
        }
    }

    func run() async throws {
        let provider = try oidc.map(ProviderFile.read)
        let policy = try witnesses.policy()
        try await Installation.open(installation, leavesKept: false) { installation in
            try await installation.prepare()
            let database = Database(
                installation.serviceConfiguration(poolSize: connections), logger: installation.logger)
            let server: RegistryServer
            let logged: [any Service]
            do {
                try await installation.refusePowerfulLogin(database)
                try installation.options.evidenceFolder?.prepare()
                let digestKey = try installation.options.contactKeyFolder?.lasting("requests") ?? []
                let watch = policy?.asksForWitnesses == true ? WitnessWatch(limit: Int64(witnessWithin) * 3600) : nil
                let receipts = try receipts(installation)
                server = makeServer(
                    try await installation.registry(over: database, receipts: receipts, witnesses: watch), digestKey,
                    logger: installation.logger, readiness(installation, database), provider)
                logged = try await LogServices(
                    installation: installation, files: log.files(installation.options), name: logName,
                    policy: policy
                ).all()
            } catch {
                await database.close()
                throw error
            }
            // Services stop in the reverse order: first the server, then the log takes what is left, then what they work with.
            var services: [any Service] = [database] + logged + [server]
            if let cluster = installation.cluster {
                services.insert(ClusterWatch(cluster, logger: installation.logger), at: 0)
            }
            try await ServiceGroup(
                configuration: .init(
                    services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: installation.logger)
            ).run()
        }
    }

    /// A private database has its receipts always; with a server of one's own a key is made where one was named.
    private func receipts(_ installation: Installation) throws -> Receipts? {
        let key = log.receiptKey(installation.options)
        if installation.cluster != nil || log.receiptKeyFile != nil {
            return Receipts(signer: try key.signer(orNewNamed: nil, "registry-receipts-"))
        }
        if let signer = try key.signer() { return Receipts(signer: signer) }
        installation.logger.notice(
            "changes are answered without receipts: there is no receipt key; --receipt-key-file makes one",
            metadata: ["file": "\(key.file.path)"])
        return nil
    }

    private func makeServer(
        _ registry: Registry, _ digestKey: [UInt8], logger: Logger, _ readiness: Readiness, _ provider: OpenIDProvider?
    ) -> RegistryServer {
        var limits = ServerLimits()
        limits.streams = max(1, connections / 4)
        return RegistryServer(
            registry: registry,
            configuration: ServerConfiguration(
                host: host, port: port, limits: limits, digestKey: digestKey, provider: provider,
                exchange: TokenCourier().ask),
            logger: accessLogger(logger), readiness: { try await readiness.check() },
            whenListening: { port in say("registryd listens on http://\(host):\(port)") })
    }

    private func readiness(_ installation: Installation, _ database: Database) -> Readiness {
        Readiness(
            migrations: installation.migrations, database: database,
            folder: installation.cluster == nil ? nil : installation.options.dataFolder, minimumFree: minimumFree)
    }

    /// One line of JSON per request on the standard error stream.
    private func accessLogger(_ logger: Logger) -> Logger {
        var accessLogger = Logger(label: "registryd.http") { JSONLogHandler(label: $0) }
        accessLogger.logLevel = logger.logLevel
        return accessLogger
    }
}

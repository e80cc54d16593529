import EvidenceFiles
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Records
import Registry
import ServiceLifecycle

/// The HTTP service: routes, limits and sign-in around a `Registry`.
///
/// On graceful shutdown it stops accepting, ends idle connections at once, and lets running requests finish.
/// Run it in a `ServiceGroup` after the database, so that it stops before the database does.
package struct RegistryServer: Service {
    private let application: Application<FrontDoor>
    private let configuration: ServerConfiguration
    private let uses: TokenUses

    /// - Parameter readiness: asked for `/health/ready` beside the registry itself; throws what keeps the service from
    ///   working.
    /// - Parameter whenListening: called once with the port that is listened on.
    package init(
        registry: Registry, configuration: ServerConfiguration, logger: Logger,
        readiness: @escaping @Sendable () async throws -> Void = {},
        whenListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) {
        self.configuration = configuration
        let limits = configuration.limits
        uses = TokenUses(registry, limits, logger)
        let parts = ServerParts(
            registry: registry, signIn: BearerSignIn(registry, limits, uses, configuration.ownPages),
            credentials: CredentialDesk(registry, limits, logger),
            signInLimits: SignInLimits(registry, limits),
            provider: ProviderDesk(registry, configuration.provider, limits, logger),
            browser: BrowserDesk(registry, configuration, logger), limits: limits,
            streams: StreamPlaces(limit: limits.streams),
            evidenceStreams: StreamPlaces(limit: limits.evidenceStreams, of: "evidence files"),
            uploads: registry.evidence.map { Uploads($0) }, digestKey: configuration.digestKey, readiness: readiness)
        application = Application(
            responder: FrontDoor(routes: .all, parts: parts, logger: logger),
            server: HTTPServerBuilder { responder in
                OnEventLoop(base: HTTP1Channel(responder: responder, configuration: .guarded(by: limits)))
            },
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                availableConnectionsDelegate: MaximumConnections(limits.connections)),
            onServerRunning: { channel in await whenListening(channel.localAddress?.port ?? configuration.port) },
            logger: logger)
    }

    /// - Throws: `Refusal` when the address can't be listened on.
    package func run() async throws {
        do {
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { await uses.keepKeeping() }
                defer { tasks.cancelAll() }
                try await application.run()
            }
        } catch let error as IOError {
            throw Refusal.cannotListen(configuration, error) ?? error
        }
        await uses.keep()
    }
}

/// What every route works with.
struct ServerParts: Sendable {
    let registry: Registry
    let signIn: BearerSignIn
    let credentials: CredentialDesk
    let signInLimits: SignInLimits
    let provider: ProviderDesk
    let browser: BrowserDesk
    let limits: ServerLimits
    let streams: StreamPlaces
    let evidenceStreams: StreamPlaces
    /// Nil where the server has no folder for evidence files.
    let uploads: Uploads?
    let digestKey: [UInt8]
    let readiness: @Sendable () async throws -> Void
}

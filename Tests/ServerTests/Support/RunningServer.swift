import Logging
import OpenID
import Policy
import Registry
import Records
import ServiceLifecycle
import TestSupport

@testable import Server

/// The server on a port of its own, over a database of its own, with one authority.
struct RunningServer: Sendable {
    let port: Int
    let registry: Registry
    let authority: Authority
    let database: TestDatabase
    let configuration: ServerConfiguration
    private let group: ServiceGroup

    /// Runs `body` against a server and stops the server afterwards.
    static func run<R: Sendable>(
        _ limits: ServerLimits = ServerLimits(), packs: PackShelf = .reading(), provider: OpenIDProvider? = nil,
        exchange: TokenExchange? = nil, without left: Set<BrowserCheck> = [], digestKey: [UInt8] = [],
        receipts: Receipts? = Receipts(signer: TestLog.signer(9)),
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        _ body: @Sendable (RunningServer) async throws -> R
    ) async throws -> R {
        try await withTestDatabase { database in
            let registry = Registry(
                database: database.service, contextKey: database.contextKey, packs: packs,
                epochKeys: TestContacts.store(), evidence: try TestEvidence.folder(),
                receipts: receipts)
            let authority = try await Authority.establish(registry)
            var configuration = ServerConfiguration(
                port: 0, limits: limits, digestKey: digestKey, provider: provider, exchange: exchange)
            configuration.browserChecks.subtract(left)
            return try await serve(registry, authority, database, configuration, logger, body)
        }
    }

    /// Runs `body` against another server over the same database, as where there are two for one authority.
    func another<R: Sendable>(
        _ limits: ServerLimits = ServerLimits(), digestKey: [UInt8]? = nil,
        _ body: @Sendable (RunningServer) async throws -> R
    ) async throws -> R {
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        var configuration = configuration
        configuration.limits = limits
        if let digestKey { configuration.digestKey = digestKey }
        return try await Self.serve(registry, authority, database, configuration, quiet, body)
    }

    private static func serve<R: Sendable>(
        _ registry: Registry, _ authority: Authority, _ database: TestDatabase,
        _ configuration: ServerConfiguration, _ logger: Logger,
        _ body: @Sendable (RunningServer) async throws -> R
    ) async throws -> R {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let server = RegistryServer(
            registry: registry, configuration: configuration, logger: logger,
            whenListening: { port.yield($0) })
        let group = ServiceGroup(services: [server], logger: quiet)
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { port.finish() }
                try await group.run()
            }
            guard let number = await ports.first(where: { _ in true }) else { throw CancellationError() }
            let running = RunningServer(
                port: number, registry: registry, authority: authority, database: database,
                configuration: configuration, group: group)
            let value = try await body(running)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return value
        }
    }

    /// Begins the graceful shutdown; `run` waits for its end.
    func beginShutdown() async { await group.triggerGracefulShutdown() }

    /// A client with the token of a person with that role.
    func client(_ role: Role? = .officer) -> Client { Client(port: port, token: role.flatMap { authority.tokens[$0] }) }
}

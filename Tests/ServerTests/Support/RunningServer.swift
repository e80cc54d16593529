import Logging
import OpenID
import Policy
import Registry
import Records
import Server
import ServiceLifecycle
import TestSupport

/// The server on a port of its own, over a database of its own, with one authority.
struct RunningServer: Sendable {
    let port: Int
    let registry: Registry
    let authority: Authority
    let database: TestDatabase
    private let group: ServiceGroup

    /// Runs `body` against a server and stops the server afterwards.
    static func run<R: Sendable>(
        _ limits: ServerLimits = ServerLimits(), packs: PackShelf = .reading(), provider: OpenIDProvider? = nil,
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        _ body: @Sendable (RunningServer) async throws -> R
    ) async throws -> R {
        try await withTestDatabase { database in
            let registry = Registry(
                database: database.service, contextKey: database.contextKey, packs: packs,
                epochKeys: TestContacts.store(), evidence: try TestEvidence.folder())
            let authority = try await Authority.establish(registry)
            return try await serve(registry, authority, database, limits, logger, provider, body)
        }
    }

    /// Runs `body` against another server over the same database, as where there are two for one authority.
    func another<R: Sendable>(
        _ limits: ServerLimits = ServerLimits(), _ body: @Sendable (RunningServer) async throws -> R
    ) async throws -> R {
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        return try await Self.serve(registry, authority, database, limits, quiet, nil, body)
    }

    private static func serve<R: Sendable>(
        _ registry: Registry, _ authority: Authority, _ database: TestDatabase, _ limits: ServerLimits,
        _ logger: Logger,
        _ provider: OpenIDProvider?, _ body: @Sendable (RunningServer) async throws -> R
    ) async throws -> R {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let server = RegistryServer(
            registry: registry, configuration: ServerConfiguration(port: 0, limits: limits, provider: provider),
            logger: logger,
            whenListening: { port.yield($0) })
        let group = ServiceGroup(services: [server], logger: quiet)
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { port.finish() }
                try await group.run()
            }
            guard let number = await ports.first(where: { _ in true }) else { throw CancellationError() }
            let running = RunningServer(
                port: number, registry: registry, authority: authority, database: database, group: group)
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

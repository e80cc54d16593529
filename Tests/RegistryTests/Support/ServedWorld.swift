import AsyncHTTPClient
import Foundation
import Logging
import NIOCore
import Records
import Server
import ServiceLifecycle

@testable import Registry

/// A world behind the server as it is, on a port of its own.
struct ServedWorld: Sendable {
    let world: World
    let port: Int

    static func run(_ world: World, _ body: @Sendable (ServedWorld) async throws -> Void) async throws {
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let server = RegistryServer(
            registry: world.registry, configuration: ServerConfiguration(port: 0), logger: quiet,
            whenListening: { port.yield($0) })
        let group = ServiceGroup(services: [server], logger: quiet)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { port.finish() }
                try await group.run()
            }
            guard let number = await ports.first(where: { _ in true }) else { throw CancellationError() }
            try await body(ServedWorld(world: world, port: number))
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// Posts as a client does, with a key that was never used.
    func post(_ route: TwoPersonAct.Route, _ token: String) async throws -> (status: Int, body: JSONValue) {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(route.path)")
        request.method = .POST
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "Idempotency-Key", value: UUID().uuidString)
        if let version = route.version { request.headers.add(name: "If-Match", value: "\"v\(version)\"") }
        request.body = .bytes(ByteBuffer(bytes: route.body.bytes()))
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
        let body = try await response.body.collect(upTo: 1 << 20)
        return (Int(response.status.code), try BoundedJSON.parse(Array(body.readableBytesView)))
    }

    /// A token with these scopes, of a person who has every role: those that can't be had together are given past the guards.
    func token(of actor: Actor, _ scopes: [Role]) async throws -> String {
        _ = try await world.test.admin.write(["SET LOCAL session_replication_role = replica"]) { db in
            for role in Role.allCases {
                try db.execute(
                    """
                    INSERT INTO registry.role_grant (jurisdiction_id, person_id, role, changed_by)
                    SELECT \(actor.jurisdiction), \(actor.person), \(role.rawValue), \(world.administrator.person)
                    WHERE NOT EXISTS (SELECT FROM registry.role_grant
                        WHERE jurisdiction_id = \(actor.jurisdiction) AND person_id = \(actor.person) AND role = \(role.rawValue))
                    """)
            }
        }
        let new = NewToken(label: "test of two", expiresInDays: 1, scopes: scopes)
        let issued = try await world.registry.issueToken("\(actor.person)", new, Call(by: world.administrator))
        return try issued.json["token"]?.text ?? ""
    }
}

import Logging
import OpenID
import Records
import Registry
import Server
import ServiceLifecycle
import TestSupport

/// The whole service on a port of its own, over a database of its own, with one authority and its administrator.
struct RealServer: Sendable {
    let url: String
    let database: TestDatabase
    private let registry: Registry
    private let administrator: Actor

    /// Runs `body` against the service and stops it afterwards.
    static func run(
        _ limits: ServerLimits = ServerLimits(), provider: OpenIDProvider? = nil,
        _ body: @Sendable (RealServer) async throws -> Void
    ) async throws {
        try await withTestDatabase { database in
            let registry = Registry(
                database: database.service, contextKey: database.contextKey, packs: try .installed(),
                epochKeys: TestContacts.store(), evidence: try TestEvidence.folder())
            let administrator = try await establish(
                registry, "0363", "Amsterdam", Bounds(west: 4.7, south: 52.2, east: 5.1, north: 52.5), "a.jansen")
            let (ports, port) = AsyncStream.makeStream(of: Int.self)
            let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let server = RegistryServer(
                registry: registry, configuration: ServerConfiguration(port: 0, limits: limits, provider: provider),
                logger: quiet,
                whenListening: { port.yield($0) })
            let group = ServiceGroup(services: [server], logger: quiet)
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask {
                    defer { port.finish() }
                    try await group.run()
                }
                guard let number = await ports.first(where: { _ in true }) else { throw CancellationError() }
                let running = RealServer(
                    url: "http://127.0.0.1:\(number)", database: database, registry: registry,
                    administrator: administrator)
                try await body(running)
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
            }
        }
    }

    /// A program in which somebody with these roles has signed in.
    func program(_ login: String, _ name: String, _ roles: [Role]) async throws -> Program {
        try await program(login, name, roles, by: administrator)
    }

    /// Signs the administrator in, in a context that is called like the login.
    func signInAdministrator(_ program: Program) async throws {
        _ = try await program.run(
            "login --server \(url) --context \(administrator.login)", input: try await token(of: administrator.person))
    }

    /// Binds a subject of a provider to a person, by login.
    func bind(_ subject: String, of issuer: String, to login: String) async throws {
        let people = try await registry.people(Page(), administrator)
        let person = try BoundedJSON.parse(people.body)["items"]?.items?.first { $0["logins"]?[0]?.text == login }
        _ = try await registry.bindSubject(
            "\(person?["id"]?.wholeNumber ?? 0)", NewSubjectBinding(issuer: issuer, subject: subject),
            Call(by: administrator))
    }

    /// A program in which an officer of another authority has signed in.
    func programElsewhere(_ login: String, _ name: String) async throws -> Program {
        let administrator = try await Self.establish(
            registry, "0599", "Rotterdam", Bounds(west: 3.9, south: 51.8, east: 4.6, north: 52.0), "r.visser")
        return try await program(login, name, [.officer, .policy], by: administrator)
    }

    private func program(
        _ login: String, _ name: String, _ roles: [Role], by administrator: Actor
    ) async throws -> Program {
        let person = try await registry.appoint(
            NewPerson(name: name, login: login, roles: roles), Call(by: administrator))
        let id = try BoundedJSON.parse(person.body)["id"]?.wholeNumber ?? 0
        let program = try Program()
        _ = try await program.run("login --server \(url)", input: try await token(of: id, by: administrator))
        return program
    }

    /// A new token, on a line.
    private func token(of person: Int, by administrator: Actor? = nil) async throws -> String {
        let issued = try await registry.issueToken(
            "\(person)", NewToken(label: "test", expiresInDays: 30), Call(by: administrator ?? self.administrator))
        return (try BoundedJSON.parse(issued.body)["token"]?.text ?? "") + "\n"
    }

    private static func establish(
        _ registry: Registry, _ code: String, _ name: String, _ bounds: Bounds, _ login: String
    ) async throws -> Actor {
        let ids = try await registry.establishJurisdiction(
            NewJurisdiction(
                code: code, name: name, timeZone: "Europe/Amsterdam", languages: ["nl"], bounds: bounds,
                administratorLogin: login, administratorName: "Anna Jansen"))
        return Actor(
            jurisdiction: ids.jurisdiction, jurisdictionCode: code, person: ids.administrator,
            personName: "Anna Jansen", login: login, roles: [.administrator])
    }
}

extension ServerLimits {
    /// With scrypt at its cheapest.
    static var cheapCredentials: ServerLimits {
        var limits = ServerLimits()
        limits.credentialCost = ScryptCost(cost: 1024, blockSize: 1, parallelization: 1)
        return limits
    }
}

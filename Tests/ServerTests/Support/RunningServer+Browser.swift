import Logging
import Records
import Registry

@testable import Server
@testable import registryd

extension RunningServer {
    /// Runs `body` against a server with a provider for browsers, at which `f3a1` is the officer and `e5e5` the inspector.
    /// - Parameter left: checks that are left out.
    static func withBrowsers<R: Sendable>(
        without left: Set<BrowserCheck> = [], _ habits: WebProvider.Habits = .init(), secret: String? = nil,
        courier: TokenCourier = TokenCourier(),
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        _ body: @Sendable (RunningServer, WebProvider) async throws -> R
    ) async throws -> R {
        let provider = try await WebProvider(habits)
        let result = try await run(
            .quick, provider: try provider.provider(secret: secret), exchange: courier.ask, without: left,
            digestKey: Self.key, logger: logger
        ) { server in
            try await server.bind("f3a1", of: provider, to: .officer)
            try await server.bind("e5e5", of: provider, to: .inspector)
            return try await body(server, provider)
        }
        try await provider.server.close()
        return result
    }

    /// From which the key of tickets comes.
    static let key: [UInt8] = Array(repeating: 7, count: 32)

    func bind(_ subject: String, of provider: WebProvider, to role: Role) async throws {
        _ = try await client(.administrator).post(
            "/v1/people/\(try await person(role))/subjects",
            ["issuer": .string(provider.server.url), "subject": .string(subject)])
    }
}

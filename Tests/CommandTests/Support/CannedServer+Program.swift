import TestSupport

typealias CannedServer = TestSupport.CannedServer

extension CannedServer {
    /// Runs `body` with a server and a program that speaks to it.
    static func serving(
        zone: String = "Europe/Amsterdam", _ answer: @escaping @Sendable (Asked) -> Answer,
        _ body: (CannedServer, Program) async throws -> Void
    ) async throws {
        let server = try await CannedServer(answer)
        let program = try Program.speaking(to: server.url, zone: zone)
        try await body(server, program)
        try program.remove()
        try await server.close()
    }
}

import ArgumentParser

/// A command that speaks to the server.
protocol RegistryCommand: ExplainedCommand {
    var common: CommonOptions { get }
    /// Does it.
    func perform(_ session: Session) async throws
}

extension RegistryCommand {
    mutating func run() async throws {
        let session = try Session(common)
        do {
            try await perform(session)
        } catch {
            try await session.client.close()
            throw error
        }
        try await session.client.close()
    }
}

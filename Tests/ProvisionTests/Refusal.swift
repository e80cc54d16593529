import Provision
import Testing

/// Expects that `work` is refused with exactly this text.
func expectRefusal(
    _ text: String, at location: SourceLocation = #_sourceLocation, _ work: () async throws -> Void
) async throws {
    do {
        try await work()
        Issue.record("It was not refused.", sourceLocation: location)
    } catch let refusal as ProvisionRefusal {
        #expect(refusal.message == text, sourceLocation: location)
    }
}

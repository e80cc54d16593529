import Records

@testable import Registry

extension Registry {
    /// Issues what the caller reads right before it.
    func issueAction(_ reference: String, _ call: Call) async throws -> Answer {
        let digest = try await action(reference, call.actor).json["digest"]?.text ?? ""
        return try await issueAction(reference, ActionIssue(digest: digest), call)
    }
}

import Records
import Testing

/// The refusal that `body` ends with.
func refusalOf(_ body: () async throws -> some Any, sourceLocation: SourceLocation = #_sourceLocation) async throws
    -> Refusal
{
    do {
        _ = try await body()
    } catch let refusal as Refusal {
        return refusal
    }
    Issue.record("Nothing was refused.", sourceLocation: sourceLocation)
    return Refusal(.conflict, "nothing_was_refused", "Nothing was refused.")
}

import Records

/// What an officer says to the rules about a recommendation: an answer, or a fact. They are asked again with it.
struct WordToRules {
    /// Reference of the case.
    let file: String
    /// `answers` or `facts`.
    let kind: String
    let members: KeyValuePairs<String, JSONValue?>
    /// The code of the refusal of what is to be said by another command, and that command.
    let other: (code: String, command: String)

    func say(_ session: Session, _ change: ChangeOptions) async throws -> HTTPAnswer {
        do {
            return try await session.change(
                HTTPAsk(.POST, "/v1/cases/\(file)/\(kind)", members), change, hint: "registryctl case show \(file)")
        } catch let failure as Failure where failure.code == "recommendation_is_decided" {
            throw askedAgain(failure)
        } catch let failure as Failure where failure.code == other.code {
            throw failure.insisting(on: other.command)
        } catch let failure as Failure {
            throw RecommendationNotNamed.offering(failure)
        }
    }

    /// The command that asks the rules again about the inspection that the failure names.
    private func askedAgain(_ failure: Failure) -> Failure {
        guard let inspection = failure.what.split(separator: " ").first(where: { $0.hasPrefix("I-") }) else {
            return failure
        }
        return failure.insisting(on: AskAgain.command(file, String(inspection)))
    }
}

import Records

/// The command that asks the rules again, where what they said is out of date or decided.
enum AskAgain {
    static func command(_ file: String, _ inspection: String) -> String {
        "registryctl recommendation recompute \(file) --inspection \(inspection)"
    }

    /// The same for what an action did that was revoked since.
    static func overAgain(_ file: String, _ inspection: String, isOfficer: Bool) -> String {
        "to do it over, \(isOfficer ? "" : "an officer runs ")\(command(file, inspection))"
    }

    /// The actions of a case that carried out one of these recommendations and were revoked since.
    static func revoked(_ recommendations: [JSONValue], _ file: JSONValue) -> [String] {
        CarriedOut.actions(on: recommendations.compactMap { $0["id"]?.wholeNumber }, in: file)
            .filter { $0["status"]?.text == "revoked" }.compactMap { $0["reference"]?.text }
    }

    private static let codes: Set<String> = [
        "no_recommendation", "one_decision_per_recommendation", "decision_is_on_a_recommendation_that_stands",
        "what_is_followed_knows_what_stands",
    ]

    /// The refusal of a decision with that command, where the rules can be asked again: about the inspection of the
    /// recommendation that was named, else of the newest in the case that waits, else of the newest.
    static func offered(
        in failure: Failure, _ file: String, _ recommendation: Int?, _ session: Session
    ) async -> Failure {
        guard codes.contains(failure.code), let answer = try? await session.get("/v1/cases/\(file)").json,
            answer["status"]?.text == "open",
            let about = advice(recommendation, answer["recommendations"]?.items ?? []),
            let inspection = about["inspection"]?.text, mayFollow(about, answer)
        else { return failure }
        var failure = failure
        let revoked = revoked([about], answer)
        if !revoked.isEmpty { failure.why = ["\(Self.words(revoked)) revoked. Ask the rules again, then decide anew."] }
        return failure.insisting(on: command(file, inspection))
    }

    /// "A-2026-0317 was", "A-2026-0317 and A-2026-0318 were".
    private static func words(_ actions: [String]) -> String {
        actions.joined(separator: " and ") + (actions.count == 1 ? " was" : " were")
    }

    private static func advice(_ named: Int?, _ all: [JSONValue]) -> JSONValue? {
        guard named == nil else { return all.last { $0["id"]?.wholeNumber == named } }
        return all.last { $0["standing"]?.text == "waiting" } ?? all.last
    }

    /// Whether something can be recommended about the inspection again: not when it is voided, nor when its findings were
    /// corrected. What fell with a revoked action is alleged anew.
    private static func mayFollow(_ recommendation: JSONValue, _ file: JSONValue) -> Bool {
        switch recommendation["standing"]?.text {
        case "voided": false
        case "moot": (file["actions"]?.items ?? []).contains { $0["status"]?.text == "revoked" }
        default: true
        }
    }
}

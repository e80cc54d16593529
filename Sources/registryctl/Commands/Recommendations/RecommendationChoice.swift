import Records

/// A recommendation by its own number, or the newest one of a case.
struct RecommendationChoice {
    private let which: String

    init(_ which: String) { self.which = which }

    /// The recommendation with its explanation in the language that was asked for.
    /// - Throws: `Failure` when there is none.
    func read(_ session: Session) async throws -> JSONValue {
        let number = try await number(session)
        let query = [("language", session.language?.rawValue)]
        return try await session.get("/v1/recommendations/\(number)", query, hint: "registryctl case list").json
    }

    private func number(_ session: Session) async throws -> Int {
        if let number = Int(which) { return number }
        let file = try Reference.of(.caseFile, which)
        let list = try await session.get("/v1/cases/\(file)/recommendations", hint: "registryctl case list").json
        guard let newest = list["items"]?.items?.compactMap({ $0["id"]?.wholeNumber }).max() else {
            throw Failure(
                .notFound, "no_recommendation", "case \(file) has no recommendation.",
                why: ["A recommendation follows from an inspection with a failed finding."],
                attempt: "registryctl recommendation recompute \(file) --inspection INSPECTION")
        }
        return newest
    }
}

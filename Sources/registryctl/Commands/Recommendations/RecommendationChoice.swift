import Records

/// A recommendation by its own number, or what waits in a case.
struct RecommendationChoice {
    private let which: String

    init(_ which: String) { self.which = which }

    /// The recommendation with its explanation in the language that was asked for; the newest of a case.
    /// - Throws: `Failure` when there is none.
    func read(_ session: Session) async throws -> JSONValue {
        if let number = Int(which) { return try await read(number, session) }
        let newest = try await list(session).compactMap { $0["id"]?.wholeNumber }.max()
        return try await read(newest ?? 0, session)
    }

    /// Like `read`; of a case all that follow from its newest inspection and are not replaced: one for each pack.
    func readAll(_ session: Session) async throws -> [JSONValue] {
        guard Int(which) == nil else { return [try await read(session)] }
        let list = try await list(session)
        let newest = list.max { ($0["id"]?.wholeNumber ?? 0) < ($1["id"]?.wholeNumber ?? 0) }
        let together = list.filter { $0["inspection"] == newest?["inspection"] && ($0["replacedBy"] ?? .null) == .null }
        var recommendations: [JSONValue] = []
        for number in together.compactMap({ $0["id"]?.wholeNumber }).sorted() {
            recommendations.append(try await read(number, session))
        }
        return recommendations
    }

    private func read(_ number: Int, _ session: Session) async throws -> JSONValue {
        let query = [("language", session.language?.rawValue)]
        return try await session.get("/v1/recommendations/\(number)", query, hint: "registryctl case list").json
    }

    private func list(_ session: Session) async throws -> [JSONValue] {
        let file = try Reference.of(.caseFile, which)
        let path = "/v1/cases/\(file)/recommendations"
        let items = try await session.get(path, hint: "registryctl case list").json["items"]?.items ?? []
        guard items.isEmpty else { return items }
        throw Failure(
            .notFound, "no_recommendation", "case \(file) has no recommendation.",
            why: ["A recommendation follows from an inspection with a failed finding."],
            attempt: "registryctl case show \(file)")
    }
}

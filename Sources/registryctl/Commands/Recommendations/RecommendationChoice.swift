import Records

/// A recommendation by its own number, or what waits in a case.
struct RecommendationChoice {
    private let which: String

    private let recommendation: Int?

    private let past: [(name: String, value: String?)]

    /// - Parameters:
    ///   - recommendation: the number of one of the case.
    ///   - past: the parameters that say of which moment it is read.
    init(_ which: String, _ recommendation: Int? = nil, past: [(name: String, value: String?)] = []) {
        self.which = PastedText.bare(which)
        self.recommendation = recommendation
        self.past = past
    }

    /// Whether one was named by its number.
    var isNamed: Bool { recommendation != nil || Int(which) != nil }

    /// The recommendation with its explanation in the language that was asked for; the newest of a case.
    /// - Throws: `Failure` when there is none.
    func read(_ session: Session) async throws -> JSONValue {
        if let number = Int(which) { return try await read(number, session) }
        let newest = try await list(session).compactMap { $0["id"]?.wholeNumber }.max()
        return try await read(newest ?? 0, session)
    }

    /// Like `read`; of a case all that wait about one inspection, one for each pack. Where none waits, those that follow from
    /// its newest inspection and are not replaced.
    /// - Throws: `Failure` `recommendation_not_named` where several inspections wait.
    func readAll(_ session: Session) async throws -> [JSONValue] {
        if let recommendation { return [try await named(recommendation, session)] }
        guard Int(which) == nil else { return [try await read(session)] }
        let list = try await list(session)
        let waiting = list.filter(Self.waits)
        guard Set(waiting.compactMap { $0["inspection"]?.text }).count < 2 else {
            throw RecommendationNotNamed.failure(try Reference.of(.caseFile, which), waiting)
        }
        let newest = list.max { ($0["id"]?.wholeNumber ?? 0) < ($1["id"]?.wholeNumber ?? 0) }
        let inspection = (waiting.first ?? newest)?["inspection"]
        let together = list.filter { $0["inspection"] == inspection && ($0["replacedBy"] ?? .null) == .null }
        var recommendations: [JSONValue] = []
        for number in together.compactMap({ $0["id"]?.wholeNumber }).sorted() {
            recommendations.append(try await read(number, session))
        }
        return recommendations
    }

    /// The numbers of the others in the case that wait for a decision.
    func othersThatWait(beside shown: JSONValue, _ session: Session) async throws -> [Int] {
        try await list(session).filter(Self.waits).compactMap { $0["id"]?.wholeNumber }
            .filter { $0 != shown["id"]?.wholeNumber }.sorted()
    }

    /// Whether nobody has decided on it, and it stands.
    private static func waits(_ recommendation: JSONValue) -> Bool {
        ["decision", "replacedBy"].allSatisfy { (recommendation[$0] ?? .null) == .null }
            && recommendation["stands"]?.truth != false
    }

    /// One of the case.
    private func named(_ number: Int, _ session: Session) async throws -> JSONValue {
        let file = try Reference.of(.caseFile, which)
        let recommendation = try await read(number, session)
        guard recommendation["case"]?.text == file else {
            throw Failure(
                .notFound, "unknown_recommendation", "case \(file) has no recommendation \(number).",
                attempt: "registryctl case show \(file)")
        }
        return recommendation
    }

    private func read(_ number: Int, _ session: Session) async throws -> JSONValue {
        let query = [("language", session.language?.rawValue)] + past
        return try await session.get("/v1/recommendations/\(number)", query, hint: "registryctl case list").json
    }

    private func list(_ session: Session) async throws -> [JSONValue] {
        let file = try Reference.of(.caseFile, which)
        let path = "/v1/cases/\(file)/recommendations"
        let items = try await session.get(path, past, hint: "registryctl case list").json["items"]?.items ?? []
        guard items.isEmpty else { return items }
        throw Failure(
            .notFound, "no_recommendation", "case \(file) has no recommendation.",
            why: ["A recommendation follows from an inspection with a failed finding."],
            attempt: "registryctl case show \(file)")
    }
}

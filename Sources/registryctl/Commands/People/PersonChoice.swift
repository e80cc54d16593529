import Records

/// A person by number or by login.
struct PersonChoice {
    private let which: String

    init(_ which: String) { self.which = which }

    /// The number; a login is looked up in the list of people.
    /// - Throws: `Failure` when nobody has that login.
    func number(_ session: Session) async throws -> Int {
        if let number = Int(which) { return number }
        return try await record(session)["id"]?.wholeNumber ?? 0
    }

    /// The person as the list has them; a single person has no page.
    /// - Throws: `Failure` when there is nobody of that number or login.
    func record(_ session: Session) async throws -> JSONValue {
        let people = try await session.get("/v1/people", [("limit", "500")]).json["items"]?.items ?? []
        let found = people.first { person in
            person["id"]?.wholeNumber.map(String.init) == which
                || (person["logins"]?.items ?? []).contains { $0.text == which }
        }
        guard let found else {
            throw Failure(
                .notFound, "unknown_person", "there is no person \(which).",
                why: ["A person is named by number or login."],
                attempt: "registryctl people list")
        }
        return found
    }
}

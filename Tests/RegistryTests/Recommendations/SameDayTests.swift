import Policy
import Records
import Testing

@testable import Registry

/// Which of two inspections of one day came first, by the hour at which they began.
struct SameDayTests {
    @Test func `an established violation of the day counts when its inspection began before this one`() async throws {
        try await withEstablished { world in
            let later = try await world.inspect(2, at: "18:00:00")
            #expect(later == Said(sameDay: ["before"], measure: "closure for 6 months"))
        }
    }

    @Test func `it doesn't count when its inspection began after this one, though stored first`() async throws {
        try await withEstablished { world in
            let earlier = try await world.inspect(2, at: "09:00:00")
            #expect(earlier == Said(sameDay: ["after"], measure: "closure for 3 months"))
        }
    }

    @Test func `when both began at the same moment, a person decides`() async throws {
        try await withEstablished { world in
            let same = try await world.inspect(2, at: "12:00:00")
            #expect(same == Said(sameDay: [nil], measure: "a person decides"))
        }
    }

    @Test func `asked again it is the same, and its own violation came neither before nor after`() async throws {
        try await withEstablished { world in
            _ = try await world.inspect(2, at: "18:00:00")
            let again = try await world.registry.recommendAgain(
                in: "C-2026-0001", inspection: "I-2026-0002", Call(by: world.officer)
            ).json
            #expect(Said(again) == Said(sameDay: ["before", nil], measure: "closure for 6 months"))
            let first = try await world.registry.recommendAgain(
                in: "C-2026-0001", inspection: "I-2026-0001", Call(by: world.officer)
            ).json
            #expect(Said(first) == Said(sameDay: [nil, "after"], measure: "closure for 3 months"))
        }
    }

    /// A world in which the violation of 2026-10-01, 12:00 UTC, is established.
    private func withEstablished(_ body: @escaping @Sendable (World) async throws -> Void) async throws {
        try await withWorld(packs: []) { world in
            try await world.activate(try SamplePack.counting())
            let action = try await world.proposed()
            _ = try await world.registry.issueAction(action, Call(by: world.reviewer, expectedVersion: 2))
            try await body(world)
        }
    }
}

/// What the facts say about the day's other inspections, in the order of their violations, and what is recommended.
private struct Said: Equatable {
    var sameDay: [String?]
    var measure: String

    init(sameDay: [String?], measure: String) {
        self.sameDay = sameDay
        self.measure = measure
    }

    init(_ recommendation: JSONValue) {
        let history = recommendation["facts"]?["history"]?.items ?? []
        sameDay = history.sorted { ($0["reference"]?.text ?? "") < ($1["reference"]?.text ?? "") }
            .map { $0["sameDay"]?.text }
        measure =
            recommendation["personDecides"]?.truth == true
            ? "a person decides" : recommendation["trace"]?["measure"]?["text"]?.text ?? "nothing"
    }
}

extension World {
    /// An inspection of 2026-10-01 in which J failed, at a time in UTC.
    fileprivate func inspect(_ number: Int, at time: String) async throws -> Said {
        var new = NewInspection.sample(outlet, ["J": .fail])
        new.startedAt = try #require(Instant(text: "2026-10-01T\(time)Z"))
        let logged = try await registry.logInspection(Self.id(number), new, Call(by: inspector)).json
        let id = try #require(logged["recommendation"]?["id"]?.wholeNumber)
        return Said(try await registry.recommendation(id, language: .english, officer).json)
    }
}

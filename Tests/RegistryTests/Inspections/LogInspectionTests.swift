import Policy
import Postgres
import Records
import Testing

@testable import Registry

@Suite struct LogInspectionTests {
    @Test func `a failed criterion alleges a violation, opens a case and recommends`() async throws {
        let world = try await World(try await devDatabase().0)
        let answer = try await world.registry.logInspection(
            "01936f2e-7c1a-7b3e-8f00-000000000001", .sample(world.outlet, ["J": .fail, "O": .pass]),
            Call(by: world.inspector))
        print(String(decoding: answer.body, as: UTF8.self))
        #expect(answer.status == 201)
        let again = try await world.registry.logInspection(
            "01936f2e-7c1a-7b3e-8f00-000000000001", .sample(world.outlet, ["J": .fail, "O": .pass]),
            Call(by: world.inspector))
        #expect(again.status == 200)
        #expect(again.body == answer.body)
        await world.database.close()
    }
}

extension NewInspection {
    /// An unannounced inspection with access on a day of 2026, at noon UTC.
    static func sample(
        _ outlet: String, _ results: [String: FindingResult], on day: String = "2026-10-01"
    ) -> NewInspection {
        NewInspection(
            outlet: outlet, kind: .unannounced, outcome: .access, startedAt: Instant(text: "\(day)T12:00:00Z")!,
            findings: results.sorted { $0.key < $1.key }.map { NewFinding(criterion: $0.key, result: $0.value) })
    }
}

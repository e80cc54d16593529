import Policy
import Records
import TestSupport
import Testing

@testable import Registry

extension World {
    /// Somebody who reads signals; the roles that count are those of the signed context.
    var integrity: Actor { policy.with([.integrity]) }

    /// Days from today on.
    func localDay(_ days: Int) async throws -> LocalDate { try await localDay().adding(days: days) }

    /// Opens a draw for visits.
    @discardableResult
    func open(
        _ outlets: [String]? = nil, from first: Int = 0, to last: Int = 6, seats: Int = 1, absent: [String] = [],
        by actor: Actor? = nil
    ) async throws -> JSONValue {
        let new = NewDraw(
            firstDay: try await localDay(first), lastDay: try await localDay(last), outlets: outlets ?? self.outlets,
            seats: seats, absent: absent)
        return try await registry.openDraw(new, Call(by: actor ?? officer)).json
    }

    /// Opens a draw and settles it, with the log in between.
    @discardableResult
    func drawn(
        _ outlets: [String]? = nil, from first: Int = 0, to last: Int = 6, seats: Int = 1, absent: [String] = []
    ) async throws -> JSONValue {
        let opened = try await open(outlets, from: first, to: last, seats: seats, absent: absent)
        return try await settle(opened["reference"]?.text ?? "")
    }

    @discardableResult
    func settle(_ draw: String, by actor: Actor? = nil) async throws -> JSONValue {
        try await TestLog.catchUp(test)
        return try await registry.settleDraw(draw, Call(by: actor ?? officer)).json
    }

    /// Opens and settles the draw of the back-checks of October 2026.
    @discardableResult
    func backChecked() async throws -> JSONValue {
        let new = NewDraw(purpose: .backChecks, firstDay: .sample("2026-10-01"), lastDay: .sample("2026-10-31"))
        let opened = try await registry.openDraw(new, Call(by: officer)).json
        return try await settle(opened["reference"]?.text ?? "")
    }

    /// Logs a visit of today in which nothing failed.
    @discardableResult
    func visit(_ number: Int, _ outlet: String, by actor: Actor) async throws -> JSONValue {
        let now: Instant = try await test.admin.query(
            "SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
        ) {
            Instant(text: try $0[0].decode(String.self, 0)) ?? Instant(microseconds: 0)
        }
        let new = NewInspection(
            outlet: outlet, kind: .unannounced, outcome: .access, startedAt: now,
            findings: [NewFinding(criterion: "H", result: .pass)])
        return try await registry.logInspection(Self.id(number), new, Call(by: actor)).json
    }

    /// More inspectors: "inspector1" and so on.
    func inspectors(_ count: Int) async throws -> [Actor] {
        var all: [Actor] = []
        for number in 1...count {
            all.append(
                try await seed.appoint("Inspector \(number)", "inspector\(number)", [.inspector], by: administrator))
        }
        return all
    }
}

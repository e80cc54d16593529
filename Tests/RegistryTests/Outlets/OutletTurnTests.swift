import Policy
import Records
import Testing

@testable import Registry

/// On which days an outlet may be closed, reopened and moved.
struct OutletTurnTests {
    @Test func `an outlet is closed and reopened in the order of its days, none of them in the future`() async throws {
        try await withTown { town in
            let outlet =
                try await town.registry.registerOutlet(
                    NewOutlet(
                        name: "De Kade", kind: .consumption, address: Address(street: "Damrak", houseNumber: "1"),
                        toleratedFrom: .sample("2015-05-01")),
                    Call(by: town.officer)
                ).text("reference") ?? ""
            func close(_ day: String, _ version: Int) async throws -> Answer {
                try await town.registry.closeOutlet(
                    outlet, DatedReason(on: .sample(day), reason: "Gone."), town.change(version))
            }
            func reopen(_ day: String, _ version: Int) async throws -> Answer {
                try await town.registry.reopenOutlet(
                    outlet, DatedReason(on: .sample(day), reason: "Back."), town.change(version))
            }
            let future = try await refusalOf { try await close("2999-01-01", 1) }
            #expect(future.code == "turn_is_not_in_the_future")
            #expect(
                future.message.hasPrefix("To close an outlet on 2999-01-01 is not possible yet; it is 20")
                    && future.message.hasSuffix(" today."))
            #expect(future.hint == "Record it when it has happened.")
            let early = try await refusalOf { try await close("2015-04-30", 1) }
            #expect(early.code == "turns_of_an_outlet_follow_each_other")
            #expect(
                early.message
                    == "To close the outlet on 2015-04-30 is not possible: it was first tolerated on 2015-05-01.")
            #expect(early.hint == "Choose 2015-05-01 or a later day.")
            _ = try await close("2020-02-10", 1)
            let before = try await refusalOf { try await reopen("2020-02-09", 2) }
            #expect(
                before.message == "To reopen the outlet on 2020-02-09 is not possible: it was closed on 2020-02-10.")
            _ = try await reopen("2020-02-10", 2)
            let again = try await refusalOf { try await close("2020-02-09", 3) }
            #expect(
                again.message == "To close the outlet on 2020-02-09 is not possible: it was reopened on 2020-02-10.")
            _ = try await close("2021-01-01", 3)
        }
    }

    @Test func `an outlet that is there since nobody knows when is closed on any day that has been`() async throws {
        try await withTown { town in
            let outlet = try await town.outlet()
            let closed = try await town.registry.closeOutlet(
                outlet, DatedReason(on: .sample("1999-12-31"), reason: "Gone."), town.change(1))
            #expect(try closed.text("status") == "closed")
        }
    }

    @Test func `an outlet is closed after its last inspection that had access and holds`() async throws {
        try await withWorld { world in
            try await world.inspect(1, failed: ["J"], on: "2026-10-01")
            try await world.inspect(2, failed: ["J"], on: "2026-10-05")
            var absent = NewInspection.sample(world.outlet, [:], on: "2026-10-20")
            (absent.outcome, absent.findings) = (.nobodyThere, [])
            _ = try await world.registry.logInspection(World.id(3), absent, Call(by: world.inspector))
            func close(_ day: String) async throws -> Answer {
                try await world.registry.closeOutlet(
                    world.outlet, DatedReason(on: .sample(day), reason: "Gone."),
                    Call(by: world.officer, expectedVersion: 1))
            }
            let early = try await refusalOf { try await close("2026-10-05") }
            #expect(early.code == "closing_follows_the_inspections")
            #expect(
                early.message
                    == "To close outlet \(world.outlet) on 2026-10-05 is not possible: inspection I-2026-0002 had access on "
                    + "2026-10-05.")
            #expect(early.hint == "Choose 2026-10-06 or a later day.")
            _ = try await world.registry.voidInspection(
                "I-2026-0002", InspectionVoiding(reason: "It was another outlet."), Call(by: world.reviewer))
            let closed = try await close("2026-10-02").json
            #expect([closed["status"], closed["openCase"]] == ["closed", "C-2026-0001"])
        }
    }

    @Test func `after a visit of today closing and moving wait until tomorrow`() async throws {
        try await withWorld { world in
            var visit = NewInspection.sample(world.outlet, ["J": .pass], on: "2026-10-01")
            let (now, today): (String, LocalDate) = try await world.test.admin.query(
                """
                SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                    (clock_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date
                """
            ) { try ($0[0].decode(String.self, 0), $0[0].decode(LocalDate.self, 1)) }
            visit.startedAt = try #require(Instant(text: now))
            _ = try await world.registry.logInspection(World.id(1), visit, Call(by: world.inspector))
            let early = try await refusalOf {
                try await world.registry.closeOutlet(
                    world.outlet, DatedReason(on: today, reason: "Gone."),
                    Call(by: world.officer, expectedVersion: 1))
            }
            #expect(early.code == "closing_follows_the_inspections")
            #expect(early.hint == "Record it tomorrow, with the day \(today.adding(days: 1)).")
        }
    }

    @Test func `an outlet has not moved before it has`() async throws {
        try await withTown { town in
            let outlet = try await town.outlet()
            let future = try await refusalOf {
                try await town.registry.moveOutlet(
                    outlet,
                    OutletMove(
                        address: Address(street: "Rokin", houseNumber: "2"), on: .sample("2999-01-01"), reason: "Moves."
                    ),
                    town.change(1))
            }
            #expect(future.message.hasPrefix("To move an outlet on 2999-01-01 is not possible yet; it is 20"))
        }
    }

    @Test func `an outlet moves in the order of its days, after its last inspection that had access and holds`()
        async throws
    {
        try await withWorld { world in
            try await world.inspect(1, failed: ["J"], on: "2026-10-01")
            func move(_ day: String, _ version: Int, to number: String = "2") async throws -> Answer {
                try await world.registry.moveOutlet(
                    world.outlet,
                    OutletMove(
                        address: Address(street: "Rokin", houseNumber: number), on: .sample(day), reason: "Moves."),
                    Call(by: world.officer, expectedVersion: version))
            }
            let early = try await refusalOf { try await move("2026-10-01", 1) }
            #expect(early.code == "moving_follows_the_inspections")
            #expect(
                early.message
                    == "To move outlet \(world.outlet) on 2026-10-01 is not possible: inspection I-2026-0001 had access on "
                    + "2026-10-01.")
            #expect(early.hint == "Choose 2026-10-02 or a later day.")
            _ = try await move("2026-10-03", 1)
            let before = try await refusalOf { try await move("2026-10-02", 2, to: "4") }
            #expect(before.code == "turns_of_an_outlet_follow_each_other")
            #expect(before.message == "To move the outlet on 2026-10-02 is not possible: it was moved on 2026-10-03.")
            let closed = try await refusalOf {
                try await world.registry.closeOutlet(
                    world.outlet, DatedReason(on: .sample("2026-10-02"), reason: "Gone."),
                    Call(by: world.officer, expectedVersion: 2))
            }
            #expect(closed.message == "To close the outlet on 2026-10-02 is not possible: it was moved on 2026-10-03.")
        }
    }

    @Test func `an outlet has not moved before it was tolerated`() async throws {
        try await withTown { town in
            let outlet =
                try await town.registry.registerOutlet(
                    NewOutlet(
                        kind: .consumption, address: Address(street: "Damrak", houseNumber: "1"),
                        toleratedFrom: .sample("2020-01-01")),
                    Call(by: town.officer)
                ).text("reference") ?? ""
            let early = try await refusalOf {
                try await town.registry.moveOutlet(
                    outlet,
                    OutletMove(
                        address: Address(street: "Rokin", houseNumber: "2"), on: .sample("1900-01-01"), reason: "Moves."
                    ),
                    town.change(1))
            }
            #expect(
                early.message
                    == "To move the outlet on 1900-01-01 is not possible: it was first tolerated on 2020-01-01.")
        }
    }

    @Test func `the timeline has the address and the name that an outlet had before`() async throws {
        try await withTown { town in
            let outlet =
                try await town.registry.registerOutlet(
                    NewOutlet(
                        name: "De Kade", kind: .consumption,
                        address: Address(
                            street: "Damrak", houseNumber: "1", postcode: "1012LG", locality: "Amsterdam")),
                    Call(by: town.officer)
                ).text("reference") ?? ""
            let moved = try await town.registry.moveOutlet(
                outlet,
                OutletMove(
                    address: Address(street: "Rokin", houseNumber: "2", houseNumberSuffix: "h"),
                    on: .sample("2026-01-05"), reason: "Across the canal."),
                town.change(1))
            #expect(moved.status == 200)
            let events = try await town.registry.timeline(outlet, town.officer).json["items"]?.items ?? []
            #expect(
                events.map { [$0["what"], $0["was"], $0["became"]] } == [
                    ["move", "Damrak 1 1012LG Amsterdam", "Rokin 2h"], ["register", .null, .null],
                ])
        }
    }
}

import Testing

@testable import registryctl

/// What stays in tables of 80 columns.
@Suite struct NarrowTableTests {
    private static func table(_ command: String, _ items: String) async throws -> Transcript {
        var ran = Transcript("", "")
        try await CannedServer.serving({ _ in .json(items) }) { _, program in
            ran = try await program.run("\(command) -o table")
        }
        return ran
    }

    @Test func `a voided visit never looks like a failed one`() async throws {
        let ran = try await Self.table(
            "inspection list",
            """
            {"items":[{"reference":"I-2026-0009","outlet":"0363-042-J","startedAt":"2020-11-12T21:40:00Z",
            "kind":"unannounced","outcome":"access","failed":["J","O"],"inspector":"Sanne Bakker","voided":true}],
            "next":null}
            """)
        #expect(
            ran
                == Transcript(
                    """
                    REFERENCE    OUTLET      STARTED           KIND         OUTCOME  FAILED  VOIDED
                    I-2026-0009  0363-042-J  2020-11-12 22:40  unannounced  access   J, O    yes

                    """, "Without inspector, for want of room: see --columns.\n"))
    }

    @Test func `what work is about stands whole below its row`() async throws {
        let ran = try await Self.table(
            "today",
            """
            {"items":[{"due":"2020-12-01","reference":"C-2026-0290","what":"decide",
            "about":"warning: I-2026-0009 of 2026-11-12, unannounced, by nl/dordrecht/o; the facts changed since: O holds",
            "outlet":"0363-042-J","from":"Sanne Bakker"},
            {"due":null,"reference":"A-2026-0317","what":"issue","about":"closure","outlet":"0363-042-J",
            "from":"Piet de Vries"}]}
            """)
        #expect(
            ran
                == Transcript(
                    """
                    DUE         REFERENCE    WHAT    OUTLET      FROM
                    2020-12-01  C-2026-0290  decide  0363-042-J  Sanne Bakker
                        warning: I-2026-0009 of 2026-11-12, unannounced, by nl/dordrecht/o; the
                        facts changed since: O holds
                    -           A-2026-0317  issue   0363-042-J  Piet de Vries
                        closure

                    """, ""))
    }

    @Test func `short work stays on one line`() async throws {
        let ran = try await Self.table(
            "today",
            """
            {"items":[{"due":null,"reference":"A-2026-0317","what":"issue","about":"closure","outlet":"0363-042-J",
            "from":"Piet de Vries"}]}
            """)
        #expect(
            ran.output == """
                REFERENCE    WHAT   ABOUT    OUTLET      FROM
                A-2026-0317  issue  closure  0363-042-J  Piet de Vries

                """)
    }

    @Test func `names and versions of packs stay whole`() async throws {
        let ran = try await Self.table(
            "policy list",
            """
            {"items":[{"id":"nl/amsterdam/two-step","version":"2018-2026","status":"active","validFrom":"2018-01-01",
            "governsUntil":"2027-01-01","passed":true,"proposedBy":"Petra Policy","activatedBy":"Rita Reviewer"}]}
            """)
        #expect(
            ran
                == Transcript(
                    """
                    PACK                   VERSION    STATUS  FROM        UNTIL       PASSED
                    nl/amsterdam/two-step  2018-2026  active  2018-01-01  2027-01-01  yes

                    """, "Without proposed by, activated by, for want of room: see --columns.\n"))
    }

    @Test func `who did it stays in a timeline, and where a recommendation stands in a case`() async throws {
        let timeline = try await Self.table(
            "outlet timeline 0363-042-J",
            """
            {"items":[{"at":"2020-11-12T21:40:00Z","day":"2020-11-12","object":"outlet","reference":"0363-042-J",
            "what":"close","reason":"The owner has left the country for good.","by":"Piet de Vries"}],"next":null}
            """)
        #expect(timeline.output.hasPrefix("AT                DAY         OBJECT  REFERENCE   WHAT   "))
        #expect(timeline.output.contains(" BY\n"))
        let file = try await Self.table(
            "case show C-2026-0290",
            """
            {"reference":"C-2026-0290","outlet":"0363-042-J","status":"open","next":null,
            "recommendations":[{"id":7,"inspection":"I-2026-0009","day":"2020-11-12","pack":"nl/amsterdam/two-step",
            "measure":"warning","personDecides":false,"standing":"waiting","outdated":["O holds"],
            "by":"Sanne Bakker"}]}
            """)
        #expect(file.output.contains("  nl/amsterdam/two-step  warning  waiting, facts changed\n"), "\(file)")
    }

    @Test func `the cents of an amount have two digits`() {
        let amount = Column("amount", "amount", .number, isMoney: true)
        let dates = PeopleDates(clock: LocalClock.standard(zone: "UTC"))
        let shown = [1000.5, 1000, 1000.25].map { amount.shown(["amount": .number($0)], dates) }
        #expect(shown == ["1000.50", "1000", "1000.25"])
        #expect(amount.shown(["amount": 2500], dates) == "2500")
    }
}

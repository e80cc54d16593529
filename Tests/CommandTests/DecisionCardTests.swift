import Testing

/// What whoever decides, and whoever issues, reads on the card.
@Suite struct DecisionCardTests {
    @Test func `a recommendation shows the facts that were counted and the answers that were given`() async throws {
        try await CannedServer.serving({ _ in
            .json(
                """
                {"id":7,"case":"C-2026-0290","inspection":"I-2026-0009","outlet":"0363-042-J","day":"2026-10-01",
                "packId":"nl/dordrecht/o","packVersion":"2008-2011","measure":"closure","personDecides":false,
                "decision":{"choice":"follow","measure":"closure","by":"Piet de Vries","reasons":"As the rules say."},
                "replacedBy":null,"stands":true,
                "facts":{"findings":[{"criterion":"O","result":"fail"},{"criterion":"J","result":"not_checked"}]},
                "trace":{"measure":{"text":"closure for 6 months"},"lines":[{"criterion":"O",
                "counted":[{"criterion":"O","day":"2026-03-01","reference":"I-2026-0001"}],
                "refused":[{"criterion":"A","day":"2026-04-01","reference":"I-2026-0002","reason":"other_criterion"}]}]},
                "answers":[{"gate":"structural_pattern","criterion":"O","holds":true,"by":"Piet de Vries",
                "reason":"Seven reports in March.","at":"2026-10-02T08:00:00Z"}]}
                """)
        }) { (_, program) async throws in
            #expect(
                try await program.run("recommendation show 7 -o table").output == """
                    id                7
                    case              C-2026-0290
                    inspection        I-2026-0009
                    outlet            0363-042-J
                    day               2026-10-01
                    pack              nl/dordrecht/o
                    version           2008-2011
                    measure           closure
                    in full           closure for 6 months
                    a person decides  no
                    decision          follow
                    decided measure   closure
                    decided by        Piet de Vries
                    reasons           As the rules say.
                    stands            yes
                    answers           structural_pattern (O) holds: Seven reports in March. (Piet de
                                      Vries)
                    findings
                      CRITERION  RESULT
                      O          fail
                      J          not checked
                    counted
                      FOR  CRITERION  DAY         INSPECTION
                      O    O          2026-03-01  I-2026-0001
                    not counted
                      FOR  CRITERION  DAY         INSPECTION   BECAUSE
                      O    A          2026-04-01  I-2026-0002  other criterion

                    """)
        }
    }

    @Test func `an action shows what was recommended, what was decided and why`() async throws {
        try await CannedServer.serving({ _ in
            .json(
                """
                {"reference":"A-2026-0317","case":"C-2026-0290","outlet":"0363-042-J","outletName":"De Linde",
                "kind":"warning","status":"proposed","startsOn":null,"endsOn":null,"amount":null,"currency":null,
                "text":"Warning letter.","proposedBy":"Piet de Vries","proposedAt":null,"issuedBy":null,"issuedAt":null,
                "decision":{"id":3,"choice":"depart","measure":"warning","reasons":"The first finding in ten years.",
                "recommendation":7,"by":"Otto Officer","at":"2026-10-02T08:00:00Z"},
                "recommended":{"id":7,"inspection":"I-2026-0009","day":"2026-10-01","pack":"nl/leeuwarden/j",
                "packVersion":"2026","measure":"closure","text":"closure for 3 months","personDecides":false,
                "departs":true},
                "establishes":[],"beside":[],"reason":null,"version":2,"changedAt":"2026-10-03T08:00:00Z"}
                """)
        }) { (_, program) async throws in
            #expect(
                try await program.run("action show A-2026-0317 -o table").output == """
                    reference    A-2026-0317
                    kind         warning
                    status       proposed
                    outlet       0363-042-J
                    name         De Linde
                    case         C-2026-0290
                    recommended  closure for 3 months (nl/leeuwarden/j)
                    about        I-2026-0009
                    decision     depart
                    departs      yes
                    decided by   Otto Officer
                    reasons      The first finding in ten years.
                    text         Warning letter.
                    drafted by   Piet de Vries
                    version      2
                    changed      2026-10-03 10:00

                    """)
        }
    }
}
